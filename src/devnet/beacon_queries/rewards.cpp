#include "devnet/beacon_queries/rewards.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "beacon/block/slashings.hpp"
#include "beacon/block/sync_aggregate.hpp"
#include "beacon/block/transition.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/registry.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"

namespace stafi::devnet::beacon_api {
namespace {

/// At the block's slot, before the block.
Result<beacon::State> state_before(Node& node, const eth::BeaconBlock& block) {
    beacon::Known& known = node.chain.known();
    const auto parent = node.chain.find(block.parent_root) != nullptr
                            ? node.chain.state_of(block.parent_root)
                            : node.archive.state_after(block.parent_root, known);
    if (!parent) return tl::unexpected(parent.error());
    beacon::State state = **parent;
    if (state.slot < block.slot) beacon::advance(state, block.slot, known);
    return state;
}

/// What `process` adds to the balance of a proposer.
template <class Process>
Result<Gwei> gain(beacon::State& state, ValidatorIndex proposer, const Process& process) {
    const Gwei before = state.balances.at(proposer.value);
    TRY_VOID(process());
    const Gwei after = state.balances.at(proposer.value);
    return after > before ? after - before : Gwei{0};
}

std::size_t voters(const eth::SyncAggregate& aggregate) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i)
        count += aggregate.sync_committee_bits[i] ? 1 : 0;
    return count;
}

/// A number with a sign, for rewards that may be penalties.
std::string signed_text(Gwei reward, Gwei penalty = {}) {
    if (penalty > reward) return fmt::format("-{}", (penalty - reward).value);
    return fmt::format("{}", (reward - penalty).value);
}

/// The validators that a body names, by key or index: all when it names none.
Outcome<std::vector<ValidatorIndex>> asked_validators_of(const Call& call,
                                                         const beacon::State& state) {
    TRY(const auto ids, read_texts(call));
    if (!ids.empty()) return find_validators(call.node, state, ids);
    std::vector<ValidatorIndex> all(state.validators.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = ValidatorIndex{i};
    return all;
}

/// What a validator with some increments of effective balance could have earned in the epoch
/// before the state's. Formula: docs/beacon-model.md.
std::string ideal_json(const beacon::State& state, std::uint64_t increments) {
    const std::uint64_t unit = state.rules.effective_balance_increment.value;
    const Gwei active = beacon::total_active_balance(state);
    const auto reward = [&](beacon::Flag flag) -> std::uint64_t {
        if (beacon::is_leaking(state)) return 0;
        const std::uint64_t base =
            increments * beacon::base_reward_per_increment(state.rules, active).value;
        const std::uint64_t taking_part =
            beacon::participating_balance(state, state.previous_epoch(), flag).value / unit;
        return (Uint256{base} * beacon::weight_of(flag) * taking_part /
                (Uint256{active.value / unit} * beacon::kWeights))
            .limbs[0];
    };
    return fmt::format(R"({{"effective_balance":"{}","head":"{}","target":"{}","source":"{}",)"
                       R"("inactivity":"0"}})",
                       increments * unit, reward(beacon::Flag::timely_head),
                       reward(beacon::Flag::timely_target), reward(beacon::Flag::timely_source));
}

/// One row for each effective balance there is among them.
std::string ideal_list(const beacon::State& state, std::span<const ValidatorIndex> asked) {
    std::vector<std::uint64_t> increments;
    for (const ValidatorIndex index : asked)
        increments.push_back(state.validators[index.value].effective_balance.value /
                             state.rules.effective_balance_increment.value);
    std::ranges::sort(increments);
    increments.erase(std::ranges::unique(increments).begin(), increments.end());
    std::string list;
    for (const std::uint64_t each : increments)
        list += (list.empty() ? "" : ",") + ideal_json(state, each);
    return list;
}

}  // namespace

