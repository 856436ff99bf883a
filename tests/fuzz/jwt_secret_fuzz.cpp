// links: stafi::crypto
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/jwt.hpp"

// What is read is in the text, digit by digit, and reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto secret = parse_jwt_secret({reinterpret_cast<const char*>(data), size});
    if (!secret) return 0;
    CHECK(size >= 64);
    const auto again = parse_jwt_secret(to_hex0x(secret->view()));
    CHECK(again && equal_constant_time(again->view(), secret->view()));
    return 0;
}
