#include "beacon/block/block.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/block/requests.hpp"
#include "beacon/block/slashings.hpp"
#include "beacon/block/sync_aggregate.hpp"
#include "beacon/block/withdrawals.hpp"
#include "beacon/epoch/deposits.hpp"
#include "beacon/state/committees.hpp"
#include "crypto/hash.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

auto refuse(std::string_view why) {
    return fail(Reason::bad_argument, fmt::format("block: {}", why));
}

Result<> process_header(State& state, const eth::BeaconBlock& block) {
    if (block.slot != state.slot)
        return refuse(fmt::format("it is of slot {}, not {}", block.slot.value, state.slot.value));
    if (block.slot <= state.latest_block_header.slot) return refuse("its slot has a block already");
    const ValidatorIndex proposer = proposer_at(state, block.slot);
    if (block.proposer_index != proposer)
        return refuse(
            fmt::format("its proposer is {}, not {}", block.proposer_index.value, proposer.value));
    if (block.parent_root != ssz::hash_tree_root(state.latest_block_header))
        return refuse("its parent is not the latest block");
    if (proposer.value >= state.validators.size() || state.validators[proposer.value].slashed)
        return refuse("its proposer is slashed");
    state.latest_block_header = header_of(block);
    state.latest_block_header.state_root = {};  // known once the slot is over
    return {};
}

Result<> process_withdrawals(State& state, const eth::ExecutionPayload& payload) {
    const ExpectedWithdrawals expected = expected_withdrawals(state);
    const std::vector<eth::Withdrawal>& given = payload.withdrawals;
    if (given != expected.withdrawals)
        return refuse(fmt::format("its {} withdrawals are not the {} that are due", given.size(),
                                  expected.withdrawals.size()));
    apply_withdrawals(state, expected);
    return {};
}

Result<> process_payload(State& state, const eth::BeaconBlockBody& body) {
    const eth::ExecutionPayload& payload = body.execution_payload;
    if (payload.parent_hash != state.latest_execution_payload_header.block_hash)
        return refuse("its payload does not follow the latest one");
    if (payload.prev_randao != randao_mix(state)) return refuse("its payload has other randomness");
    if (payload.timestamp != time_of(state, state.slot))
        return refuse(fmt::format("its payload is of {}, not {}", payload.timestamp.value,
                                  time_of(state, state.slot).value));
    if (body.blob_kzg_commitments.size() > state.rules.blobs_per_block_max)
        return refuse(fmt::format("it has {} blobs, at most {} are allowed",
                                  body.blob_kzg_commitments.size(),
                                  state.rules.blobs_per_block_max));
    state.latest_execution_payload_header = header_of(payload);
    return {};
}

Result<> process_randao(State& state, const eth::BeaconBlockBody& body, Signatures& signatures) {
    const Epoch now = state.epoch();
    const ValidatorIndex proposer = proposer_at(state, state.slot);
    TRY_VOID(signatures.add(state.validators[proposer.value].pubkey, randao_root(state, now),
                            body.randao_reveal));
    const Bytes32 revealed = sha256(body.randao_reveal.view());
    Bytes32& mix = state.randao_mixes[now.value % eth::kEpochsPerHistoricalVector];
    std::ranges::transform(mix.bytes, revealed.bytes, mix.bytes.begin(), std::bit_xor{});
    return {};
}

/// Votes for the deposit contract of times before EIP-6110; kept because the state has them.
void process_eth1_data(State& state, const eth::Eth1Data& vote) {
    state.eth1_data_votes.push_back(vote);
    const auto votes = static_cast<std::uint64_t>(std::ranges::count(state.eth1_data_votes, vote));
    if (votes * 2 > state.rules.eth1_voting_period.value * state.rules.slots_per_epoch.value)
        state.eth1_data = vote;
}

