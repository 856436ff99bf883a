#pragma once

#include "beacon/block/attestations.hpp"
#include "beacon/block/signatures.hpp"
#include "beacon/state/state.hpp"

// What a block does to the state of its slot.
// Source: consensus-specs, specs/*/beacon-chain.md up to Fulu, process_block.

namespace stafi::beacon {

/// All of `block` but its signature and its state root. The state is that of the block's slot and
/// has not seen a block in it. What has to be verified is left in `signatures`.
/// Errors: those of its parts, with the part's name. The state is useless after an error.
[[nodiscard]] Result<> process_block(State& state, const eth::BeaconBlock& block,
                                     KnownCommittees& committees, Signatures& signatures);

/// What the proposer of `block` signs.
[[nodiscard]] Bytes32 block_signing_root(const State& state, const eth::BeaconBlock& block);
[[nodiscard]] eth::BeaconBlockHeader header_of(const eth::BeaconBlock& block);

/// The time of a slot's payload.
[[nodiscard]] UnixSeconds time_of(const State& state, Slot slot);
/// The randomness of the state's epoch so far, which a payload repeats.
[[nodiscard]] const Bytes32& randao_mix(const State& state);
/// The payload with its lists folded.
[[nodiscard]] eth::ExecutionPayloadHeader header_of(const eth::ExecutionPayload& payload);

/// Changes 0x00 credentials, once, to an execution address.
/// Errors: unknown_validator, bad_argument, bad_public_key, bad_signature.
[[nodiscard]] Result<> process_credentials_change(State& state,
                                                  const eth::SignedBLSToExecutionChange& change,
                                                  Signatures& signatures);

}  // namespace stafi::beacon
