#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"

namespace stafi::devnet::beacon_api {

Outcome<Reply> node_health(const Call& call) {
    const NodeStatus& status = call.node.status;
    if (!status.is_syncing && !status.is_optimistic) return Answer{};
    TRY(const std::uint64_t code, call.target.number("syncing_status", 206));
    if (code < 100 || code > 599)
        return refuse(400, fmt::format("syncing_status: {} is no HTTP status", code));
    return Answer{.status = static_cast<unsigned>(code)};
}

/// It has no peers, and needs none.
Outcome<Reply> node_peers(const Call& /*call*/) {
    return Answer{.body = R"({"data":[],"meta":{"count":0}})"};
}

Outcome<Reply> node_peer_count(const Call& /*call*/) {
    return answer_with(
        R"({"disconnected":"0","connecting":"0","connected":"0","disconnecting":"0"})");
}

Outcome<Reply> node_syncing(const Call& call) {
    const NodeStatus& status = call.node.status;
    const Slot head = call.node.chain.head().slot;
    const std::uint64_t distance = status.slot > head ? (status.slot - head).value : 0;
    return answer_with(fmt::format(R"({{"head_slot":"{}","sync_distance":"{}","is_syncing":{},)"
                                   R"("is_optimistic":{},"el_offline":{}}})",
                                   head.value, distance, status.is_syncing, status.is_optimistic,
                                   status.is_execution_down));
}

Outcome<Reply> node_version(const Call& call) {
    return answer_with(fmt::format(R"({{"version":{}}})", json_quoted(call.node.facts.version)));
}

Outcome<Reply> config_fork_schedule(const Call& call) {
    const eth::ForkSchedule& forks = call.node.chain.rules().forks;
    std::string list;
    eth::ForkVersion previous = forks.activations.front().version;
    for (const eth::ForkActivation& fork : forks.activations) {
        if (fork.epoch == eth::kFarFutureEpoch) continue;
        if (!list.empty()) list += ',';
        list +=
            fmt::format(R"({{"previous_version":"{}","current_version":"{}","epoch":"{}"}})",
                        to_hex0x(previous.view()), to_hex0x(fork.version.view()), fork.epoch.value);
        previous = fork.version;
    }
    return answer_with(fmt::format("[{}]", list));
}

Outcome<Reply> config_deposit_contract(const Call& call) {
    const eth::Network& network = call.node.facts.network;
    return answer_with(fmt::format(R"({{"chain_id":"{}","address":"{}"}})", network.chain_id.value,
                                   to_hex0x(network.deposit_contract.view())));
}

}  // namespace stafi::devnet::beacon_api
