#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "beacon/state/state.hpp"

// The tree of blocks and the choice of a head in it: from the justified block, always on to the
// child that most stake voted for (LMD-GHOST). What is simpler than the specification's fork
// choice is told in docs/beacon-model.md.

namespace stafi::beacon {

/// Shared, as servers go on reading a block or a state that the chain has let go of.
using BlockView = std::shared_ptr<const eth::SignedBeaconBlock>;
using StateView = std::shared_ptr<const State>;

/// A block and what its state says of the chain.
struct Node {
    Bytes32 root;
    Bytes32 parent;
    Slot slot;
    Bytes32 state_root;
    eth::Checkpoint justified;
    eth::Checkpoint finalized;
    BlockView block;
    bool is_abandoned = false;  ///< like a block that its execution client found invalid
};

class Forks {
  public:
    /// From a block on that is final: the head as long as there is no other.
    explicit Forks(Node anchor);

    /// CHECKs that its parent is known and it is not.
    void add(Node node);
    [[nodiscard]] const Node* find(const Bytes32& root) const;
    [[nodiscard]] std::span<const Node> all() const { return nodes_; }  ///< parents before children

    /// The latest votes count, one of each validator. Votes for unknown blocks are forgotten.
    void vote(std::span<const ValidatorIndex> voters, const Bytes32& block, Epoch target);
    /// Whoever contradicted itself has no vote any more.
    void silence(ValidatorIndex validator);

    /// The heaviest leaf above `justified`, by the stake of `balances`; of equals the larger root.
    [[nodiscard]] const Node& head(const Bytes32& justified,
                                   std::span<const eth::Validator> stake) const;

    /// The block of a branch at a slot, or the last one before it. Null when that is pruned.
    [[nodiscard]] const Node* ancestor(const Bytes32& root, Slot slot) const;

    /// It and all that follows is not chosen any more. CHECKs that it is known and not the anchor.
    void abandon(const Bytes32& root);
    /// Forgets all but `root` and what follows it.
    void prune(const Bytes32& root);

  private:
    struct Vote {
        Bytes32 block;
        Epoch target;
        bool is_silenced = false;
    };
    [[nodiscard]] std::optional<std::size_t> place_of(const Bytes32& root) const;
    /// Which nodes are `first` or follow it.
    [[nodiscard]] std::vector<bool> branch_of(std::size_t first) const;
    void index();

    std::vector<Node> nodes_;
    std::vector<std::size_t> parents_;  ///< places; the anchor's is itself
    std::unordered_map<Bytes32, std::size_t> places_;
    std::vector<Vote> votes_;  ///< by validator
};

}  // namespace stafi::beacon
