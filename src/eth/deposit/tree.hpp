#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "eth/containers/deposit.hpp"
#include "eth/deposit/snapshot.hpp"

// The deposit contract's tree, kept beside it: a leaf is the deposit_data_root of an event's bytes,
// whatever they are, for the contract checks none of them either. Finalized leaves are forgotten.
// Source: consensus-specs, deposit contract; EIP-4881.

namespace stafi::eth {

/// The contract refuses to grow beyond this.
inline constexpr std::uint64_t kDepositCountMax = (1ULL << kDepositContractTreeDepth) - 1;

/// The left edge of a growing tree, all that the contract itself remembers: at level i the root of
/// the last full subtree of 2^i leaves.
class DepositFrontier {
  public:
    /// From the roots of the full subtrees, largest first. CHECKs that they are as many as `count`
    /// has ones.
    [[nodiscard]] static DepositFrontier of(std::span<const Bytes32> full_subtrees,
                                            std::uint64_t count);

    /// CHECKs that there is room.
    void add(const Bytes32& leaf);
    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// With the count mixed in, as `get_deposit_root` returns it.
    [[nodiscard]] Bytes32 root() const;
    [[nodiscard]] std::vector<Bytes32> full_subtrees() const;
    /// The root of the full subtree of 2^level leaves; only where `count` has that bit.
    [[nodiscard]] const Bytes32& full_subtree(std::size_t level) const;

    friend bool operator==(const DepositFrontier&, const DepositFrontier&) = default;

  private:
    std::array<Bytes32, kDepositContractTreeDepth> nodes_{};
    std::uint64_t count_ = 0;
};

/// The execution block up to which deposits are finalized.
struct DepositBlock {
    Bytes32 hash;
    BlockNumber number;
    friend bool operator==(const DepositBlock&, const DepositBlock&) = default;
};

class DepositTree {
  public:
    DepositTree() = default;
    /// Errors: bad_deposit_snapshot unless hashes, count and root belong together.
    [[nodiscard]] static Result<DepositTree> resume(const DepositSnapshot& snapshot);

    /// Errors: out_of_range when the tree is full. Cost: one hash on average, 32 at most.
    [[nodiscard]] Result<> add(const Bytes32& leaf);
    [[nodiscard]] std::uint64_t count() const { return head_.count(); }
    [[nodiscard]] std::uint64_t finalized_count() const { return finalized_.count(); }
    /// What the contract's `get_deposit_root` returns now. Cost: 33 hashes.
    [[nodiscard]] Bytes32 root() const { return head_.root(); }

    /// Forgets the leaves of the first `count` deposits, which `block` has and no more.
    /// Errors: out_of_range when there are fewer, or more were finalized before.
    [[nodiscard]] Result<> finalize(std::uint64_t count, const DepositBlock& block);
    /// Of the finalized part; nothing before `finalize` was called once.
    [[nodiscard]] std::optional<DepositSnapshot> snapshot() const;

    /// The siblings from the leaf up, then the count. Errors: out_of_range when there is no such
    /// deposit or it is finalized. Cost: two hashes per deposit that is not finalized.
    [[nodiscard]] Result<ssz::Vector<Bytes32, kDepositContractTreeDepth + 1>> proof(
        std::uint64_t index) const;

    friend bool operator==(const DepositTree&, const DepositTree&) = default;

  private:
    /// The root of the subtree that is `index`-th among those of 2^level leaves.
    [[nodiscard]] Bytes32 node(std::size_t level, std::uint64_t index) const;

    DepositFrontier finalized_;
    std::optional<DepositBlock> finalized_block_;
    std::vector<Bytes32> pending_;  ///< the leaves after the finalized ones
    DepositFrontier head_;          ///< of all leaves
};

}  // namespace stafi::eth
