#include <fmt/format.h>

#include "base/hex.hpp"
#include "store/row_reader.hpp"
#include "store/sqlite_store.hpp"

// Which validator keys of the mnemonic have been given out.

namespace stafi::store {
namespace {

Field field(KeyOrigin origin) { return static_cast<std::int64_t>(origin); }

Result<KeyRecord> record_in(const Row& row) {
    RowReader reader{row};
    KeyRecord record{.key = {.index = {reader.number()}, .pubkey = reader.fixed<PubkeyBytes>()}};
    const std::uint64_t origin = reader.number();
    TRY_VOID(reader.check("validator_key"));
    for (const KeyOrigin known : {KeyOrigin::reserved, KeyOrigin::found, KeyOrigin::passed_over})
        if (static_cast<std::uint64_t>(known) == origin) {
            record.origin = known;
            return record;
        }
    return fail(Reason::store_damaged,
                fmt::format("validator_key: no row of ours has the origin {}", origin));
}

}  // namespace

Result<KeyIndex> SqliteStore::next_key_index() {
    TRY(const auto row, database_.row("SELECT count(*), ifnull(max(place), -1) + 1 FROM"
                                      " validator_key"));
    if (!row) return fail(Reason::store_damaged, "validator_key: cannot be counted");
    RowReader reader{*row};
    const std::uint64_t count = reader.number();
    const std::uint64_t next = reader.number();
    TRY_VOID(reader.check("validator_key"));
    if (count != next)
        return fail(Reason::store_damaged,
                    fmt::format("validator_key: {} rows for {} places", count, next));
    return KeyIndex{next};
}

Result<> SqliteStore::record_keys(const std::vector<KeyRecord>& keys) {
    return database_.atomically([&]() -> Result<> {
        TRY(KeyIndex next, next_key_index());
        for (const auto& [key, origin] : keys) {
            if (key.index != next)
                return fail(
                    key.index < next ? Reason::key_index_taken : Reason::key_index_gap,
                    fmt::format("key index {}: {} is the next", key.index.value, next.value));
            TRY(const auto other, database_.row("SELECT place FROM validator_key WHERE pubkey = ?",
                                                {store::field(BytesView{key.pubkey.view()})}));
            if (other)
                return fail(Reason::duplicate_key,
                            fmt::format("key index {}: {} has a place before", next.value,
                                        to_hex0x(key.pubkey.view())));
            TRY_VOID(database_.run("INSERT INTO validator_key VALUES (?, ?, ?)",
                                   {store::field(next.value),
                                    store::field(BytesView{key.pubkey.view()}), field(origin)}));
            next += KeyIndex{1};
        }
        return {};
    });
}

Result<std::vector<KeyRecord>> SqliteStore::key_records(KeyIndex first, std::size_t count_max) {
    TRY(const auto rows,
        database_.rows("SELECT place, pubkey, origin FROM validator_key WHERE place >= ?"
                       " ORDER BY place LIMIT ?",
                       {store::field(first.value), store::field(count_max)}));
    std::vector<KeyRecord> records;
    records.reserve(rows.size());
    for (const Row& row : rows) {
        TRY(const KeyRecord record, record_in(row));
        records.push_back(record);
    }
    return records;
}

}  // namespace stafi::store
