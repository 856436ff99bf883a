#pragma once

#include <string>
#include <string_view>

#include "eth/ssz/ssz.hpp"

// SSZ values in the JSON of Ethereum's two APIs: bytes and bits as hex of their SSZ with `0x`,
// lists as arrays, containers as objects. What is read writes to the same JSON again, but for the
// case of hex digits, the order of fields and fields that nobody knows, which are ignored.

namespace stafi::ssz {

enum class JsonForm : std::uint8_t {
    /// Numbers as decimal texts, fields named as in the specification: `gas_limit`.
    /// Source: consensus-specs, ssz/simple-serialize.md, "JSON mapping".
    beacon_api,
    /// Numbers as hex quantities, fields in camel case: `gasLimit`.
    /// Source: execution-apis, src/engine/common.md.
    engine_api,
};

void append_json(const Type& type, const void* value, JsonForm form, std::string& to);
[[nodiscard]] Result<> decode_json(const Type& type, std::string_view text, JsonForm form,
                                   void* into);

template <class T>
[[nodiscard]] std::string to_json(const T& value, JsonForm form = JsonForm::beacon_api) {
    std::string text;
    append_json(TypeOf<T>::kType, &value, form, text);
    return text;
}

/// Errors: bad_json, with the path of the bad field. Cost: memory in proportion to `text`.
template <class T>
[[nodiscard]] Result<T> from_json(std::string_view text, JsonForm form = JsonForm::beacon_api) {
    Result<T> value{tl::in_place};
    TRY_VOID(decode_json(TypeOf<T>::kType, text, form, &*value));
    return value;
}

}  // namespace stafi::ssz
