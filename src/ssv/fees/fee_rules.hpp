#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "base/units.hpp"
#include "ssv/network/units.hpp"

// What an operator may charge, and how a change of it comes about: it is declared, waits, and may
// then be executed for a while. A reduction needs no declaration.
// Source: SSV Network v1.2.0 and v2.0.0, `SSVOperators`.

namespace stafi::ssv {

inline constexpr std::uint64_t kBasisPoints = 10'000;

/// Wei of SSV under v1.2, which has the lowest fee as a constant.
inline constexpr std::uint64_t kLowestFeeOfV1 = 1'000'000'000;
/// The ETH fee of an operator of before v2 that has set none, unless it works for nothing.
inline constexpr std::uint64_t kDefaultEthFee = 1'778'800'000;

struct FeeRules {
    AssetWei lowest;  ///< but 0 is allowed
    AssetWei highest;
    std::uint64_t increase_limit = 0;  ///< basis points, at once
    UnixSeconds declare_period;        ///< from declaring until it may be executed
    UnixSeconds execute_period;        ///< and how long it then may
    friend bool operator==(const FeeRules&, const FeeRules&) = default;
};

/// A fee that may be executed from `begin` to `end`, both included.
struct DeclaredFee {
    AssetWei fee;
    UnixSeconds begin;
    UnixSeconds end;
    friend bool operator==(const DeclaredFee&, const DeclaredFee&) = default;
};

/// The highest fee that may be declared by who charges `current`, as far as the limit of increases
/// goes: whole packed units, rounded down under v1.2 and up under v2.
/// Errors: bad_amount when `current` is no whole packed units; out_of_range.
[[nodiscard]] Result<AssetWei> highest_next_fee(Release release, const AssetWei& current,
                                                std::uint64_t increase_limit);

/// What an operator charges now. Under v2 `is_free` asks for its SSV fee too: who charged for SSV
/// may begin to charge ETH.
struct ChargedFee {
    AssetWei fee;
    bool is_free = false;
};
/// The contract's error for declaring `fee`, nothing when it takes it: FeeTooLow, FeeTooHigh,
/// MaxPrecisionExceeded (under v1.2 a text), SameFeeChangeNotAllowed, FeeIncreaseNotAllowed,
/// FeeExceedsIncreaseLimit, in this order.
[[nodiscard]] std::optional<std::string_view> refusal_to_declare(Release release,
                                                                 const FeeRules& rules,
                                                                 const ChargedFee& current,
                                                                 const AssetWei& fee);

/// When a fee may be executed that is declared at `now`.
[[nodiscard]] DeclaredFee declare(const FeeRules& rules, const AssetWei& fee, UnixSeconds now);

/// Likewise for executing it at `now`: NoFeeDeclared, ApprovalNotWithinTimeframe, FeeTooHigh,
/// under v2 FeeTooLow.
[[nodiscard]] std::optional<std::string_view> refusal_to_execute(
    Release release, const FeeRules& rules, const std::optional<DeclaredFee>& declared,
    UnixSeconds now);

/// The most that an operator can charge at any time from `now` to `until`, which is not after the
/// declare period: what it charges, or what it has declared. Later it may declare anew.
[[nodiscard]] AssetWei highest_fee_until(const AssetWei& current,
                                         const std::optional<DeclaredFee>& declared,
                                         UnixSeconds now, UnixSeconds until);

}  // namespace stafi::ssv
