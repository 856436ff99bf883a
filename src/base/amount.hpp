#pragma once

#include <string>
#include <string_view>

#include "base/uint256.hpp"
#include "base/units.hpp"

namespace stafi {

/// A 256-bit amount of one unit, as contracts count. Adds to its own kind only; overflow is a bug,
/// not a wrap-around.
template <class Tag>
struct BigQuantity {
    Uint256 value;
    friend constexpr auto operator<=>(const BigQuantity&, const BigQuantity&) = default;

    friend BigQuantity operator+(const BigQuantity& a, const BigQuantity& b) {
        return {a.value + b.value};
    }
    friend BigQuantity operator-(const BigQuantity& a, const BigQuantity& b) {
        return {a.value - b.value};
    }
    friend BigQuantity operator*(std::uint64_t times, const BigQuantity& a) {
        return {Uint256{times} * a.value};
    }
    BigQuantity& operator+=(const BigQuantity& more) { return *this = *this + more; }
    BigQuantity& operator-=(const BigQuantity& less) { return *this = *this - less; }
};

/// `value` / 10^decimals without trailing zeros: `1.5`.
[[nodiscard]] std::string decimal_text(const Uint256& value, std::size_t decimals);

using Wei = BigQuantity<struct WeiTag>;  ///< 10^-18 ETH

[[nodiscard]] Wei to_wei(Gwei amount);

/// Whole gwei in `amount`, the rest dropped. Errors: out_of_range above 64 bits (18 billion ETH).
[[nodiscard]] Result<Gwei> floor_gwei(const Wei& amount);

/// Gwei if `amount` is whole gwei. Errors: bad_amount, out_of_range.
[[nodiscard]] Result<Gwei> exact_gwei(const Wei& amount);

/// `1.5eth`, `20gwei`, `7wei`: a unit is required, no sign, no blanks, at most as many decimals as
/// the unit has. Errors: bad_amount, out_of_range.
[[nodiscard]] Result<Wei> parse_amount(std::string_view text);

/// The shortest exact form that `parse_amount` reads back: `1.5eth`, `20gwei`, `7wei`.
[[nodiscard]] std::string to_text(const Wei& amount);
[[nodiscard]] std::string to_text(Gwei amount);

}  // namespace stafi
