#pragma once

#include "beacon/state/state.hpp"

// Finality: two thirds of the stake voting for the same checkpoints justify one and, justified in
// a row, finalize an older one. Source: consensus-specs, specs/{phase0,altair}/beacon-chain.md.

namespace stafi::beacon {

/// The root of the block at a slot, or of the last one before it where the slot is empty.
/// CHECKs that the slot is past, and no more than eth::kSlotsPerHistoricalRoot ago.
[[nodiscard]] Bytes32 block_root_at(const State& state, Slot slot);
/// The root of the first block of an epoch, which attestations name as their target.
[[nodiscard]] Bytes32 block_root_at(const State& state, Epoch epoch);

/// At the end of an epoch. From genesis on, nothing is justified before the end of epoch 2.
void update_finality(State& state);

}  // namespace stafi::beacon
