#include "beacon/block/transition.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/epoch/epoch.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

/// Writes down the roots of the slot that ends.
void end_slot(State& state, Known& known) {
    const Bytes32 state_root = known.roots.of(state);
    const std::size_t place = state.slot.value % eth::kSlotsPerHistoricalRoot;
    state.state_roots[place] = state_root;
    eth::BeaconBlockHeader& latest = state.latest_block_header;
    if (latest.state_root == Bytes32{}) latest.state_root = state_root;
    state.block_roots[place] = ssz::hash_tree_root(latest);
}

}  // namespace

void advance(State& state, Slot slot, Known& known) {
    CHECK(slot >= state.slot);
    while (state.slot < slot) {
        end_slot(state, known);
        if ((state.slot.value + 1) % state.rules.slots_per_epoch.value == 0) end_epoch(state);
        state.slot += Slot{1};
    }
}

Result<> apply_block(State& state, const eth::SignedBeaconBlock& signed_block, Known& known,
                     Signatures::Mode mode) {
    const eth::BeaconBlock& block = signed_block.message;
    if (block.slot < state.slot || block.slot <= state.latest_block_header.slot)
        return fail(Reason::bad_argument, fmt::format("block: slot {} is not after {}",
                                                      block.slot.value, state.slot.value));
    advance(state, block.slot, known);
    Signatures signatures{known.keys, mode};
    TRY_VOID(process_block(state, block, known.committees, signatures));
    const eth::Validator& proposer = state.validators[block.proposer_index.value];
    TRY_VOID(at("block", signatures.add(proposer.pubkey, block_signing_root(state, block),
                                        signed_block.signature)));
    TRY_VOID(signatures.verify());
    if (block.state_root != known.roots.of(state))
        return fail(Reason::bad_argument,
                    fmt::format("block: the state root of slot {} is wrong", block.slot.value));
    return {};
}

}  // namespace stafi::beacon