Result<> process_operations(State& state, const eth::BeaconBlockBody& body,
                            KnownCommittees& committees, Signatures& signatures) {
    if (!body.deposits.empty()) return refuse("it carries deposits, which come by requests now");
    for (const eth::ProposerSlashing& slashing : body.proposer_slashings)
        TRY_VOID(process_proposer_slashing(state, slashing, signatures));
    for (const eth::AttesterSlashing& slashing : body.attester_slashings)
        TRY_VOID(process_attester_slashing(state, slashing, signatures));
    for (const eth::Attestation& attestation : body.attestations)
        TRY_VOID(process_attestation(state, attestation, committees, signatures));
    for (const eth::SignedVoluntaryExit& exit : body.voluntary_exits)
        TRY_VOID(process_voluntary_exit(state, exit, signatures));
    for (const eth::SignedBLSToExecutionChange& change : body.bls_to_execution_changes)
        TRY_VOID(process_credentials_change(state, change, signatures));
    for (const eth::DepositRequest& request : body.execution_requests.deposits)
        TRY_VOID(queue_deposit(state, request));
    for (const eth::WithdrawalRequest& request : body.execution_requests.withdrawals)
        process_withdrawal_request(state, request);
    for (const eth::ConsolidationRequest& request : body.execution_requests.consolidations)
        process_consolidation_request(state, request);
    return {};
}

}  // namespace

Result<> process_block(State& state, const eth::BeaconBlock& block, KnownCommittees& committees,
                       Signatures& signatures) {
    TRY_VOID(process_header(state, block));
    TRY_VOID(process_withdrawals(state, block.body.execution_payload));
    TRY_VOID(process_payload(state, block.body));
    TRY_VOID(process_randao(state, block.body, signatures));
    process_eth1_data(state, block.body.eth1_data);
    TRY_VOID(process_operations(state, block.body, committees, signatures));
    return process_sync_aggregate(state, block.body.sync_aggregate, signatures);
}

Bytes32 block_signing_root(const State& state, const eth::BeaconBlock& block) {
    const Epoch epoch = epoch_of(block.slot, state.rules.slots_per_epoch);
    return eth::compute_signing_root(ssz::hash_tree_root(block),
                                     domain_of(state, eth::DomainType::beacon_proposer, epoch));
}

eth::BeaconBlockHeader header_of(const eth::BeaconBlock& block) {
    return {.slot = block.slot,
            .proposer_index = block.proposer_index,
            .parent_root = block.parent_root,
            .state_root = block.state_root,
            .body_root = ssz::hash_tree_root(block.body)};
}

UnixSeconds time_of(const State& state, Slot slot) {
    return state.genesis_time + slot.value * UnixSeconds{state.rules.seconds_per_slot};
}

const Bytes32& randao_mix(const State& state) {
    return state.randao_mixes[state.epoch().value % eth::kEpochsPerHistoricalVector];
}

eth::ExecutionPayloadHeader header_of(const eth::ExecutionPayload& payload) {
    return {.parent_hash = payload.parent_hash,
            .fee_recipient = payload.fee_recipient,
            .state_root = payload.state_root,
            .receipts_root = payload.receipts_root,
            .logs_bloom = payload.logs_bloom,
            .prev_randao = payload.prev_randao,
            .block_number = payload.block_number,
            .gas_limit = payload.gas_limit,
            .gas_used = payload.gas_used,
            .timestamp = payload.timestamp,
            .extra_data = payload.extra_data,
            .base_fee_per_gas = payload.base_fee_per_gas,
            .block_hash = payload.block_hash,
            .transactions_root = ssz::hash_tree_root(payload.transactions),
            .withdrawals_root = ssz::hash_tree_root(payload.withdrawals),
            .blob_gas_used = payload.blob_gas_used,
            .excess_blob_gas = payload.excess_blob_gas};
}

Result<> process_credentials_change(State& state, const eth::SignedBLSToExecutionChange& signed_one,
                                    Signatures& signatures) {
    const eth::BLSToExecutionChange& change = signed_one.message;
    const std::uint64_t index = change.validator_index.value;
    if (index >= state.validators.size())
        return fail(Reason::unknown_validator,
                    fmt::format("change of credentials: no validator {}", index));
    Bytes32& credentials = state.validators[index].withdrawal_credentials;
    Bytes32 expected = sha256(change.from_bls_pubkey.view());
    expected.bytes.front() = std::byte{0};
    if (credentials != expected)
        return fail(Reason::bad_argument,
                    fmt::format("change of credentials: not those of validator {}", index));
    const eth::Domain domain =
        eth::signing_domain(eth::DomainType::bls_to_execution_change, state.rules.forks,
                            state.epoch(), state.genesis_validators_root);
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(change), domain);
    TRY_VOID(signatures.add(change.from_bls_pubkey, root, signed_one.signature));
    credentials = {};
    credentials.bytes.front() = std::byte{1};
    std::ranges::copy(change.to_execution_address.bytes,
                      credentials.span().last<Address::kSize>().begin());
    return {};
}

}  // namespace stafi::beacon
