#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "adapters/clock.hpp"
#include "app/chain/data_folder.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/config/networks.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "store/sqlite_store.hpp"

// txs: what was sent, as it is recorded.

namespace stafi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kCountMax = 10'000;

void add_row(Table& table, const tx::Intent& intent) {
    const tx::Attempt& newest = intent.newest();
    const Bytes32 hash = intent.mined ? intent.mined->receipt.transaction : newest.hash;
    table.rows.push_back({to_checksum_text(intent.account), intent.nonce.value,
                          std::string{tx::to_text(intent.purpose.kind)},
                          std::string{tx::to_text(tx::outcome_of(intent))}, intent.is_closed(),
                          to_hex0x(hash.view()),
                          intent.mined ? Cell{intent.mined->receipt.block.number.value} : Cell{},
                          std::uint64_t{intent.attempts.size()}, to_text(newest.cost_max),
                          adapters::iso_text(intent.attempts.front().signed_at)});
}

/// Of the accounts of this chain that have sent something.
Result<std::vector<Address>> accounts_in(const fs::path& folder) {
    std::vector<Address> found;
    std::error_code error;
    for (fs::directory_iterator it{folder, error}, end; !error && it != end; it.increment(error))
        if (const auto account = parse_address(it->path().filename().string()))
            found.push_back(*account);
    if (error && error != std::errc::no_such_file_or_directory)
        return fail(Reason::file_unreadable,
                    fmt::format("{}: {}", folder.string(), error.message()));
    std::ranges::sort(found);
    return found;
}

Result<ExitCode> run_txs(const Call& call) {
    TRY(const eth::Network network, network_of(call.config()));
    TRY(const std::uint64_t count, call.arguments.number("count", 1, kCountMax));
    std::vector<Address> accounts;
    if (call.arguments.has("account")) {
        TRY(const Address account, call.arguments.address("account"));
        accounts.push_back(account);
    } else {
        TRY(const fs::path any, account_folder(call.config(), network.chain_id, Address{}));
        TRY(accounts, accounts_in(any.parent_path()));
    }
    Table table{.name = "transactions",
                .columns = {"account", "nonce", "kind", "state", "final", "transaction", "block",
                            "attempts", "cost_max", "first_signed"},
                .rows = {},
                .is_narrow = true};
    for (const Address& account : accounts) {
        TRY(const fs::path folder, account_folder(call.config(), network.chain_id, account));
        const fs::path file = folder / store::kDatabaseFile;
        if (!fs::exists(file)) continue;
        TRY(const auto store, store::SqliteStore::open({.file = file}));
        TRY(const auto intents, store->latest_intents(count));
        for (const tx::Intent& intent : intents)
            add_row(table, intent);
    }
    Report report{.headline = table.rows.empty() ? "Nothing was sent from here yet" : "",
                  .fields = {},
                  .tables = {std::move(table)}};
    print(call, report);
    return ExitCode::done;
}

}  // namespace

Command txs_command() {
    return {.name = "txs",
            .summary = "show the transactions that were sent from here, newest first",
            .text =
                "Reads what is recorded in the data folder about the configured network's "
                "transactions, without asking the chain: their states are those that the last "
                "command or daemon saw.",
            .operands = "",
            .options = {{.name = "account", .value = "ADDRESS", .help = "of this account only"},
                        {.name = "count",
                         .value = "N",
                         .help = "how many of each account",
                         .fallback = "20"}},
            .examples = {"txs --config devnet/stafi-router.toml", "txs --output json"},
            .run = run_txs};
}

}  // namespace stafi::app
