#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "store/migrations.hpp"
#include "store/row_reader.hpp"
#include "store/sqlite_store.hpp"

namespace stafi::store {
namespace {

// The columns in the order in which `intent_in` reads them.
#define INTENT_COLUMNS                                                                       \
    "number, kind, generation, account, nonce, is_urgent, is_superseded, transaction_hash, " \
    "block_number, block_hash, succeeded, gas_used, gas_price, is_final"

Field field(const Wei& amount) { return store::field(BytesView{be256(amount.value)}); }
Field flag(bool is_set) { return std::int64_t{is_set}; }

BytesView bytes_of(const tx::Subject& subject) {
    return std::visit([](const auto& bytes) { return BytesView{bytes.view()}; }, subject);
}
std::string text_of(const tx::Subject& subject) { return to_hex0x(bytes_of(subject)); }

tx::Subject subject_in(RowReader& reader) {
    switch (reader.number()) {
        case 0:
            return reader.fixed<PubkeyBytes>();
        case 1:
            return reader.fixed<Bytes32>();
        default:
            return reader.fixed<Address>();
    }
}

std::optional<tx::Mined> mined_in(RowReader& reader) {
    if (reader.is_null()) {
        reader.skip(6);
        (void)reader.flag();
        return std::nullopt;
    }
    tx::Mined mined;
    mined.receipt.transaction = reader.fixed<Bytes32>();
    mined.receipt.block.number = {reader.number()};
    mined.receipt.block.hash = reader.fixed<Bytes32>();
    mined.receipt.succeeded = reader.flag();
    mined.receipt.gas_used = {reader.number()};
    mined.receipt.gas_price = reader.wei();
    mined.is_final = reader.flag();
    return mined;
}

/// All but its subjects and attempts, which have tables of their own.
Result<tx::Intent> intent_in(const Row& row) {
    RowReader reader{row};
    reader.skip(1);
    TRY(const tx::Kind kind, tx::parse_kind(reader.text()));
    tx::Intent intent{.purpose = {.kind = kind, .subjects = {}, .generation = reader.number()},
                      .account = reader.fixed<Address>(),
                      .nonce = {reader.number()},
                      .is_urgent = reader.flag(),
                      .attempts = {},
                      .mined = {},
                      .is_superseded = reader.flag()};
    intent.mined = mined_in(reader);
    TRY_VOID(reader.check("intent"));
    return intent;
}

Result<tx::Attempt> attempt_in(const Row& row) {
    RowReader reader{row};
    tx::Attempt attempt{.raw = reader.bytes(),
                        .hash = reader.fixed<Bytes32>(),
                        .max_fee_per_gas = reader.wei(),
                        .max_priority_fee_per_gas = reader.wei(),
                        .cost_max = reader.wei(),
                        .is_cancel = reader.flag(),
                        .signed_at = {reader.number()}};
    TRY_VOID(reader.check("attempt"));
    return attempt;
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const DatabaseOptions& options) {
    TRY(auto database, Database::open(options));
    TRY_VOID(at(options.file.string(), migrate(database)));
    return std::unique_ptr<SqliteStore>{new SqliteStore{std::move(database)}};
}

Result<> SqliteStore::adopt_account(Address account, AccountNonce next) {
    return database_.atomically([&]() -> Result<> {
        TRY(const auto later,
            database_.row(
                "SELECT min(nonce), max(nonce) FROM intent WHERE account = ? AND nonce >= ?"
                " AND is_superseded = 0 AND is_final = 0",
                {store::field(account.view()), store::field(next.value)}));
        AccountNonce end = next;
        if (later && !std::holds_alternative<std::nullptr_t>(later->front())) {
            RowReader reader{*later};
            const std::uint64_t begin = reader.number();
            if (begin != next.value)
                return fail(Reason::nonce_gap,
                            fmt::format("account {}: it has sent {} transactions, and nonce {} is "
                                        "the first of ours that waits",
                                        to_checksum_text(account), next.value, begin));
            end = {reader.number() + 1};
            TRY_VOID(reader.check("intent"));
        }
        TRY_VOID(
            database_.run("UPDATE intent_subject SET turn = NULL WHERE intent IN (SELECT number"
                          " FROM intent WHERE account = ? AND nonce < ? AND is_final = 0 AND"
                          " transaction_hash IS NULL)",
                          {store::field(account.view()), store::field(next.value)}));
        TRY_VOID(
            database_.run("UPDATE intent SET is_superseded = 1 WHERE account = ? AND nonce < ?"
                          " AND is_final = 0 AND transaction_hash IS NULL",
                          {store::field(account.view()), store::field(next.value)}));
        return database_.run(
            "INSERT INTO account VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET"
            " first_nonce = ?2, next_nonce = ?3",
            {store::field(account.view()), store::field(next.value), store::field(end.value)});
    });
}

Result<std::optional<NonceQueue>> SqliteStore::nonce_queue(Address account) {
    TRY(const auto row,
        database_.row("SELECT first_nonce, next_nonce FROM account WHERE address = ?",
                      {store::field(account.view())}));
    if (!row) return std::nullopt;
    RowReader reader{*row};
    const NonceQueue queue{.first = {reader.number()}, .next = {reader.number()}};
    TRY_VOID(reader.check("account"));
    return queue;
}

Result<std::uint64_t> SqliteStore::recorded(const tx::Purpose& first) {
    TRY(const auto row, database_.row("SELECT recorded FROM generation WHERE purpose = ?",
                                      {store::field(tx::id_of(first).view())}));
    if (!row) return 0;
    RowReader reader{*row};
    const std::uint64_t count = reader.number();
    TRY_VOID(reader.check("generation"));
    return count;
}

Result<tx::Purpose> SqliteStore::next_purpose(tx::Kind kind, std::vector<tx::Subject> subjects) {
    tx::Purpose purpose{.kind = kind, .subjects = std::move(subjects), .generation = 0};
    TRY(purpose.generation, recorded(purpose));
    return purpose;
}

Result<> SqliteStore::check_subjects(const tx::Purpose& purpose) {
    for (const tx::Subject& subject : purpose.subjects) {
        TRY(const auto waiting,
            database_.rows("SELECT intent FROM intent_subject WHERE kind = ? AND form = ? AND"
                           " bytes = ? AND turn IS NOT NULL",
                           {store::field(tx::to_text(purpose.kind)), store::field(subject.index()),
                            store::field(bytes_of(subject))}));
        if (!waiting.empty())
            return fail(Reason::intent_open,
                        fmt::format("{} of {}", tx::to_text(purpose.kind), text_of(subject)));
    }
    return {};
}

Result<> SqliteStore::check_nonce(const tx::Intent& intent) {
    TRY(const auto queue, nonce_queue(intent.account));
    CHECK(queue.has_value());  // adopt_account comes before any intent
    if (intent.nonce == queue->next) return {};
    return fail(
        intent.nonce < queue->next ? Reason::nonce_taken : Reason::nonce_gap,
        fmt::format("account {}: nonce {}, and {} is the next", to_checksum_text(intent.account),
                    intent.nonce.value, queue->next.value));
}

Result<> SqliteStore::record(const tx::Intent& intent) {
    CHECK(intent.is_waiting() && intent.attempts.size() == 1);
    return database_.atomically([&]() -> Result<> {
        TRY_VOID(check_subjects(intent.purpose));
        TRY_VOID(check_nonce(intent));
        tx::Purpose first = intent.purpose;
        first.generation = 0;
        TRY(const std::uint64_t generation, recorded(first));
        if (intent.purpose.generation != generation)
            return fail(Reason::out_of_range, fmt::format("generation: {}, and {} is the next",
                                                          intent.purpose.generation, generation));
        TRY_VOID(
            database_.run("INSERT INTO generation VALUES (?1, 1) ON CONFLICT DO UPDATE SET"
                          " recorded = recorded + 1",
                          {store::field(tx::id_of(first).view())}));
        TRY_VOID(database_.run("UPDATE account SET next_nonce = next_nonce + 1 WHERE address = ?",
                               {store::field(intent.account.view())}));
        return insert(intent);
    });
}

Result<> SqliteStore::insert(const tx::Intent& intent) {
    const tx::IntentId id = tx::id_of(intent.purpose);
    const std::string_view kind = tx::to_text(intent.purpose.kind);
    TRY_VOID(
        database_.run("INSERT INTO intent (id, kind, generation, account, nonce, is_urgent)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      {store::field(id.view()), store::field(kind),
                       store::field(intent.purpose.generation), store::field(intent.account.view()),
                       store::field(intent.nonce.value), flag(intent.is_urgent)}));
    TRY(const std::int64_t number, number_of(id));
    std::int64_t position = 0;
    for (const tx::Subject& subject : intent.purpose.subjects)
        TRY_VOID(database_.run("INSERT INTO intent_subject VALUES (?, ?, ?, ?, ?, 0)",
                               {number, position++, store::field(kind),
                                store::field(subject.index()), store::field(bytes_of(subject))}));
    return insert_attempt(number, intent.newest());
}

Result<> SqliteStore::insert_attempt(std::int64_t number, const tx::Attempt& attempt) {
    return database_.run(
        "INSERT INTO attempt VALUES (?1, (SELECT count(*) FROM attempt WHERE intent = ?1),"
        " ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        {number, store::field(attempt.raw), store::field(attempt.hash.view()),
         field(attempt.max_fee_per_gas), field(attempt.max_priority_fee_per_gas),
         field(attempt.cost_max), flag(attempt.is_cancel), store::field(attempt.signed_at.value)});
}

