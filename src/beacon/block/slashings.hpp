#pragma once

#include "beacon/block/signatures.hpp"
#include "beacon/state/state.hpp"

// Slashing: whoever signed two blocks for a slot, or two votes that contradict each other, loses a
// little at once, much later as much as others were slashed around it, and has to leave.
// Source: consensus-specs, specs/{phase0,bellatrix,electra}/beacon-chain.md.

namespace stafi::beacon {

/// Two votes for one target, or one within the other: `a` surrounds `b`.
[[nodiscard]] bool is_slashable(const eth::AttestationData& a, const eth::AttestationData& b);

/// CHECKs that there is such a validator. The state's proposer gets what its finder earns.
void slash(State& state, ValidatorIndex index);

/// The signature of votes that name their voters, in ascending order.
/// Errors: bad_argument, unknown_validator, bad_signature.
[[nodiscard]] Result<> check_indexed(const State& state, const eth::IndexedAttestation& attestation,
                                     Signatures& signatures);

/// Errors: bad_argument when it proves nothing or nobody can be slashed; unknown_validator.
[[nodiscard]] Result<> process_proposer_slashing(State& state,
                                                 const eth::ProposerSlashing& slashing,
                                                 Signatures& signatures);
/// The same; slashes all who signed both.
[[nodiscard]] Result<> process_attester_slashing(State& state,
                                                 const eth::AttesterSlashing& slashing,
                                                 Signatures& signatures);

/// At the end of an epoch: the second penalty, halfway to withdrawability.
void apply_slashing_penalties(State& state);

}  // namespace stafi::beacon
