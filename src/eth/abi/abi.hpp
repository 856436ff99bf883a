#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/uint256.hpp"
#include "eth/abi/type.hpp"

// Values of the contract ABI, and their one encoding. eth/abi/message.hpp puts structs on top.
// Source: Contract ABI Specification, docs.soliditylang.org.

namespace stafi::abi {

inline constexpr std::size_t kDataMax = 1 << 25;  ///< bytes that are decoded at once

/// What any type comes down to:
/// a word (intN in two's complement, bool as 0 or 1, address as a number, bytesN as it lies in the
/// word, first byte highest), the content of bytes or string (UTF-8 is not checked: junk may come
/// from a chain), or the parts of an array, list or tuple.
struct Value {
    std::variant<Uint256, Bytes, std::vector<Value>> form;

    // NOLINTBEGIN(google-explicit-constructor): each form is a value
    Value() = default;
    Value(const Uint256& word) : form{word} {}
    Value(Bytes bytes) : form{std::move(bytes)} {}
    Value(std::vector<Value> parts) : form{std::move(parts)} {}
    // NOLINTEND(google-explicit-constructor)

    friend bool operator==(const Value&, const Value&) = default;
};

/// enc(value) as the specification calls it; parameters are a value of their tuple.
/// Errors: bad_abi when the value is not of this type (form, count, range).
[[nodiscard]] Result<Bytes> encode(const Type& type, const Value& value);

/// Reads exactly `data`. Only the one encoding that compilers and libraries write is taken:
/// what is pointed to follows in order, without gaps, overlaps and sharing; unused bits are zero
/// (ones above a negative number); so that encode(type, decode(type, data)) == data.
/// Every length is checked against the remaining bytes before anything is allocated.
/// Errors: bad_abi, with the position; also beyond kDataMax.
[[nodiscard]] Result<Value> decode(const Type& type, BytesView data);

/// For people: `(0x5aae…beaed, 12, "text", [true])`; long bytes are shortened. CHECKs the form.
[[nodiscard]] std::string to_text(const Type& type, const Value& value);

}  // namespace stafi::abi
