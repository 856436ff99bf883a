#include "eth/quantity.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/hex.hpp"

namespace stafi::eth {

std::string to_quantity(const Uint256& value) {
    const std::string digits = to_hex(be256(value));
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return "0x" + digits.substr(first);
}

Result<Uint256> parse_quantity(std::string_view text) {
    constexpr std::size_t digits_max = 64;
    constexpr std::size_t shown_max = 80;
    const auto refuse = [&](Reason reason, std::string_view why) {
        return fail(reason, fmt::format("'{}' {}", text.substr(0, shown_max), why));
    };
    if (!text.starts_with("0x") || text.size() == 2)
        return refuse(Reason::bad_number, "is no quantity: 0x and digits are expected");
    const std::string_view digits = text.substr(2);
    if (digits.size() > 1 && digits.front() == '0')
        return refuse(Reason::bad_number, "is no quantity: it begins with a zero");
    if (digits.size() > digits_max) return refuse(Reason::out_of_range, "has more than 256 bits");
    std::array<std::byte, 32> bytes{};
    const std::string padded = std::string(digits_max - digits.size(), '0') + std::string{digits};
    if (!parse_hex_into(padded, bytes))
        return refuse(Reason::bad_number, "is no quantity: not all are hex digits");
    return from_be256(bytes);
}

}  // namespace stafi::eth
