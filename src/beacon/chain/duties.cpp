#include <algorithm>

#include <fmt/format.h>

#include "beacon/block/block.hpp"
#include "beacon/block/withdrawals.hpp"
#include "beacon/chain/chain.hpp"
#include "beacon/epoch/participation.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {

// Duties.

Result<StateView> Chain::state_near(Epoch epoch, Epoch behind) {
    StateView state = head_state();
    if (epoch <= state->epoch() + Epoch{1} && epoch + behind >= state->epoch()) return state;
    if (epoch.value > head().slot.value + kEmptySlotsMax)
        return fail(Reason::out_of_range, fmt::format("epoch {}: far after the head", epoch.value));
    return state_at(state->first_slot(epoch));
}

Result<const Committees*> Chain::committees(Epoch epoch) {
    TRY(const StateView state, state_near(epoch, Epoch{1}));
    return &known_.committees.of(*state, epoch);
}

Result<std::vector<ValidatorIndex>> Chain::proposers(Epoch epoch) {
    TRY(const StateView state, state_near(epoch, Epoch{0}));
    std::vector<ValidatorIndex> proposers;
    proposers.reserve(rules_.slots_per_epoch.value);
    for (std::uint64_t i = 0; i < rules_.slots_per_epoch.value; ++i)
        proposers.push_back(proposer_at(*state, state->first_slot(epoch) + Slot{i}));
    return proposers;
}

Result<Bytes32> Chain::dependent_root_of(Epoch epoch) {
    TRY(const StateView state, state_near(epoch, Epoch{1}));
    const Bytes32 root = dependent_root(*state, epoch);
    return root == Bytes32{} ? head_ : root;
}

Result<eth::AttestationData> Chain::attestation_data(Slot slot) {
    const Node* node = forks_.ancestor(head_, slot);
    if (node == nullptr)
        return fail(Reason::bad_argument,
                    fmt::format("attestation: slot {} is before the oldest block", slot.value));
    const Epoch epoch = epoch_of(slot, rules_.slots_per_epoch);
    const Slot first{epoch.value * rules_.slots_per_epoch.value};
    const Node* target = forks_.ancestor(head_, first);
    TRY(const StateView state, state_at(std::max(node->slot, first)));
    return eth::AttestationData{
        .slot = slot,
        .index = {},
        .beacon_block_root = node->root,
        .source = state->current_justified_checkpoint,
        .target = {.epoch = epoch, .root = target == nullptr ? node->root : target->root}};
}

// Production.

PayloadAttributes attributes_of(const State& state, const Bytes32& parent) {
    return {.parent_hash = state.latest_execution_payload_header.block_hash,
            .timestamp = time_of(state, state.slot),
            .prev_randao = randao_mix(state),
            .withdrawals = expected_withdrawals(state).withdrawals,
            .parent_beacon_block_root = parent};
}

Result<PayloadAttributes> Chain::payload_attributes(Slot slot) {
    TRY(const StateView state, head_at(slot));
    return attributes_of(*state, head_);
}

Result<eth::BeaconBlock> Chain::produce(Slot slot, const BlockParts& parts) {
    if (slot <= head().slot)
        return fail(Reason::bad_argument, fmt::format("block: slot {} is not after the head's, {}",
                                                      slot.value, head().slot.value));
    TRY(const StateView view, head_at(slot));
    State state = *view;
    eth::BeaconBlock block;
    block.slot = slot;
    block.proposer_index = proposer_at(state, slot);
    block.parent_root = head_;
    eth::BeaconBlockBody& body = block.body;
    body.randao_reveal = parts.randao_reveal;
    body.eth1_data = state.eth1_data;
    body.graffiti = parts.graffiti;
    body.execution_payload = parts.payload;
    body.execution_requests = parts.requests;
    body.attestations.assign(parts.attestations.begin(), parts.attestations.end());
    body.sync_aggregate =
        parts.sync_aggregate ? *parts.sync_aggregate : pool_.sync_aggregate(slot - Slot{1}, head_);
    pool_.pack(state, known_, body);
    Signatures trusted{known_.keys, Signatures::Mode::trusted};
    TRY_VOID(process_block(state, block, known_.committees, trusted));
    block.state_root = known_.roots.of(state);
    return block;
}

eth::ExecutionPayload plain_payload(const PayloadAttributes& attributes,
                                    const eth::ExecutionPayloadHeader& parent,
                                    const Address& fee_recipient) {
    eth::ExecutionPayload payload;
    payload.parent_hash = attributes.parent_hash;
    payload.fee_recipient = fee_recipient;
    payload.prev_randao = attributes.prev_randao;
    payload.block_number = parent.block_number + BlockNumber{1};
    payload.gas_limit = parent.gas_limit;
    payload.timestamp = attributes.timestamp;
    payload.withdrawals.assign(attributes.withdrawals.begin(), attributes.withdrawals.end());
    payload.block_hash = ssz::hash_tree_root(payload);
    return payload;
}

// Reports.

Result<std::vector<bool>> Chain::liveness(Epoch epoch) {
    const StateView state = head_state();
    if (epoch != state->epoch() && epoch != state->previous_epoch())
        return fail(Reason::out_of_range,
                    fmt::format("liveness: epoch {} is neither the head's, {}, nor the one before",
                                epoch.value, state->epoch().value));
    const auto& participation = epoch == state->epoch() ? state->current_epoch_participation
                                                        : state->previous_epoch_participation;
    std::vector<bool> live;
    for (const std::uint8_t flags : participation)
        live.push_back(flags != 0);
    return live;
}

Result<std::vector<Deltas>> Chain::attestation_rewards(Epoch epoch) {
    if (epoch.value > head().slot.value)
        return fail(Reason::out_of_range,
                    fmt::format("rewards: epoch {} is yet to come", epoch.value));
    const Slot last{(epoch.value + 2) * rules_.slots_per_epoch.value - 1};
    TRY(const StateView state, state_at(last));
    return attestation_deltas(*state);
}

}  // namespace stafi::beacon
