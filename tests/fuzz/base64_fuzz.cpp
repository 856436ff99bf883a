// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/base64.hpp"

// Whatever is accepted is the one text of its bytes, and every byte string has a text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto input = std::as_bytes(std::span{data, size});
    if (const auto bytes = parse_base64(text_of(input))) CHECK(to_base64(*bytes) == text_of(input));
    CHECK(std::ranges::equal(*parse_base64(to_base64(input)), input));
    return 0;
}
