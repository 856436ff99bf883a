#include <algorithm>

#include <fmt/format.h>

#include "beacon/block/block.hpp"
#include "beacon/block/requests.hpp"
#include "beacon/block/slashings.hpp"
#include "beacon/chain/chain.hpp"

namespace stafi::beacon {
namespace {

auto refuse(std::string_view what, std::string_view why) {
    return fail(Reason::bad_argument, fmt::format("{}: {}", what, why));
}

/// The committee that signs the block of `slot` in the next one.
const eth::SyncCommittee& sync_committee_at(const State& state, Slot slot) {
    const auto period_of = [&state](Epoch epoch) {
        return epoch.value / state.rules.sync_committee_period.value;
    };
    const Epoch epoch = epoch_of(slot + Slot{1}, state.rules.slots_per_epoch);
    return period_of(epoch) > period_of(state.epoch()) ? state.next_sync_committee
                                                       : state.current_sync_committee;
}

}  // namespace

Result<StateView> Chain::state_for(const eth::AttestationData& data) {
    const Node* node = forks_.find(data.beacon_block_root);
    if (node == nullptr) return refuse("attestation", "its block is unknown");
    if (data.slot < node->slot) return refuse("attestation", "it is before its block");
    if (data.slot > head().slot + Slot{kEmptySlotsMax})
        return refuse("attestation", "it is far after the head");
    if (epoch_of(data.slot, rules_.slots_per_epoch) != data.target.epoch)
        return refuse("attestation", "its target is of another epoch");
    const bool is_of_head = forks_.ancestor(head_, node->slot) == node;
    StateView view = is_of_head ? head_state() : known_state(node->root);
    if (data.target.epoch + Epoch{1} < view->epoch()) return refuse("attestation", "it is too old");
    if (data.target.epoch <= view->epoch() + Epoch{1}) return view;
    const Slot first = view->first_slot(data.target.epoch);
    if (is_of_head) return head_at(first);
    TRY(State state, copy_at(node->root, first));
    return std::make_shared<const State>(std::move(state));
}

Result<> Chain::submit(const eth::SingleAttestation& vote) {
    TRY(const StateView state, state_for(vote.data));
    const Committees& committees = known_.committees.of(*state, vote.data.target.epoch);
    if (vote.data.index != eth::CommitteeIndex{0})
        return refuse("attestation", "its index is not 0");
    if (vote.committee_index.value >= committees.per_slot())
        return refuse("attestation", "there is no such committee");
    const auto members = committees.at(vote.data.slot, vote.committee_index);
    const auto seat = std::ranges::find(members, vote.attester_index);
    if (seat == members.end())
        return refuse("attestation", fmt::format("validator {} is not in its committee",
                                                 vote.attester_index.value));
    Signatures signatures{known_.keys, Signatures::Mode::verified};
    const PubkeyBytes& key = state->validators.at(vote.attester_index.value).pubkey;
    TRY_VOID(signatures.add(key, attestation_root(*state, vote.data), vote.signature));
    TRY_VOID(signatures.verify());
    TRY(const BlsSignature signature, BlsSignature::parse(vote.signature));
    ssz::Bits bits{members.size()};
    bits.set(static_cast<std::size_t>(seat - members.begin()));
    pool_.add(vote.data, vote.committee_index, {.bits = std::move(bits), .signature = signature});
    eth::IndexedAttestation seen{
        .attesting_indices = {}, .data = vote.data, .signature = vote.signature};
    seen.attesting_indices.push_back(vote.attester_index);
    see(seen, Signatures::Mode::verified);
    return {};
}

Result<> Chain::submit(const eth::Attestation& votes, Signatures::Mode mode) {
    TRY(const StateView state, state_for(votes.data));
    const Committees& committees = known_.committees.of(*state, votes.data.target.epoch);
    if (votes.data.index != eth::CommitteeIndex{0})
        return refuse("attestation", "its index is not 0");
    TRY(const eth::IndexedAttestation named, indexed(votes, committees));
    std::optional<eth::CommitteeIndex> committee;
    for (std::uint64_t i = 0; i < eth::kMaxCommitteesPerSlot; ++i) {
        if (!votes.committee_bits[i]) continue;
        if (committee) return refuse("aggregate", "it is of more than one committee");
        committee = eth::CommitteeIndex{i};
    }
    if (!committee) return refuse("aggregate", "it is of no committee");
    Signatures signatures{known_.keys, mode};
    TRY_VOID(check_indexed(*state, named, signatures));
    TRY_VOID(signatures.verify());
    TRY(const BlsSignature signature, BlsSignature::parse(votes.signature));
    pool_.add(votes.data, *committee, {.bits = votes.aggregation_bits, .signature = signature});
    see(named, mode);
    return {};
}

template <class Operation, class Process>
Result<> Chain::submit_operation(const Operation& operation, const Process& process) {
    State state = *head_state();
    Signatures signatures{known_.keys, Signatures::Mode::verified};
    TRY_VOID(process(state, operation, signatures));
    TRY_VOID(signatures.verify());
    pool_.add(operation);
    return {};
}

Result<> Chain::submit(const eth::SignedVoluntaryExit& exit) {
    return submit_operation(exit, process_voluntary_exit);
}

Result<> Chain::submit(const eth::ProposerSlashing& slashing) {
    return submit_operation(slashing, process_proposer_slashing);
}

Result<> Chain::submit(const eth::AttesterSlashing& slashing) {
    return submit_operation(slashing, process_attester_slashing);
}

Result<> Chain::submit(const eth::SignedBLSToExecutionChange& change) {
    return submit_operation(change, process_credentials_change);
}

Result<> Chain::submit(const eth::SyncCommitteeMessage& message) {
    const StateView state = head_state();
    if (message.validator_index.value >= state->validators.size())
        return fail(
            Reason::unknown_validator,
            fmt::format("sync committee message: no validator {}", message.validator_index.value));
    const Node* node = forks_.find(message.beacon_block_root);
    if (node == nullptr || message.slot < node->slot ||
        message.slot > node->slot + Slot{kEmptySlotsMax})
        return refuse("sync committee message", "its block is unknown, or not of its slot");
    const PubkeyBytes& key = state->validators[message.validator_index.value].pubkey;
    const auto committee = sync_committee_at(*state, message.slot).pubkeys.view();
    std::vector<std::size_t> seats;
    for (std::size_t i = 0; i < committee.size(); ++i)
        if (committee[i] == key) seats.push_back(i);
    if (seats.empty())
        return refuse("sync committee message",
                      fmt::format("validator {} has no seat", message.validator_index.value));
    Signatures signatures{known_.keys, Signatures::Mode::verified};
    TRY_VOID(signatures.add(key, sync_message_root(*state, message.slot, message.beacon_block_root),
                            message.signature));
    TRY_VOID(signatures.verify());
    TRY(const BlsSignature signature, BlsSignature::parse(message.signature));
    // One signature for each seat.
    TRY(const BlsSignature sum, aggregate(std::vector<BlsSignature>(seats.size(), signature)));
    pool_.add(message.slot, message.beacon_block_root, seats, sum);
    return {};
}

Result<> Chain::submit(const eth::SyncCommitteeContribution& contribution) {
    constexpr std::size_t seats_each = eth::kSyncCommitteeSize / eth::kSyncCommitteeSubnetCount;
    const StateView state = head_state();
    if (contribution.subcommittee_index.value >= eth::kSyncCommitteeSubnetCount)
        return refuse("contribution", "there is no such subcommittee");
    const Node* node = forks_.find(contribution.beacon_block_root);
    if (node == nullptr || contribution.slot < node->slot ||
        contribution.slot > node->slot + Slot{kEmptySlotsMax})
        return refuse("contribution", "its block is unknown, or not of its slot");
    const auto committee = sync_committee_at(*state, contribution.slot).pubkeys.view();
    std::vector<std::size_t> seats;
    std::vector<PubkeyBytes> keys;
    for (std::size_t i = 0; i < seats_each; ++i) {
        if (!contribution.aggregation_bits[i]) continue;
        seats.push_back(contribution.subcommittee_index.value * seats_each + i);
        keys.push_back(committee[seats.back()]);
    }
    Signatures signatures{known_.keys, Signatures::Mode::verified};
    TRY_VOID(signatures.add(
        keys, sync_message_root(*state, contribution.slot, contribution.beacon_block_root),
        contribution.signature));
    TRY_VOID(signatures.verify());
    TRY(const BlsSignature signature, BlsSignature::parse(contribution.signature));
    pool_.add(contribution.slot, contribution.beacon_block_root, seats, signature);
    return {};
}

}  // namespace stafi::beacon
