#include "ssv/keyshares/keyshares_file.hpp"

#include <chrono>
#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::ssv {
namespace {

Result<std::string> read_text(const JsonFields& fields, std::string_view name) {
    TRY(const std::string_view text, fields.text(name));
    if (text.size() > kKeysharesTextMax)
        return fail(Reason::bad_keyshares,
                    fmt::format("{}: {} characters, at most {} expected", fields.path_of(name),
                                text.size(), kKeysharesTextMax));
    return std::string{text};
}

Result<> read_data(const JsonFields& data, KeysharesItem& item) {
    TRY(item.owner_nonce.value, data.number("ownerNonce"));
    TRY(item.owner_text, read_text(data, "ownerAddress"));
    TRY(item.public_key, data.hex("publicKey", kKeysharesBytesMax));
    TRY(const auto seats, data.objects("operators", kKeysharesOperatorsMax));
    for (const JsonFields& seat : seats) {
        TRY(const std::uint64_t id, seat.number("id"));
        TRY(std::string key_text, read_text(seat, "operatorKey"));
        item.operators.push_back({.id = {id}, .key_text = std::move(key_text)});
    }
    return {};
}

Result<> read_payload(const JsonFields& payload, KeysharesItem& item) {
    TRY(item.payload_key, payload.hex("publicKey", kKeysharesBytesMax));
    TRY(const auto ids, payload.numbers("operatorIds", kKeysharesOperatorsMax));
    for (const std::uint64_t id : ids)
        item.payload_ids.push_back({id});
    TRY(item.shares_data, payload.hex("sharesData", kKeysharesBytesMax));
    return {};
}

Result<KeysharesItem> read_item(const JsonFields& fields) {
    KeysharesItem item;
    TRY(const JsonFields data, fields.object("data"));
    TRY_VOID(read_data(data, item));
    TRY(const JsonFields payload, fields.object("payload"));
    TRY_VOID(read_payload(payload, item));
    return item;
}

/// "v1.1.0" or "v1.2.0", with any last number: that does not change the schema.
Result<std::string> read_version(const JsonFields& top) {
    TRY(std::string version, read_text(top, "version"));
    const bool known = version.starts_with("v1.1.") || version.starts_with("v1.2.");
    const std::string_view last = std::string_view{version}.substr(known ? 5 : version.size());
    if (last.empty() || last.size() > 4 || last.find_first_not_of("0123456789") != last.npos)
        return fail(Reason::bad_keyshares, "version: v1.1.0 or v1.2.0 expected");
    return version;
}

Result<std::vector<KeysharesItem>> read_items(const JsonFields& top) {
    std::vector<JsonFields> elements{top};  // the older form: one item, at the top
    if (top.has("shares")) {
        TRY(elements, top.objects("shares", kKeysharesItemsMax));
    }
    std::vector<KeysharesItem> items;
    items.reserve(elements.size());
    for (const JsonFields& element : elements) {
        TRY(KeysharesItem item, read_item(element));
        items.push_back(std::move(item));
    }
    return items;
}

/// As JSON.stringify escapes it.
std::string quoted(std::string_view text) {
    return boost::json::serialize(boost::json::value(text));
}

void write_item(fmt::memory_buffer& out, const KeysharesItem& item) {
    const auto to = fmt::appender(out);
    fmt::format_to(to, R"(    {{
      "data": {{
        "ownerNonce": {},
        "ownerAddress": {},
        "publicKey": "{}",
        "operators": [)",
                   item.owner_nonce.value, quoted(item.owner_text), to_hex0x(item.public_key));
    std::string_view separator;
    for (const KeysharesItem::Seat& seat : item.operators) {
        fmt::format_to(to, R"({}
          {{
            "id": {},
            "operatorKey": {}
          }})",
                       std::exchange(separator, ","), seat.id.value, quoted(seat.key_text));
    }
    fmt::format_to(to, R"({}]
      }},
      "payload": {{
        "publicKey": "{}",
        "operatorIds": [)",
                   item.operators.empty() ? "" : "\n        ", to_hex0x(item.payload_key));
    separator = {};
    for (const OperatorId id : item.payload_ids)
        fmt::format_to(to, "{}\n          {}", std::exchange(separator, ","), id.value);
    fmt::format_to(to, R"({}],
        "sharesData": "{}"
      }}
    }})",
                   item.payload_ids.empty() ? "" : "\n        ", to_hex0x(item.shares_data));
}

}  // namespace

Result<KeysharesFile> read_keyshares(std::string_view text) {
    if (text.size() > kKeysharesFileMax)
        return fail(Reason::file_too_large, fmt::format("keyshares: {} bytes, at most {} expected",
                                                        text.size(), kKeysharesFileMax));
    TRY(const JsonDocument document, JsonDocument::parse(text));
    const JsonFields top = document.fields();
    KeysharesFile file;
    TRY(file.version, read_version(top));
    if (top.has("createdAt")) {
        TRY(file.created_at, read_text(top, "createdAt"));
    }
    TRY(file.items, read_items(top));
    return file;
}

std::string write_keyshares(const KeysharesFile& file) {
    fmt::memory_buffer out;
    const auto to = fmt::appender(out);
    fmt::format_to(to, "{{\n  \"version\": {},\n  \"createdAt\": {},\n  \"shares\": ",
                   quoted(file.version), quoted(file.created_at));
    if (file.items.empty()) {
        fmt::format_to(to, "null\n}}");
        return fmt::to_string(out);
    }
    std::string_view separator = "[\n";
    for (const KeysharesItem& item : file.items) {
        out.append(std::exchange(separator, ",\n"));
        write_item(out, item);
    }
    fmt::format_to(to, "\n  ]\n}}");
    return fmt::to_string(out);
}

Result<KeysharesItem> item_of(const VerifiedShares& shares, const OperatorSet& operators) {
    const Keyshares& from = shares.keyshares();
    KeysharesItem item{.owner_nonce = from.nonce,
                       .owner_text = to_checksum_text(from.owner),
                       .public_key = {},
                       .operators = {},
                       .payload_key = {},
                       .payload_ids = {from.committee.ids().begin(), from.committee.ids().end()},
                       .shares_data = from.shares_data};
    append(item.public_key, from.validator.bytes().view());
    append(item.payload_key, from.validator.bytes().view());
    if (operators.committee() != from.committee)
        return fail(Reason::operator_key_mismatch, "keyshares: split for other operators");
    for (std::size_t i = 0; i < from.operator_keys.size(); ++i) {
        const Operator& seat = operators.operators()[i];
        if (seat.key().fingerprint() != from.operator_keys[i])
            return fail(
                Reason::operator_key_mismatch,
                fmt::format("keyshares: split for another key of operator {}", seat.id().value));
        item.operators.push_back({.id = seat.id(), .key_text = seat.key_text()});
    }
    return item;
}

std::string created_at_text(std::uint64_t unix_ms) {
    using std::chrono::days;
    using std::chrono::milliseconds;
    const std::chrono::sys_time<milliseconds> time{milliseconds{unix_ms}};
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace stafi::ssv
