#pragma once

#include <map>
#include <optional>
#include <vector>

#include "beacon/block/transition.hpp"
#include "beacon/state/state.hpp"

// What waits for a block: votes, exits, proofs of slashable deeds, sync committee messages. The
// pool trusts what it is given; the chain checks first.

namespace stafi::beacon {

/// One signature of several members of a committee.
struct CommitteeVotes {
    ssz::Bits bits;
    BlsSignature signature;
};

/// What the sync committee said about a block, as seats.
struct SyncVotes {
    ssz::Bitvector<eth::kSyncCommitteeSize> seats;
    SignatureBytes signature;
};

class Pool {
  public:
    static constexpr std::size_t kOperationsMax = 4096;  ///< of each kind; more are dropped

    /// Votes of one committee: joins them with what is there where no voter is in both.
    void add(const eth::AttestationData& data, eth::CommitteeIndex committee,
             const CommitteeVotes& votes);
    void add(const eth::SignedVoluntaryExit& exit);
    void add(const eth::ProposerSlashing& slashing);
    void add(const eth::AttesterSlashing& slashing);
    void add(const eth::SignedBLSToExecutionChange& change);
    /// Seats that have been heard of are not counted twice.
    void add(Slot slot, const Bytes32& block_root, std::span<const std::size_t> seats,
             const BlsSignature& signature);

    /// The committees' votes for `data` in one attestation; nothing when there are none.
    /// `committee`: only this one.
    [[nodiscard]] std::optional<eth::Attestation> aggregate(
        const eth::AttestationData& data,
        std::optional<eth::CommitteeIndex> committee = std::nullopt) const;
    [[nodiscard]] std::optional<eth::Attestation> aggregate(const Bytes32& data_root,
                                                            eth::CommitteeIndex committee) const;
    [[nodiscard]] std::vector<eth::Attestation> attestations() const;
    [[nodiscard]] eth::SyncAggregate sync_aggregate(Slot slot, const Bytes32& block_root) const;
    [[nodiscard]] std::span<const eth::SignedVoluntaryExit> exits() const { return exits_; }
    [[nodiscard]] std::span<const eth::ProposerSlashing> proposer_slashings() const {
        return proposer_slashings_;
    }
    [[nodiscard]] std::span<const eth::AttesterSlashing> attester_slashings() const {
        return attester_slashings_;
    }

    /// Fills a body with what is valid on top of `state`, which is at the block's slot, the best
    /// paid votes first.
    void pack(const State& state, Known& known, eth::BeaconBlockBody& body) const;

    /// Forgets what no block after `state` can take any more.
    void prune(const State& state);

  private:
    struct Votes {
        eth::AttestationData data;
        std::map<eth::CommitteeIndex, std::vector<CommitteeVotes>> committees;
    };
    std::map<std::pair<Slot, Bytes32>, Votes> votes_;  ///< by slot and root of the data
    std::map<std::pair<Slot, Bytes32>, SyncVotes> sync_;
    std::vector<eth::SignedVoluntaryExit> exits_;
    std::vector<eth::ProposerSlashing> proposer_slashings_;
    std::vector<eth::AttesterSlashing> attester_slashings_;
    std::vector<eth::SignedBLSToExecutionChange> changes_;
};

}  // namespace stafi::beacon
