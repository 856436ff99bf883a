#include "eth/deposit/tree.hpp"

#include <bit>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "eth/ssz/merkle.hpp"

namespace stafi::eth {
namespace {

constexpr std::size_t kDepth = kDepositContractTreeDepth;

bool has_bit(std::uint64_t count, std::size_t level) { return (count >> level & 1) != 0; }

}  // namespace

DepositFrontier DepositFrontier::of(std::span<const Bytes32> full_subtrees, std::uint64_t count) {
    CHECK(count <= kDepositCountMax);
    CHECK(static_cast<std::size_t>(std::popcount(count)) == full_subtrees.size());
    DepositFrontier frontier;
    frontier.count_ = count;
    std::size_t next = full_subtrees.size();
    for (std::size_t level = 0; level < kDepth; ++level)
        if (has_bit(count, level)) frontier.nodes_[level] = full_subtrees[--next];
    return frontier;
}

void DepositFrontier::add(const Bytes32& leaf) {
    CHECK(count_ < kDepositCountMax);
    Bytes32 node = leaf;
    std::size_t level = 0;
    for (; has_bit(count_, level); ++level)  // a carry: two full subtrees make a larger one
        node = hash_pair(nodes_[level], node);
    nodes_[level] = node;
    ++count_;
}

Bytes32 DepositFrontier::root() const {
    Bytes32 node;
    for (std::size_t level = 0; level < kDepth; ++level)
        node = has_bit(count_, level) ? hash_pair(nodes_[level], node)
                                      : hash_pair(node, ssz::zero_hash(level));
    return ssz::mix_in_length(node, count_);
}

std::vector<Bytes32> DepositFrontier::full_subtrees() const {
    std::vector<Bytes32> largest_first;
    for (std::size_t level = kDepth; level-- > 0;)
        if (has_bit(count_, level)) largest_first.push_back(nodes_[level]);
    return largest_first;
}

const Bytes32& DepositFrontier::full_subtree(std::size_t level) const {
    CHECK(has_bit(count_, level));
    return nodes_[level];
}

Result<DepositTree> DepositTree::resume(const DepositSnapshot& snapshot) {
    const std::uint64_t count = snapshot.deposit_count;
    if (count > kDepositCountMax)
        return fail(Reason::bad_deposit_snapshot,
                    fmt::format("deposit_count: {}, at most {}", count, kDepositCountMax));
    const auto expected = static_cast<std::size_t>(std::popcount(count));
    if (snapshot.finalized.size() != expected)
        return fail(Reason::bad_deposit_snapshot,
                    fmt::format("finalized: {} hashes, but {} deposits leave {}",
                                snapshot.finalized.size(), count, expected));
    DepositTree tree;
    tree.finalized_ = DepositFrontier::of(snapshot.finalized, count);
    if (tree.finalized_.root() != snapshot.deposit_root)
        return fail(Reason::bad_deposit_snapshot,
                    "deposit_root: not the root of the finalized hashes and the count");
    tree.finalized_block_ = DepositBlock{.hash = snapshot.execution_block_hash,
                                         .number = snapshot.execution_block_height};
    tree.head_ = tree.finalized_;
    return tree;
}

Result<> DepositTree::add(const Bytes32& leaf) {
    if (count() == kDepositCountMax)
        return fail(Reason::out_of_range, fmt::format("deposit {}: the tree is full", count()));
    pending_.push_back(leaf);
    head_.add(leaf);
    return {};
}

Result<> DepositTree::finalize(std::uint64_t count, const DepositBlock& block) {
    if (count < finalized_count() || count > this->count())
        return fail(Reason::out_of_range,
                    fmt::format("finalized deposits: {} are not between {} and {}", count,
                                finalized_count(), this->count()));
    const auto leaves = std::span{pending_}.first(count - finalized_count());
    for (const Bytes32& leaf : leaves)
        finalized_.add(leaf);
    pending_.erase(pending_.begin(), pending_.begin() + std::ssize(leaves));
    finalized_block_ = block;
    return {};
}

std::optional<DepositSnapshot> DepositTree::snapshot() const {
    if (!finalized_block_) return std::nullopt;
    const std::vector<Bytes32> finalized = finalized_.full_subtrees();
    return DepositSnapshot{
        .finalized = {finalized.begin(), finalized.end()},
        .deposit_root = finalized_.root(),
        .deposit_count = finalized_.count(),
        .execution_block_hash = finalized_block_->hash,
        .execution_block_height = finalized_block_->number,
    };
}

Result<ssz::Vector<Bytes32, kDepth + 1>> DepositTree::proof(std::uint64_t index) const {
    if (index < finalized_count() || index >= count())
        return fail(Reason::out_of_range,
                    fmt::format("deposit {}: not among {} to {}, which can be proven", index,
                                finalized_count(), count()));
    ssz::Vector<Bytes32, kDepth + 1> proof;
    for (std::size_t level = 0; level < kDepth; ++level)
        proof[level] = node(level, index >> level ^ 1);
    std::ranges::copy(le64(count()), proof[kDepth].bytes.begin());
    return proof;
}

Bytes32 DepositTree::node(std::size_t level, std::uint64_t index) const {
    const std::uint64_t first = index << level;
    if (first >= count()) return ssz::zero_hash(level);
    // Left of a leaf that is not finalized there are only whole finalized subtrees.
    if (first + (1ULL << level) <= finalized_count()) return finalized_.full_subtree(level);
    if (level == 0) return pending_[first - finalized_count()];
    return hash_pair(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
}

}  // namespace stafi::eth
