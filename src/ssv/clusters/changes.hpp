#pragma once

#include <cstdint>

#include <tl/expected.hpp>

#include "base/result.hpp"
#include "ssv/clusters/accounting.hpp"
#include "ssv/clusters/cluster_book.hpp"
#include "ssv/refusals/refusals.hpp"

// What a call makes of a cluster, or why the contract refuses it: to know before it is sent, and to
// plan the next one on top. A cluster that pays in SSV changes as under v1.2. Who calls, which keys
// are whose and what operators admit is not looked at.
// Source: SSV Network v1.2.0 and v2.0.0, `SSVClusters` and `ClusterLib`.

namespace stafi::ssv {

/// What the cluster meets at the block of the call, its operators' lazy ETH fees included.
struct Terms {
    Rates rates;
    LiquidationRule rule;
    friend bool operator==(const Terms&, const Terms&) = default;
};

struct Changed {
    ClusterState state;
    AssetWei paid;  ///< to who calls; of the asset that the cluster paid in before
    friend bool operator==(const Changed&, const Changed&) = default;
};
/// The refusal `arithmetic` stands for numbers that the contract could not hold.
using Change = tl::expected<Changed, Refusal>;

/// Of `added` keys, with `value` for the balance. A new cluster is a ClusterState of `kNewCluster`.
/// Refused: cluster_liquidated; insufficient_balance below the minimum of the larger cluster.
[[nodiscard]] Change after_registration(ClusterState state, std::uint32_t added,
                                        const AssetWei& value, const Terms& terms);
/// The least value with which that is accepted; one block later it may be too little.
/// Errors: out_of_range.
[[nodiscard]] Result<AssetWei> registration_value(const ClusterState& state, std::uint32_t added,
                                                  const Terms& terms);

/// Of `removed` keys: 32 ETH each of what oracles said, all of it with the last key.
/// Refused: validator_missing for more keys than there are.
[[nodiscard]] Change after_removal(ClusterState state, std::uint32_t removed, const Terms& terms);

/// By anyone, at any time; settles nothing.
[[nodiscard]] Change after_deposit(ClusterState state, const AssetWei& value);

/// Refused: insufficient_balance, also for what would leave less than the minimum;
/// cluster_liquidated in SSV. In ETH a liquidated cluster gives back what was deposited since.
[[nodiscard]] Change after_withdrawal(ClusterState state, const AssetWei& amount,
                                      const Terms& terms);

/// Refused: cluster_active; insufficient_balance.
[[nodiscard]] Change after_reactivation(ClusterState state, const AssetWei& value,
                                        const Terms& terms);

/// Refused: cluster_liquidated; not_liquidatable for others than the owner.
[[nodiscard]] Change after_liquidation(ClusterState state, bool is_by_owner, const Terms& terms);

/// What the oracles say, by the root of a block; liquidates what now holds too little.
/// Refused: bad_proof below 32 or above 2048 ETH a key, or by a root that is not newer.
[[nodiscard]] Change after_balance_update(ClusterState state, WholeEther effective_balance,
                                          BlockNumber root_block, const Terms& terms);

/// From SSV, whose rest is paid back, to ETH, of which `value` is the new balance; a liquidated
/// cluster begins again. Refused: incorrect_cluster_version; insufficient_balance.
[[nodiscard]] Change after_migration(ClusterState state, const AssetWei& value,
                                     const Rates& ssv_rates, const Terms& eth_terms);

}  // namespace stafi::ssv
