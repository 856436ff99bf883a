#include "devnet/keepers/liquidator.hpp"

#include "ssv/network/calls.hpp"
#include "ssv/network/calls_v2.hpp"
#include "ssv/network/views.hpp"
#include "ssv/network/views_v2.hpp"

namespace stafi::devnet {
namespace {

/// Under v2 those that still pay in SSV have calls of their own; under v1.2 there are no others.
bool has_own_calls(const ssv::ClusterBook& book, const ssv::ClusterState& state) {
    return book.release == ssv::Release::v2 && state.asset == ssv::Asset::ssv;
}

bool can_be_liquidated(const ssv::ClusterState& state) {
    return state.cluster.active && state.cluster.validator_count > 0;
}

}  // namespace

std::vector<LiquidationQuestion> liquidation_questions(const ssv::ClusterBook& book) {
    std::vector<LiquidationQuestion> questions;
    for (const auto& [id, state] : book.clusters) {
        if (!can_be_liquidated(state)) continue;
        Bytes call =
            has_own_calls(book, state)
                ? abi::encode_call(ssv::view::IsLiquidatableSSV{.cluster_owner = id.owner,
                                                                .operator_ids = id.operators,
                                                                .cluster = state.cluster})
                : abi::encode_call(ssv::view::IsLiquidatable{.cluster_owner = id.owner,
                                                             .operator_ids = id.operators,
                                                             .cluster = state.cluster});
        questions.push_back({.cluster = id, .call = std::move(call)});
    }
    return questions;
}

std::vector<Transaction> plan_liquidations(const ssv::ClusterBook& book,
                                           std::span<const ssv::ClusterId> liquidatable,
                                           const Address& liquidator, const Address& ssv_network) {
    std::vector<Transaction> plan;
    for (const ssv::ClusterId& id : liquidatable) {
        const auto found = book.clusters.find(id);
        if (found == book.clusters.end() || !can_be_liquidated(found->second)) continue;
        Bytes call =
            has_own_calls(book, found->second)
                ? abi::encode_call(ssv::call_v2::LiquidateSSV{.cluster_owner = id.owner,
                                                              .operator_ids = id.operators,
                                                              .cluster = found->second.cluster})
                : abi::encode_call(ssv::call::Liquidate{.cluster_owner = id.owner,
                                                        .operator_ids = id.operators,
                                                        .cluster = found->second.cluster});
        plan.push_back(
            {.from = liquidator, .to = ssv_network, .data = std::move(call), .value = {}});
    }
    return plan;
}

}  // namespace stafi::devnet
