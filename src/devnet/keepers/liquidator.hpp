#pragma once

#include <span>
#include <vector>

#include "devnet/keepers/transaction.hpp"
#include "ssv/clusters/cluster_book.hpp"

// Liquidates clusters that cannot pay their operators much longer, as anybody may for what is left.

namespace stafi::devnet {

/// Whether a cluster may be liquidated: a call to SSV Network that answers it with a bool.
struct LiquidationQuestion {
    ssv::ClusterId cluster;
    Bytes call;
};
/// One for each active cluster that has validators.
[[nodiscard]] std::vector<LiquidationQuestion> liquidation_questions(const ssv::ClusterBook& book);

/// `liquidatable`: the clusters whose question was answered with yes, at the book's block.
[[nodiscard]] std::vector<Transaction> plan_liquidations(
    const ssv::ClusterBook& book, std::span<const ssv::ClusterId> liquidatable,
    const Address& liquidator, const Address& ssv_network);

}  // namespace stafi::devnet
