#pragma once

#include <optional>
#include <span>
#include <vector>

#include "devnet/beacon_api/call.hpp"
#include "devnet/beacon_api/node.hpp"

// What the ids in paths and queries name. Errors: 400 for an id that cannot be one, 404 for what is
// not there.

namespace stafi::devnet::beacon_api {

struct StateAt {
    beacon::StateView state;
    bool is_final;
};
/// head, genesis, finalized, justified, a slot or the root of a state after a block.
[[nodiscard]] Outcome<StateAt> find_state(const Call& call, std::string_view id);
/// Of the head's branch, up to the clock's slot.
[[nodiscard]] Outcome<StateAt> state_at(Node& node, Slot slot);

struct BlockAt {
    Bytes32 root;
    Bytes32 state_root;
    beacon::BlockView block;
    bool is_final;
    bool is_canonical;
};
/// head, genesis, finalized, justified, a slot or the root of a block.
[[nodiscard]] Outcome<BlockAt> find_block(const Call& call, std::string_view id);
/// The root of the last block before or at a slot that is not after the state's.
[[nodiscard]] Bytes32 block_root_at(const Node& node, const beacon::State& state, Slot slot);

/// A public key or an index; nothing when there is no such validator.
[[nodiscard]] Outcome<std::optional<ValidatorIndex>> find_validator(Node& node,
                                                                    const beacon::State& state,
                                                                    std::string_view id);
/// In ascending order, each once; unknown ones are left out.
[[nodiscard]] Outcome<std::vector<ValidatorIndex>> find_validators(
    Node& node, const beacon::State& state, std::span<const std::string> ids);

/// An epoch up to `ahead` after the clock's.
[[nodiscard]] Outcome<Epoch> epoch_up_to(const Call& call, std::string_view text, Epoch ahead);
[[nodiscard]] Epoch epoch_now(const Node& node);
[[nodiscard]] bool is_final(const Node& node, Slot slot);

}  // namespace stafi::devnet::beacon_api
