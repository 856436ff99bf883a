#include "beacon/block/withdrawals.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {
namespace {

/// What is left of a balance after the withdrawals of this block so far.
Gwei balance_after(const State& state, ValidatorIndex index,
                   const std::vector<eth::Withdrawal>& withdrawals) {
    Gwei balance = state.balances.at(index.value);
    for (const eth::Withdrawal& withdrawal : withdrawals)
        if (withdrawal.validator_index == index) balance -= withdrawal.amount;
    return balance;
}

void pay(const State& state, ValidatorIndex index, Gwei amount,
         std::vector<eth::Withdrawal>& withdrawals) {
    withdrawals.push_back(
        {.index = eth::WithdrawalIndex{state.next_withdrawal_index.value + withdrawals.size()},
         .validator_index = index,
         .address = withdrawal_address(state.validators[index.value]),
         .amount = amount});
}

/// One place of every block is kept for the sweep. Returns how many are settled.
std::size_t pay_partials(const State& state, std::vector<eth::Withdrawal>& withdrawals) {
    const std::uint64_t limit =
        std::min(state.rules.sweep_partials_max, eth::kMaxWithdrawalsPerPayload - 1);
    const Gwei kept = state.rules.activation_balance;
    std::size_t done = 0;
    for (const eth::PendingPartialWithdrawal& pending : state.pending_partial_withdrawals) {
        if (pending.withdrawable_epoch > state.epoch() || withdrawals.size() >= limit) break;
        const eth::Validator& validator = state.validators.at(pending.validator_index.value);
        const Gwei balance = balance_after(state, pending.validator_index, withdrawals);
        if (is_staying(validator) && validator.effective_balance >= kept && balance > kept)
            pay(state, pending.validator_index, std::min(balance - kept, pending.amount),
                withdrawals);
        ++done;
    }
    return done;
}

/// What the sweep takes of one validator.
Gwei swept(const State& state, const eth::Validator& validator, Gwei balance) {
    if (!has_execution_credentials(validator)) return Gwei{0};
    if (validator.withdrawable_epoch <= state.epoch()) return balance;
    const Gwei kept = effective_balance_max(state.rules, validator);
    const bool has_excess = validator.effective_balance == kept && balance > kept;
    return has_excess ? balance - kept : Gwei{0};
}

void sweep(const State& state, std::vector<eth::Withdrawal>& withdrawals) {
    const std::uint64_t count = state.validators.size();
    std::uint64_t at = state.next_withdrawal_validator_index.value;
    const std::uint64_t visits = std::min(count, state.rules.sweep_validators_max);
    for (std::uint64_t i = 0; i < visits; ++i) {
        if (withdrawals.size() >= eth::kMaxWithdrawalsPerPayload) return;
        const ValidatorIndex index{at};
        const Gwei balance = balance_after(state, index, withdrawals);
        const Gwei amount = swept(state, state.validators.at(at), balance);
        if (amount > Gwei{0}) pay(state, index, amount, withdrawals);
        at = (at + 1) % count;
    }
}

}  // namespace

ExpectedWithdrawals expected_withdrawals(const State& state) {
    ExpectedWithdrawals expected;
    expected.partials_done = pay_partials(state, expected.withdrawals);
    sweep(state, expected.withdrawals);
    return expected;
}

void apply_withdrawals(State& state, const ExpectedWithdrawals& expected) {
    const auto& withdrawals = expected.withdrawals;
    for (const eth::Withdrawal& withdrawal : withdrawals)
        decrease_balance(state, withdrawal.validator_index, withdrawal.amount);
    state.next_withdrawal_index.value += withdrawals.size();

    auto& partials = state.pending_partial_withdrawals;
    CHECK(expected.partials_done <= partials.size());
    partials.erase(partials.begin(),
                   partials.begin() + static_cast<std::ptrdiff_t>(expected.partials_done));

    if (state.validators.empty()) return;
    const bool is_full = withdrawals.size() == eth::kMaxWithdrawalsPerPayload;
    const std::uint64_t next =
        is_full ? withdrawals.back().validator_index.value + 1
                : state.next_withdrawal_validator_index.value + state.rules.sweep_validators_max;
    state.next_withdrawal_validator_index = ValidatorIndex{next % state.validators.size()};
}

Gwei pending_balance_to_withdraw(const State& state, ValidatorIndex index) {
    Gwei sum;
    for (const eth::PendingPartialWithdrawal& pending : state.pending_partial_withdrawals)
        if (pending.validator_index == index) sum += pending.amount;
    return sum;
}

}  // namespace stafi::beacon
