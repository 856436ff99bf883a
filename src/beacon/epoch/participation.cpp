#include "beacon/epoch/participation.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/uint256.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {
namespace {

constexpr std::array kFlags{Flag::timely_source, Flag::timely_target, Flag::timely_head};

/// The largest whole number whose square is not above `value`.
std::uint64_t integer_sqrt(std::uint64_t value) {
    std::uint64_t root = 0;
    for (std::uint64_t bit = 1ULL << 31; bit > 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= value) root |= bit;
    return root;
}
/// a * b / c without overflow; the result fits by what the formulas are.
std::uint64_t mul_div(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    const auto quotient = (Uint256{a} * Uint256{b} / Uint256{c}).to_uint64();
    CHECK(quotient);
    return *quotient;
}

/// Whoever could have voted in the previous epoch, and slashed ones until they are withdrawable.
bool is_eligible(const eth::Validator& validator, Epoch previous) {
    return is_active(validator, previous) ||
           (validator.slashed && previous + Epoch{1} < validator.withdrawable_epoch);
}

bool took_part(const State& state, std::size_t i, Flag flag) {
    const eth::Validator& validator = state.validators[i];
    return !validator.slashed && is_active(validator, state.previous_epoch()) &&
           has_flag(state.previous_epoch_participation[i], flag);
}

/// What is the same for all validators of an epoch.
struct Totals {
    std::uint64_t active_increments;
    std::array<std::uint64_t, kFlags.size()> participating_increments;
    Gwei base_reward_per_increment;
    bool is_leaking;
};

Totals totals_of(const State& state) {
    const std::uint64_t increment = state.rules.effective_balance_increment.value;
    const Gwei active = total_active_balance(state);
    Totals totals{.active_increments = active.value / increment,
                  .participating_increments = {},
                  .base_reward_per_increment = base_reward_per_increment(state.rules, active),
                  .is_leaking = is_leaking(state)};
    for (std::size_t i = 0; i < kFlags.size(); ++i)
        totals.participating_increments.at(i) =
            participating_balance(state, state.previous_epoch(), kFlags.at(i)).value / increment;
    return totals;
}

Gwei flag_reward(const Totals& totals, Gwei base_reward, Flag flag) {
    if (totals.is_leaking) return Gwei{0};
    const std::uint64_t share =
        weight_of(flag) * totals.participating_increments.at(static_cast<std::size_t>(flag));
    return Gwei{mul_div(base_reward.value, share, totals.active_increments * kWeights)};
}

Deltas deltas_of(const State& state, std::size_t i, const Totals& totals) {
    const Parameters& rules = state.rules;
    const Gwei effective = state.validators[i].effective_balance;
    const Gwei base_reward = effective.value / rules.effective_balance_increment.value *
                             totals.base_reward_per_increment;
    const auto reward = [&](Flag flag) {
        return took_part(state, i, flag) ? flag_reward(totals, base_reward, flag) : Gwei{0};
    };
    const auto penalty = [&](Flag flag) {
        const Gwei lost{base_reward.value * weight_of(flag) / kWeights};
        return took_part(state, i, flag) ? Gwei{0} : lost;
    };
    Deltas deltas{.source_reward = reward(Flag::timely_source),
                  .target_reward = reward(Flag::timely_target),
                  .head_reward = reward(Flag::timely_head),
                  .source_penalty = penalty(Flag::timely_source),
                  .target_penalty = penalty(Flag::timely_target),
                  .inactivity_penalty = {}};
    if (!took_part(state, i, Flag::timely_target))
        deltas.inactivity_penalty =
            Gwei{mul_div(effective.value, state.inactivity_scores[i],
                         rules.inactivity_score_bias * rules.inactivity_penalty_quotient)};
    return deltas;
}

}  // namespace

std::uint64_t weight_of(Flag flag) {
    constexpr std::array weights{kSourceWeight, kTargetWeight, kHeadWeight};
    return weights.at(static_cast<std::size_t>(flag));
}

bool has_flag(std::uint8_t participation, Flag flag) {
    return (participation >> static_cast<unsigned>(flag) & 1) != 0;
}

std::uint8_t with_flag(std::uint8_t participation, Flag flag) {
    return static_cast<std::uint8_t>(participation | 1U << static_cast<unsigned>(flag));
}

Gwei participating_balance(const State& state, Epoch epoch, Flag flag) {
    CHECK(epoch == state.epoch() || epoch == state.previous_epoch());
    const auto& participation = epoch == state.epoch() ? state.current_epoch_participation
                                                       : state.previous_epoch_participation;
    Gwei sum;
    for (std::size_t i = 0; i < state.validators.size(); ++i) {
        const eth::Validator& validator = state.validators[i];
        if (!validator.slashed && is_active(validator, epoch) && has_flag(participation[i], flag))
            sum += validator.effective_balance;
    }
    return std::max(sum, state.rules.effective_balance_increment);
}

bool is_leaking(const State& state) {
    return state.previous_epoch() - state.finalized_checkpoint.epoch > state.rules.leak_after;
}

Gwei base_reward_per_increment(const Parameters& rules, Gwei total_active) {
    return Gwei{rules.effective_balance_increment.value * rules.base_reward_factor /
                integer_sqrt(total_active.value)};
}

void update_inactivity_scores(State& state) {
    if (state.epoch() == Epoch{0}) return;
    const bool leaks = is_leaking(state);
    for (std::size_t i = 0; i < state.validators.size(); ++i) {
        if (!is_eligible(state.validators[i], state.previous_epoch())) continue;
        std::uint64_t& score = state.inactivity_scores[i];
        if (took_part(state, i, Flag::timely_target))
            score -= std::min<std::uint64_t>(1, score);
        else
            score += state.rules.inactivity_score_bias;
        if (!leaks) score -= std::min(state.rules.inactivity_score_recovery, score);
    }
}

std::vector<Deltas> attestation_deltas(const State& state) {
    std::vector<Deltas> deltas(state.validators.size());
    if (state.epoch() == Epoch{0}) return deltas;
    const Totals totals = totals_of(state);
    for (std::size_t i = 0; i < deltas.size(); ++i)
        if (is_eligible(state.validators[i], state.previous_epoch()))
            deltas[i] = deltas_of(state, i, totals);
    return deltas;
}

void apply_rewards_and_penalties(State& state) {
    const std::vector<Deltas> all = attestation_deltas(state);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ValidatorIndex index{i};
        const Deltas& deltas = all[i];
        // One kind after the other: a balance stops at zero on the way.
        increase_balance(state, index, deltas.source_reward);
        decrease_balance(state, index, deltas.source_penalty);
        increase_balance(state, index, deltas.target_reward);
        decrease_balance(state, index, deltas.target_penalty);
        increase_balance(state, index, deltas.head_reward);
        decrease_balance(state, index, deltas.inactivity_penalty);
    }
}

void rotate_participation(State& state) {
    state.previous_epoch_participation = std::move(state.current_epoch_participation);
    state.current_epoch_participation.clear();
    state.current_epoch_participation.resize(state.validators.size());
}

}  // namespace stafi::beacon
