#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "base/units.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// Who owes what at a block, to the wei. Operators and the network charge a fee per block; an index
// is a fee times blocks since ever. A cluster remembers the indices up to which it has paid; what
// they have grown since, times its size, it owes. Sizes: 10,000 vUnits are 32 ETH; in SSV a
// validator always counts as 10,000, in ETH the oracles may have said otherwise.
// What the contract would refuse as an overflow is out_of_range.
// Source: SSV Network v1.2.0 `ClusterLib`, v2.0.0; both are one formula.

namespace stafi::ssv {

using VUnits = Quantity<struct VUnitsTag>;
using PackedFee = Quantity<struct PackedFeeTag>;  ///< wei divided by the asset's precision

inline constexpr VUnits kVUnitsPerValidator{10'000};
inline constexpr WholeEther kEtherPerValidator{32};
inline constexpr WholeEther kEffectiveBalanceMax{2048};  ///< of one validator
inline constexpr std::uint64_t kBlocksPerDay = 7200;

/// The wei that one packed unit stands for.
[[nodiscard]] constexpr std::uint64_t precision_of(Asset asset) {
    return asset == Asset::ssv ? 10'000'000 : 100'000;
}
/// For fees, collaterals and what operators withdraw; clusters' balances are not packed.
/// Errors: bad_amount unless whole units; out_of_range.
[[nodiscard]] Result<PackedFee> pack(Asset asset, const AssetWei& amount);
[[nodiscard]] AssetWei unpack(Asset asset, PackedFee packed);

/// Rounded up: a part of a vUnit is charged as a whole one. CHECKs below 2^32 ETH.
[[nodiscard]] VUnits to_vunits(WholeEther effective_balance);
/// Rounded down.
[[nodiscard]] WholeEther to_effective_balance(VUnits size);
/// Of a cluster of which no oracle has said anything.
[[nodiscard]] constexpr VUnits implicit_vunits(std::uint32_t validator_count) {
    return validator_count * kVUnitsPerValidator;
}

/// One who charges: an operator or the network. A removed operator has fee 0 and keeps its index.
struct Account {
    std::uint64_t index = 0;
    PackedFee fee;
    BlockNumber settled;  ///< where `index` is from
    friend bool operator==(const Account&, const Account&) = default;
};

/// What a cluster meets at one block.
struct Rates {
    std::uint64_t operator_index = 0;  ///< of all its operators together
    std::uint64_t network_index = 0;
    PackedFee fee;  ///< of all operators and the network
    friend bool operator==(const Rates&, const Rates&) = default;
};
/// Errors: out_of_range, also for a block before an account's last.
[[nodiscard]] Result<Rates> rates_at(BlockNumber block, std::span<const Account> operators,
                                     const Account& network);

/// What the DAO requires clusters to hold.
struct LiquidationRule {
    AssetWei minimum_collateral;
    std::uint64_t period = 0;  ///< blocks of fees
    friend bool operator==(const LiquidationRule&, const LiquidationRule&) = default;
};

/// The cluster with its fees paid up to `rates`: 0 when it owes more than it has. Changes nothing
/// of a liquidated one. Errors: out_of_range.
[[nodiscard]] Result<Cluster> settle(const Cluster& cluster, Asset asset, VUnits size,
                                     const Rates& rates);

/// Per block, rounded down: what `getBurnRate` returns.
[[nodiscard]] AssetWei burn_rate(Asset asset, VUnits size, PackedFee fee);

/// What a cluster of this size must hold; less is liquidated. Errors: out_of_range.
[[nodiscard]] Result<AssetWei> minimum_balance(Asset asset, VUnits size, PackedFee fee,
                                               const LiquidationRule& rule);

/// Whether anyone may liquidate a settled cluster: strictly less than the minimum. Never without
/// validators. Errors: out_of_range.
[[nodiscard]] Result<bool> is_liquidatable(const Cluster& settled, Asset asset, VUnits size,
                                           PackedFee fee, const LiquidationRule& rule);

/// Blocks until a settled cluster may be liquidated: 0 when it may be now, nothing when never.
/// The first block at which it may be is this many and one more away. Errors: out_of_range.
[[nodiscard]] Result<std::optional<Uint256>> runway_blocks(const Cluster& settled, Asset asset,
                                                           VUnits size, PackedFee fee,
                                                           const LiquidationRule& rule);

/// What a settled cluster lacks to last `blocks` more above the minimum. Errors: out_of_range.
[[nodiscard]] Result<AssetWei> top_up(const Cluster& settled, Asset asset, VUnits size,
                                      PackedFee fee, const LiquidationRule& rule,
                                      std::uint64_t blocks);

}  // namespace stafi::ssv
