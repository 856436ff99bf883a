#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/units.hpp"

// The swap-or-not shuffle: who sits where is a permutation that everybody can compute, for one
// place or for all. Source: consensus-specs, specs/phase0/beacon-chain.md, compute_shuffled_index.

namespace stafi::beacon {

/// Where the permutation of `count` places takes `index`. CHECKs index < count.
/// Cost: 180 hashes.
[[nodiscard]] std::uint64_t shuffled_index(std::uint64_t index, std::uint64_t count,
                                           const Bytes32& seed);

/// Puts at place i what was at place shuffled_index(i).
/// Cost: 90 passes over the list; for all places together far less than one by one.
[[nodiscard]] std::vector<ValidatorIndex> shuffled(std::vector<ValidatorIndex> list,
                                                   const Bytes32& seed);

}  // namespace stafi::beacon
