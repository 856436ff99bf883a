// links: stafi::crypto
#include <algorithm>
#include <cstdint>

#include "base/check.hpp"
#include "crypto/keystore/uuid.hpp"

// What is read is written again in small letters; and sixteen bytes of any kind are read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto uuid = parse_uuid(text)) {
        std::string small{text};
        std::ranges::transform(small, small.begin(),
                               [](char c) { return c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c; });
        CHECK(to_text(*uuid) == small);
    }
    if (size < Uuid::kSize) return 0;
    const Uuid any = Uuid::from(bytes_of(text).first<Uuid::kSize>());
    CHECK(parse_uuid(to_text(any)).value() == any);
    return 0;
}
