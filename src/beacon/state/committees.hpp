#pragma once

#include <span>
#include <vector>

#include "beacon/state/state.hpp"
#include "eth/domains.hpp"

// Who attests and who proposes, as the randomness of two epochs ago decides.
// Source: consensus-specs, specs/{phase0,electra,fulu}/beacon-chain.md.

namespace stafi::beacon {

/// All committees of one epoch: a slot's follow each other, slot after slot.
class Committees {
  public:
    /// Of the state's epoch, the one before or the one after; others are not decided (CHECKed).
    /// Cost: one shuffle of all active validators, so keep it for its epoch.
    [[nodiscard]] static Committees of(const State& state, Epoch epoch);

    [[nodiscard]] Epoch epoch() const { return epoch_; }
    [[nodiscard]] std::uint64_t per_slot() const { return per_slot_; }
    /// CHECKs that the slot is in the epoch and has such a committee.
    [[nodiscard]] std::span<const ValidatorIndex> at(Slot slot, eth::CommitteeIndex index) const;

  private:
    Epoch epoch_;
    SlotsPerEpoch slots_per_epoch_;
    std::uint64_t per_slot_ = 1;
    std::vector<ValidatorIndex> members_;  ///< all active validators, shuffled
};

/// What the shuffles of an epoch start from, different for each kind of duty.
[[nodiscard]] Bytes32 seed_of(const State& state, Epoch epoch, eth::DomainType duty);

/// The proposers of an epoch's slots, drawn in proportion to effective balance: the state's epoch
/// or the next. Validator 0 for each when nobody is active: nobody will propose then.
[[nodiscard]] std::vector<ValidatorIndex> proposers_of(const State& state, Epoch epoch);

/// The proposer of a slot of the state's epoch or of the next, from the lookahead (EIP-7917).
/// CHECKs that it is one of these.
[[nodiscard]] ValidatorIndex proposer_at(const State& state, Slot slot);

/// Fills the lookahead of a state that has none: at genesis.
void begin_proposer_lookahead(State& state);
/// At the end of an epoch: forgets its proposers and draws those of the epoch after the next.
void advance_proposer_lookahead(State& state);

/// The next sync committee's members, with repetitions. None when nobody is active.
[[nodiscard]] std::vector<ValidatorIndex> next_sync_committee_indices(const State& state);
/// Their keys and the sum of these; without keys when nobody is active. CHECKs that the keys are
/// valid, as those of all validators are.
[[nodiscard]] eth::SyncCommittee next_sync_committee(const State& state);

}  // namespace stafi::beacon
