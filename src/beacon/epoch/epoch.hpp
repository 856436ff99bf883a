#pragma once

#include "beacon/state/state.hpp"

// The end of an epoch, as a whole.
// Source: consensus-specs, specs/*/beacon-chain.md up to Fulu, process_epoch.

namespace stafi::beacon {

/// All steps, in the specification's order; the state is at the epoch's last slot.
/// Cost: some passes over all validators, and what new keys and sync committees cost.
void end_epoch(State& state);

}  // namespace stafi::beacon
