#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "beacon/state/state.hpp"
#include "devnet/keepers/transaction.hpp"
#include "ssv/clusters/cluster_book.hpp"
#include "ssv/clusters/effective_balances.hpp"

// The effective-balance oracles of SSV Network v2, in one: they commit to what the validators of
// each cluster weigh on the beacon chain, then bring it home to the clusters that it changes.
// On a devnet the contract's owner commits.

namespace stafi::devnet {

/// Which validators each cluster has.
using ClusterMembers = std::map<ssv::ClusterId, std::set<PubkeyBytes>>;
/// Takes in the next event of the log.
void follow(ClusterMembers& members, const ssv::Event& event);

/// A root that is sent, and what it says.
struct BalanceCommitment {
    BlockNumber block;
    std::map<ssv::ClusterId, ssv::ClusterBalance> balances;
    ssv::BalanceTree tree;
};

/// What a cluster's validators weigh together: each at least 32 ETH, whether the beacon chain knows
/// it or not; whole ETH, rounded down.
[[nodiscard]] ssv::WholeEther effective_balance_of(const std::set<PubkeyBytes>& validators,
                                                   const beacon::State& state);

/// All active clusters that have validators, as of `block`; nothing when there are none.
[[nodiscard]] std::optional<BalanceCommitment> commit_to(const ssv::ClusterBook& book,
                                                         const ClusterMembers& members,
                                                         const beacon::State& state,
                                                         BlockNumber block);

[[nodiscard]] Transaction commit_transaction(const BalanceCommitment& commitment,
                                             const Address& owner, const Address& ssv_network);

/// Once the root is committed: updates for the clusters of which it says something new, and whose
/// size is still what the contract allows for it. One at a time of each cluster: what was sent is
/// not planned again once its event is in the book.
[[nodiscard]] std::vector<Transaction> plan_updates(const BalanceCommitment& commitment,
                                                    const ssv::ClusterBook& book,
                                                    const Address& sender,
                                                    const Address& ssv_network);

}  // namespace stafi::devnet
