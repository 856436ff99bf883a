#pragma once

#include "beacon/block/block.hpp"
#include "beacon/state/roots.hpp"

// The whole state transition: slots, epochs, signed blocks.
// Source: consensus-specs, specs/phase0/beacon-chain.md, "Beacon chain state transition function".

namespace stafi::beacon {

/// What transitions compute again and again, kept by whoever makes many: answers do not depend on
/// it. One serves all states of a chain and its forks.
struct Known {
    ParsedKeys keys;
    KnownCommittees committees;
    Roots roots;
};

/// Through empty slots up to the beginning of `slot`, with what ends of epochs do on the way.
/// CHECKs that it is not past.
void advance(State& state, Slot slot, Known& known);

/// To the block's slot, unless the state is there already, and the block. Errors: bad_argument,
/// signature_mismatch, those of the block's parts; bad_argument as well when its state root is not
/// that of the state after it. The state is useless after an error.
[[nodiscard]] Result<> apply_block(State& state, const eth::SignedBeaconBlock& block, Known& known,
                                   Signatures::Mode mode = Signatures::Mode::verified);

}  // namespace stafi::beacon
