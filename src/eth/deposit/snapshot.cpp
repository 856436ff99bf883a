#include "eth/deposit/snapshot.hpp"

#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/uint256.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::eth {
namespace {

namespace json = boost::json;

auto refuse(std::string_view field, std::string_view why) {
    return fail(Reason::bad_deposit_snapshot, fmt::format("{}: {}", field, why));
}

Result<const json::value*> find(const json::object& object, std::string_view field) {
    if (const json::value* value = object.if_contains(field)) return value;
    return refuse(field, "missing");
}

Result<> read_hash(const json::value& value, std::string_view field, Bytes32& into) {
    if (!value.is_string() || !value.get_string().starts_with("0x"))
        return refuse(field, "hex with 0x is expected");
    if (auto done = parse_hex_into(value.get_string(), into.span()); !done)
        return refuse(field, done.error().what);
    return {};
}

Result<> read_hash(const json::object& object, std::string_view field, Bytes32& into) {
    TRY(const json::value* const value, find(object, field));
    return read_hash(*value, field, into);
}

/// The Beacon API writes numbers as texts.
Result<std::uint64_t> read_number(const json::object& object, std::string_view field) {
    TRY(const json::value* const value, find(object, field));
    if (!value->is_string()) return refuse(field, "a number as text is expected");
    const auto number = parse_uint64(value->get_string());
    if (!number) return refuse(field, number.error().what);
    return *number;
}

Result<> read_finalized(const json::object& object, DepositSnapshot& into) {
    TRY(const json::value* const value, find(object, "finalized"));
    if (!value->is_array() || value->get_array().size() > into.finalized.kMax)
        return refuse("finalized",
                      fmt::format("at most {} hashes are expected", into.finalized.kMax));
    for (const json::value& item : value->get_array())
        TRY_VOID(read_hash(item, "finalized", into.finalized.emplace_back()));
    return {};
}

}  // namespace

Result<DepositSnapshot> parse_deposit_snapshot(std::string_view text) {
    if (text.size() > kDepositSnapshotJsonMax)
        return refuse("snapshot",
                      fmt::format("{} bytes, at most {}", text.size(), kDepositSnapshotJsonMax));
    TRY_VOID(at("snapshot", check_json(text)));
    json::error_code error;
    const json::value value = json::parse(text, error, {}, {.max_depth = 4});
    if (error || !value.is_object()) return refuse("snapshot", "a JSON object is expected");
    const json::object& object = value.get_object();

    DepositSnapshot snapshot;
    TRY_VOID(read_finalized(object, snapshot));
    TRY_VOID(read_hash(object, "deposit_root", snapshot.deposit_root));
    TRY(snapshot.deposit_count, read_number(object, "deposit_count"));
    TRY_VOID(read_hash(object, "execution_block_hash", snapshot.execution_block_hash));
    TRY(snapshot.execution_block_height.value, read_number(object, "execution_block_height"));
    return snapshot;
}

std::string to_json(const DepositSnapshot& snapshot) {
    std::vector<std::string> finalized;
    for (const Bytes32& hash : snapshot.finalized)
        finalized.push_back(fmt::format(R"("{}")", to_hex0x(hash.view())));
    return fmt::format(R"({{"finalized":[{}],"deposit_root":"{}","deposit_count":"{}",)"
                       R"("execution_block_hash":"{}","execution_block_height":"{}"}})",
                       fmt::join(finalized, ","), to_hex0x(snapshot.deposit_root.view()),
                       snapshot.deposit_count, to_hex0x(snapshot.execution_block_hash.view()),
                       snapshot.execution_block_height.value);
}

}  // namespace stafi::eth
