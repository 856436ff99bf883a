// links: stafi::adapters
#include <algorithm>
#include <cstdint>

#include "adapters/http/url.hpp"
#include "base/check.hpp"

// What is read is written and read again; and nothing in it could break out of a request.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::adapters;
    const auto url = parse_url({reinterpret_cast<const char*>(data), size});
    if (!url) return 0;
    const std::string text = to_text(*url);
    CHECK(std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; }));
    CHECK(url->target.starts_with('/') && url->port > 0 && !url->host.empty());
    if (text.size() <= kUrlBytesMax) CHECK(parse_url(text).value() == *url);
    return 0;
}
