#pragma once

#include <map>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "beacon/chain/forward.hpp"
#include "devnet/operators/event_delay.hpp"
#include "devnet/operators/operator_nodes.hpp"
#include "devnet/validators/validator_client.hpp"

// Everybody who signs on a devnet's beacon chain:
// - background validators, of whom only the number matters: those of a committee sign as one;
// - validators on SSV, whose operators sign with their shares;
// - validators whose whole key an ordinary client holds.
// Whoever drives the chain calls, slot by slot: observe, propose, votes, sync_votes; or, to go
// fast, observe and forward.

namespace stafi::devnet {

/// What is voted in a slot, each to be submitted to the chain.
struct SlotVotes {
    std::vector<eth::Attestation> aggregates;     ///< one for each committee's background
    std::vector<eth::SingleAttestation> singles;  ///< also of earlier slots, by slow operators
};

/// What the sync committee signs in a slot, each to be submitted to the chain.
struct SlotSyncVotes {
    std::vector<eth::SyncCommitteeContribution> contributions;  ///< of the background
    std::vector<eth::SyncCommitteeMessage> messages;
};

class Validators {
  public:
    /// `background`: the keys that its genesis began with.
    Validators(beacon::Signers background, const Address& fee_recipient, OperatorNodes operators)
        : signers_{std::move(background)},
          fee_recipient_{fee_recipient},
          operators_{std::move(operators)},
          client_{fee_recipient} {}

    [[nodiscard]] OperatorNodes& operators() { return operators_; }
    [[nodiscard]] ValidatorClient& client() { return client_; }

    // The execution chain.

    /// What SSV Network told in the next block; operators take it up 8 blocks later.
    void observe(BlockNumber block, std::vector<ssv::Event> events);
    /// Blocks after `last` are not part of the chain any more.
    void rewind(BlockNumber last) { delay_.rewind(last); }

    // Duties of one slot. Errors: those of the chain.

    /// To whom the payload of a slot's block should pay; nothing when nobody is there to propose.
    [[nodiscard]] Result<std::optional<Address>> fee_recipient(beacon::Chain& chain, Slot slot);
    /// What a block has before it has a proposer; nothing where there is no fee_recipient().
    using MaybeParts = std::optional<beacon::BlockParts>;
    /// The block of a slot; nothing without parts, or when nobody signs it in time.
    [[nodiscard]] Result<std::optional<eth::SignedBeaconBlock>> propose(beacon::Chain& chain,
                                                                        Slot slot,
                                                                        MaybeParts parts);
    /// After the slot's block, if there is one.
    [[nodiscard]] Result<SlotVotes> votes(beacon::Chain& chain, Slot slot);
    [[nodiscard]] Result<SlotSyncVotes> sync_votes(beacon::Chain& chain, Slot slot);
    /// Voluntary exits that owners have asked SSV operators for; each is given once.
    [[nodiscard]] Result<std::vector<eth::SignedVoluntaryExit>> exits(beacon::Chain& chain);

    /// Instead of all these: a block with the votes since the head's slot, decided as ever (who is
    /// late does not count), but signed by sums of keys, or not at all.
    [[nodiscard]] Result<std::optional<eth::SignedBeaconBlock>> forward(beacon::Chain& chain,
                                                                        Slot slot, MaybeParts parts,
                                                                        bool is_signed);

  private:
    /// What validators of one committee do in one slot.
    struct Duty {
        Slot slot;
        eth::CommitteeIndex committee;
        const eth::AttestationData& data;
        Bytes32 signing_root;
        UnixSeconds when;
    };

    [[nodiscard]] bool is_background(const PubkeyBytes& key) const;
    void vote_alone(const Duty& duty, const PubkeyBytes& key, ValidatorIndex index,
                    SlotVotes& votes);
    [[nodiscard]] Result<std::optional<eth::Attestation>> vote_together(
        const Duty& duty, const beacon::State& state, std::span<const ValidatorIndex> members);
    [[nodiscard]] Result<std::optional<eth::SyncCommitteeContribution>> contribution(
        const beacon::State& state, Slot slot, const Bytes32& head, std::uint64_t subcommittee);
    /// A signature that no record has to allow, by whoever holds the key and is in time.
    [[nodiscard]] std::optional<BlsSignature> sign_plain(const PubkeyBytes& key,
                                                         const Bytes32& root, UnixSeconds when);
    [[nodiscard]] std::optional<BlsSignature> sign_block(const PubkeyBytes& key, Slot slot,
                                                         const Bytes32& root, UnixSeconds when);
    [[nodiscard]] bool performs(const PubkeyBytes& key, Epoch epoch);
    [[nodiscard]] Result<> record_forward(beacon::Chain& chain, Slot slot);

    beacon::Signers signers_;                 ///< the background's, and those of others_
    std::unordered_set<PubkeyBytes> others_;  ///< whose keys forward() needed
    Address fee_recipient_;                   ///< of the background
    OperatorNodes operators_;
    EventDelay delay_;
    ValidatorClient client_;
    SigningRecord record_;                              ///< of all but the client
    std::multimap<Slot, eth::SingleAttestation> late_;  ///< by when they are cast
    std::optional<Slot> forwarded_;                     ///< votes up to there are cast by forward()
};

}  // namespace stafi::devnet
