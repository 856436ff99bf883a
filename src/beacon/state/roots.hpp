#pragma once

#include <vector>

#include "beacon/state/state.hpp"
#include "eth/ssz/ssz.hpp"

// Roots of large states without hashing all of them: trees kept beside the state remember the
// leaves they have seen, compare them with the state's and hash the paths that changed. No
// transition has to mark anything as changed, so none can forget to (docs/adr/0011).

namespace stafi::beacon {

/// The tree above the 32-byte leaves of one list or vector.
class LeafTree {
  public:
    /// The root over `leaves` padded to `limit`, as `ssz::merkleize` has it.
    /// Cost: compares all leaves; one hash per node above a changed one.
    [[nodiscard]] Bytes32 root(std::span<const Bytes32> leaves, std::uint64_t limit);
    /// The same over the memory of numbers, the last leaf padded with zeros.
    [[nodiscard]] Bytes32 root_of_bytes(BytesView bytes, std::uint64_t limit_bytes);

  private:
    void take(std::span<const Bytes32> leaves);

    std::vector<std::vector<Bytes32>>
        layers_;                        ///< leaves first; each half as long as the one below
    std::vector<std::size_t> changed_;  ///< leaves, in ascending order
};

/// The roots of one state after the other: of a chain, of its forks, of any. The nearer two are,
/// the less it costs. Memory: 23 MB at 100,000 validators.
class Roots {
  public:
    /// `root_of(state)`.
    [[nodiscard]] Bytes32 of(const State& state);

  private:
    [[nodiscard]] Bytes32 of_validators(std::span<const eth::Validator> validators);
    [[nodiscard]] Bytes32 of_field(std::size_t field, const ssz::Type& type, const void* value);

    std::vector<eth::Validator> validators_;  ///< those that validator_roots_ are of
    std::vector<Bytes32> validator_roots_;
    LeafTree validator_tree_;
    std::vector<LeafTree> trees_ = std::vector<LeafTree>(ssz::kFieldsMax);  ///< by field
};

}  // namespace stafi::beacon
