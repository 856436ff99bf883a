#pragma once

#include "devnet/beacon_api/call.hpp"
#include "eth/engine_api.hpp"

// The endpoints that validator clients live by: duties, what to sign, what was signed, blocks. Each
// is named in beacon_api/routes.cpp.

namespace stafi::devnet::beacon_api {

// Duties and preparations.
[[nodiscard]] Outcome<Reply> attester_duties(const Call& call);
[[nodiscard]] Outcome<Reply> proposer_duties(const Call& call);
[[nodiscard]] Outcome<Reply> proposer_duties_v2(const Call& call);
[[nodiscard]] Outcome<Reply> sync_duties(const Call& call);
[[nodiscard]] Outcome<Reply> liveness(const Call& call);
[[nodiscard]] Outcome<Reply> prepare_proposers(const Call& call);
[[nodiscard]] Outcome<Reply> register_validators(const Call& call);
[[nodiscard]] Outcome<Reply> subscribe_to_committees(const Call& call);
[[nodiscard]] Outcome<Reply> subscribe_to_sync_committees(const Call& call);

// Votes: what to sign, and aggregates.
[[nodiscard]] Outcome<Reply> attestation_data(const Call& call);
[[nodiscard]] Outcome<Reply> aggregate_attestation(const Call& call);
[[nodiscard]] Outcome<Reply> submit_aggregates(const Call& call);
[[nodiscard]] Outcome<Reply> sync_contribution(const Call& call);
[[nodiscard]] Outcome<Reply> submit_contributions(const Call& call);

// The pool.
[[nodiscard]] Outcome<Reply> pool_attestations(const Call& call);
[[nodiscard]] Outcome<Reply> submit_attestations(const Call& call);
[[nodiscard]] Outcome<Reply> submit_sync_messages(const Call& call);
[[nodiscard]] Outcome<Reply> pool_exits(const Call& call);
[[nodiscard]] Outcome<Reply> submit_exit(const Call& call);
[[nodiscard]] Outcome<Reply> submit_credentials_changes(const Call& call);
[[nodiscard]] Outcome<Reply> pool_proposer_slashings(const Call& call);
[[nodiscard]] Outcome<Reply> submit_proposer_slashing(const Call& call);
[[nodiscard]] Outcome<Reply> pool_attester_slashings(const Call& call);
[[nodiscard]] Outcome<Reply> submit_attester_slashing(const Call& call);

// Blocks.
[[nodiscard]] Outcome<Reply> order_block(const Call& call);
[[nodiscard]] Outcome<Reply> publish_block(const Call& call);
/// The block that was ordered, with its payload. Errors: 503 when the head has moved meanwhile,
/// 500 when the payload does not fit.
[[nodiscard]] Outcome<Answer> finish_block(Node& node, const BlockOrder& order,
                                           const eth::BuiltPayload& built);

}  // namespace stafi::devnet::beacon_api
