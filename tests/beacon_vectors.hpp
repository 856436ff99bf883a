#pragma once

#include <string>

#include <gtest/gtest.h>

#include "beacon/block/signatures.hpp"
#include "beacon/state/state.hpp"
#include "ssz_vectors.hpp"

// Vectors of the beacon chain: a state, a step, the state after it, as the executable consensus
// specification has them. `pre` holds the fields that differ from an empty state, `post` those
// that differ from `pre`, null where the step is refused; of long vectors, `items` has the changed
// items by index.

namespace stafi::test {

using BeaconFields = eth::fulu::BeaconState;

/// The i-th field's description and address, by name.
struct FieldOf {
    const ssz::Type* type;
    void* address;
};

inline FieldOf field_of(BeaconFields& state, std::string_view wanted) {
    const ssz::Type& type = ssz::TypeOf<BeaconFields>::kType;
    ssz::Addresses addresses;
    type.addresses(&state, addresses);
    std::string_view names = type.names;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const std::string_view name = names.substr(0, names.find(", "));
        if (name == wanted) return {type.fields[i], const_cast<void*>(addresses.at(i))};
        names.remove_prefix(std::min(names.size(), name.size() + 2));
    }
    throw std::runtime_error{"no field " + std::string{wanted}};
}

/// Overwrites what the vector names.
inline void fill_state(BeaconFields& state, const boost::json::object& changes) {
    for (const auto& [name, value] : changes) {
        if (name == "items") continue;
        const FieldOf field = field_of(state, name);
        fill(*field.type, value, field.address);
    }
    if (!changes.contains("items")) return;
    for (const auto& [name, items] : changes.at("items").as_object()) {
        const FieldOf field = field_of(state, name);
        auto* first =
            static_cast<std::byte*>(const_cast<void*>(field.type->items(field.address).first));
        for (const auto& [index, value] : items.as_object()) {
            const std::size_t i = *parse_uint64(std::string_view{index});
            ASSERT_LT(i, field.type->limit);
            fill(*field.type->item, value, first + i * field.type->item->memory_bytes);
        }
    }
}

inline beacon::State state_of(const boost::json::value& pre, const beacon::Parameters& rules = {}) {
    beacon::State state{{}, rules, {}};
    fill_state(state, pre.as_object());
    return state;
}

/// The names of the fields in which two states differ.
inline std::string different_fields(const BeaconFields& a, const BeaconFields& b) {
    const ssz::Type& type = ssz::TypeOf<BeaconFields>::kType;
    ssz::Addresses first;
    ssz::Addresses second;
    type.addresses(&a, first);
    type.addresses(&b, second);
    std::string found;
    std::string_view names = type.names;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const std::string_view name = names.substr(0, names.find(", "));
        if (hash_tree_root(*type.fields[i], first.at(i)) !=
            hash_tree_root(*type.fields[i], second.at(i)))
            found += std::string{name} + " ";
        names.remove_prefix(std::min(names.size(), name.size() + 2));
    }
    return found;
}

/// Every field, and the root of the whole.
inline void expect_post(const beacon::State& state, const boost::json::object& row) {
    BeaconFields expected;
    fill_state(expected, row.at("pre").as_object());
    fill_state(expected, row.at("post").as_object());
    const BeaconFields& fields = state;
    EXPECT_TRUE(fields == expected) << different_fields(fields, expected);
    EXPECT_EQ(to_hex(root_of(state).view()), str(row.at("root")));
}

/// Runs a step that cannot fail on each case of a file: `step(state, row)`.
template <class Step>
void expect_cases(const std::string& file, const Step& step, const beacon::Parameters& rules = {}) {
    const boost::json::value vectors = vector_file(file);
    for (const auto& entry : vectors.at("cases").as_array()) {
        const auto& row = entry.as_object();
        SCOPED_TRACE(file + ": " + str(row.at("name")));
        beacon::State state = state_of(row.at("pre"), rules);
        step(state, row);
        expect_post(state, row);
    }
}

/// The same for a step that may refuse: `step(state, row)` returns a Result, and refuses exactly
/// where the specification does, without a trace.
template <class Step>
void expect_results(const std::string& file, const Step& step,
                    const beacon::Parameters& rules = {}) {
    const boost::json::value vectors = vector_file(file);
    for (const auto& entry : vectors.at("cases").as_array()) {
        const auto& row = entry.as_object();
        SCOPED_TRACE(file + ": " + str(row.at("name")));
        beacon::State state = state_of(row.at("pre"), rules);
        const Result<> done = step(state, row);
        EXPECT_EQ(done.has_value(), !row.at("post").is_null()) << (done ? "" : done.error().what);
        if (done && !row.at("post").is_null()) expect_post(state, row);
        const BeaconFields& fields = state;
        if (!done) EXPECT_TRUE(fields == state_of(row.at("pre")));
    }
}

/// The same for a step whose signatures are verified after it: `step(state, row, signatures)`.
template <class Step>
void expect_verified(const std::string& file, const Step& step,
                     const beacon::Parameters& rules = {}) {
    expect_results(
        file,
        [&step](beacon::State& state, const boost::json::object& row) -> Result<> {
            beacon::ParsedKeys keys;
            beacon::Signatures signatures{keys, beacon::Signatures::Mode::verified};
            beacon::State after = state;
            TRY_VOID(step(after, row, signatures));
            TRY_VOID(signatures.verify());
            state = std::move(after);
            return {};
        },
        rules);
}

/// A container that a case gives beside its state.
template <class T>
T given(const boost::json::object& row, std::string_view name) {
    auto value = T();
    fill(ssz::TypeOf<T>::kType, row.at(name), &value);
    return value;
}

}  // namespace stafi::test