/// Of an intent that can still change.
Result<std::int64_t> SqliteStore::number_of(const tx::IntentId& id) {
    TRY(const auto row,
        database_.row("SELECT number, is_final + is_superseded FROM intent WHERE id = ?",
                      {store::field(id.view())}));
    if (!row) return fail(Reason::unknown_intent, fmt::format("intent {}", to_hex0x(id.view())));
    RowReader reader{*row};
    const std::uint64_t number = reader.number();
    const bool is_closed = reader.flag();
    TRY_VOID(reader.check("intent"));
    if (is_closed)
        return fail(Reason::intent_closed, fmt::format("intent {}", to_hex0x(id.view())));
    return static_cast<std::int64_t>(number);
}

Result<> SqliteStore::record_attempt(tx::IntentId id, const tx::Attempt& attempt) {
    return database_.atomically([&]() -> Result<> {
        TRY(const std::int64_t number, number_of(id));
        return insert_attempt(number, attempt);
    });
}

Result<> SqliteStore::record_mined(tx::IntentId id, std::optional<tx::Mined> mined) {
    return database_.atomically([&]() -> Result<> {
        TRY(const std::int64_t number, number_of(id));
        if (!mined) return wait_again(number);
        const eth::Receipt& receipt = mined->receipt;
        TRY_VOID(database_.run("UPDATE intent_subject SET turn = NULL WHERE intent = ?", {number}));
        return database_.run(
            "UPDATE intent SET transaction_hash = ?, block_number = ?, block_hash = ?,"
            " succeeded = ?, gas_used = ?, gas_price = ?, is_final = ? WHERE number = ?",
            {store::field(receipt.transaction.view()), store::field(receipt.block.number.value),
             store::field(receipt.block.hash.view()), flag(receipt.succeeded),
             store::field(receipt.gas_used.value), field(receipt.gas_price), flag(mined->is_final),
             number});
    });
}

