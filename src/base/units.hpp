#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/check.hpp"

namespace stafi {

/// A name: ordered and hashable, no arithmetic.
template <class Tag>
struct Id {
    std::uint64_t value{};
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// An amount of one unit. Adds to its own kind only; overflow is a bug, not a wrap-around.
/// Outside values are bounded where they are parsed.
template <class Tag>
struct Quantity {
    std::uint64_t value{};
    friend constexpr auto operator<=>(Quantity, Quantity) = default;

    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        Quantity sum;
        CHECK(!__builtin_add_overflow(a.value, b.value, &sum.value));
        return sum;
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        CHECK(a.value >= b.value);
        return {a.value - b.value};
    }
    friend constexpr Quantity operator*(std::uint64_t times, Quantity a) {
        Quantity product;
        CHECK(!__builtin_mul_overflow(a.value, times, &product.value));
        return product;
    }
    constexpr Quantity& operator+=(Quantity more) { return *this = *this + more; }
    constexpr Quantity& operator-=(Quantity less) { return *this = *this - less; }
};

using OperatorId = Id<struct OperatorIdTag>;            // SSV contract; from 1
using ValidatorIndex = Id<struct ValidatorIndexTag>;    // beacon chain registry
using ChainId = Id<struct ChainIdTag>;                  // EIP-155
using KeyIndex = Quantity<struct KeyIndexTag>;          // `account` of an EIP-2334 path
using OwnerNonce = Quantity<struct OwnerNonceTag>;      // ValidatorAdded events of an SSV owner
using AccountNonce = Quantity<struct AccountNonceTag>;  // transactions sent by an account
using Gwei = Quantity<struct GweiTag>;
using Gas = Quantity<struct GasTag>;
using Slot = Quantity<struct SlotTag>;
using Epoch = Quantity<struct EpochTag>;
using BlockNumber = Quantity<struct BlockNumberTag>;
using UnixSeconds = Quantity<struct UnixSecondsTag>;
using UnixMillis = Quantity<struct UnixMillisTag>;

/// 32 on mainnet, 4 on the devnet: never a constant.
using SlotsPerEpoch = Quantity<struct SlotsPerEpochTag>;

/// CHECKs that an epoch has slots: a network file without is refused when it is read.
[[nodiscard]] constexpr Epoch epoch_of(Slot slot, SlotsPerEpoch per) {
    CHECK(per.value > 0);
    return {slot.value / per.value};
}
static_assert(epoch_of(Slot{63}, SlotsPerEpoch{32}) == Epoch{1});

namespace literals {
consteval Gwei operator""_eth(unsigned long long n) { return {n * 1'000'000'000}; }
consteval Gwei operator""_gwei(unsigned long long n) { return {n}; }
}  // namespace literals

}  // namespace stafi

template <class Tag>
struct std::hash<stafi::Id<Tag>> {
    std::size_t operator()(stafi::Id<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
