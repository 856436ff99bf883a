#include "engine/key_index/key_index.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace stafi::engine {
namespace {

constexpr std::size_t kRecordsRead = 1000;  ///< at once

std::string name_of(const PubkeyBytes& key) { return to_hex0x(key.view()); }

/// All keys of the store, to tell them from those that the chain has beyond.
Result<std::set<PubkeyBytes>> stored_keys(Store& store) {
    std::set<PubkeyBytes> keys;
    for (KeyIndex next{0};;) {
        TRY(const auto records, store.key_records(next, kRecordsRead));
        if (records.empty()) return keys;
        for (const KeyRecord& record : records)
            keys.insert(record.key.pubkey);
        next = records.back().key.index + KeyIndex{1};
    }
}

/// The mnemonic makes the key that the store has for a place.
Task<Result<>> check_fingerprint(ValidatorKeys& keys, Store& store, KeyIndex index) {
    CO_TRY(const auto records, store.key_records(index, 1));
    CO_TRY(const auto made, co_await keys.keys_at(index, 1));
    if (records.size() == 1 && records.front().key == made.at(0)) co_return Result<>{};
    co_return fail(
        Reason::mnemonic_mismatch,
        fmt::format("key index {}: the data folder has {}, and the mnemonic makes {}", index.value,
                    records.empty() ? "none" : name_of(records.front().key.pubkey),
                    name_of(made.at(0).pubkey)));
}

/// Keys from `next` on up to the last used one, found by looking `gap_limit` places beyond it.
Task<Result<std::vector<KeyRecord>>> scan(ValidatorKeys& keys, KeysOnChain chain, KeyIndex next,
                                          std::size_t gap_limit) {
    std::vector<KeyRecord> seen;
    std::size_t used = 0;  // how many of `seen` end with a used one
    while (seen.size() < used + gap_limit) {
        const KeyIndex first{next.value + seen.size()};
        const std::uint64_t room = first > kKeyIndexMax ? 0 : kKeyIndexMax.value - first.value + 1;
        const std::uint64_t count = std::min<std::uint64_t>(used + gap_limit - seen.size(), room);
        if (count == 0) break;  // the mnemonic ends here
        CO_TRY(const auto made, co_await keys.keys_at(first, count));
        for (const ValidatorKey& key : made) {
            const bool is_used = chain.is_used(key.pubkey);
            seen.push_back(
                {.key = key, .origin = is_used ? KeyOrigin::found : KeyOrigin::passed_over});
            if (is_used) used = seen.size();
        }
    }
    seen.resize(used);
    co_return seen;
}

/// A key of ours that nobody can explain would be one that could be made, and used, again.
Result<> check_explained(const std::set<PubkeyBytes>& stored, const std::vector<KeyRecord>& found,
                         const KeysOnChain& chain, std::size_t gap_limit) {
    std::set<PubkeyBytes> known = stored;
    for (const KeyRecord& record : found)
        known.insert(record.key.pubkey);
    const auto is_unknown = [&](const PubkeyBytes& key) { return !known.contains(key); };
    const auto first = std::ranges::find_if(chain.ours, is_unknown);
    if (first == chain.ours.end()) return {};
    return fail(Reason::keys_unexplained,
                fmt::format("{} keys of our account, {} the first, are none of the {} before place "
                            "{} nor of the {} after it",
                            std::ranges::count_if(chain.ours, is_unknown), name_of(*first),
                            known.size(), known.size(), gap_limit));
}

}  // namespace

KeysOnChain keys_on_chain(const facts::Chain& chain, const std::set<Address>& accounts) {
    std::set<PubkeyBytes> ours;
    for (const auto& [id, key] : chain.keys)
        if (id.lane == pool::Contract::super_node && key.node && accounts.contains(*key.node))
            ours.insert(id.pubkey);
    for (const auto& [id, registration] : chain.registrations)
        if (accounts.contains(id.owner)) ours.insert(id.pubkey);
    // Both maps are ordered by the key first.
    const auto has = [](const auto& map, const PubkeyBytes& key, const auto& first) {
        const auto found = map.lower_bound(first);
        return found != map.end() && found->first.pubkey == key;
    };
    return {.is_used =
                [&chain, has](const PubkeyBytes& key) {
                    return has(chain.keys, key,
                               facts::LaneKey{.pubkey = key, .lane = pool::Contract{}}) ||
                           has(chain.registrations, key,
                               facts::RegistrationId{.pubkey = key, .owner = {}});
                },
            .ours = {ours.begin(), ours.end()}};
}

std::string to_words(const KeyIndexRepair& repair) {
    if (repair.next == repair.next_before) return "";
    std::string words = fmt::format(
        "the next validator key is at place {} of the mnemonic instead of {}: the chain knows {} "
        "keys from there on that this data folder did not, the last {}",
        repair.next.value, repair.next_before.value, repair.found.size(),
        name_of(repair.found.back().pubkey));
    if (!repair.passed_over.empty())
        words += fmt::format("; {} places between them are never used, the first {}",
                             repair.passed_over.size(), repair.passed_over.front().index.value);
    return words;
}

Task<Result<KeyIndexRepair>> repair_key_index(ValidatorKeys& keys, Store& store, KeysOnChain chain,
                                              std::size_t gap_limit) {
    CHECK(gap_limit > 0);
    CO_TRY(const KeyIndex next, store.next_key_index());
    if (next > KeyIndex{0})
        CO_TRY_VOID(co_await check_fingerprint(keys, store, next - KeyIndex{1}));
    CO_TRY(const auto stored, stored_keys(store));
    CO_TRY(const auto seen, co_await scan(keys, chain, next, gap_limit));
    CO_TRY_VOID(check_explained(stored, seen, chain, gap_limit));
    CO_TRY_VOID(store.record_keys(seen));
    KeyIndexRepair repair{
        .next_before = next, .next = {next.value + seen.size()}, .found = {}, .passed_over = {}};
    for (const KeyRecord& record : seen)
        (record.origin == KeyOrigin::found ? repair.found : repair.passed_over)
            .push_back(record.key);
    co_return repair;
}

Task<Result<std::vector<ValidatorKey>>> reserve_keys(ValidatorKeys& keys, Store& store,
                                                     KeysOnChain chain, std::size_t count) {
    CO_TRY(const KeyIndex next, store.next_key_index());
    CO_TRY(auto made, co_await keys.keys_at(next, count));
    std::vector<KeyRecord> records;
    records.reserve(count);
    for (const ValidatorKey& key : made) {
        if (chain.is_used(key.pubkey))
            co_return fail(Reason::key_index_taken,
                           fmt::format("key index {}: the chain knows {}", key.index.value,
                                       name_of(key.pubkey)));
        records.push_back({.key = key, .origin = KeyOrigin::reserved});
    }
    CO_TRY_VOID(store.record_keys(records));
    co_return made;
}

}  // namespace stafi::engine
