#include <fmt/format.h>

#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_duties/duties.hpp"
#include "devnet/beacon_duties/submissions.hpp"

namespace stafi::devnet::beacon_api {
namespace {

/// `{"version":"fulu","data":…}`
Answer pool_answer(std::string_view json) {
    return {.body = fmt::format(R"({{"version":"{}","data":{}}})", kVersion, json),
            .headers = {{"Eth-Consensus-Version", std::string{kVersion}}}};
}

template <class Operation>
std::string json_list(std::span<const Operation> operations) {
    std::string list;
    for (const Operation& operation : operations) {
        list += list.empty() ? "[" : ",";
        list += ssz::to_json(operation);
    }
    return list.empty() ? "[]" : list + "]";
}

/// Submits one operation and tells of it.
template <class Operation>
Outcome<Reply> submit(const Call& call, Topic topic) {
    TRY(const Operation operation, read_body<Operation>(call));
    TRY_VOID(call.node.chain.submit(operation));
    call.node.feed.add(topic, ssz::to_json(operation));
    return Answer{};
}

}  // namespace

Outcome<Reply> pool_attestations(const Call& call) {
    std::optional<Slot> slot;
    std::optional<std::uint64_t> committee;
    if (call.target.query("slot")) {
        TRY(const std::uint64_t value, needed_number(call, "slot"));
        slot = Slot{value};
    }
    if (call.target.query("committee_index")) {
        TRY(committee, needed_number(call, "committee_index"));
        if (*committee >= eth::kMaxCommitteesPerSlot)
            return refuse(400, fmt::format("committee_index: there is no {}", *committee));
    }
    std::vector<eth::Attestation> found = call.node.chain.pool().attestations();
    std::erase_if(found, [&](const eth::Attestation& one) {
        return (slot && one.data.slot != *slot) || (committee && !one.committee_bits[*committee]);
    });
    return pool_answer(json_list(std::span<const eth::Attestation>{found}));
}

Outcome<Reply> submit_attestations(const Call& call) {
    using Votes = ssz::List<eth::SingleAttestation, kIdsMax>;
    TRY(const Votes votes, read_body<Votes>(call));
    return take_each(votes, [&](const eth::SingleAttestation& vote) -> Result<> {
        TRY_VOID(check_time(call.node, vote.data.slot));
        TRY_VOID(call.node.chain.submit(vote));
        call.node.feed.add(Topic::single_attestation, ssz::to_json(vote));
        return {};
    });
}

Outcome<Reply> submit_sync_messages(const Call& call) {
    using Messages = ssz::List<eth::SyncCommitteeMessage, kIdsMax>;
    TRY(const Messages messages, read_body<Messages>(call));
    return take_each(messages, [&](const eth::SyncCommitteeMessage& message) -> Result<> {
        TRY_VOID(check_time(call.node, message.slot));
        TRY_VOID(call.node.chain.submit(message));
        TRY(const BlsSignature signature, BlsSignature::parse(message.signature));
        const beacon::StateView state = call.node.chain.head_state();
        call.node.contributions.add(message.slot, message.beacon_block_root,
                                    sync_seats_of(*state, message.validator_index, message.slot),
                                    signature);
        return {};
    });
}

Outcome<Reply> pool_exits(const Call& call) {
    return answer_with(json_list(call.node.chain.pool().exits()));
}

Outcome<Reply> submit_exit(const Call& call) {
    return submit<eth::SignedVoluntaryExit>(call, Topic::voluntary_exit);
}

Outcome<Reply> submit_credentials_changes(const Call& call) {
    using Changes = ssz::List<eth::SignedBLSToExecutionChange, kIdsMax>;
    TRY(const Changes changes, read_body<Changes>(call));
    return take_each(changes, [&](const eth::SignedBLSToExecutionChange& change) -> Result<> {
        TRY_VOID(call.node.chain.submit(change));
        call.node.feed.add(Topic::bls_to_execution_change, ssz::to_json(change));
        return {};
    });
}

Outcome<Reply> pool_proposer_slashings(const Call& call) {
    return answer_with(json_list(call.node.chain.pool().proposer_slashings()));
}

Outcome<Reply> submit_proposer_slashing(const Call& call) {
    return submit<eth::ProposerSlashing>(call, Topic::proposer_slashing);
}

Outcome<Reply> pool_attester_slashings(const Call& call) {
    return pool_answer(json_list(call.node.chain.pool().attester_slashings()));
}

Outcome<Reply> submit_attester_slashing(const Call& call) {
    return submit<eth::AttesterSlashing>(call, Topic::attester_slashing);
}

}  // namespace stafi::devnet::beacon_api
