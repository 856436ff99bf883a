#pragma once

#include <map>

#include "beacon/block/signatures.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/state.hpp"

// Attestations in blocks: whole committees of a slot vote in one aggregate (EIP-7549).
// Source: consensus-specs, specs/{altair,deneb,electra}/beacon-chain.md.

namespace stafi::beacon {

/// The block that decided an epoch's committees and proposers: the last one of two epochs before.
/// Duties stay as they are while it does. CHECKs that the epoch is not after the state's next.
[[nodiscard]] Bytes32 dependent_root(const State& state, Epoch epoch);

/// Shuffles that were computed once, each kept for as long as attestations need it.
class KnownCommittees {
  public:
    /// As `Committees::of`, with its CHECK. References stay valid until committees are asked for
    /// that are three epochs younger.
    [[nodiscard]] const Committees& of(const State& state, Epoch epoch);

  private:
    std::map<std::pair<Epoch, Bytes32>, Committees> known_;  ///< by epoch and dependent root
};

/// Who attests, in ascending order. Errors: bad_argument when a committee does not exist, is
/// without a vote, or the bits are not as many as the members.
[[nodiscard]] Result<std::vector<ValidatorIndex>> attesters_of(const eth::Attestation& attestation,
                                                               const Committees& committees);

/// The form that names its voters, as slashings carry it. Errors: those of `attesters_of`.
[[nodiscard]] Result<eth::IndexedAttestation> indexed(const eth::Attestation& attestation,
                                                      const Committees& committees);

/// Its target may be voted for at the state's slot, and its source is justified.
/// Errors: bad_argument.
[[nodiscard]] Result<> check_votes(const State& state, const eth::AttestationData& data);

/// Errors: bad_argument when it is too early, too late, or for another chain; bad_signature.
[[nodiscard]] Result<> process_attestation(State& state, const eth::Attestation& attestation,
                                           KnownCommittees& committees, Signatures& signatures);

/// What a proposer would gain from it in this state: 0 when it is refused.
[[nodiscard]] Gwei proposer_reward_of(const State& state, const eth::Attestation& attestation,
                                      KnownCommittees& committees);

}  // namespace stafi::beacon
