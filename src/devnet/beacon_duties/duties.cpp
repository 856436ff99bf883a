#include "devnet/beacon_duties/duties.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "beacon/state/committees.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_duties/bodies.hpp"

namespace stafi::devnet::beacon_api {
namespace {

std::string duties_json(const Call& call, const Bytes32& dependent_root, std::string_view list) {
    return fmt::format(R"({{"dependent_root":"{}","execution_optimistic":{},"data":[{}]}})",
                       to_hex0x(dependent_root.view()), call.node.status.is_optimistic, list);
}

std::string key_of(const beacon::State& state, ValidatorIndex index) {
    return to_hex0x(state.validators.at(index.value).pubkey.view());
}

Outcome<std::vector<ValidatorIndex>> asked_indices(const Call& call) {
    TRY(const Indices indices, read_json<Indices>(call));
    std::vector<ValidatorIndex> asked{indices.begin(), indices.end()};
    std::ranges::sort(asked);
    asked.erase(std::ranges::unique(asked).begin(), asked.end());
    return asked;
}

/// `list` grows by the duties of those who are asked for.
void append_committee(std::string& list, const beacon::State& state,
                      const beacon::Committees& committees, Slot slot, std::uint64_t index,
                      std::span<const ValidatorIndex> asked) {
    const auto members = committees.at(slot, eth::CommitteeIndex{index});
    for (std::size_t seat = 0; seat < members.size(); ++seat) {
        if (!std::ranges::binary_search(asked, members[seat])) continue;
        list +=
            fmt::format(R"({}{{"pubkey":"{}","validator_index":"{}","committee_index":"{}",)"
                        R"("committee_length":"{}","committees_at_slot":"{}",)"
                        R"("validator_committee_index":"{}","slot":"{}"}})",
                        list.empty() ? "" : ",", key_of(state, members[seat]), members[seat].value,
                        index, members.size(), committees.per_slot(), seat, slot.value);
    }
}

/// Of the epoch's proposers; those of pruned epochs are told by nobody.
Outcome<std::string> proposers_json(const Call& call, Epoch epoch) {
    beacon::Chain& chain = call.node.chain;
    TRY(const auto proposers, chain.proposers(epoch));
    const beacon::StateView state = chain.head_state();
    std::string list;
    for (std::size_t i = 0; i < proposers.size(); ++i)
        list += fmt::format(R"({}{{"pubkey":"{}","validator_index":"{}","slot":"{}"}})",
                            list.empty() ? "" : ",", key_of(*state, proposers[i]),
                            proposers[i].value, (state->first_slot(epoch) + Slot{i}).value);
    return list;
}

}  // namespace

Outcome<Reply> attester_duties(const Call& call) {
    TRY(const Epoch epoch, epoch_up_to(call, call.ids[0], Epoch{1}));
    TRY(const auto asked, asked_indices(call));
    beacon::Chain& chain = call.node.chain;
    TRY(const Bytes32 dependent_root, chain.dependent_root_of(epoch));
    TRY(const beacon::Committees* committees, chain.committees(epoch));
    const beacon::StateView state = chain.head_state();
    std::string list;
    for (std::uint64_t i = 0; i < chain.rules().slots_per_epoch.value; ++i)
        for (std::uint64_t j = 0; j < committees->per_slot(); ++j)
            append_committee(list, *state, *committees, state->first_slot(epoch) + Slot{i}, j,
                             asked);
    return Answer{.body = duties_json(call, dependent_root, list)};
}

/// Here a change of the last epoch's last block counts, as before proposers were known an epoch
/// ahead; `proposer_duties_v2` names the block that really decides.
Outcome<Reply> proposer_duties(const Call& call) {
    TRY(const Epoch epoch, epoch_up_to(call, call.ids[0], Epoch{1}));
    TRY(const std::string list, proposers_json(call, epoch));
    const beacon::StateView state = call.node.chain.head_state();
    const Slot first = state->first_slot(epoch);
    const Bytes32 dependent_root =
        block_root_at(call.node, *state, first == Slot{0} ? first : first - Slot{1});
    return Answer{.body = duties_json(call, dependent_root, list)};
}

Outcome<Reply> proposer_duties_v2(const Call& call) {
    TRY(const Epoch epoch, epoch_up_to(call, call.ids[0], Epoch{1}));
    TRY(const std::string list, proposers_json(call, epoch));
    TRY(const Bytes32 dependent_root, call.node.chain.dependent_root_of(epoch));
    return Answer{.body = duties_json(call, dependent_root, list)};
}

Outcome<Reply> sync_duties(const Call& call) {
    const beacon::StateView state = call.node.chain.head_state();
    const std::uint64_t length = state->rules.sync_committee_period.value;
    TRY(const std::uint64_t epoch, number("epoch", call.ids[0]));
    TRY(const auto asked, asked_indices(call));
    const std::uint64_t current = state->epoch().value / length;
    if (epoch / length != current && epoch / length != current + 1)
        return refuse(400, fmt::format("epoch: {} is neither in the head's sync committee period "
                                       "nor in the next",
                                       epoch));
    const auto keys =
        (epoch / length == current ? state->current_sync_committee : state->next_sync_committee)
            .pubkeys.view();
    std::unordered_map<PubkeyBytes, std::string> seats;
    for (std::size_t seat = 0; seat < keys.size(); ++seat) {
        std::string& all = seats[keys[seat]];
        all += fmt::format(R"({}"{}")", all.empty() ? "" : ",", seat);
    }
    std::string list;
    for (const ValidatorIndex index : asked) {
        if (index.value >= state->validators.size()) break;
        const auto found = seats.find(state->validators[index.value].pubkey);
        if (found == seats.end()) continue;
        list +=
            fmt::format(R"({}{{"pubkey":"{}","validator_index":"{}",)"
                        R"("validator_sync_committee_indices":[{}]}})",
                        list.empty() ? "" : ",", key_of(*state, index), index.value, found->second);
    }
    return Answer{.body = fmt::format(R"({{"execution_optimistic":{},"data":[{}]}})",
                                      call.node.status.is_optimistic, list)};
}

Outcome<Reply> liveness(const Call& call) {
    beacon::Chain& chain = call.node.chain;
    TRY(const Epoch epoch, epoch_up_to(call, call.ids[0], Epoch{0}));
    TRY(const Indices asked, read_json<Indices>(call));
    // No block of the clock's epoch yet: nobody has been seen in it.
    std::vector<bool> live(chain.head_state()->validators.size());
    if (epoch <= chain.head_state()->epoch()) {
        TRY(live, chain.liveness(epoch));
    }
    std::string list;
    for (const ValidatorIndex index : asked)
        list += fmt::format(R"({}{{"index":"{}","is_live":{}}})", list.empty() ? "" : ",",
                            index.value, index.value < live.size() && live[index.value]);
    return answer_with(fmt::format("[{}]", list));
}

Outcome<Reply> prepare_proposers(const Call& call) {
    using Preparations = ssz::List<Preparation, kIdsMax>;
    TRY(const auto preparations, read_json<Preparations>(call));
    const std::size_t validators = call.node.chain.head_state()->validators.size();
    for (const Preparation& one : preparations)
        if (one.validator_index.value < validators)
            call.node.fee_recipients[one.validator_index] = one.fee_recipient;
    return Answer{};
}

/// There are no builders to tell.
Outcome<Reply> register_validators(const Call& call) {
    using Registrations = ssz::List<eth::SignedValidatorRegistration, kIdsMax>;
    TRY_VOID(read_body<Registrations>(call));
    return Answer{};
}

/// There are no subnets: everything is heard.
Outcome<Reply> subscribe_to_committees(const Call& call) {
    using Subscriptions = ssz::List<CommitteeSubscription, kIdsMax>;
    TRY_VOID(read_json<Subscriptions>(call));
    return Answer{};
}

Outcome<Reply> subscribe_to_sync_committees(const Call& call) {
    using Subscriptions = ssz::List<SyncSubscription, kIdsMax>;
    TRY_VOID(read_json<Subscriptions>(call));
    return Answer{};
}

}  // namespace stafi::devnet::beacon_api
