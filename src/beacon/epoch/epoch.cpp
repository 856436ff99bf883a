#include "beacon/epoch/epoch.hpp"

#include "beacon/block/requests.hpp"
#include "beacon/block/slashings.hpp"
#include "beacon/epoch/deposits.hpp"
#include "beacon/epoch/finality.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/registry.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

bool is_turn_of(Epoch next, std::uint64_t period) { return next.value % period == 0; }

/// What has to be empty or carried over when the next epoch begins.
void make_room(State& state, Epoch next) {
    const Parameters& rules = state.rules;
    state.slashings[next.value % rules.slashings_window.value] = Gwei{0};
    state.randao_mixes[next.value % eth::kEpochsPerHistoricalVector] =
        Bytes32{state.randao_mixes[state.epoch().value % eth::kEpochsPerHistoricalVector]};
    if (is_turn_of(next, eth::kSlotsPerHistoricalRoot / rules.slots_per_epoch.value))
        state.historical_summaries.push_back(
            {.block_summary_root = ssz::hash_tree_root(state.block_roots),
             .state_summary_root = ssz::hash_tree_root(state.state_roots)});
}

void rotate_sync_committees(State& state, Epoch next) {
    if (!is_turn_of(next, state.rules.sync_committee_period.value)) return;
    state.current_sync_committee = std::move(state.next_sync_committee);
    state.next_sync_committee = next_sync_committee(state);
}

}  // namespace

void end_epoch(State& state) {
    const Epoch next = state.epoch() + Epoch{1};
    update_finality(state);
    update_inactivity_scores(state);
    apply_rewards_and_penalties(state);
    update_registry(state);
    apply_slashing_penalties(state);
    if (is_turn_of(next, state.rules.eth1_voting_period.value)) state.eth1_data_votes.clear();
    apply_pending_deposits(state);
    apply_pending_consolidations(state);
    update_effective_balances(state);
    make_room(state, next);
    rotate_participation(state);
    rotate_sync_committees(state, next);
    advance_proposer_lookahead(state);
}

}  // namespace stafi::beacon
