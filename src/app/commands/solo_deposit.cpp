#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/chain/pool_view.hpp"
#include "app/chain/sending.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "app/validator_files/deposits.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "engine/reading/ask.hpp"
#include "pool/contracts/light_node.hpp"
#include "pool/contracts/settings.hpp"

// solo deposit, solo stake: a solo validator's two steps into the pool.

namespace stafi::app {
namespace {

namespace light_node = pool::light_node;
using Entries = std::vector<eth::DepositEntry>;

/// What both calls of the contract take.
struct KeyLists {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> signatures;
    std::vector<Bytes32> roots;
    std::vector<tx::Subject> subjects;
};

KeyLists lists_of(const Entries& entries) {
    KeyLists lists;
    for (const eth::DepositEntry& entry : entries) {
        lists.pubkeys.push_back(entry.data.pubkey);
        lists.signatures.push_back(entry.data.signature);
        lists.roots.push_back(entry.deposit_data_root);
        lists.subjects.emplace_back(entry.data.pubkey);
    }
    std::ranges::sort(lists.subjects);
    return lists;
}

/// The deposits of the one FILE: each as a stranger would check it, to the pool, of the same
/// amount. Errors: bad_usage, bad_deposit; the first wrong entry's.
Result<Entries> read_deposits(const Call& call, const Address& withdraw) {
    const auto files = call.arguments.operands();
    if (files.size() != 1)
        return fail(Reason::bad_usage,
                    fmt::format("{}: give one FILE", call.arguments.command().name));
    DepositWish wish;
    wish.credentials = eth::WithdrawalCredentials{
        .kind = eth::WithdrawalCredentials::Kind::execution, .address = withdraw};
    TRY(std::vector<CheckedDeposit> checked, check_deposit_file(call, files.front(), wish));
    refuse_repeated_keys(checked);
    Entries entries;
    entries.reserve(checked.size());
    for (CheckedDeposit& one : checked) {
        const std::string key = to_hex0x(one.entry.data.pubkey.view());
        TRY_VOID(at(files.front() + ": " + key, one.verdict));
        entries.push_back(std::move(one.entry));
        if (entries.back().data.amount != entries.front().data.amount)
            return fail(Reason::amount_mismatch,
                        fmt::format("{}: {}: {}, and others {}: give them in a file of their own",
                                    files.front(), key, to_text(entries.back().data.amount),
                                    to_text(entries.front().data.amount)));
    }
    if (entries.empty())
        return fail(Reason::bad_deposit, files.front() + ": there is no deposit in it");
    return entries;
}

/// The pool's credentials are those that its withdrawal contract has.
Task<Result<>> check_credentials(ChainAccess& chain, PoolView view) {
    const engine::Question question{view.settings,
                                    pool::network_settings::GetWithdrawalCredentials{}};
    CO_TRY(const auto told,
           co_await engine::ask(chain.execution(), view.block.self.hash, question));
    const Bytes32 ours = eth::to_bytes({.address = view.withdraw});
    if (std::get<0>(told) == ours) co_return Result<>{};
    co_return fail(Reason::credentials_mismatch,
                   fmt::format("the pool's setting is {}, its withdrawal contract's are {}",
                               to_hex0x(std::get<0>(told).view()), to_hex0x(ours.view())));
}

/// Whoever deposited first owns what comes later: no key that the beacon chain knows.
Task<Result<>> check_unknown(ChainAccess& chain, std::vector<PubkeyBytes> keys) {
    CO_TRY(Beacon * beacon, chain.beacon());
    CO_TRY(const eth::BeaconHeader head, co_await beacon->head());
    CO_TRY(const auto known, co_await beacon->validators(head.state_root, keys));
    CO_TRY(const auto pending, co_await beacon->pending_deposits(head.state_root, keys));
    if (!known.empty())
        co_return fail(Reason::key_already_deposited,
                       to_hex0x(known.front().validator.pubkey.view()) + ": it is a validator");
    if (!pending.empty())
        co_return fail(Reason::key_already_deposited,
                       to_hex0x(pending.front().pubkey.view()) + ": a deposit waits already");
    co_return Result<>{};
}

Result<ExitCode> done(const Call& call, const Sending& sending, bool is_sent,
                      const std::string& headline) {
    print(call, {.headline = is_sent ? headline : "Nothing was sent: --dry-run",
                 .fields = {},
                 .tables = {sending.transactions()}});
    return ExitCode::done;
}

Task<Result<ExitCode>> deposit(const Call& call, ChainAccess& chain) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY_VOID(co_await check_credentials(chain, view));
    CO_TRY(const Entries entries, read_deposits(call, view.withdraw));
    KeyLists lists = lists_of(entries);
    CO_TRY(const auto sending, co_await Sending::open(call, chain));
    const Wei amount = to_wei(entries.front().data.amount);
    Wish wish{
        .words = fmt::format("deposit {} for {}", to_text(amount), counted(entries.size(), "key")),
        .kind = tx::Kind::deposit_key,
        .to = view.light_node,
        .data = abi::encode_call(
            light_node::Deposit{.pubkeys = lists.pubkeys,
                                .validator_signatures = std::move(lists.signatures),
                                .deposit_data_roots = std::move(lists.roots)}),
        .value = entries.size() * amount,
        .subjects = std::move(lists.subjects)};
    CO_TRY(const bool goes_on, sending->is_waiting_for(wish));
    if (!goes_on) CO_TRY_VOID(co_await check_unknown(chain, std::move(lists.pubkeys)));
    CO_TRY(const bool is_sent, co_await sending->carry_out(std::move(wish)));
    co_return done(call, *sending, is_sent,
                   "Deposited. The oracle's members look at the deposit now; `solo stake` is next, "
                   "once `solo status` says match");
}

/// The contract knows what each key lacks, and the deposit must be signed for exactly this.
Task<Result<>> check_rest(ChainAccess& chain, PoolView view, const Entries& entries) {
    std::vector<pool::validator_keys::GetPubkeyOwner> questions;
    questions.reserve(entries.size());
    for (const eth::DepositEntry& entry : entries)
        questions.push_back({entry.data.pubkey});
    CO_TRY(const auto owners, co_await engine::ask_each(chain.execution(), view.block.self.hash,
                                                        view.light_node, std::move(questions)));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string key = to_hex0x(entries[i].data.pubkey.view());
        if (owners[i].node == Address{})
            co_return fail(Reason::unknown_validator, key + ": nobody deposited it at this pool");
        const Wei rest = to_wei(pool::kValidatorSize) - owners[i].node_amount;
        if (to_wei(entries[i].data.amount) != rest)
            co_return fail(
                Reason::amount_mismatch,
                fmt::format("{}: signed for {}, and {} are missing: make the file anew "
                            "with --amount {}",
                            key, to_text(entries[i].data.amount), to_text(rest), to_text(rest)));
    }
    co_return Result<>{};
}

