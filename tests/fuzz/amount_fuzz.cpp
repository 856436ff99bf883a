// links: stafi::base
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/amount.hpp"
#include "base/hex.hpp"

// Whatever text a person types: an amount, number or hex that is accepted is written back with
// the same meaning.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto amount = parse_amount(text)) CHECK(*parse_amount(to_text(*amount)) == *amount);
    if (const auto number = parse_decimal(text)) CHECK(to_decimal(*number) == text);
    if (const auto bytes = parse_hex(text)) CHECK(*parse_hex(to_hex(*bytes)) == *bytes);
    return 0;
}
