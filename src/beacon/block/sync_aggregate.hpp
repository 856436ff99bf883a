#pragma once

#include "beacon/block/signatures.hpp"
#include "beacon/state/state.hpp"

// The sync committee's signature under the previous block, and what it earns.
// Source: consensus-specs, specs/altair/beacon-chain.md.

namespace stafi::beacon {

/// What one seat earns in one slot, or loses, and what the proposer gets for it.
struct SyncReward {
    Gwei seat;
    Gwei proposer;
};
[[nodiscard]] SyncReward sync_reward(const State& state);

/// Errors: unknown_validator when a seat's key is not registered, bad_signature.
[[nodiscard]] Result<> process_sync_aggregate(State& state, const eth::SyncAggregate& aggregate,
                                              Signatures& signatures);

}  // namespace stafi::beacon
