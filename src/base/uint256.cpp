#include "base/uint256.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace stafi {
namespace {

__extension__ using Uint128 = unsigned __int128;

constexpr std::uint64_t low(Uint128 value) { return static_cast<std::uint64_t>(value); }
constexpr std::uint64_t high(Uint128 value) { return static_cast<std::uint64_t>(value >> 64); }

constexpr std::uint64_t kDecimalChunk = 1'000'000'000'000'000'000;  // 10^18, 18 digits

struct Division {
    Uint256 quotient;
    Uint256 remainder;
};

Division divide_by_limb(const Uint256& a, std::uint64_t b) {
    Division result;
    std::uint64_t rest = 0;
    for (std::size_t i = 4; i-- > 0;) {
        const Uint128 part = Uint128{rest} << 64 | a.limbs[i];
        result.quotient.limbs[i] = low(part / b);
        rest = low(part % b);
    }
    result.remainder = rest;
    return result;
}

/// Shift and subtract: one step per bit of the quotient. Divisors over 64 bits are rare here.
Division divide(const Uint256& a, const Uint256& b) {
    CHECK(b != Uint256{});
    if (a < b) return {.quotient = {}, .remainder = a};
    if (const auto small = b.to_uint64()) return divide_by_limb(a, *small);
    Division result{.quotient = {}, .remainder = a};
    for (unsigned shift = a.bit_width() - b.bit_width() + 1; shift-- > 0;) {
        const Uint256 shifted = b << shift;
        if (result.remainder < shifted) continue;
        result.remainder = result.remainder - shifted;
        result.quotient.limbs[shift / 64] |= 1ULL << (shift % 64);
    }
    return result;
}

}  // namespace

std::optional<Uint256> checked_add(const Uint256& a, const Uint256& b) {
    Uint256 sum;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Uint128 part = Uint128{a.limbs[i]} + b.limbs[i] + carry;
        sum.limbs[i] = low(part);
        carry = high(part);
    }
    if (carry != 0) return std::nullopt;
    return sum;
}

std::optional<Uint256> checked_sub(const Uint256& a, const Uint256& b) {
    if (a < b) return std::nullopt;
    Uint256 difference;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Uint128 part = Uint128{a.limbs[i]} - b.limbs[i] - borrow;
        difference.limbs[i] = low(part);
        borrow = high(part) & 1;
    }
    return difference;
}

std::optional<Uint256> checked_mul(const Uint256& a, const Uint256& b) {
    Uint256 product;
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const Uint128 part = Uint128{a.limbs[i]} * b.limbs[j] + carry;
            if (i + j >= 4) {
                if (part != 0) return std::nullopt;
                continue;
            }
            const Uint128 sum = part + product.limbs[i + j];
            product.limbs[i + j] = low(sum);
            carry = high(sum);
        }
        if (carry != 0) return std::nullopt;
    }
    return product;
}

Uint256 operator+(const Uint256& a, const Uint256& b) {
    const auto sum = checked_add(a, b);
    CHECK(sum.has_value());
    return *sum;
}

Uint256 operator-(const Uint256& a, const Uint256& b) {
    const auto difference = checked_sub(a, b);
    CHECK(difference.has_value());
    return *difference;
}

Uint256 operator*(const Uint256& a, const Uint256& b) {
    const auto product = checked_mul(a, b);
    CHECK(product.has_value());
    return *product;
}

Uint256 operator/(const Uint256& a, const Uint256& b) { return divide(a, b).quotient; }
Uint256 operator%(const Uint256& a, const Uint256& b) { return divide(a, b).remainder; }

Uint256 operator<<(const Uint256& a, unsigned bits) {
    Uint256 out;
    const std::size_t limbs = bits / 64;
    const unsigned rest = bits % 64;
    for (std::size_t i = limbs; i < 4; ++i) {
        out.limbs[i] = a.limbs[i - limbs] << rest;
        if (rest != 0 && i > limbs) out.limbs[i] |= a.limbs[i - limbs - 1] >> (64 - rest);
    }
    return out;
}

Uint256 operator>>(const Uint256& a, unsigned bits) {
    Uint256 out;
    const std::size_t limbs = bits / 64;
    const unsigned rest = bits % 64;
    for (std::size_t i = 0; i + limbs < 4; ++i) {
        out.limbs[i] = a.limbs[i + limbs] >> rest;
        if (rest != 0 && i + limbs + 1 < 4) out.limbs[i] |= a.limbs[i + limbs + 1] << (64 - rest);
    }
    return out;
}

std::array<std::byte, 32> be256(const Uint256& value) {
    std::array<std::byte, 32> out{};
    for (std::size_t i = 0; i < 32; ++i)
        out[31 - i] = static_cast<std::byte>(value.limbs[i / 8] >> (8 * (i % 8)));
    return out;
}

Uint256 from_be256(std::span<const std::byte, 32> bytes) {
    Uint256 value;
    for (std::size_t i = 0; i < 32; ++i)
        value.limbs[i / 8] |= std::to_integer<std::uint64_t>(bytes[31 - i]) << (8 * (i % 8));
    return value;
}

std::string to_decimal(const Uint256& value) {
    if (const auto small = value.to_uint64(); small && *small < kDecimalChunk)
        return fmt::format("{}", *small);
    const Division part = divide_by_limb(value, kDecimalChunk);
    return to_decimal(part.quotient) + fmt::format("{:018}", part.remainder.limbs[0]);
}

Result<Uint256> parse_decimal(std::string_view text) {
    const bool digits =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || (text.size() > 1 && text[0] == '0'))
        return fail(Reason::bad_number,
                    fmt::format("number: '{}' is not a plain decimal", text.substr(0, 80)));
    Uint256 value;
    for (char c : text) {
        const auto tenfold = checked_mul(value, 10);
        const auto next =
            tenfold ? checked_add(*tenfold, static_cast<std::uint64_t>(c - '0')) : std::nullopt;
        if (!next) return fail(Reason::out_of_range, "number: more than 256 bits");
        value = *next;
    }
    return value;
}

Result<std::uint64_t> parse_uint64(std::string_view text) {
    TRY(const Uint256 wide, parse_decimal(text));
    const auto value = wide.to_uint64();
    if (!value)
        return fail(Reason::out_of_range, fmt::format("number: {} does not fit 64 bits", text));
    return *value;
}

}  // namespace stafi
