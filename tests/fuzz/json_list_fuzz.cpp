// links: stafi::crypto
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/json_list.hpp"

namespace {

using namespace stafi;

struct Read {
    std::string elements;
    std::size_t count = 0;
    Result<std::string> rest;
};

Read read(std::string_view text, std::size_t first) {
    Read all;
    JsonListReader reader{
        "result",
        {.elements_max = 100, .element_bytes_max = 1'000, .rest_bytes_max = 1'000},
        [&](std::string_view element) -> Result<> {
            all.elements += element;
            ++all.count;
            return {};
        }};
    Result<> done = reader.read(text.substr(0, first));
    if (done) done = reader.read(text.substr(first));
    all.rest = done ? reader.end() : Result<std::string>{tl::unexpected(done.error())};
    return all;
}

}  // namespace

// Where an answer is cut into pieces changes nothing; and of an answer that is JSON the elements
// are as many as a reader of the whole finds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const Read whole = read(text, size);
    const Read cut = read(text, size / 2);
    CHECK(whole.rest.has_value() == cut.rest.has_value());
    if (!whole.rest) return 0;
    CHECK(*whole.rest == *cut.rest && whole.elements == cut.elements);
    const auto document = JsonDocument::parse(text);
    if (!document) return 0;
    CHECK(JsonDocument::parse(*whole.rest));
    const auto objects = document->fields().objects("result", 100);
    if (objects) CHECK(objects->size() == whole.count);
    return 0;
}