Result<> SqliteStore::wait_again(std::int64_t number) {
    TRY_VOID(
        database_.run("UPDATE intent SET transaction_hash = NULL, block_number = NULL,"
                      " block_hash = NULL, succeeded = NULL, gas_used = NULL, gas_price = NULL"
                      " WHERE number = ?",
                      {number}));
    return database_.run(
        "UPDATE intent_subject AS mine SET turn = CASE WHEN EXISTS (SELECT 1 FROM intent_subject AS"
        " other WHERE other.kind = mine.kind AND other.form = mine.form AND"
        " other.bytes = mine.bytes AND other.turn = 0) THEN mine.intent ELSE 0 END"
        " WHERE intent = ? AND turn IS NULL",
        {number});
}

Result<std::vector<tx::Intent>> SqliteStore::intents(const std::vector<Row>& rows) {
    std::vector<tx::Intent> found;
    for (const Row& row : rows) {
        TRY(auto intent, intent_in(row));
        TRY(const auto subjects, database_.rows("SELECT form, bytes FROM intent_subject WHERE"
                                                " intent = ? ORDER BY position",
                                                {row.front()}));
        for (const Row& subject : subjects) {
            RowReader reader{subject};
            intent.purpose.subjects.push_back(subject_in(reader));
            TRY_VOID(reader.check("intent_subject"));
        }
        TRY(const auto attempts,
            database_.rows("SELECT raw, hash, max_fee_per_gas, max_priority_fee_per_gas, cost_max,"
                           " is_cancel, signed_at FROM attempt WHERE intent = ? ORDER BY position",
                           {row.front()}));
        for (const Row& attempt : attempts) {
            TRY(auto read, attempt_in(attempt));
            intent.attempts.push_back(std::move(read));
        }
        if (intent.attempts.empty() || intent.purpose.subjects.empty())
            return fail(Reason::store_damaged, "intent: one has no subject or no attempt");
        found.push_back(std::move(intent));
    }
    return found;
}

Result<std::vector<tx::Intent>> SqliteStore::open_intents() {
    TRY(const auto rows, database_.rows("SELECT " INTENT_COLUMNS
                                        " FROM intent WHERE is_final = 0 AND is_superseded = 0"
                                        " ORDER BY account, nonce"));
    return intents(rows);
}

Result<std::vector<tx::Intent>> SqliteStore::latest_intents(std::size_t count_max) {
    TRY(const auto rows,
        database_.rows("SELECT " INTENT_COLUMNS " FROM intent ORDER BY number DESC LIMIT ?",
                       {store::field(std::uint64_t{count_max})}));
    return intents(rows);
}

}  // namespace stafi::store
