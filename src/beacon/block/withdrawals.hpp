#pragma once

#include <vector>

#include "beacon/state/state.hpp"

// Withdrawals: what each block pays out, first partial withdrawals that were asked for, then what
// a sweep over all validators finds. Source: consensus-specs, specs/{capella,electra}/
// beacon-chain.md.

namespace stafi::beacon {

struct ExpectedWithdrawals {
    std::vector<eth::Withdrawal> withdrawals;  ///< at most eth::kMaxWithdrawalsPerPayload
    std::size_t partials_done = 0;  ///< so many pending partial withdrawals are settled, or void
    friend bool operator==(const ExpectedWithdrawals&, const ExpectedWithdrawals&) = default;
};

/// What the payload of a block at the state's slot must pay out.
[[nodiscard]] ExpectedWithdrawals expected_withdrawals(const State& state);

/// Pays them out; `expected` is what `expected_withdrawals` just returned.
void apply_withdrawals(State& state, const ExpectedWithdrawals& expected);

/// The sum of the partial withdrawals that this validator waits for.
[[nodiscard]] Gwei pending_balance_to_withdraw(const State& state, ValidatorIndex index);

}  // namespace stafi::beacon