Result<BlockRewards> rewards_of(Node& node, const eth::BeaconBlock& block) {
    TRY(beacon::State state, state_before(node, block));
    beacon::Known& known = node.chain.known();
    beacon::Signatures trusted{known.keys, beacon::Signatures::Mode::trusted};
    const ValidatorIndex proposer = block.proposer_index;
    if (proposer.value >= state.balances.size())
        return fail(Reason::unknown_validator, "block: its proposer is unknown");
    BlockRewards rewards;
    for (const auto& slashing : block.body.proposer_slashings) {
        TRY(const Gwei one, gain(state, proposer, [&] {
                return beacon::process_proposer_slashing(state, slashing, trusted);
            }));
        rewards.proposer_slashings += one;
    }
    for (const auto& slashing : block.body.attester_slashings) {
        TRY(const Gwei one, gain(state, proposer, [&] {
                return beacon::process_attester_slashing(state, slashing, trusted);
            }));
        rewards.attester_slashings += one;
    }
    for (const auto& attestation : block.body.attestations) {
        TRY(const Gwei one, gain(state, proposer, [&] {
                return beacon::process_attestation(state, attestation, known.committees, trusted);
            }));
        rewards.attestations += one;
    }
    rewards.sync_aggregate =
        voters(block.body.sync_aggregate) * beacon::sync_reward(state).proposer;
    return rewards;
}

Outcome<Reply> block_rewards(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    BlockRewards rewards;
    if (at.block->message.slot > Slot{0}) {  // genesis rewarded nobody
        const auto known = rewards_of(call.node, at.block->message);
        if (!known) return refuse(404, known.error().what);
        rewards = *known;
    }
    return answer_with(
        call, at.is_final,
        fmt::format(
            R"({{"proposer_index":"{}","total":"{}","attestations":"{}",)"
            R"("sync_aggregate":"{}","proposer_slashings":"{}","attester_slashings":"{}"}})",
            at.block->message.proposer_index.value, rewards.total().value,
            rewards.attestations.value, rewards.sync_aggregate.value,
            rewards.proposer_slashings.value, rewards.attester_slashings.value));
}

Outcome<Reply> sync_committee_rewards(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    const auto before = state_before(call.node, at.block->message);
    if (!before) return refuse(404, before.error().what);
    TRY(const auto asked, asked_validators_of(call, *before));
    const Gwei seat = beacon::sync_reward(*before).seat;
    const auto& keys = before->current_sync_committee.pubkeys;
    call.node.keys.learn(*before);
    std::map<ValidatorIndex, std::pair<Gwei, Gwei>> sums;  // rewards and penalties
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i) {
        const auto member = call.node.keys.find(keys[i]);
        if (!member) continue;
        const bool has_signed = at.block->message.body.sync_aggregate.sync_committee_bits[i];
        (has_signed ? sums[*member].first : sums[*member].second) += seat;
    }
    std::string list;
    for (const ValidatorIndex index : asked) {
        const auto sum = sums.find(index);
        if (sum == sums.end()) continue;
        list +=
            fmt::format(R"({}{{"validator_index":"{}","reward":"{}"}})", list.empty() ? "" : ",",
                        index.value, signed_text(sum->second.first, sum->second.second));
    }
    return answer_with(call, at.is_final, fmt::format("[{}]", list));
}

Outcome<Reply> attestation_rewards(const Call& call) {
    TRY(const Epoch epoch, epoch_up_to(call, call.ids[0], Epoch{0}));
    const Node& node = call.node;
    if (epoch + Epoch{1} >= epoch_now(node))
        return refuse(404, fmt::format("rewards of epoch {} are not paid yet", epoch.value));
    // Votes count until the end of the next epoch.
    const Slot last{(epoch.value + 2) * node.chain.rules().slots_per_epoch.value - 1};
    TRY(const StateAt at, state_at(call.node, last));
    TRY(const auto asked, asked_validators_of(call, *at.state));
    const std::vector<beacon::Deltas> deltas = beacon::attestation_deltas(*at.state);
    std::string list;
    for (const ValidatorIndex index : asked) {
        const beacon::Deltas& one = deltas[index.value];
        list += fmt::format(R"({}{{"validator_index":"{}","head":"{}","target":"{}","source":"{}",)"
                            R"("inactivity":"{}"}})",
                            list.empty() ? "" : ",", index.value, signed_text(one.head_reward),
                            signed_text(one.target_reward, one.target_penalty),
                            signed_text(one.source_reward, one.source_penalty),
                            signed_text({}, one.inactivity_penalty));
    }
    return answer_with(call, at.is_final,
                       fmt::format(R"({{"ideal_rewards":[{}],"total_rewards":[{}]}})",
                                   ideal_list(*at.state, asked), list));
}

}  // namespace stafi::devnet::beacon_api
