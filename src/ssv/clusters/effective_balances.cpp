#include "ssv/clusters/effective_balances.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "eth/abi/message.hpp"

namespace stafi::ssv {
namespace {

Bytes32 parent_of(const Bytes32& a, const Bytes32& b) {
    Bytes both;
    append(both, std::min(a, b).view());
    append(both, std::max(a, b).view());
    return keccak256(both);
}

}  // namespace

Bytes32 leaf_of(const ClusterBalance& balance) {
    CHECK(balance.effective_balance.value <= std::numeric_limits<std::uint32_t>::max());
    const Bytes words =
        abi::encode_tuple("(bytes32,uint32)", balance.cluster,
                          static_cast<std::uint32_t>(balance.effective_balance.value));
    return keccak256(keccak256(words).view());
}

BalanceTree::BalanceTree(std::span<const ClusterBalance> balances) {
    CHECK(!balances.empty());
    std::vector<Bytes32> leaves;
    for (const ClusterBalance& balance : balances)
        leaves.push_back(leaf_of(balance));
    std::ranges::sort(leaves, std::greater{});
    nodes_.resize(leaves.size() - 1);
    nodes_.insert(nodes_.end(), leaves.begin(), leaves.end());
    for (std::size_t i = leaves.size() - 1; i-- > 0;)
        nodes_[i] = parent_of(nodes_[2 * i + 1], nodes_[2 * i + 2]);
}

std::optional<std::vector<Bytes32>> BalanceTree::proof_of(const ClusterBalance& leaf) const {
    const auto leaves = nodes_.begin() + static_cast<std::ptrdiff_t>(nodes_.size() / 2);
    const auto found = std::find(leaves, nodes_.end(), leaf_of(leaf));
    if (found == nodes_.end()) return std::nullopt;
    std::vector<Bytes32> proof;
    for (auto at = static_cast<std::size_t>(found - nodes_.begin()); at > 0; at = (at - 1) / 2)
        proof.push_back(nodes_[at % 2 == 1 ? at + 1 : at - 1]);
    return proof;
}

bool is_proven(const ClusterBalance& leaf, std::span<const Bytes32> proof, const Bytes32& root) {
    Bytes32 node = leaf_of(leaf);
    for (const Bytes32& sibling : proof)
        node = parent_of(node, sibling);
    return node == root;
}

}  // namespace stafi::ssv
