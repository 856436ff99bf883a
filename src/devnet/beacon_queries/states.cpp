#include <fmt/format.h>

#include "base/hex.hpp"
#include "beacon/state/committees.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"

namespace stafi::devnet::beacon_api {
namespace {

/// `["1","2"]`
std::string index_list(std::span<const ValidatorIndex> indices) {
    std::string list = "[";
    for (const ValidatorIndex index : indices)
        list += fmt::format(R"({}"{}")", list.size() > 1 ? "," : "", index.value);
    return list + "]";
}

/// The epoch that a query names, else the state's.
Outcome<Epoch> asked_epoch(const Call& call, const beacon::State& state) {
    TRY(const std::uint64_t epoch, call.target.number("epoch", state.epoch().value));
    return Epoch{epoch};
}

Outcome<std::optional<std::uint64_t>> asked_number(const Call& call, std::string_view name) {
    if (!call.target.query(name)) return std::optional<std::uint64_t>{};
    TRY(const std::uint64_t value, call.target.number(name, 0));
    return std::optional{value};
}

/// One of the lists of a state.
template <class T>
Outcome<Reply> field(const Call& call, const T& (*read)(const beacon::State& state)) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    return versioned(call, at.is_final, read(*at.state));
}

}  // namespace

Outcome<Reply> genesis(const Call& call) {
    const beacon::Chain& chain = call.node.chain;
    const auto& version = chain.rules().forks.activations.front().version;
    return answer_with(fmt::format(R"({{"genesis_time":"{}","genesis_validators_root":"{}",)"
                                   R"("genesis_fork_version":"{}"}})",
                                   chain.genesis_time().value,
                                   to_hex0x(chain.genesis_validators_root().view()),
                                   to_hex0x(version.view())));
}

Outcome<Reply> state_root(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    const Bytes32 root = call.node.chain.known().roots.of(*at.state);
    return answer_with(call, at.is_final, fmt::format(R"({{"root":"{}"}})", to_hex0x(root.view())));
}

Outcome<Reply> state_fork(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    return answer_with(call, at.is_final, ssz::to_json(at.state->fork));
}

Outcome<Reply> finality_checkpoints(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    return answer_with(
        call, at.is_final,
        fmt::format(R"({{"previous_justified":{},"current_justified":{},"finalized":{}}})",
                    ssz::to_json(at.state->previous_justified_checkpoint),
                    ssz::to_json(at.state->current_justified_checkpoint),
                    ssz::to_json(at.state->finalized_checkpoint)));
}

Outcome<Reply> state_randao(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    TRY(const Epoch epoch, asked_epoch(call, *at.state));
    const Epoch now = at.state->epoch();
    if (epoch > now || now.value - epoch.value >= eth::kEpochsPerHistoricalVector)
        return refuse(
            400, fmt::format("epoch: {} is not remembered in epoch {}", epoch.value, now.value));
    const Bytes32& mix = at.state->randao_mixes[epoch.value % eth::kEpochsPerHistoricalVector];
    return answer_with(call, at.is_final,
                       fmt::format(R"({{"randao":"{}"}})", to_hex0x(mix.view())));
}

Outcome<Reply> state_committees(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    const beacon::State& state = *at.state;
    TRY(const Epoch epoch, asked_epoch(call, state));
    TRY(const auto slot, asked_number(call, "slot"));
    TRY(const auto index, asked_number(call, "index"));
    if (epoch < state.previous_epoch() || epoch > state.epoch() + Epoch{1})
        return refuse(400, fmt::format("epoch: {} is not next to the state's, {}", epoch.value,
                                       state.epoch().value));
    const beacon::Committees& committees = call.node.chain.known().committees.of(state, epoch);
    std::string list;
    for (std::uint64_t i = 0; i < state.rules.slots_per_epoch.value; ++i) {
        const Slot at_slot = state.first_slot(epoch) + Slot{i};
        if (slot && *slot != at_slot.value) continue;
        for (std::uint64_t j = 0; j < committees.per_slot(); ++j) {
            if (index && *index != j) continue;
            list += fmt::format(R"({}{{"index":"{}","slot":"{}","validators":{}}})",
                                list.empty() ? "" : ",", j, at_slot.value,
                                index_list(committees.at(at_slot, eth::CommitteeIndex{j})));
        }
    }
    return answer_with(call, at.is_final, fmt::format("[{}]", list));
}

Outcome<Reply> state_sync_committees(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    const beacon::State& state = *at.state;
    TRY(const Epoch epoch, asked_epoch(call, state));
    const std::uint64_t length = state.rules.sync_committee_period.value;
    const std::uint64_t period = epoch.value / length;
    const std::uint64_t current = state.epoch().value / length;
    if (period != current && period != current + 1)
        return refuse(400, fmt::format("epoch: {} is neither in the state's sync committee period "
                                       "nor in the next",
                                       epoch.value));
    const eth::SyncCommittee& committee =
        period == current ? state.current_sync_committee : state.next_sync_committee;
    call.node.keys.learn(state);
    std::vector<ValidatorIndex> members;
    for (const PubkeyBytes& key : committee.pubkeys.view())
        if (const auto member = call.node.keys.find(key)) members.push_back(*member);
    std::string aggregates;
    const std::size_t seats = members.size() / eth::kSyncCommitteeSubnetCount;
    for (std::size_t i = 0; i < eth::kSyncCommitteeSubnetCount; ++i)
        aggregates += fmt::format("{}{}", i == 0 ? "" : ",",
                                  index_list(std::span{members}.subspan(i * seats, seats)));
    return answer_with(call, at.is_final,
                       fmt::format(R"({{"validators":{},"validator_aggregates":[{}]}})",
                                   index_list(members), aggregates));
}

Outcome<Reply> pending_deposits(const Call& call) {
    return field<decltype(beacon::State::pending_deposits)>(
        call, [](const beacon::State& state) -> const auto& { return state.pending_deposits; });
}

Outcome<Reply> pending_partial_withdrawals(const Call& call) {
    return field<decltype(beacon::State::pending_partial_withdrawals)>(
        call, [](const beacon::State& state) -> const auto& {
            return state.pending_partial_withdrawals;
        });
}

Outcome<Reply> pending_consolidations(const Call& call) {
    return field<decltype(beacon::State::pending_consolidations)>(
        call,
        [](const beacon::State& state) -> const auto& { return state.pending_consolidations; });
}

Outcome<Reply> proposer_lookahead(const Call& call) {
    return field<decltype(beacon::State::proposer_lookahead)>(
        call, [](const beacon::State& state) -> const auto& { return state.proposer_lookahead; });
}

Outcome<Reply> debug_state(const Call& call) {
    TRY(const StateAt at, find_state(call, call.ids[0]));
    const eth::fulu::BeaconState& state = *at.state;
    return versioned(call, at.is_final, state);
}

/// Blocks that nothing follows.
Outcome<Reply> debug_heads(const Call& call) {
    std::string list;
    const auto all = call.node.chain.all();
    for (const beacon::Node& node : all) {
        bool is_leaf = !node.is_abandoned;
        for (const beacon::Node& other : all)
            is_leaf = is_leaf && (other.parent != node.root || other.is_abandoned);
        if (!is_leaf) continue;
        list += fmt::format(R"({}{{"root":"{}","slot":"{}","execution_optimistic":{}}})",
                            list.empty() ? "" : ",", to_hex0x(node.root.view()), node.slot.value,
                            call.node.status.is_optimistic);
    }
    return answer_with(fmt::format("[{}]", list));
}

}  // namespace stafi::devnet::beacon_api
