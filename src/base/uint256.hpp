#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/result.hpp"

namespace stafi {

/// An unsigned 256-bit integer, the EVM's word. Overflow in an operator is a bug and CHECKed;
/// arithmetic on outside values goes through the `checked_` functions.
struct Uint256 {
    std::array<std::uint64_t, 4> limbs{};  ///< least significant first

    constexpr Uint256() = default;
    constexpr Uint256(std::uint64_t value) : limbs{value} {}  // NOLINT(google-explicit-constructor)

    friend constexpr bool operator==(const Uint256&, const Uint256&) = default;
    friend constexpr std::strong_ordering operator<=>(const Uint256& a, const Uint256& b) {
        for (std::size_t i = 4; i-- > 0;)
            if (a.limbs[i] != b.limbs[i]) return a.limbs[i] <=> b.limbs[i];
        return std::strong_ordering::equal;
    }

    [[nodiscard]] constexpr bool bit(unsigned n) const { return limbs[n / 64] >> (n % 64) & 1; }
    /// The number of significant bits; 0 for zero.
    [[nodiscard]] constexpr unsigned bit_width() const;
    /// The value, if it fits 64 bits.
    [[nodiscard]] constexpr std::optional<std::uint64_t> to_uint64() const {
        if (limbs[1] != 0 || limbs[2] != 0 || limbs[3] != 0) return std::nullopt;
        return limbs[0];
    }

    [[nodiscard]] static constexpr Uint256 max();
};

[[nodiscard]] std::optional<Uint256> checked_add(const Uint256& a, const Uint256& b);
[[nodiscard]] std::optional<Uint256> checked_sub(const Uint256& a, const Uint256& b);
[[nodiscard]] std::optional<Uint256> checked_mul(const Uint256& a, const Uint256& b);

[[nodiscard]] Uint256 operator+(const Uint256& a, const Uint256& b);
[[nodiscard]] Uint256 operator-(const Uint256& a, const Uint256& b);
[[nodiscard]] Uint256 operator*(const Uint256& a, const Uint256& b);
[[nodiscard]] Uint256 operator/(const Uint256& a, const Uint256& b);  ///< CHECKs b != 0
[[nodiscard]] Uint256 operator%(const Uint256& a, const Uint256& b);  ///< CHECKs b != 0
[[nodiscard]] Uint256 operator<<(const Uint256& a, unsigned bits);    ///< drops what leaves the top
[[nodiscard]] Uint256 operator>>(const Uint256& a, unsigned bits);

/// Big-endian 32 bytes, the ABI's form.
[[nodiscard]] std::array<std::byte, 32> be256(const Uint256& value);
[[nodiscard]] Uint256 from_be256(std::span<const std::byte, 32> bytes);

[[nodiscard]] std::string to_decimal(const Uint256& value);

/// Digits only, no sign, no blanks, no leading zeros. Errors: bad_number, out_of_range.
[[nodiscard]] Result<Uint256> parse_decimal(std::string_view text);
/// The same, below 2^64.
[[nodiscard]] Result<std::uint64_t> parse_uint64(std::string_view text);

// Inline parts.

constexpr unsigned Uint256::bit_width() const {
    for (std::size_t i = 4; i-- > 0;)
        if (limbs[i] != 0)
            return static_cast<unsigned>(64 * i + 64) -
                   static_cast<unsigned>(__builtin_clzll(limbs[i]));
    return 0;
}

constexpr Uint256 Uint256::max() {
    Uint256 all;
    all.limbs = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    return all;
}

static_assert(Uint256{5} < Uint256::max() && Uint256{1}.bit_width() == 1);

}  // namespace stafi
