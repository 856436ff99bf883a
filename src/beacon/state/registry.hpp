#pragma once

#include <vector>

#include "beacon/state/state.hpp"

// The registry: who is active, how much each one counts, and the queues in and out.
// Source: consensus-specs, specs/{phase0,electra}/beacon-chain.md; EIP-7251.

namespace stafi::beacon {

[[nodiscard]] bool is_active(const eth::Validator& validator, Epoch epoch);
/// Neither slashed before nor free to withdraw already.
[[nodiscard]] bool is_slashable(const eth::Validator& validator, Epoch epoch);
/// Nobody asked for its exit yet.
[[nodiscard]] bool is_staying(const eth::Validator& validator);

[[nodiscard]] bool has_compounding_credentials(const eth::Validator& validator);  ///< 0x02
[[nodiscard]] bool has_execution_credentials(const eth::Validator& validator);    ///< 0x01 or 0x02
/// Where execution credentials pay to: their last twenty bytes, whatever the rest says.
[[nodiscard]] Address withdrawal_address(const eth::Validator& validator);

/// As much of a balance as counts at most.
[[nodiscard]] Gwei effective_balance_max(const Parameters& rules, const eth::Validator& validator);
/// What counts of a balance, without hysteresis: whole increments up to the maximum.
[[nodiscard]] Gwei effective_balance_of(const Parameters& rules, const eth::Validator& validator,
                                        Gwei balance);

/// In ascending order.
[[nodiscard]] std::vector<ValidatorIndex> active_indices(const State& state, Epoch epoch);
/// Of the state's epoch, and at least one increment, so that it divides. Cost: reads all
/// validators.
[[nodiscard]] Gwei total_active_balance(const State& state);

// Churn: how much stake may come, go or move in an epoch.

[[nodiscard]] Gwei activation_exit_churn(const State& state);
[[nodiscard]] Gwei consolidation_churn(const State& state);

/// The earliest epoch that what is asked for in `epoch` can take effect in.
[[nodiscard]] Epoch activation_exit_epoch(const Parameters& rules, Epoch epoch);

/// Takes room for `balance` in the exit queue, where `churn` of activation_exit_churn flows off
/// each epoch, and returns the epoch in which it is through.
[[nodiscard]] Epoch queue_exit(State& state, Gwei balance, Gwei churn);
/// The same in the queue of consolidations.
[[nodiscard]] Epoch queue_consolidation(State& state, Gwei balance, Gwei churn);

/// Sends a validator into the exit queue. Whoever is leaving already is not sent twice.
void initiate_exit(State& state, ValidatorIndex index, Gwei churn);

// At the end of an epoch.

/// Who reached the activation balance becomes eligible, who fell to the ejection balance leaves,
/// and who is eligible since a finalized epoch gets its activation epoch.
void update_registry(State& state);
/// Effective balances follow balances once these have moved far enough.
void update_effective_balances(State& state);

}  // namespace stafi::beacon
