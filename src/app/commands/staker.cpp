#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/chain/pool_view.hpp"
#include "app/chain/sending.hpp"
#include "app/commands/commands.hpp"
#include "engine/reading/ask.hpp"
#include "pool/contracts/reth_token.hpp"
#include "pool/contracts/user_deposit.hpp"
#include "pool/reth.hpp"

// stake, unstake, withdraw: a staker's own steps.

namespace stafi::app {
namespace {

using engine::Question;

/// The one operand. Errors: bad_usage.
Result<std::string> operand(const Call& call) {
    const auto words = call.arguments.operands();
    if (words.size() == 1) return words.front();
    return fail(Reason::bad_usage, fmt::format("{}: give one {}", call.arguments.command().name,
                                               call.arguments.command().operands));
}

Result<ExitCode> done(const Call& call, const Sending& sending, std::string headline) {
    Report report{
        .headline = std::move(headline), .fields = {}, .tables = {sending.transactions()}};
    print(call, report);
    return ExitCode::done;
}

std::string as_planned(bool is_sent, std::string headline) {
    return is_sent ? std::move(headline) : "Nothing was sent: --dry-run";
}

Task<Result<ExitCode>> stake(const Call& call, ChainAccess& chain, Wei amount) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY(const auto sending, co_await Sending::open(call, chain));
    Wish wish{.words = "stake " + to_text(amount),
              .kind = tx::Kind::stake,
              .to = view.user_deposit,
              .data = abi::encode_call(pool::user_deposit::Deposit{}),
              .value = amount};
    CO_TRY(const bool is_sent, co_await sending->carry_out(std::move(wish)));
    co_return done(call, *sending, as_planned(is_sent, to_text(amount) + " is staked"));
}

Result<ExitCode> run_stake(const Call& call) {
    TRY(const std::string typed, operand(call));
    TRY(const Wei amount, at("AMOUNT", parse_amount(typed)));
    if (amount == Wei{}) return fail(Reason::bad_amount, "AMOUNT: nothing to stake");
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(stake(call, *chain, amount));
}

/// rETH leaves the account only with leave for as much.
Task<Result<bool>> allow(ChainAccess& chain, Sending& sending, PoolView view, pool::Reth amount) {
    const Question question{view.reth,
                            pool::reth_token::Allowance{sending.account(), view.withdraw}};
    CO_TRY(const auto allowed,
           co_await engine::ask(chain.execution(), view.block.self.hash, question));
    if (std::get<0>(allowed) >= amount) co_return true;
    Wish wish{.words = "let StafiWithdraw take " + pool::to_text(amount),
              .kind = tx::Kind::approve,
              .to = view.reth,
              .data = abi::encode_call(pool::reth_token::Approve{view.withdraw, amount}),
              .value = {}};
    co_return co_await sending.carry_out(std::move(wish));
}

Task<Result<ExitCode>> unstake(const Call& call, ChainAccess& chain,
                               std::optional<pool::Reth> wanted) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY(const auto sending, co_await Sending::open(call, chain));
    const Question question{view.reth, pool::reth_token::BalanceOf{sending->account()}};
    CO_TRY(const auto held,
           co_await engine::ask(chain.execution(), view.block.self.hash, question));
    const pool::Reth amount = wanted.value_or(std::get<0>(held));
    if (amount == pool::Reth{} || std::get<0>(held) < amount)
        co_return fail(Reason::out_of_range,
                       fmt::format("AMOUNT: {} of the account's {}", pool::to_text(amount),
                                   pool::to_text(std::get<0>(held))));
    CO_TRY(const bool is_allowed, co_await allow(chain, *sending, view, amount));
    if (!is_allowed)
        co_return done(
            call, *sending,
            "Nothing was sent: --dry-run. What unstaking costs is known after the first");
    Wish wish{.words = "unstake " + pool::to_text(amount),
              .kind = tx::Kind::unstake,
              .to = view.withdraw,
              .data = abi::encode_call(pool::withdraw::Unstake{amount}),
              .value = {}};
    CO_TRY(const bool is_sent, co_await sending->carry_out(std::move(wish)));
    if (!is_sent) co_return done(call, *sending, as_planned(false, ""));
    CO_TRY(const PoolView after, co_await look_at_pool(chain));
    CO_TRY(const auto waiting,
           co_await waiting_withdrawals(chain.execution(), after, sending->account()));
    co_return done(call, *sending,
                   waiting.empty()
                       ? "The ether is paid out"
                       : "The pool owes the ether: `withdraw` takes it when it is there, "
                         "`rate --account` tells");
}