Task<Result<ExitCode>> stake(const Call& call, ChainAccess& chain) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY_VOID(co_await check_credentials(chain, view));
    CO_TRY(const Entries entries, read_deposits(call, view.withdraw));
    CO_TRY_VOID(co_await check_rest(chain, view, entries));
    KeyLists lists = lists_of(entries);
    CO_TRY(const auto sending, co_await Sending::open(call, chain));
    Wish wish{
        .words = fmt::format("let the pool add {} to {}", to_text(entries.front().data.amount),
                             counted(entries.size(), "key")),
        .kind = tx::Kind::stake_key,
        .to = view.light_node,
        .data =
            abi::encode_call(light_node::Stake{.pubkeys = std::move(lists.pubkeys),
                                               .validator_signatures = std::move(lists.signatures),
                                               .deposit_data_roots = std::move(lists.roots)}),
        .value = {},
        .subjects = std::move(lists.subjects)};
    CO_TRY(const bool is_sent, co_await sending->carry_out(std::move(wish)));
    co_return done(
        call, *sending, is_sent,
        "All 32 ETH of each key are deposited: the beacon chain activates it in its turn");
}

Result<ExitCode> run_deposit(const Call& call) {
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(deposit(call, *chain));
}
Result<ExitCode> run_stake(const Call& call) {
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(stake(call, *chain));
}

}  // namespace

Command solo_deposit_command() {
    return {
        .name = "solo deposit",
        .summary = "bring your part of the ether of validators, to a pool that adds the rest",
        .text =
            "Sends the deposits of a deposit_data file, which `keys new --amount 12eth` makes, "
            "to the pool's lane for solo validators. Before anything is sent, each deposit is "
            "checked: signature, roots, the pool's credentials, an amount that the pool allows, "
            "and that neither pool nor beacon chain knows the key: whoever deposits first owns "
            "what comes later.",
        .operands = "FILE",
        .options = sending_options(),
        .examples = {"solo deposit validator_keys/deposit_data-1795377615.json \\\n"
                     "      --keystore wallet.json"},
        .run = run_deposit};
}

Command solo_stake_command() {
    return {.name = "solo stake",
            .summary = "let the pool add its part, once the oracle has seen the deposit",
            .text =
                "The second step for keys whose `solo status` is match. The file has the same keys "
                "with deposits of the rest: `deposit-data make --amount 20eth`.",
            .operands = "FILE",
            .options = sending_options(),
            .examples = {"solo stake rest/deposit_data-1795377690.json --keystore wallet.json"},
            .run = run_stake};
}

}  // namespace stafi::app
