#pragma once

#include "base/result.hpp"
#include "beacon/state/state.hpp"

// Deposits: from the execution layer into a queue (EIP-6110), from the queue, in order and as the
// churn allows, into the registry (EIP-7251). The first deposit of a key whose signature is valid
// makes its validator and fixes its credentials for ever; whatever comes later only adds to its
// balance. Before that, deposits with an invalid signature are lost.
// Source: consensus-specs, specs/electra/beacon-chain.md.

namespace stafi::beacon {

/// More gwei than there will ever be: no single deposit can have more.
inline constexpr Gwei kDepositRequestMax{1ULL << 57};

/// Queues a deposit that the execution layer reported. Errors: out_of_range above
/// kDepositRequestMax, or when the queue is full; the state is as before then.
[[nodiscard]] Result<> queue_deposit(State& state, const eth::DepositRequest& request);

/// The key signed its own deposit for this chain.
[[nodiscard]] bool is_deposit_signature_valid(const State& state,
                                              const eth::PendingDeposit& deposit);

/// At the end of an epoch: applies deposits that are final and fit the churn.
/// Cost: one signature to verify for each new key.
void apply_pending_deposits(State& state);

/// Adds a validator that waits for its eligibility. CHECKs that its key is new.
void add_validator(State& state, const PubkeyBytes& key, const Bytes32& credentials, Gwei amount);

}  // namespace stafi::beacon
