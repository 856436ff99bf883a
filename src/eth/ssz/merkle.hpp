#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.hpp"

// Binary SHA-256 trees over 32-byte leaves, as SSZ and the deposit contract grow them.
// Source: consensus-specs, ssz/simple-serialize.md, "Merkleization".

namespace stafi::ssz {

inline constexpr std::size_t kTreeDepthMax = 64;

/// The root of a tree of 2^depth zero leaves.
[[nodiscard]] const Bytes32& zero_hash(std::size_t depth);

/// The root over `leaves`, padded with zero leaves to `limit`. Uses the leaves as scratch space.
/// Cost: one hash per node above a real leaf; the padding is never built.
[[nodiscard]] Bytes32 merkleize(std::span<Bytes32> leaves, std::uint64_t limit);

/// The root over bytes cut into 32-byte leaves, padded with zeros to `limit_bytes`.
[[nodiscard]] Bytes32 merkleize_bytes(BytesView bytes, std::uint64_t limit_bytes);

/// The root of the tree that has `leaf` at `index` and these siblings on the way up.
[[nodiscard]] Bytes32 root_of_branch(const Bytes32& leaf, std::span<const Bytes32> siblings,
                                     std::uint64_t index);

/// The root of a list, from the root of its items.
[[nodiscard]] Bytes32 mix_in_length(const Bytes32& root, std::uint64_t length);

}  // namespace stafi::ssz
