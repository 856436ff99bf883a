#pragma once

#include <string>
#include <string_view>

#include "eth/ssz/ssz.hpp"

// SSZ values in the JSON of the Beacon API: numbers as decimal texts, bytes and bits as hex of
// their SSZ with `0x`, lists as arrays, containers as objects with the names of the specification.
// What is read writes to the same JSON again, but for the case of hex digits, the order of fields
// and fields that nobody knows, which are ignored.
// Source: consensus-specs, ssz/simple-serialize.md, "JSON mapping".

namespace stafi::ssz {

void append_json(const Type& type, const void* value, std::string& to);
[[nodiscard]] Result<> decode_json(const Type& type, std::string_view text, void* into);

template <class T>
[[nodiscard]] std::string to_json(const T& value) {
    std::string text;
    append_json(TypeOf<T>::kType, &value, text);
    return text;
}

/// Errors: bad_json, with the path of the bad field. Cost: memory in proportion to `text`.
template <class T>
[[nodiscard]] Result<T> from_json(std::string_view text) {
    Result<T> value{tl::in_place};
    TRY_VOID(decode_json(TypeOf<T>::kType, text, &*value));
    return value;
}

}  // namespace stafi::ssz
