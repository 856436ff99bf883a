#include <fmt/format.h>

#include "adapters/clock.hpp"
#include "app/chain/pool_view.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "crypto/address.hpp"
#include "engine/reading/ask.hpp"
#include "pool/contracts/network_balances.hpp"
#include "pool/contracts/reth_token.hpp"
#include "pool/contracts/user_deposit.hpp"
#include "pool/contracts/withdraw.hpp"
#include "pool/reth.hpp"

// rate: what rETH is worth, what the pool has, and what an account has in it.

namespace stafi::app {
namespace {

using engine::ask;
using engine::Question;

Task<Result<Report>> of_pool(Execution& execution, PoolView at) {
    CO_TRY(const auto told,
           co_await ask(execution, at.block.self.hash,
                        Question{at.reth, pool::reth_token::GetExchangeRate{}},
                        Question{at.reth, pool::reth_token::TotalSupply{}},
                        Question{at.balances, pool::network_balances::GetTotalETHBalance{}},
                        Question{at.balances, pool::network_balances::GetBalancesTime{}},
                        Question{at.user_deposit, pool::user_deposit::GetBalance{}},
                        Question{at.user_deposit, pool::user_deposit::GetDepositEnabled{}},
                        Question{at.user_deposit, pool::user_deposit::GetMinimumDeposit{}},
                        Question{at.withdraw, pool::withdraw::TotalMissingAmountForWithdraw{}}));
    const auto& [rate, supply, total, time, balance, enabled, minimum, missing] = told;
    Report report{
        .headline = fmt::format("1 rETH is worth {}", to_text(rate)),
        .fields = {{"block", at.block.self.number.value},
                   {"rate", to_text(rate), false},
                   {"rate_from", time.value == 0
                                     ? Cell{}
                                     : Cell{adapters::iso_text(UnixMillis{time.value * 1000})}},
                   {"reth_supply", pool::to_text(supply)},
                   {"staked_and_earned", to_text(total)},
                   {"pool_balance", to_text(balance)},
                   {"missing_for_withdrawals", to_text(missing)},
                   {"takes_deposits", enabled},
                   {"minimum_deposit", to_text(minimum)}},
        .tables = {}};
    co_return report;
}

Task<Result<>> add_account(Execution& execution, PoolView at, Address account, Report& report) {
    CO_TRY(const Account own, co_await execution.account(account, at.block.self.hash));
    CO_TRY(const auto held, co_await ask(execution, at.block.self.hash,
                                         Question{at.reth, pool::reth_token::BalanceOf{account}}));
    CO_TRY(const auto worth,
           co_await ask(execution, at.block.self.hash,
                        Question{at.reth, pool::reth_token::GetEthValue{std::get<0>(held)}}));
    CO_TRY(const auto waiting, co_await waiting_withdrawals(execution, at, account));
    report.fields.push_back({"account", to_checksum_text(account)});
    report.fields.push_back({"ether", to_text(own.balance)});
    report.fields.push_back({"reth", pool::to_text(std::get<0>(held))});
    report.fields.push_back({"worth", to_text(std::get<0>(worth))});
    Table withdrawals{
        .name = "withdrawals", .columns = {"index", "amount", "claimable"}, .rows = {}};
    for (const WaitingWithdrawal& one : waiting)
        withdrawals.rows.push_back({one.index.value, to_text(one.amount), one.is_claimable});
    report.tables.push_back(std::move(withdrawals));
    co_return Result<>{};
}

Task<Result<ExitCode>> show_rate(const Call& call, ChainAccess& chain,
                                 std::optional<Address> account) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY(Report report, co_await of_pool(chain.execution(), view));
    if (account) CO_TRY_VOID(co_await add_account(chain.execution(), view, *account, report));
    print(call, report);
    co_return ExitCode::done;
}

Result<ExitCode> run_rate(const Call& call) {
    std::optional<Address> account;
    if (call.arguments.has("account")) {
        TRY(account, call.arguments.address("account"));
    }
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(show_rate(call, *chain, account));
}

}  // namespace

Command rate_command() {
    return {.name = "rate",
            .summary = "show what rETH is worth, and what an account has in the pool",
            .text =
                "Asks the pool's contracts, all in the state of one block: the exchange rate "
                "and when the oracle last told the figures for it, what the pool can spend and "
                "what queued withdrawals still lack. With --account also the rETH of that "
                "account, its worth, and its withdrawals that wait.",
            .operands = "",
            .options = {{.name = "account",
                         .value = "ADDRESS",
                         .help = "whose rETH and withdrawals to show"}},
            .examples = {"rate --config devnet/stafi-router.toml",
                         "rate --execution-urls https://node.example \\\n"
                         "      --account 0x27d64Dd9172E4b59a444817D30F7af8228F174CC"},
            .run = run_rate};
}

}  // namespace stafi::app
