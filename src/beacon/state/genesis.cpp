#include "beacon/state/genesis.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "beacon/epoch/deposits.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/registry.hpp"
#include "crypto/bls/bls.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

Result<> add_validators(State& state, std::span<const GenesisValidator> validators) {
    bool is_anybody_active = false;
    for (const GenesisValidator& one : validators) {
        if (auto key = BlsPubkey::parse(one.pubkey); !key)
            return at("genesis validator", Result<>{tl::unexpected(key.error())});
        if (state.find(one.pubkey))
            return fail(Reason::duplicate_key, fmt::format("genesis: validator {} is given twice",
                                                           to_hex0x(one.pubkey.view())));
        add_validator(state, one.pubkey, one.withdrawal_credentials, one.balance);
        eth::Validator& validator = state.validators.back();
        if (validator.effective_balance < state.rules.activation_balance) continue;
        validator.activation_eligibility_epoch = Epoch{0};
        validator.activation_epoch = Epoch{0};
        is_anybody_active = true;
    }
    if (!is_anybody_active)
        return fail(Reason::bad_argument, "genesis: no validator has the activation balance");
    return {};
}

}  // namespace

Result<State> genesis_state(const Genesis& genesis) {
    State state{{}, genesis.rules, {}};
    state.genesis_time = genesis.time;
    const eth::ForkVersion version = genesis.rules.forks.at(Epoch{0}).version;
    state.fork = {.previous_version = version, .current_version = version, .epoch = Epoch{0}};
    state.latest_block_header.body_root = ssz::hash_tree_root(eth::BeaconBlockBody{});
    // The execution chain's hash is all the randomness there is yet.
    for (Bytes32& mix : state.randao_mixes.span())
        mix = genesis.execution_block_hash;
    state.eth1_data.block_hash = genesis.execution_block_hash;
    TRY_VOID(add_validators(state, genesis.validators));
    state.genesis_validators_root = ssz::hash_tree_root(state.validators);
    state.current_sync_committee = next_sync_committee(state);
    state.next_sync_committee = state.current_sync_committee;
    eth::ExecutionPayloadHeader& payload = state.latest_execution_payload_header;
    payload.block_hash = genesis.execution_block_hash;
    payload.timestamp = genesis.time;
    payload.gas_limit = kGenesisGasLimit;
    state.earliest_exit_epoch = activation_exit_epoch(state.rules, Epoch{0});
    state.earliest_consolidation_epoch = state.earliest_exit_epoch;
    begin_proposer_lookahead(state);
    return state;
}

}  // namespace stafi::beacon