Result<ExitCode> run_unstake(const Call& call) {
    TRY(const std::string typed, operand(call));
    std::optional<pool::Reth> amount;
    if (typed != "all") {
        TRY(amount, at("AMOUNT", pool::parse_reth(typed)));
    }
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(unstake(call, *chain, amount));
}

Task<Result<ExitCode>> withdraw(const Call& call, ChainAccess& chain) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY(const auto sending, co_await Sending::open(call, chain));
    CO_TRY(auto waiting, co_await waiting_withdrawals(chain.execution(), view, sending->account()));
    pool::withdraw::Withdraw claim;
    Wei sum;
    for (const WaitingWithdrawal& one : waiting) {
        if (!one.is_claimable) continue;
        claim.withdraw_index_list.push_back(one.index);
        sum += one.amount;
    }
    if (claim.withdraw_index_list.empty()) {
        co_return done(call, *sending,
                       waiting.empty() ? "Nothing waits for this account"
                                       : "Nothing is there yet of what waits for this account");
    }
    Wish wish{.words = "take " + to_text(sum),
              .kind = tx::Kind::withdraw,
              .to = view.withdraw,
              .data = abi::encode_call(claim),
              .value = {}};
    CO_TRY(const bool is_sent, co_await sending->carry_out(std::move(wish)));
    co_return done(call, *sending, as_planned(is_sent, to_text(sum) + " is paid out"));
}

Result<ExitCode> run_withdraw(const Call& call) {
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(withdraw(call, *chain));
}

constexpr std::string_view kRecorded =
    " Before it sends, it says what leaves the account at most and asks. The transaction is "
    "recorded "
    "first, in `accounts/` of the data folder: interrupted, or after a crash, the same command "
    "waits for what it sent and sends nothing twice.";

}  // namespace

Command stake_command() {
    return {.name = "stake",
            .summary = "stake ether in the pool, for rETH",
            .text = std::string{"Sends AMOUNT of ether, as `1.5eth`, to the pool, which mints rETH "
                                "to the account at the present rate."} +
                    std::string{kRecorded},
            .operands = "AMOUNT",
            .options = sending_options(),
            .examples = {"stake 1.5eth --config devnet/stafi-router.toml --keystore wallet.json",
                         "stake 1.5eth --keystore wallet.json --dry-run"},
            .run = run_stake};
}

Command unstake_command() {
    return {
        .name = "unstake",
        .summary = "give rETH back for ether",
        .text = std::string{"Burns AMOUNT of rETH, as `1.5reth`, or `all`. What the pool has, "
                            "it pays at once; what it lacks, it queues, and `withdraw` takes it "
                            "later. The first transaction allows StafiWithdraw to take exactly "
                            "this rETH."} +
                std::string{kRecorded},
        .operands = "AMOUNT",
        .options = sending_options(),
        .examples = {"unstake 1.5reth --keystore wallet.json",
                     "unstake all --keystore wallet.json --yes"},
        .run = run_unstake};
}

Command withdraw_command() {
    return {.name = "withdraw",
            .summary = "take the ether of what was unstaked, where it is there",
            .text = std::string{"Claims every withdrawal of the account that the pool can pay."} +
                    std::string{kRecorded},
            .operands = "",
            .options = sending_options(),
            .examples = {"withdraw --keystore wallet.json"},
            .run = run_withdraw};
}

}  // namespace stafi::app
