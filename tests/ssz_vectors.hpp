#pragma once

#include <cstring>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "eth/ssz/json.hpp"
#include "vector_file.hpp"

// SSZ vectors: { type, value as in the Beacon API's JSON, ssz, root }. The value is read from JSON
// by the names of the fields, so that a case also proves that each name means the right bytes.

namespace stafi::test {

/// A C++ type to be tested, chosen by its name in the vectors.
struct SszType {
    const ssz::Type& type;
    void* (*create)();
    void (*destroy)(void* value);

    [[nodiscard]] std::unique_ptr<void, void (*)(void*)> make() const {
        return {create(), destroy};
    }
};

template <class T>
SszType ssz_type() {
    return {.type = ssz::TypeOf<T>::kType,
            .create = [] { return static_cast<void*>(new T()); },
            .destroy = [](void* value) { delete static_cast<T*>(value); }};
}

inline Bytes hex_bytes(const boost::json::value& hex) { return *parse_hex(str(hex)); }

inline void fill(const ssz::Type& type, const boost::json::value& json, void* into);

inline void fill_items(const ssz::Type& type, const boost::json::value& json, void* into) {
    const bool is_hex = json.is_string();  // a ByteList
    const Bytes bytes = is_hex ? hex_bytes(json) : Bytes{};
    if (type.resize != nullptr) type.resize(into, is_hex ? bytes.size() : json.as_array().size());
    auto* first = static_cast<std::byte*>(const_cast<void*>(type.items(into).first));
    if (is_hex) return void(std::ranges::copy(bytes, first));
    for (std::size_t i = 0; i < json.as_array().size(); ++i)
        fill(*type.item, json.as_array()[i], first + i * type.item->memory_bytes);
}

/// Fills the fields that `json` has, and counts that it has no others.
inline void fill_fields(const ssz::Type& type, const boost::json::value& json, void* into) {
    ssz::Addresses fields;
    type.addresses(into, fields);
    std::string names{type.names};
    std::size_t found = 0;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const std::string name = names.substr(0, names.find(", "));
        names.erase(0, name.size() + 2);
        const auto* value = json.as_object().if_contains(name);
        if (value == nullptr) continue;
        fill(*type.fields[i], *value, const_cast<void*>(fields[i]));
        ++found;
    }
    EXPECT_EQ(found, json.as_object().size());
}

inline void fill(const ssz::Type& type, const boost::json::value& json, void* into) {
    switch (type.kind) {
        case ssz::Kind::number: {
            const Uint256 number = *parse_decimal(str(json));
            std::memcpy(into, number.limbs.data(), type.memory_bytes);
            return;
        }
        case ssz::Kind::boolean:
            *static_cast<bool*>(into) = json.as_bool();
            return;
        case ssz::Kind::vector:
        case ssz::Kind::list:
            return fill_items(type, json, into);
        case ssz::Kind::bytes:
        case ssz::Kind::bitvector:
        case ssz::Kind::bitlist:
            ASSERT_TRUE(ssz::decode(type, hex_bytes(json), into));
            return;
        case ssz::Kind::container:
            return fill_fields(type, json, into);
    }
}

/// JSON -> decode -> encode == ssz; ssz -> decode -> encode == ssz, -> JSON; the root.
inline void expect_case(const SszType& known, const boost::json::object& row) {
    const Bytes wire = hex_bytes(row.at("ssz"));
    const auto encoded = [&](const void* value) {
        Bytes bytes;
        append(known.type, value, bytes);
        return to_hex(bytes);
    };
    const auto value = known.make();
    const auto read =
        decode_json(known.type, serialize(row.at("value")), ssz::JsonForm::beacon_api, value.get());
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(encoded(value.get()), to_hex(wire));

    const auto decoded = known.make();
    const auto done = decode(known.type, wire, decoded.get());
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(encoded(decoded.get()), to_hex(wire));
    EXPECT_EQ(to_hex(hash_tree_root(known.type, decoded.get()).view()), str(row.at("root")));
    std::string json;
    append_json(known.type, decoded.get(), ssz::JsonForm::beacon_api, json);
    EXPECT_EQ(json, serialize(row.at("value")));
}

}  // namespace stafi::test
