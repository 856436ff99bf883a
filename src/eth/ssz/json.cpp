#include "eth/ssz/json.hpp"

#include <algorithm>
#include <cstring>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/json_fields.hpp"
#include "eth/quantity.hpp"

namespace stafi::ssz {
namespace {

namespace json = boost::json;

bool is_byte_list(const Type& type) {
    return type.kind == Kind::list && type.item == &TypeOf<std::byte>::kType;
}

/// `gas_limit` as `gasLimit`.
std::string camel_case(std::string_view name) {
    std::string camel;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '_')
            camel += static_cast<char>(name[++i] - 'a' + 'A');
        else
            camel += name[i];
    }
    return camel;
}

/// Calls `take(i, name)` for each of the names "epoch, root", until it fails.
template <class Take>
Result<> for_each_name(std::string_view names, JsonForm form, Take take) {
    for (std::size_t i = 0; !names.empty(); ++i) {
        const std::size_t end = std::min(names.find(", "), names.size());
        const std::string_view name = names.substr(0, end);
        TRY_VOID(take(i, form == JsonForm::engine_api ? camel_case(name) : std::string{name}));
        names.remove_prefix(std::min(end + 2, names.size()));
    }
    return {};
}

// Writing.

Uint256 number_at(const Type& type, const void* value) {
    Uint256 number;
    std::memcpy(number.limbs.data(), value, type.memory_bytes);
    return number;
}

void append_encoding(const Type& type, const void* value, std::string& to) {
    Bytes bytes;
    append(type, value, bytes);
    to += '"';
    to += to_hex0x(bytes);
    to += '"';
}

void append_items(const Type& type, const void* value, JsonForm form, std::string& to) {
    const Items items = type.items(value);
    const auto* const first = static_cast<const std::byte*>(items.first);
    to += '[';
    for (std::size_t i = 0; i < items.count; ++i) {
        if (i > 0) to += ',';
        append_json(*type.item, first + i * type.item->memory_bytes, form, to);
    }
    to += ']';
}

void append_fields(const Type& type, const void* value, JsonForm form, std::string& to) {
    Addresses fields;
    type.addresses(value, fields);
    to += '{';
    (void)for_each_name(type.names, form, [&](std::size_t i, std::string_view name) -> Result<> {
        if (i > 0) to += ',';
        to += '"';
        to += name;
        to += "\":";
        append_json(*type.fields[i], fields[i], form, to);
        return {};
    });
    to += '}';
}

// Reading.

Result<> decode_value(const Type& type, const json::value& value, JsonForm form, void* into);

Result<std::string_view> text_of(const json::value& value) {
    if (const json::string* const text = value.if_string())
        return std::string_view{text->data(), text->size()};
    return fail(Reason::bad_json, "not a text");
}

Result<> decode_number(const Type& type, const json::value& value, JsonForm form, void* into) {
    TRY(const std::string_view text, text_of(value));
    TRY(const Uint256 number,
        form == JsonForm::engine_api ? eth::parse_quantity(text) : parse_decimal(text));
    if (number.bit_width() > 8 * type.memory_bytes)
        return fail(Reason::bad_json,
                    fmt::format("{} has more than {} bits", text, 8 * type.memory_bytes));
    std::memcpy(into, number.limbs.data(), type.memory_bytes);
    return {};
}

Result<> decode_boolean(const json::value& value, bool& into) {
    if (!value.is_bool()) return fail(Reason::bad_json, "neither true nor false");
    into = value.get_bool();
    return {};
}

/// Bytes and bits: hex of their SSZ.
Result<> decode_encoding(const Type& type, const json::value& value, void* into) {
    TRY(const std::string_view text, text_of(value));
    if (!text.starts_with("0x")) return fail(Reason::bad_json, "hex with 0x is expected");
    TRY(const Bytes bytes, parse_hex(text));
    return decode(type, bytes, into);
}

Result<> decode_items(const Type& type, const json::value& value, JsonForm form, void* into) {
    const json::array* const array = value.if_array();
    if (array == nullptr) return fail(Reason::bad_json, "not a list");
    const bool is_list = type.kind == Kind::list;
    if (array->size() > type.limit || (!is_list && array->size() != type.limit))
        return fail(Reason::bad_json, fmt::format("{} items, {} {}", array->size(),
                                                  is_list ? "at most" : "expected", type.limit));
    if (is_list) type.resize(into, array->size());
    auto* const first = static_cast<std::byte*>(const_cast<void*>(type.items(into).first));
    for (std::size_t i = 0; i < array->size(); ++i)
        TRY_VOID(at(fmt::format("[{}]", i), decode_value(*type.item, (*array)[i], form,
                                                         first + i * type.item->memory_bytes)));
    return {};
}

Result<> decode_fields(const Type& type, const json::value& value, JsonForm form, void* into) {
    const json::object* const object = value.if_object();
    if (object == nullptr) return fail(Reason::bad_json, "not an object");
    Addresses fields;
    type.addresses(into, fields);
    return for_each_name(type.names, form, [&](std::size_t i, std::string_view name) -> Result<> {
        const json::value* const field = object->if_contains(name);
        if (field == nullptr) return fail(Reason::bad_json, fmt::format("{}: missing", name));
        return at(name, decode_value(*type.fields[i], *field, form, const_cast<void*>(fields[i])));
    });
}

Result<> decode_value(const Type& type, const json::value& value, JsonForm form, void* into) {
    switch (type.kind) {
        case Kind::number:
            return decode_number(type, value, form, into);
        case Kind::boolean:
            return decode_boolean(value, *static_cast<bool*>(into));
        case Kind::bytes:
        case Kind::bitvector:
        case Kind::bitlist:
            return decode_encoding(type, value, into);
        case Kind::vector:
        case Kind::list:
            return is_byte_list(type) ? decode_encoding(type, value, into)
                                      : decode_items(type, value, form, into);
        case Kind::container:
            return decode_fields(type, value, form, into);
    }
    CHECK(false);
}

}  // namespace

void append_json(const Type& type, const void* value, JsonForm form, std::string& to) {
    switch (type.kind) {
        case Kind::number:
            to += '"';
            to += form == JsonForm::engine_api ? eth::to_quantity(number_at(type, value))
                                               : to_decimal(number_at(type, value));
            to += '"';
            return;
        case Kind::boolean:
            to += *static_cast<const bool*>(value) ? "true" : "false";
            return;
        case Kind::bytes:
        case Kind::bitvector:
        case Kind::bitlist:
            return append_encoding(type, value, to);
        case Kind::vector:
        case Kind::list:
            return is_byte_list(type) ? append_encoding(type, value, to)
                                      : append_items(type, value, form, to);
        case Kind::container:
            return append_fields(type, value, form, to);
    }
}

Result<> decode_json(const Type& type, std::string_view text, JsonForm form, void* into) {
    TRY_VOID(check_json(text));
    json::error_code error;
    const json::value value = json::parse(text, error);
    if (error) return fail(Reason::bad_json, "json: " + error.message());
    // Hex, numbers and bits have reasons of their own; here, all of it is bad JSON.
    if (auto done = decode_value(type, value, form, into); !done)
        return fail(Reason::bad_json, std::move(done).error().what);
    return {};
}

}  // namespace stafi::ssz
