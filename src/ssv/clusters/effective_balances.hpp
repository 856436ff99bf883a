#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "ssv/network/units.hpp"

// What the oracles of SSV Network v2 commit to: the effective balance of every active cluster, as
// the root of a Merkle tree. Anybody applies it to a cluster with a proof.
// Source: SSV Network v2.0.0, `updateClusterBalance`; OpenZeppelin, StandardMerkleTree.

namespace stafi::ssv {

struct ClusterBalance {
    Bytes32 cluster;  ///< its key
    WholeEther effective_balance;
    friend bool operator==(const ClusterBalance&, const ClusterBalance&) = default;
};

/// keccak256(keccak256(key || balance)), the balance in 32 bytes. CHECKs that it is below 2^32.
[[nodiscard]] Bytes32 leaf_of(const ClusterBalance& balance);

/// A complete binary tree over the leaves in ascending order; a parent is the hash of its children,
/// the lower first.
class BalanceTree {
  public:
    /// CHECKs that there are leaves: nothing can be proven against no tree.
    explicit BalanceTree(std::span<const ClusterBalance> balances);

    [[nodiscard]] const Bytes32& root() const { return nodes_.front(); }
    /// From the leaf's sibling up. Nothing when it is not a leaf.
    [[nodiscard]] std::optional<std::vector<Bytes32>> proof_of(const ClusterBalance& leaf) const;

  private:
    std::vector<Bytes32> nodes_;  ///< the root first; the children of i are 2i + 1 and 2i + 2
};

/// Whether a leaf with its proof belongs to a root: the contract's check.
[[nodiscard]] bool is_proven(const ClusterBalance& leaf, std::span<const Bytes32> proof,
                             const Bytes32& root);

}  // namespace stafi::ssv
