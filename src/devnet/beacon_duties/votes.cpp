#include <algorithm>

#include <fmt/format.h>

#include "beacon/block/signatures.hpp"
#include "beacon/state/committees.hpp"
#include "crypto/hash.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_duties/duties.hpp"
#include "devnet/beacon_duties/submissions.hpp"

// Who aggregates is drawn by a signature of each member. Source: consensus-specs,
// specs/{phase0,altair}/validator.md; p2p-interface.md for what is checked.

namespace stafi::devnet::beacon_api {
namespace {

constexpr std::uint64_t kAggregatorsWanted = 16;  ///< TARGET_AGGREGATORS_PER_COMMITTEE

auto bad(std::string why) { return fail(Reason::bad_argument, std::move(why)); }

bool is_drawn(const SignatureBytes& proof, std::size_t members) {
    const std::uint64_t one_in = std::max<std::uint64_t>(1, members / kAggregatorsWanted);
    const Bytes32 hash = sha256(proof.view());
    return from_le64(hash.view().first<8>()) % one_in == 0;
}

/// What an aggregator has to have signed besides the aggregate.
struct Proven {
    Slot slot;
    Bytes32 selection;  ///< root of what the selection proof signs
    SignatureBytes selection_proof;
    eth::DomainType selection_domain;
    Bytes32 message;
    SignatureBytes signature;
    eth::DomainType domain;
};

Result<> check_signatures(Node& node, const beacon::State& state, ValidatorIndex aggregator,
                          const Proven& proven) {
    const Epoch epoch = epoch_of(proven.slot, state.rules.slots_per_epoch);
    const PubkeyBytes& key = state.validators.at(aggregator.value).pubkey;
    const auto root = [&](const Bytes32& object, eth::DomainType domain) {
        return eth::compute_signing_root(object, beacon::domain_of(state, domain, epoch));
    };
    beacon::Signatures signatures{node.chain.known().keys, beacon::Signatures::Mode::verified};
    TRY_VOID(signatures.add(key, root(proven.selection, proven.selection_domain),
                            proven.selection_proof));
    TRY_VOID(signatures.add(key, root(proven.message, proven.domain), proven.signature));
    return signatures.verify();
}

Result<> take_aggregate(Node& node, const eth::SignedAggregateAndProof& signed_aggregate) {
    const eth::AggregateAndProof& message = signed_aggregate.message;
    const eth::Attestation& aggregate = message.aggregate;
    const Slot slot = aggregate.data.slot;
    TRY_VOID(check_time(node, slot));
    std::uint64_t committee = 0;
    while (committee < eth::kMaxCommitteesPerSlot && !aggregate.committee_bits[committee])
        ++committee;
    TRY(const beacon::Committees* committees,
        node.chain.committees(epoch_of(slot, node.chain.rules().slots_per_epoch)));
    if (committee >= committees->per_slot()) return bad("aggregate: there is no such committee");
    const auto members = committees->at(slot, eth::CommitteeIndex{committee});
    if (std::ranges::find(members, message.aggregator_index) == members.end())
        return bad(fmt::format("aggregate: validator {} is not in its committee",
                               message.aggregator_index.value));
    if (!is_drawn(message.selection_proof, members.size()))
        return bad("aggregate: the selection proof does not draw its validator");
    const beacon::StateView state = node.chain.head_state();
    TRY_VOID(check_signatures(node, *state, message.aggregator_index,
                              {.slot = slot,
                               .selection = ssz::hash_tree_root(slot),
                               .selection_proof = message.selection_proof,
                               .selection_domain = eth::DomainType::selection_proof,
                               .message = ssz::hash_tree_root(message),
                               .signature = signed_aggregate.signature,
                               .domain = eth::DomainType::aggregate_and_proof}));
    TRY_VOID(node.chain.submit(aggregate));
    node.feed.add(Topic::attestation, ssz::to_json(aggregate));
    return {};
}

Result<> take_contribution(Node& node, const eth::SignedContributionAndProof& signed_message) {
    constexpr std::size_t seats_each = eth::kSyncCommitteeSize / eth::kSyncCommitteeSubnetCount;
    const eth::ContributionAndProof& message = signed_message.message;
    const eth::SyncCommitteeContribution& contribution = message.contribution;
    TRY_VOID(check_time(node, contribution.slot));
    const beacon::StateView state = node.chain.head_state();
    const auto seats = sync_seats_of(*state, message.aggregator_index, contribution.slot);
    const bool has_seat = std::ranges::any_of(seats, [&](std::size_t seat) {
        return seat / seats_each == contribution.subcommittee_index.value;
    });
    if (!has_seat)
        return bad(fmt::format("contribution: validator {} is not in its subcommittee",
                               message.aggregator_index.value));
    if (!is_drawn(message.selection_proof, seats_each))
        return bad("contribution: the selection proof does not draw its validator");
    const eth::SyncAggregatorSelectionData selection{
        .slot = contribution.slot, .subcommittee_index = contribution.subcommittee_index};
    TRY_VOID(check_signatures(node, *state, message.aggregator_index,
                              {.slot = contribution.slot,
                               .selection = ssz::hash_tree_root(selection),
                               .selection_proof = message.selection_proof,
                               .selection_domain = eth::DomainType::sync_committee_selection_proof,
                               .message = ssz::hash_tree_root(message),
                               .signature = signed_message.signature,
                               .domain = eth::DomainType::contribution_and_proof}));
    TRY_VOID(node.chain.submit(contribution));
    node.feed.add(Topic::contribution_and_proof, ssz::to_json(signed_message));
    return {};
}

}  // namespace

Result<> check_time(const Node& node, Slot slot) {
    if (slot <= node.status.slot) return {};
    return fail(Reason::bad_argument, fmt::format("slot {} is yet to come", slot.value));
}

Outcome<Reply> attestation_data(const Call& call) {
    if (call.node.status.is_syncing) return refuse(503, "the node is syncing");
    TRY(const std::uint64_t slot, needed_number(call, "slot"));
    TRY(const std::uint64_t committee, call.target.number("committee_index", 0));
    if (committee >= eth::kMaxCommitteesPerSlot)
        return refuse(400, fmt::format("committee_index: there is no {}", committee));
    TRY_VOID(check_time(call.node, Slot{slot}));
    TRY(const eth::AttestationData made, call.node.chain.attestation_data(Slot{slot}));
    return answer_with(ssz::to_json(made));
}

Outcome<Reply> aggregate_attestation(const Call& call) {
    TRY(const Bytes32 root, needed_fixed<Bytes32>(call, "attestation_data_root"));
    TRY(const std::uint64_t slot, needed_number(call, "slot"));
    TRY(const std::uint64_t committee, needed_number(call, "committee_index"));
    const auto found = call.node.chain.pool().aggregate(root, eth::CommitteeIndex{committee});
    if (!found || found->data.slot.value != slot)
        return refuse(404,
                      fmt::format("no votes of committee {} of slot {} for that", committee, slot));
    return versioned(call, std::nullopt, *found);
}

Outcome<Reply> submit_aggregates(const Call& call) {
    using Aggregates = ssz::List<eth::SignedAggregateAndProof, kIdsMax>;
    TRY(const Aggregates aggregates, read_body<Aggregates>(call));
    return take_each(aggregates,
                     [&](const auto& aggregate) { return take_aggregate(call.node, aggregate); });
}

Outcome<Reply> sync_contribution(const Call& call) {
    TRY(const std::uint64_t slot, needed_number(call, "slot"));
    TRY(const std::uint64_t index, needed_number(call, "subcommittee_index"));
    TRY(const Bytes32 root, needed_fixed<Bytes32>(call, "beacon_block_root"));
    if (index >= eth::kSyncCommitteeSubnetCount)
        return refuse(400, fmt::format("subcommittee_index: there is no {}", index));
    const auto found =
        call.node.contributions.find(Slot{slot}, eth::SubcommitteeIndex{index}, root);
    if (!found)
        return refuse(
            404, fmt::format("no messages of subcommittee {} in slot {} for that", index, slot));
    return answer_with(ssz::to_json(*found));
}

Outcome<Reply> submit_contributions(const Call& call) {
    using List = ssz::List<eth::SignedContributionAndProof, kIdsMax>;
    TRY(const List contributions, read_body<List>(call));
    return take_each(contributions,
                     [&](const auto& one) { return take_contribution(call.node, one); });
}

}  // namespace stafi::devnet::beacon_api
