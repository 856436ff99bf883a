#pragma once

#include "base/result.hpp"
#include "beacon/block/signatures.hpp"
#include "beacon/state/state.hpp"

// Ways out and together: voluntary exits, signed by the validator's key, and the requests of
// whoever owns its withdrawal address. A wrong exit makes its block invalid; a request of the
// execution layer that asks for what is not allowed has no effect, for nobody can take it back.
// Source: consensus-specs, specs/electra/beacon-chain.md; EIP-7044, EIP-7002, EIP-7251.

namespace stafi::beacon {

/// Errors: unknown_validator; bad_argument when it is not active, leaving already, not long enough
/// in service, asked too early or waiting for a partial withdrawal; bad_signature.
[[nodiscard]] Result<> process_voluntary_exit(State& state, const eth::SignedVoluntaryExit& exit,
                                              Signatures& signatures);

/// EIP-7002: an exit for amount 0, else a partial withdrawal of a compounding validator.
void process_withdrawal_request(State& state, const eth::WithdrawalRequest& request);

/// EIP-7251: the source's stake moves to the target once it has left; with source and target the
/// same, its credentials become compounding.
void process_consolidation_request(State& state, const eth::ConsolidationRequest& request);

/// At the end of an epoch: moves the balances of sources that became withdrawable.
void apply_pending_consolidations(State& state);

}  // namespace stafi::beacon
