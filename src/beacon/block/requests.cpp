#include "beacon/block/requests.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "beacon/block/withdrawals.hpp"
#include "beacon/state/registry.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

/// Where a pending deposit has a signature, one that the chain itself queued has infinity.
constexpr std::byte kInfinity{0xc0};

bool is_active_and_staying(const State& state, const eth::Validator& validator) {
    return is_active(validator, state.epoch()) && is_staying(validator);
}

/// Only of an active validator: others have no such epoch yet.
bool served_long_enough(const State& state, const eth::Validator& validator) {
    return state.epoch() >= validator.activation_epoch + state.rules.service_before_exit;
}

bool is_owner(const eth::Validator& validator, const Address& address) {
    return has_execution_credentials(validator) && withdrawal_address(validator) == address;
}

Result<> check_exit(const State& state, const eth::VoluntaryExit& exit) {
    const auto refuse = [&exit](std::string_view why) {
        return fail(Reason::bad_argument, fmt::format("voluntary exit of validator {}: {}",
                                                      exit.validator_index.value, why));
    };
    if (exit.validator_index.value >= state.validators.size())
        return fail(Reason::unknown_validator,
                    fmt::format("voluntary exit: no validator {}", exit.validator_index.value));
    const eth::Validator& validator = state.validators[exit.validator_index.value];
    if (!is_active(validator, state.epoch())) return refuse("it is not active");
    if (!is_staying(validator)) return refuse("it is leaving already");
    if (state.epoch() < exit.epoch) return refuse("it is for a later epoch");
    if (!served_long_enough(state, validator)) return refuse("it has not served long enough");
    if (pending_balance_to_withdraw(state, exit.validator_index) > Gwei{0})
        return refuse("it waits for a partial withdrawal");
    return {};
}

Result<> check_exit_signature(const State& state, const eth::SignedVoluntaryExit& exit,
                              Signatures& signatures) {
    const eth::Validator& validator = state.validators[exit.message.validator_index.value];
    const eth::Domain domain =
        eth::signing_domain(eth::DomainType::voluntary_exit, state.rules.forks, exit.message.epoch,
                            state.genesis_validators_root);
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(exit.message), domain);
    return signatures.add(validator.pubkey, root, exit.signature);
}

void request_partial(State& state, ValidatorIndex index, Gwei amount, Gwei pending) {
    const eth::Validator& validator = state.validators[index.value];
    const Gwei kept = state.rules.activation_balance + pending;
    const Gwei balance = state.balances[index.value];
    if (!has_compounding_credentials(validator) ||
        validator.effective_balance < state.rules.activation_balance || balance <= kept)
        return;
    const Gwei granted = std::min(balance - kept, amount);
    const Epoch exit_epoch = queue_exit(state, granted, activation_exit_churn(state));
    state.pending_partial_withdrawals.push_back(
        {.validator_index = index,
         .amount = granted,
         .withdrawable_epoch = exit_epoch + state.rules.withdrawability_delay});
}

bool is_switch_to_compounding(const State& state, const eth::Validator& validator,
                              const eth::ConsolidationRequest& request) {
    return is_owner(validator, request.source_address) && !has_compounding_credentials(validator) &&
           is_active_and_staying(state, validator);
}

/// What is above the activation balance queues like a new deposit.
void switch_to_compounding(State& state, ValidatorIndex index) {
    eth::Validator& validator = state.validators[index.value];
    validator.withdrawal_credentials.bytes.front() = std::byte{2};
    Gwei& balance = state.balances[index.value];
    const Gwei kept = state.rules.activation_balance;
    if (balance <= kept) return;
    eth::PendingDeposit excess{.pubkey = validator.pubkey,
                               .withdrawal_credentials = validator.withdrawal_credentials,
                               .amount = balance - kept,
                               .signature = {},
                               .slot = Slot{0}};
    excess.signature.bytes.front() = kInfinity;
    balance = kept;
    state.pending_deposits.push_back(excess);
}

bool may_consolidate(const State& state, ValidatorIndex source_index, const eth::Validator& source,
                     const eth::Validator& target) {
    return has_compounding_credentials(target) && is_active_and_staying(state, source) &&
           is_active_and_staying(state, target) && served_long_enough(state, source) &&
           pending_balance_to_withdraw(state, source_index) == Gwei{0};
}

}  // namespace

Result<> process_voluntary_exit(State& state, const eth::SignedVoluntaryExit& exit,
                                Signatures& signatures) {
    TRY_VOID(check_exit(state, exit.message));
    TRY_VOID(check_exit_signature(state, exit, signatures));
    initiate_exit(state, exit.message.validator_index, activation_exit_churn(state));
    return {};
}

void process_withdrawal_request(State& state, const eth::WithdrawalRequest& request) {
    const bool is_exit = request.amount == Gwei{0};
    const bool is_full =
        state.pending_partial_withdrawals.size() >= eth::kPendingPartialWithdrawalsLimit;
    const auto index = state.find(request.validator_pubkey);
    if (!index || (is_full && !is_exit)) return;
    const eth::Validator& validator = state.validators[index->value];
    if (!is_owner(validator, request.source_address) || !is_active_and_staying(state, validator) ||
        !served_long_enough(state, validator))
        return;
    const Gwei pending = pending_balance_to_withdraw(state, *index);
    if (!is_exit) return request_partial(state, *index, request.amount, pending);
    if (pending == Gwei{0}) initiate_exit(state, *index, activation_exit_churn(state));
}

void process_consolidation_request(State& state, const eth::ConsolidationRequest& request) {
    const auto source_index = state.find(request.source_pubkey);
    const auto target_index = state.find(request.target_pubkey);
    if (!source_index || !target_index) return;
    eth::Validator& source = state.validators[source_index->value];
    const eth::Validator& target = state.validators[target_index->value];
    if (*source_index == *target_index) {
        if (is_switch_to_compounding(state, source, request))
            switch_to_compounding(state, *source_index);
        return;
    }
    const Gwei churn = consolidation_churn(state);
    if (churn <= state.rules.activation_balance ||
        state.pending_consolidations.size() >= eth::kPendingConsolidationsLimit ||
        !is_owner(source, request.source_address) ||
        !may_consolidate(state, *source_index, source, target))
        return;
    source.exit_epoch = queue_consolidation(state, source.effective_balance, churn);
    source.withdrawable_epoch = source.exit_epoch + state.rules.withdrawability_delay;
    state.pending_consolidations.push_back(
        {.source_index = *source_index, .target_index = *target_index});
}

void apply_pending_consolidations(State& state) {
    auto& queue = state.pending_consolidations;
    std::size_t done = 0;
    for (; done < queue.size(); ++done) {
        const auto& [source_index, target_index] = queue[done];
        const eth::Validator& source = state.validators.at(source_index.value);
        if (source.slashed) continue;
        if (source.withdrawable_epoch > state.epoch() + Epoch{1}) break;
        // What does not count stays behind: it is withdrawn.
        const Gwei moved =
            std::min(state.balances.at(source_index.value), source.effective_balance);
        decrease_balance(state, source_index, moved);
        increase_balance(state, target_index, moved);
    }
    queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(done));
}

}  // namespace stafi::beacon
