#include "store/migrations.hpp"

#include <fmt/format.h>

namespace stafi::store {
namespace {

/// "StfR": what `file` and other programs know our files by.
constexpr std::int64_t kApplicationId = 0x53746652;

// Amounts of wei are 32 bytes, big-endian; a subject is its kind (tx::Subject) and its bytes.
constexpr std::string_view kTransactions = R"sql(
CREATE TABLE account (
    address BLOB PRIMARY KEY,
    first_nonce INTEGER NOT NULL,
    next_nonce INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many intents were ever recorded for the same kind and subjects: by the id of the first.
CREATE TABLE generation (
    purpose BLOB PRIMARY KEY,
    recorded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE intent (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    generation INTEGER NOT NULL,
    account BLOB NOT NULL REFERENCES account,
    nonce INTEGER NOT NULL,
    is_urgent INTEGER NOT NULL,
    is_superseded INTEGER NOT NULL DEFAULT 0,
    -- The receipt of the attempt that is in the chain, all of it or nothing.
    transaction_hash BLOB,
    block_number INTEGER,
    block_hash BLOB,
    succeeded INTEGER,
    gas_used INTEGER,
    gas_price BLOB,
    is_final INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX intent_nonce ON intent (account, nonce) WHERE is_superseded = 0;
CREATE INDEX intent_open ON intent (account, nonce) WHERE is_final = 0 AND is_superseded = 0;

CREATE TABLE intent_subject (
    intent INTEGER NOT NULL REFERENCES intent,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, -- the intent's
    form INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    -- 0 while the intent waits; its number when it waits again, after a reorg, beside a later one;
    -- nothing when it does not wait.
    turn INTEGER,
    PRIMARY KEY (intent, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subject_waiting ON intent_subject (kind, form, bytes, turn)
    WHERE turn IS NOT NULL;

CREATE TABLE attempt (
    intent INTEGER NOT NULL REFERENCES intent,
    position INTEGER NOT NULL,
    raw BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    max_fee_per_gas BLOB NOT NULL,
    max_priority_fee_per_gas BLOB NOT NULL,
    cost_max BLOB NOT NULL,
    is_cancel INTEGER NOT NULL,
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (intent, position)
) STRICT, WITHOUT ROWID;
)sql";

// Rows are never removed, and no place before the last is without one.
constexpr std::string_view kValidatorKeys = R"sql(
CREATE TABLE validator_key (
    place INTEGER PRIMARY KEY, -- in the mnemonic
    pubkey BLOB NOT NULL UNIQUE,
    origin INTEGER NOT NULL -- KeyOrigin
) STRICT;
)sql";

Result<std::int64_t> number_of(Database& database, std::string_view pragma) {
    TRY(const auto row, database.row(pragma));
    if (!row || row->size() != 1 || !std::holds_alternative<std::int64_t>(row->front()))
        return fail(Reason::store_damaged, fmt::format("{}: no number", pragma));
    return std::get<std::int64_t>(row->front());
}

}  // namespace

const std::vector<std::string_view>& migrations() {
    static const std::vector<std::string_view> steps{kTransactions, kValidatorKeys};
    return steps;
}

Result<> migrate(Database& database) {
    TRY(const std::int64_t version, number_of(database, "PRAGMA user_version"));
    TRY(const std::int64_t program, number_of(database, "PRAGMA application_id"));
    const auto newest = static_cast<std::int64_t>(migrations().size());
    if (version != 0 && program != kApplicationId)
        return fail(Reason::store_damaged, "the file is another program's database");
    if (version > newest)
        return fail(
            Reason::store_too_new,
            fmt::format("the tables have version {}, and this release knows {}", version, newest));
    for (std::int64_t step = version; step < newest; ++step) {
        const std::string sql =
            fmt::format("{} PRAGMA application_id = {}; PRAGMA user_version = {};",
                        migrations()[static_cast<std::size_t>(step)], kApplicationId, step + 1);
        TRY_VOID(database.atomically([&] { return database.script(sql); }));
    }
    return {};
}

}  // namespace stafi::store
