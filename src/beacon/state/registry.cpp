#include "beacon/state/registry.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace stafi::beacon {
namespace {

constexpr std::byte kExecutionPrefix{1};
constexpr std::byte kCompoundingPrefix{2};

Gwei balance_churn(const State& state) {
    const Parameters& rules = state.rules;
    const std::uint64_t churn =
        std::max(rules.churn_min.value, total_active_balance(state).value / rules.churn_quotient);
    return Gwei{churn - churn % rules.effective_balance_increment.value};
}

/// A queue whose last member leaves in `epoch`, which has `room` left.
struct Queue {
    Epoch& epoch;
    Gwei& room;
};

Epoch take_room(Queue queue, Epoch earliest, Gwei balance, Gwei churn) {
    CHECK(churn > Gwei{0});
    if (queue.epoch < earliest) {
        queue.epoch = earliest;
        queue.room = churn;
    }
    if (balance > queue.room) {
        const std::uint64_t epochs = (balance - queue.room - Gwei{1}).value / churn.value + 1;
        queue.epoch += Epoch{epochs};
        queue.room += epochs * churn;
    }
    queue.room -= balance;
    return queue.epoch;
}

bool is_eligible_for_queue(const State& state, const eth::Validator& validator) {
    return validator.activation_eligibility_epoch == eth::kFarFutureEpoch &&
           validator.effective_balance >= state.rules.activation_balance;
}

bool is_eligible_for_activation(const State& state, const eth::Validator& validator) {
    return validator.activation_eligibility_epoch <= state.finalized_checkpoint.epoch &&
           validator.activation_epoch == eth::kFarFutureEpoch;
}

}  // namespace

bool is_active(const eth::Validator& validator, Epoch epoch) {
    return validator.activation_epoch <= epoch && epoch < validator.exit_epoch;
}

bool is_slashable(const eth::Validator& validator, Epoch epoch) {
    return !validator.slashed && validator.activation_epoch <= epoch &&
           epoch < validator.withdrawable_epoch;
}

bool is_staying(const eth::Validator& validator) {
    return validator.exit_epoch == eth::kFarFutureEpoch;
}

bool has_compounding_credentials(const eth::Validator& validator) {
    return validator.withdrawal_credentials.bytes.front() == kCompoundingPrefix;
}

bool has_execution_credentials(const eth::Validator& validator) {
    return validator.withdrawal_credentials.bytes.front() == kExecutionPrefix ||
           has_compounding_credentials(validator);
}

Address withdrawal_address(const eth::Validator& validator) {
    return Address::from(validator.withdrawal_credentials.view().last<Address::kSize>());
}

Gwei effective_balance_max(const Parameters& rules, const eth::Validator& validator) {
    return has_compounding_credentials(validator) ? rules.compounding_balance_max
                                                  : rules.activation_balance;
}

Gwei effective_balance_of(const Parameters& rules, const eth::Validator& validator, Gwei balance) {
    const Gwei whole{balance.value - balance.value % rules.effective_balance_increment.value};
    return std::min(whole, effective_balance_max(rules, validator));
}

std::vector<ValidatorIndex> active_indices(const State& state, Epoch epoch) {
    std::vector<ValidatorIndex> active;
    for (std::size_t i = 0; i < state.validators.size(); ++i)
        if (is_active(state.validators[i], epoch)) active.push_back(ValidatorIndex{i});
    return active;
}

Gwei total_active_balance(const State& state) {
    Gwei total;
    for (const eth::Validator& validator : state.validators)
        if (is_active(validator, state.epoch())) total += validator.effective_balance;
    return std::max(total, state.rules.effective_balance_increment);
}

Gwei activation_exit_churn(const State& state) {
    return std::min(state.rules.activation_exit_churn_max, balance_churn(state));
}

Gwei consolidation_churn(const State& state) {
    const Gwei churn = balance_churn(state);
    return churn - std::min(state.rules.activation_exit_churn_max, churn);
}

Epoch activation_exit_epoch(const Parameters& rules, Epoch epoch) {
    return epoch + Epoch{1} + rules.activation_exit_delay;
}

Epoch queue_exit(State& state, Gwei balance, Gwei churn) {
    return take_room({.epoch = state.earliest_exit_epoch, .room = state.exit_balance_to_consume},
                     activation_exit_epoch(state.rules, state.epoch()), balance, churn);
}

Epoch queue_consolidation(State& state, Gwei balance, Gwei churn) {
    return take_room({.epoch = state.earliest_consolidation_epoch,
                      .room = state.consolidation_balance_to_consume},
                     activation_exit_epoch(state.rules, state.epoch()), balance, churn);
}

void initiate_exit(State& state, ValidatorIndex index, Gwei churn) {
    eth::Validator& validator = state.validators.at(index.value);
    if (!is_staying(validator)) return;
    validator.exit_epoch = queue_exit(state, validator.effective_balance, churn);
    validator.withdrawable_epoch = validator.exit_epoch + state.rules.withdrawability_delay;
}

void update_registry(State& state) {
    const Epoch now = state.epoch();
    const Gwei churn = activation_exit_churn(state);
    for (std::size_t i = 0; i < state.validators.size(); ++i) {
        eth::Validator& validator = state.validators[i];
        if (is_eligible_for_queue(state, validator)) {
            validator.activation_eligibility_epoch = now + Epoch{1};
        } else if (is_active(validator, now) &&
                   validator.effective_balance <= state.rules.ejection_balance) {
            initiate_exit(state, ValidatorIndex{i}, churn);
        } else if (is_eligible_for_activation(state, validator)) {
            validator.activation_epoch = activation_exit_epoch(state.rules, now);
        }
    }
}

void update_effective_balances(State& state) {
    const Parameters& rules = state.rules;
    const Gwei step{rules.effective_balance_increment.value / rules.hysteresis_quotient};
    for (std::size_t i = 0; i < state.validators.size(); ++i) {
        eth::Validator& validator = state.validators[i];
        const Gwei balance = state.balances[i];
        const bool fell = balance + rules.hysteresis_downward * step < validator.effective_balance;
        const bool rose = validator.effective_balance + rules.hysteresis_upward * step < balance;
        if (fell || rose)
            validator.effective_balance = effective_balance_of(rules, validator, balance);
    }
}

}  // namespace stafi::beacon
