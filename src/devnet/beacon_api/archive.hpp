#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "beacon/chain/chain.hpp"

namespace stafi::devnet::beacon_api {

/// The blocks of the head's branch, back to where the chain has forgotten them, and enough states
/// to compute the others again: what people ask for is mostly final, and the chain prunes it.
class Archive {
  public:
    static constexpr std::size_t kBlocksMax = 1U << 15;      ///< some 5 kB each; older are dropped
    static constexpr std::size_t kStatesMax = 12;            ///< the older, the farther apart
    static constexpr std::uint64_t kReplayedMax = 1U << 12;  ///< blocks, for one state

    struct Block {
        Bytes32 root;
        Bytes32 state_root;
        beacon::BlockView block;
    };

    /// Call it after every change of the head, before the chain can prune what is new.
    void record(beacon::Chain& chain);

    /// Null where the slot was missed, is yet to come, or was dropped.
    [[nodiscard]] const Block* at(Slot slot) const;
    [[nodiscard]] const Block* find(const Bytes32& root) const;
    [[nodiscard]] const Block* find_by_state(const Bytes32& state_root) const;
    /// The first one there was.
    [[nodiscard]] const Block* genesis() const;

    /// Errors: bad_argument when it is too long ago.
    [[nodiscard]] Result<beacon::StateView> state_at(Slot slot, beacon::Known& known) const;

    /// After a block that is archived. Errors: the same.
    [[nodiscard]] Result<beacon::StateView> state_after(const Bytes32& block_root,
                                                        beacon::Known& known) const;

  private:
    struct Kept {
        Bytes32 block_root;
        beacon::StateView state;
    };
    void drop_old_blocks();
    void keep(Kept kept);

    std::map<Slot, Block> blocks_;
    std::unordered_map<Bytes32, Slot> slots_;  ///< by root of the block or of its state
    Slot complete_from_;                       ///< no block after this slot was dropped
    std::vector<Kept> states_;                 ///< in the order of their slots
};

}  // namespace stafi::devnet::beacon_api
