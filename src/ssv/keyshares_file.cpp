#include "ssv/keyshares_file.hpp"

#include <chrono>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"

namespace stafi::ssv {
namespace {

namespace json = boost::json;

/// A value of the file and the path that leads to it.
class Field {
  public:
    Field(const json::value& value, std::string path) : value_{&value}, path_{std::move(path)} {}

    /// Nothing where the key is missing or null.
    [[nodiscard]] Result<std::optional<Field>> find(std::string_view key) const {
        const json::object* object = value_->if_object();
        if (object == nullptr) return wrong("an object");
        const json::value* found = object->if_contains(key);
        if (found == nullptr || found->is_null()) return std::optional<Field>{};
        return std::optional{Field{*found, inside(key)}};
    }
    [[nodiscard]] Result<Field> member(std::string_view key) const {
        TRY(std::optional<Field> found, find(key));
        if (!found) return fail(Reason::bad_keyshares, inside(key) + ": missing");
        return *std::move(found);
    }
    [[nodiscard]] Result<std::vector<Field>> elements(std::size_t max) const {
        const json::array* array = value_->if_array();
        if (array == nullptr) return wrong("a list");
        if (array->size() > max)
            return fail(Reason::bad_keyshares, fmt::format("{}: {} elements, at most {} expected",
                                                           path_, array->size(), max));
        std::vector<Field> fields;
        fields.reserve(array->size());
        for (const json::value& element : *array)
            fields.emplace_back(element, fmt::format("{}[{}]", path_, fields.size()));
        return fields;
    }
    [[nodiscard]] Result<std::uint64_t> number() const {
        if (const std::uint64_t* large = value_->if_uint64()) return *large;
        const std::int64_t* number = value_->if_int64();
        if (number == nullptr || *number < 0) return wrong("a whole number");
        return static_cast<std::uint64_t>(*number);
    }
    [[nodiscard]] Result<std::string_view> text(std::size_t max) const {
        const json::string* text = value_->if_string();
        if (text == nullptr) return wrong("a text");
        if (text->size() > max)
            return fail(Reason::bad_keyshares, fmt::format("{}: {} characters, at most {} expected",
                                                           path_, text->size(), max));
        return std::string_view{text->data(), text->size()};
    }
    [[nodiscard]] Result<Bytes> hex() const {
        TRY(const std::string_view digits, text(2 + 2 * kKeysharesBytesMax));
        return at(path_, parse_hex(digits));
    }

  private:
    [[nodiscard]] std::string inside(std::string_view key) const {
        return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
    }
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view expected) const {
        return fail(Reason::bad_keyshares,
                    fmt::format("{}: {} expected", path_.empty() ? "file" : path_, expected));
    }

    const json::value* value_;
    std::string path_;
};

Result<std::string> read_text(const Field& object, std::string_view key) {
    TRY(const Field field, object.member(key));
    TRY(const std::string_view text, field.text(kKeysharesTextMax));
    return std::string{text};
}

Result<std::uint64_t> read_number(const Field& object, std::string_view key) {
    TRY(const Field field, object.member(key));
    return field.number();
}

Result<Bytes> read_hex(const Field& object, std::string_view key) {
    TRY(const Field field, object.member(key));
    return field.hex();
}

Result<std::vector<Field>> read_list(const Field& object, std::string_view key) {
    TRY(const Field field, object.member(key));
    return field.elements(kKeysharesOperatorsMax);
}

Result<> read_data(const Field& data, KeysharesItem& item) {
    TRY(item.owner_nonce.value, read_number(data, "ownerNonce"));
    TRY(item.owner_text, read_text(data, "ownerAddress"));
    TRY(item.public_key, read_hex(data, "publicKey"));
    TRY(const std::vector<Field> seats, read_list(data, "operators"));
    for (const Field& seat : seats) {
        TRY(const std::uint64_t id, read_number(seat, "id"));
        TRY(std::string key_text, read_text(seat, "operatorKey"));
        item.operators.push_back({.id = {id}, .key_text = std::move(key_text)});
    }
    return {};
}

Result<> read_payload(const Field& payload, KeysharesItem& item) {
    TRY(item.payload_key, read_hex(payload, "publicKey"));
    TRY(const std::vector<Field> ids, read_list(payload, "operatorIds"));
    for (const Field& field : ids) {
        TRY(const std::uint64_t id, field.number());
        item.payload_ids.push_back({id});
    }
    TRY(item.shares_data, read_hex(payload, "sharesData"));
    return {};
}

Result<KeysharesItem> read_item(const Field& field) {
    KeysharesItem item;
    TRY(const Field data, field.member("data"));
    TRY_VOID(read_data(data, item));
    TRY(const Field payload, field.member("payload"));
    TRY_VOID(read_payload(payload, item));
    return item;
}

/// "v1.1.0" or "v1.2.0", with any last number: that does not change the schema.
Result<std::string> read_version(const Field& root) {
    TRY(std::string version, read_text(root, "version"));
    const bool known = version.starts_with("v1.1.") || version.starts_with("v1.2.");
    const std::string_view last = std::string_view{version}.substr(known ? 5 : version.size());
    if (last.empty() || last.size() > 4 || last.find_first_not_of("0123456789") != last.npos)
        return fail(Reason::bad_keyshares, "version: v1.1.0 or v1.2.0 expected");
    return version;
}

Result<std::vector<KeysharesItem>> read_items(const Field& root) {
    std::vector<KeysharesItem> items;
    TRY(const std::optional<Field> shares, root.find("shares"));
    if (!shares) {  // the older form: one item, at the top
        TRY(KeysharesItem item, read_item(root));
        items.push_back(std::move(item));
        return items;
    }
    TRY(const std::vector<Field> fields, shares->elements(kKeysharesItemsMax));
    items.reserve(fields.size());
    for (const Field& field : fields) {
        TRY(KeysharesItem item, read_item(field));
        items.push_back(std::move(item));
    }
    return items;
}

std::string quoted(std::string_view text) { return json::serialize(json::value(text)); }

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
    json::error_code error;
    json::monotonic_resource memory;
    const json::value value = json::parse(text, error, &memory, {.max_depth = 8});
    if (error) return fail(Reason::bad_json, "keyshares: " + error.message());
    const Field root{value, ""};
    KeysharesFile file;
    TRY(file.version, read_version(root));
    TRY(const std::optional<Field> created_at, root.find("createdAt"));
    if (created_at) {
        TRY(file.created_at, created_at->text(kKeysharesTextMax));
    }
    TRY(file.items, read_items(root));
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
        if (seat.key.fingerprint() != from.operator_keys[i])
            return fail(
                Reason::operator_key_mismatch,
                fmt::format("keyshares: split for another key of operator {}", seat.id.value));
        item.operators.push_back({.id = seat.id, .key_text = seat.key_text});
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
