#include "sim/chain/beacon.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/hex.hpp"

namespace stafi::sim {
namespace {

constexpr Millis kPollInterval{1'000};

auto missing(std::string_view what, const Bytes32& root) {
    return fail(Reason::block_missing, fmt::format("{} {}", what, to_hex0x(root.view())));
}

/// As a node says it.
Result<> answered(Result<> taken) {
    if (taken) return taken;
    return fail(Reason::rpc_refused, std::move(taken).error().what);
}

eth::KnownValidator validator_at(const beacon::State& state, std::size_t index) {
    return {.index = ValidatorIndex{index},
            .balance = state.balances[index],
            .validator = state.validators[index]};
}

}  // namespace

Result<eth::BeaconHeader> SimBeacon::header_at(const Bytes32& root) {
    const beacon::Node* const node = chain_.find(root);
    if (node == nullptr) return missing("block", root);
    const auto state = chain_.state_of(root);
    if (!state) return missing("state of block", root);
    const eth::ExecutionPayloadHeader& payload = (*state)->latest_execution_payload_header;
    return eth::BeaconHeader{
        .slot = node->slot,
        .root = node->root,
        .parent = node->parent,
        .state_root = node->state_root,
        .execution = {.number = payload.block_number, .hash = payload.block_hash}};
}

Result<beacon::StateView> SimBeacon::state_at(const Bytes32& root) {
    auto found = chain_.state_by_root(root);
    if (!found) return missing("state", root);
    return found;
}

Task<Result<eth::BeaconGenesis>> SimBeacon::genesis() {
    auto work = [this]() -> Result<eth::BeaconGenesis> {
        return eth::BeaconGenesis{
            .genesis_time = chain_.genesis_time(),
            .genesis_validators_root = chain_.genesis_validators_root(),
            .genesis_fork_version = chain_.rules().forks.activations.front().version};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<eth::BeaconHeader>> SimBeacon::head() {
    auto work = [this] { return header_at(chain_.head().root); };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<eth::BeaconHeader>> SimBeacon::header_of(Bytes32 root) {
    auto work = [this, root] { return header_at(root); };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<>> SimBeacon::wait_for_head(Bytes32 known) {
    while (true) {
        auto work = [this]() -> Result<Bytes32> { return chain_.head().root; };
        CO_TRY(const Bytes32 head, co_await trouble_.between(std::move(work)));
        if (head != known) co_return Result<>{};
        co_await ambient_.sleep(kPollInterval);
    }
}

Task<Result<eth::FinalityCheckpoints>> SimBeacon::finality(Bytes32 state) {
    auto work = [this, state]() -> Result<eth::FinalityCheckpoints> {
        TRY(const beacon::StateView at, state_at(state));
        return eth::FinalityCheckpoints{.current_justified = at->current_justified_checkpoint,
                                        .finalized = at->finalized_checkpoint};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<eth::KnownValidator>>> SimBeacon::validators(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    auto work = [this, state, &keys]() -> Result<std::vector<eth::KnownValidator>> {
        TRY(const beacon::StateView at, state_at(state));
        const std::set<PubkeyBytes> wanted{keys.begin(), keys.end()};
        std::vector<eth::KnownValidator> found;
        for (std::size_t i = 0; i < at->validators.size(); ++i)
            if (wanted.contains(at->validators[i].pubkey)) found.push_back(validator_at(*at, i));
        return found;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<>> SimBeacon::all_validators(Bytes32 state, TakeValidator take) {
    auto work = [this, state, &take]() -> Result<> {
        TRY(const beacon::StateView at, state_at(state));
        for (std::size_t i = 0; i < at->validators.size(); ++i)
            take(validator_at(*at, i));
        return {};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<eth::PendingDeposit>>> SimBeacon::pending_deposits(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    auto work = [this, state, &keys]() -> Result<std::vector<eth::PendingDeposit>> {
        TRY(const beacon::StateView at, state_at(state));
        std::vector<eth::PendingDeposit> found;
        for (const eth::PendingDeposit& one : at->pending_deposits)
            if (std::ranges::find(keys, one.pubkey) != keys.end()) found.push_back(one);
        return found;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<eth::PendingPartialWithdrawal>>> SimBeacon::pending_withdrawals(
    Bytes32 state, std::vector<ValidatorIndex> validators) {
    auto work = [this, state, &validators]() -> Result<std::vector<eth::PendingPartialWithdrawal>> {
        TRY(const beacon::StateView at, state_at(state));
        std::vector<eth::PendingPartialWithdrawal> found;
        for (const eth::PendingPartialWithdrawal& one : at->pending_partial_withdrawals)
            if (std::ranges::find(validators, one.validator_index) != validators.end())
                found.push_back(one);
        return found;
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<std::vector<eth::SignedVoluntaryExit>>> SimBeacon::waiting_exits() {
    auto work = [this]() -> Result<std::vector<eth::SignedVoluntaryExit>> {
        const auto exits = chain_.pool().exits();
        return std::vector<eth::SignedVoluntaryExit>{exits.begin(), exits.end()};
    };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<>> SimBeacon::submit_exit(eth::SignedVoluntaryExit exit) {
    auto work = [this, exit] { return answered(chain_.submit(exit)); };
    co_return co_await trouble_.between(std::move(work));
}

Task<Result<>> SimBeacon::submit_credentials_change(eth::SignedBLSToExecutionChange change) {
    auto work = [this, change] { return answered(chain_.submit(change)); };
    co_return co_await trouble_.between(std::move(work));
}

}  // namespace stafi::sim
