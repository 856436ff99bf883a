#include <algorithm>

#include <fmt/format.h>

#include "app/chain/chain_access.hpp"
#include "app/chain/sending.hpp"
#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/key_source.hpp"
#include "base/hex.hpp"
#include "eth/beacon_api/validator_status.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/ssz.hpp"

// solo exit: a validator leaves by its own signature.

namespace stafi::app {
namespace {

/// The keys that are to leave: of those of the source, the ones that were named.
Result<std::vector<SourceKey>> leaving(const Call& call) {
    std::vector<PubkeyBytes> named;
    for (const std::string& word : call.arguments.operands()) {
        TRY(const PubkeyBytes key, at("PUBKEY " + word, parse_fixed<PubkeyBytes>(word)));
        named.push_back(key);
    }
    if (named.empty()) return fail(Reason::bad_usage, "solo exit: give the PUBKEY that leaves");
    TRY(std::vector<SourceKey> keys, read_keys(call));
    std::erase_if(keys, [&](const SourceKey& key) {
        return std::ranges::find(named, key.key.public_key().bytes()) == named.end();
    });
    for (const PubkeyBytes& key : named)
        if (std::ranges::none_of(keys, [&](const SourceKey& source) {
                return source.key.public_key().bytes() == key;
            }))
            return fail(Reason::keystore_missing, to_hex0x(key.view()));
    return keys;
}

eth::SignedVoluntaryExit sign_exit(const BlsSecretKey& key, eth::VoluntaryExit message,
                                   const eth::Network& network, const Bytes32& genesis_root) {
    const eth::Domain domain = eth::signing_domain(eth::DomainType::voluntary_exit, network.forks,
                                                   message.epoch, genesis_root);
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(message), domain);
    return {.message = message, .signature = key.sign(root.view()).bytes()};
}

/// Those that can leave now. Errors: unknown_validator, or why one cannot.
Result<> check_can_leave(const eth::KnownValidator& validator, Epoch now) {
    const auto status = eth::status_of(validator.validator, validator.balance, now);
    if (status == eth::ValidatorStatus::active_ongoing) return {};
    return fail(Reason::rpc_refused,
                fmt::format("{}: it is {}, and only an active validator can leave",
                            to_hex0x(validator.validator.pubkey.view()), eth::text_of(status)));
}

Task<Result<ExitCode>> leave(const Call& call, ChainAccess& chain, std::vector<SourceKey> keys) {
    CO_TRY(Beacon * beacon, chain.beacon());
    CO_TRY(const eth::BeaconGenesis genesis, co_await beacon->genesis());
    CO_TRY(const eth::BeaconHeader head, co_await beacon->head());
    std::vector<PubkeyBytes> pubkeys;
    pubkeys.reserve(keys.size());
    for (const SourceKey& source : keys)
        pubkeys.push_back(source.key.public_key().bytes());
    CO_TRY(const auto known, co_await beacon->validators(head.state_root, pubkeys));
    const Epoch now = epoch_of(head.slot, chain.network().slots_per_epoch);
    std::vector<eth::SignedVoluntaryExit> exits;
    Table table{.name = "exits", .columns = {"pubkey", "validator", "epoch", "state"}, .rows = {}};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto found = std::ranges::find(
            known, pubkeys[i], [](const eth::KnownValidator& one) { return one.validator.pubkey; });
        if (found == known.end())
            co_return fail(Reason::unknown_validator,
                           to_hex0x(pubkeys[i].view()) + ": the beacon chain does not know it");
        CO_TRY_VOID(check_can_leave(*found, now));
        exits.push_back(sign_exit(keys[i].key, {.epoch = now, .validator_index = found->index},
                                  chain.network(), genesis.genesis_validators_root));
        table.rows.push_back(
            {to_hex0x(pubkeys[i].view()), found->index.value, now.value, std::string{"not sent"}});
    }
    const bool is_dry = call.arguments.has("dry-run");
    const std::string what = fmt::format("{} for good", counted(exits.size(), "validator exit"));
    if (!is_dry) {
        CO_TRY_VOID(confirm_sending(call, what));
        for (std::size_t i = 0; i < exits.size(); ++i) {
            CO_TRY_VOID(co_await beacon->submit_exit(exits[i]));
            table.rows[i][3] = std::string{"sent"};
        }
    }
    print(call, {.headline = is_dry ? "Nothing was sent: --dry-run"
                                    : "On their way: `solo status` shows when they have left",
                 .fields = {},
                 .tables = {std::move(table)}});
    co_return ExitCode::done;
}

Result<ExitCode> run_exit(const Call& call) {
    TRY(std::vector<SourceKey> keys, leaving(call));
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(leave(call, *chain, std::move(keys)));
}

}  // namespace

Command solo_exit_command() {
    std::vector<Option> options = key_source_options();
    for (Option& option : consent_options())
        options.push_back(std::move(option));
    return {
        .name = "solo exit",
        .summary = "sign and send the voluntary exit of your own validators",
        .text =
            "Signs an exit with the validator's key, from a keystore or the mnemonic, and hands "
            "it to the beacon node. There is no way back: the validator never comes again, and "
            "its ether goes to the pool's withdrawal contract once it is out. Sending it twice "
            "does no harm.",
        .operands = "PUBKEY...",
        .options = std::move(options),
        .examples = {"solo exit 0x8f0a... --keystores validator_keys "
                     "--password-file password.txt"},
        .run = run_exit};
}

}  // namespace stafi::app
