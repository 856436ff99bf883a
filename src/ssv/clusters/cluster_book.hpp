#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "ssv/clusters/accounting.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/events.hpp"
#include "ssv/network/units.hpp"

// All clusters, rebuilt from SSV Network's events: the chain itself keeps only hashes of them.

namespace stafi::ssv {

struct ClusterState {
    Cluster cluster;
    Asset asset = Asset::eth;
    /// What the oracles last said, with what was registered and removed since; nothing: 10,000 for
    /// each validator.
    std::optional<VUnits> said;
    BlockNumber root_block;  ///< whose root said it

    /// What fees are for.
    [[nodiscard]] VUnits size() const;
    friend bool operator==(const ClusterState&, const ClusterState&) = default;
};

struct ClusterBook {
    Release release = Release::v2;  ///< when the first event comes
    std::map<ClusterId, ClusterState> clusters;
    friend bool operator==(const ClusterBook&, const ClusterBook&) = default;
};

/// Takes in the next event of the log. Clusters registered under v1.2 pay in SSV until they
/// migrate. Nothing that is not about a cluster changes anything, but the upgrade.
void apply(ClusterBook& book, const Event& event);

/// What to show at a call: a new cluster when there was no event of it.
[[nodiscard]] Cluster cluster_of(const ClusterBook& book, const ClusterId& id);

}  // namespace stafi::ssv
