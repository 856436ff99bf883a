#include "devnet/beacon_api/routes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/printable.hpp"
#include "devnet/beacon_duties/duties.hpp"
#include "devnet/beacon_queries/queries.hpp"

namespace stafi::devnet::beacon_api {
namespace {

using enum Forms;

Outcome<Reply> event_stream(const Call& call) {
    TRY(const Topics topics, parse_topics(call.target.list("topics")));
    return Subscription{.topics = topics};
}

constexpr std::array kRoutes{
    Route{"GET", "/eth/v1/node/health", node_health},
    Route{"GET", "/eth/v1/node/peers", node_peers},
    Route{"GET", "/eth/v1/node/peer_count", node_peer_count},
    Route{"GET", "/eth/v1/node/syncing", node_syncing},
    Route{"GET", "/eth/v1/node/version", node_version},
    Route{"GET", "/eth/v1/config/spec", config_spec},
    Route{"GET", "/eth/v1/config/fork_schedule", config_fork_schedule},
    Route{"GET", "/eth/v1/config/deposit_contract", config_deposit_contract},

    Route{"GET", "/eth/v1/beacon/genesis", genesis},
    Route{"GET", "/eth/v1/beacon/states/{state}/root", state_root},
    Route{"GET", "/eth/v1/beacon/states/{state}/fork", state_fork},
    Route{"GET", "/eth/v1/beacon/states/{state}/finality_checkpoints", finality_checkpoints},
    Route{"GET", "/eth/v1/beacon/states/{state}/randao", state_randao},
    Route{"GET", "/eth/v1/beacon/states/{state}/committees", state_committees},
    Route{"GET", "/eth/v1/beacon/states/{state}/sync_committees", state_sync_committees},
    Route{"GET", "/eth/v1/beacon/states/{state}/validators", state_validators},
    Route{"POST", "/eth/v1/beacon/states/{state}/validators", asked_validators},
    Route{"GET", "/eth/v1/beacon/states/{state}/validators/{validator}", state_validator},
    Route{"POST", "/eth/v1/beacon/states/{state}/validator_identities", validator_identities},
    Route{"GET", "/eth/v1/beacon/states/{state}/validator_balances", validator_balances},
    Route{"POST", "/eth/v1/beacon/states/{state}/validator_balances", asked_balances},
    Route{"GET", "/eth/v1/beacon/states/{state}/pending_deposits", pending_deposits, json_or_ssz},
    Route{"GET", "/eth/v1/beacon/states/{state}/pending_partial_withdrawals",
          pending_partial_withdrawals, json_or_ssz},
    Route{"GET", "/eth/v1/beacon/states/{state}/pending_consolidations", pending_consolidations,
          json_or_ssz},
    Route{"GET", "/eth/v1/beacon/states/{state}/proposer_lookahead", proposer_lookahead,
          json_or_ssz},
    Route{"GET", "/eth/v2/debug/beacon/states/{state}", debug_state, json_or_ssz},
    Route{"GET", "/eth/v2/debug/beacon/heads", debug_heads},

    Route{"GET", "/eth/v1/beacon/headers", headers},
    Route{"GET", "/eth/v1/beacon/headers/{block}", header},
    Route{"GET", "/eth/v2/beacon/blocks/{block}", block, json_or_ssz},
    Route{"GET", "/eth/v1/beacon/blocks/{block}/root", block_root},
    Route{"GET", "/eth/v2/beacon/blocks/{block}/attestations", block_attestations},
    Route{"GET", "/eth/v1/beacon/blob_sidecars/{block}", blob_sidecars},
    Route{"POST", "/eth/v2/beacon/blocks", publish_block},

    Route{"GET", "/eth/v1/beacon/rewards/blocks/{block}", block_rewards},
    Route{"POST", "/eth/v1/beacon/rewards/sync_committee/{block}", sync_committee_rewards},
    Route{"POST", "/eth/v1/beacon/rewards/attestations/{epoch}", attestation_rewards},

    Route{"GET", "/eth/v2/beacon/pool/attestations", pool_attestations},
    Route{"POST", "/eth/v2/beacon/pool/attestations", submit_attestations},
    Route{"POST", "/eth/v1/beacon/pool/sync_committees", submit_sync_messages},
    Route{"GET", "/eth/v1/beacon/pool/voluntary_exits", pool_exits},
    Route{"POST", "/eth/v1/beacon/pool/voluntary_exits", submit_exit},
    Route{"POST", "/eth/v1/beacon/pool/bls_to_execution_changes", submit_credentials_changes},
    Route{"GET", "/eth/v1/beacon/pool/proposer_slashings", pool_proposer_slashings},
    Route{"POST", "/eth/v1/beacon/pool/proposer_slashings", submit_proposer_slashing},
    Route{"GET", "/eth/v2/beacon/pool/attester_slashings", pool_attester_slashings},
    Route{"POST", "/eth/v2/beacon/pool/attester_slashings", submit_attester_slashing},

    Route{"POST", "/eth/v1/validator/duties/attester/{epoch}", attester_duties},
    Route{"GET", "/eth/v1/validator/duties/proposer/{epoch}", proposer_duties},
    Route{"GET", "/eth/v2/validator/duties/proposer/{epoch}", proposer_duties_v2},
    Route{"POST", "/eth/v1/validator/duties/sync/{epoch}", sync_duties},
    Route{"POST", "/eth/v1/validator/liveness/{epoch}", liveness},
    Route{"POST", "/eth/v1/validator/prepare_beacon_proposer", prepare_proposers},
    Route{"POST", "/eth/v1/validator/register_validator", register_validators},
    Route{"POST", "/eth/v1/validator/beacon_committee_subscriptions", subscribe_to_committees},
    Route{"POST", "/eth/v1/validator/sync_committee_subscriptions", subscribe_to_sync_committees},
    Route{"GET", "/eth/v3/validator/blocks/{slot}", order_block, json_or_ssz},
    Route{"GET", "/eth/v1/validator/attestation_data", attestation_data},
    Route{"GET", "/eth/v2/validator/aggregate_attestation", aggregate_attestation, json_or_ssz},
    Route{"POST", "/eth/v2/validator/aggregate_and_proofs", submit_aggregates},
    Route{"GET", "/eth/v1/validator/sync_committee_contribution", sync_contribution},
    Route{"POST", "/eth/v1/validator/contribution_and_proofs", submit_contributions},

    Route{"GET", "/eth/v1/events", event_stream, Forms::events},
};

constexpr std::size_t kShownMax = 200;

/// The parts of `path` at the `{…}` of `pattern`; nothing when it is another path.
std::optional<std::vector<std::string_view>> match(std::string_view pattern,
                                                   std::span<const std::string> path) {
    std::vector<std::string_view> ids;
    for (const std::string& part : path) {
        if (pattern.empty()) return std::nullopt;
        pattern.remove_prefix(1);  // the slash
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        if (wanted.starts_with('{'))
            ids.emplace_back(part);
        else if (wanted != part)
            return std::nullopt;
        pattern.remove_prefix(wanted.size());
    }
    if (!pattern.empty()) return std::nullopt;
    return ids;
}

/// The parts of `text` between `separator`s, without blanks around them.
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        std::string_view part = text.substr(0, end);
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        part = part.substr(0, part.find_last_not_of(' ') + 1);
        if (!part.empty()) parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// `0.85` as 850; what cannot be read counts as nothing.
unsigned thousandths(std::string_view text) {
    unsigned value = 0;
    unsigned unit = 1000;
    for (std::size_t i = 0; i < text.size() && unit > 0; ++i) {
        if (i == 1 && text[i] == '.') continue;
        if (text[i] < '0' || text[i] > '9') return 0;
        value += static_cast<unsigned>(text[i] - '0') * unit;
        unit /= 10;
    }
    return std::min(value, 1000U);
}

struct Wish {
    Form form = Form::json;
    unsigned weight = 0;
};

/// How much one entry of an Accept header wants which form.
Wish wish_of(std::string_view entry) {
    const std::vector<std::string_view> parts = split(entry, ';');
    Wish wish{.weight = 1000};
    for (const std::string_view part : parts)
        if (part.starts_with("q=")) wish.weight = thousandths(part.substr(2));
    const std::string_view type = parts.empty() ? "" : parts.front();
    if (type == "application/octet-stream")
        wish.form = Form::ssz;
    else if (type != "application/json" && type != "application/*" && type != "*/*")
        wish.weight = 0;
    return wish;
}

Outcome<Reply> ask(Node& node, const Request& request) {
    TRY(const Target target, Target::parse(request.target));
    std::string allowed;
    for (const Route& route : routes()) {
        auto ids = match(route.path, target.path());
        if (!ids) continue;
        if (route.method != request.method) {
            allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", route.method);
            continue;
        }
        TRY(const Form form, negotiate(request.accept, route.forms));
        return route.handler({.node = node,
                              .request = request,
                              .target = target,
                              .ids = *std::move(ids),
                              .form = form});
    }
    const std::string path = printable(
        std::string_view{request.target}.substr(0, std::min(request.target.find('?'), kShownMax)));
    if (allowed.empty()) return refuse(404, fmt::format("no endpoint {}", path));
    Answer answer = answer_of({405, fmt::format("{}: {} only", path, allowed)});
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Outcome<Form> negotiate(std::string_view accept, Forms forms) {
    if (accept.empty() || forms == Forms::events) return Form::json;
    Wish best;
    for (const std::string_view entry : split(accept, ',')) {
        const Wish wish = wish_of(entry);
        if (wish.form == Form::ssz && forms != Forms::json_or_ssz) continue;
        if (wish.weight > best.weight) best = wish;
    }
    if (best.weight == 0)
        return refuse(406, forms == Forms::json
                               ? "accept: only application/json is answered here"
                               : "accept: only application/json and application/octet-stream are "
                                 "answered here");
    return best.form;
}

Reply respond(Node& node, const Request& request) {
    auto reply = ask(node, request);
    if (reply) return *std::move(reply);
    return answer_of(reply.error());
}

}  // namespace stafi::devnet::beacon_api
