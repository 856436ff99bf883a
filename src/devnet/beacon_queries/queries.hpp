#pragma once

#include "devnet/beacon_api/call.hpp"

// The endpoints that only read: what the node is, states, validators, blocks, rewards. Each is
// named in beacon_api/routes.cpp.

namespace stafi::devnet::beacon_api {

// The node and its configuration.
[[nodiscard]] Outcome<Reply> node_health(const Call& call);
[[nodiscard]] Outcome<Reply> node_peers(const Call& call);
[[nodiscard]] Outcome<Reply> node_peer_count(const Call& call);
[[nodiscard]] Outcome<Reply> node_syncing(const Call& call);
[[nodiscard]] Outcome<Reply> node_version(const Call& call);
[[nodiscard]] Outcome<Reply> config_spec(const Call& call);
[[nodiscard]] Outcome<Reply> config_fork_schedule(const Call& call);
[[nodiscard]] Outcome<Reply> config_deposit_contract(const Call& call);

// States.
[[nodiscard]] Outcome<Reply> genesis(const Call& call);
[[nodiscard]] Outcome<Reply> state_root(const Call& call);
[[nodiscard]] Outcome<Reply> state_fork(const Call& call);
[[nodiscard]] Outcome<Reply> finality_checkpoints(const Call& call);
[[nodiscard]] Outcome<Reply> state_randao(const Call& call);
[[nodiscard]] Outcome<Reply> state_committees(const Call& call);
[[nodiscard]] Outcome<Reply> state_sync_committees(const Call& call);
[[nodiscard]] Outcome<Reply> pending_deposits(const Call& call);
[[nodiscard]] Outcome<Reply> pending_partial_withdrawals(const Call& call);
[[nodiscard]] Outcome<Reply> pending_consolidations(const Call& call);
[[nodiscard]] Outcome<Reply> proposer_lookahead(const Call& call);
[[nodiscard]] Outcome<Reply> debug_state(const Call& call);
[[nodiscard]] Outcome<Reply> debug_heads(const Call& call);

// Validators.
[[nodiscard]] Outcome<Reply> state_validators(const Call& call);
[[nodiscard]] Outcome<Reply> asked_validators(const Call& call);
[[nodiscard]] Outcome<Reply> state_validator(const Call& call);
[[nodiscard]] Outcome<Reply> validator_identities(const Call& call);
[[nodiscard]] Outcome<Reply> validator_balances(const Call& call);
[[nodiscard]] Outcome<Reply> asked_balances(const Call& call);

// Blocks.
[[nodiscard]] Outcome<Reply> headers(const Call& call);
[[nodiscard]] Outcome<Reply> header(const Call& call);
[[nodiscard]] Outcome<Reply> block(const Call& call);
[[nodiscard]] Outcome<Reply> block_root(const Call& call);
[[nodiscard]] Outcome<Reply> block_attestations(const Call& call);
[[nodiscard]] Outcome<Reply> blob_sidecars(const Call& call);

// Rewards.
[[nodiscard]] Outcome<Reply> block_rewards(const Call& call);
[[nodiscard]] Outcome<Reply> sync_committee_rewards(const Call& call);
[[nodiscard]] Outcome<Reply> attestation_rewards(const Call& call);

}  // namespace stafi::devnet::beacon_api
