#include "ssv/clusters/cluster_book.hpp"

#include "base/overloaded.hpp"

namespace stafi::ssv {
namespace {

/// The record of the event's cluster, showing the cluster that the event carries.
template <class ClusterEvent>
ClusterState& take(ClusterBook& book, const ClusterEvent& event) {
    const Asset asset = book.release == Release::v1 ? Asset::ssv : Asset::eth;
    const ClusterId id{.owner = event.owner, .operators = event.operator_ids};
    const auto at = book.clusters.try_emplace(
        id, ClusterState{.cluster = {}, .asset = asset, .said = std::nullopt, .root_block = {}});
    at.first->second.cluster = event.cluster;
    return at.first->second;
}

void grow(ClusterState& state) {
    if (state.said) *state.said += kVUnitsPerValidator;
}

/// 32 ETH less, whatever the validator had; an empty cluster is as if nothing had been said.
void shrink(ClusterState& state) {
    if (!state.said) return;
    if (state.cluster.validator_count == 0 || *state.said <= kVUnitsPerValidator)
        state.said.reset();
    else
        *state.said -= kVUnitsPerValidator;
}

}  // namespace

VUnits ClusterState::size() const {
    // Those in SSV keep what was said for the day they migrate, and pay by the validator.
    const bool counts = said && asset == Asset::eth;
    return counts ? *said : implicit_vunits(cluster.validator_count);
}

void apply(ClusterBook& book, const Event& event) {
    std::visit(Overloaded{[&](const event::ValidatorAdded& it) { grow(take(book, it)); },
                          [&](const event::ValidatorRemoved& it) { shrink(take(book, it)); },
                          [&](const event::ClusterDeposited& it) { take(book, it); },
                          [&](const event::ClusterWithdrawn& it) { take(book, it); },
                          [&](const event::ClusterLiquidated& it) { take(book, it); },
                          [&](const event::ClusterReactivated& it) { take(book, it); },
                          [&](const event::ClusterMigratedToETH& it) {
                              take(book, it).asset = Asset::eth;
                          },
                          [&](const event::ClusterBalanceUpdated& it) {
                              ClusterState& state = take(book, it);
                              state.said = to_vunits(it.effective_balance);
                              state.root_block = it.block_num;
                          },
                          [&](const event::SSVNetworkUpgradeBlock&) { book.release = Release::v2; },
                          [](const auto&) {}},
               event);
}

Cluster cluster_of(const ClusterBook& book, const ClusterId& id) {
    const auto found = book.clusters.find(id);
    return found == book.clusters.end() ? kNewCluster : found->second.cluster;
}

}  // namespace stafi::ssv
