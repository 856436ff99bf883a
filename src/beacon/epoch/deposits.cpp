#include "beacon/epoch/deposits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/state/registry.hpp"
#include "crypto/bls/bls.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::beacon {
namespace {

/// What is done with the deposit at the head of the queue.
enum class Turn : std::uint8_t {
    applied,         ///< within the churn
    applied_freely,  ///< its validator is withdrawn: the balance will never be active
    postponed,       ///< its validator is leaving: again after it left
};

Turn turn_of(State& state, const eth::PendingDeposit& deposit) {
    const auto index = state.find(deposit.pubkey);
    if (!index) return Turn::applied;
    const eth::Validator& validator = state.validators[index->value];
    if (validator.withdrawable_epoch < state.epoch() + Epoch{1}) return Turn::applied_freely;
    return is_staying(validator) ? Turn::applied : Turn::postponed;
}

void apply(State& state, const eth::PendingDeposit& deposit) {
    if (const auto index = state.find(deposit.pubkey))
        increase_balance(state, *index, deposit.amount);
    else if (is_deposit_signature_valid(state, deposit))
        add_validator(state, deposit.pubkey, deposit.withdrawal_credentials, deposit.amount);
}

}  // namespace

Result<> queue_deposit(State& state, const eth::DepositRequest& request) {
    if (request.amount > kDepositRequestMax)
        return fail(Reason::out_of_range,
                    fmt::format("deposit request {}: {} gwei, more than there are", request.index,
                                request.amount.value));
    if (state.pending_deposits.size() >= eth::kPendingDepositsLimit)
        return fail(Reason::out_of_range, fmt::format("deposit request {}: the queue holds {}",
                                                      request.index, eth::kPendingDepositsLimit));
    state.pending_deposits.push_back({.pubkey = request.pubkey,
                                      .withdrawal_credentials = request.withdrawal_credentials,
                                      .amount = request.amount,
                                      .signature = request.signature,
                                      .slot = state.slot});
    return {};
}

bool is_deposit_signature_valid(const State& state, const eth::PendingDeposit& deposit) {
    const auto key = BlsPubkey::parse(deposit.pubkey);
    const auto signature = BlsSignature::parse(deposit.signature);
    if (!key || !signature) return false;
    const eth::DepositMessage message{.pubkey = deposit.pubkey,
                                      .withdrawal_credentials = deposit.withdrawal_credentials,
                                      .amount = deposit.amount};
    const eth::ForkVersion& genesis = state.rules.forks[eth::ForkName::phase0].version;
    return verify(*key, eth::deposit_signing_root(message, genesis).view(), *signature);
}

void apply_pending_deposits(State& state) {
    const Slot final_slot = state.first_slot(state.finalized_checkpoint.epoch);
    Gwei room = state.deposit_balance_to_consume + activation_exit_churn(state);
    auto& queue = state.pending_deposits;
    std::vector<eth::PendingDeposit> postponed;
    std::size_t done = 0;
    bool is_churn_used_up = false;
    while (done < queue.size() && done < state.rules.pending_deposits_per_epoch &&
           queue[done].slot <= final_slot) {
        const eth::PendingDeposit& deposit = queue[done];
        const Turn turn = turn_of(state, deposit);
        if (turn == Turn::applied && deposit.amount > room) {
            is_churn_used_up = true;
            break;
        }
        if (turn == Turn::applied) room -= deposit.amount;
        if (turn == Turn::postponed)
            postponed.push_back(deposit);
        else
            apply(state, deposit);
        ++done;
    }
    queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(done));
    queue.insert(queue.end(), postponed.begin(), postponed.end());
    // Churn is saved up only for a deposit that waits for it.
    state.deposit_balance_to_consume = is_churn_used_up ? room : Gwei{0};
}

void add_validator(State& state, const PubkeyBytes& key, const Bytes32& credentials, Gwei amount) {
    CHECK(!state.find(key));
    eth::Validator validator{.pubkey = key,
                             .withdrawal_credentials = credentials,
                             .effective_balance = Gwei{0},
                             .slashed = false,
                             .activation_eligibility_epoch = eth::kFarFutureEpoch,
                             .activation_epoch = eth::kFarFutureEpoch,
                             .exit_epoch = eth::kFarFutureEpoch,
                             .withdrawable_epoch = eth::kFarFutureEpoch};
    validator.effective_balance = effective_balance_of(state.rules, validator, amount);
    state.validators.push_back(validator);
    state.balances.push_back(amount);
    state.previous_epoch_participation.push_back(0);
    state.current_epoch_participation.push_back(0);
    state.inactivity_scores.push_back(0);
}

}  // namespace stafi::beacon
