#pragma once

#include <array>
#include <concepts>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/uint256.hpp"
#include "eth/abi/abi.hpp"

// How C++ values stand for ABI values:
//
//     bool                      bool
//     integers, Uint256         uintN, intN of any width (Uint256: intN in two's complement)
//     Id, Quantity, Wei         the same: a struct around one number `value`
//     enums that say their last uintN of any width
//     Address                   address
//     FixedBytes                bytesN of the same length, or bytes that must have it
//     Bytes, std::string        bytes, string
//     std::vector, std::array   T[], T[k]
//     structs, std::tuple       tuples: eth/abi/record.hpp
//
// A pair that is not in this table is a bug and CHECKed.
//
// to_value(type, content): a number too large for its type is left for encode() to refuse.
// read_value(type, value, content): `value` is of this type, from decode(). Errors: out_of_range
// for a number too large for the content's C++ type, bad_abi for another length than its.

namespace stafi::abi {

/// A struct around one number, not one of the structs of eth/abi/record.hpp.
template <class T>
concept Unit = requires(T unit) { T{unit.value}; } && !requires(T& it) { T::abi_fields(it); };
template <class T>
concept Unsigned = std::unsigned_integral<T> && !std::same_as<T, bool>;

// Words.

[[nodiscard]] Value bool_to_value(const Type& type, bool content);
Result<> read_value(const Type& type, Value&& value, bool& content);
template <std::same_as<bool> T>  // no pointer becomes a bool
[[nodiscard]] Value to_value(const Type& type, T content) {
    return bool_to_value(type, content);
}

[[nodiscard]] Value to_value(const Type& type, const Uint256& content);
Result<> read_value(const Type& type, Value&& value, Uint256& content);

template <Unsigned T>
[[nodiscard]] Value to_value(const Type& type, T content) {
    return to_value(type, Uint256{content});
}
Result<std::uint64_t> read_unsigned(const Type& type, const Value& value, std::uint64_t max);
template <Unsigned T>
Result<> read_value(const Type& type, Value&& value, T& content) {
    TRY(const auto wide, read_unsigned(type, value, std::numeric_limits<T>::max()));
    content = static_cast<T>(wide);
    return {};
}

[[nodiscard]] Value signed_to_value(const Type& type, std::int64_t content);
template <std::signed_integral T>
[[nodiscard]] Value to_value(const Type& type, T content) {
    return signed_to_value(type, content);
}
Result<std::int64_t> read_signed(const Type& type, const Value& value, std::int64_t max);
template <std::signed_integral T>
Result<> read_value(const Type& type, Value&& value, T& content) {
    TRY(const auto wide, read_signed(type, value, std::numeric_limits<T>::max()));
    content = static_cast<T>(wide);
    return {};
}

template <Unit T>
[[nodiscard]] Value to_value(const Type& type, const T& content) {
    return to_value(type, content.value);
}
template <Unit T>
Result<> read_value(const Type& type, Value&& value, T& content) {
    return read_value(type, std::move(value), content.value);
}

/// An enum whose values run from 0 to `abi_last(T{})`, declared beside it.
template <class T>
concept Choice = std::is_enum_v<T> && requires { abi_last(T{}); };
template <Choice T>
[[nodiscard]] Value to_value(const Type& type, T content) {
    return to_value(type, Uint256{static_cast<std::uint64_t>(content)});
}
template <Choice T>
Result<> read_value(const Type& type, Value&& value, T& content) {
    constexpr auto last = static_cast<std::uint64_t>(abi_last(T{}));
    TRY(const auto number, read_unsigned(type, value, last));
    content = static_cast<T>(number);
    return {};
}

[[nodiscard]] Value to_value(const Type& type, const Address& content);
Result<> read_value(const Type& type, Value&& value, Address& content);

// Bytes.

[[nodiscard]] Value fixed_to_value(const Type& type, BytesView content);
Result<> read_fixed(const Type& type, const Value& value, std::span<std::byte> content);
template <class Tag, std::size_t N>
[[nodiscard]] Value to_value(const Type& type, const FixedBytes<Tag, N>& content) {
    return fixed_to_value(type, content.view());
}
template <class Tag, std::size_t N>
Result<> read_value(const Type& type, Value&& value, FixedBytes<Tag, N>& content) {
    return read_fixed(type, value, content.span());
}

[[nodiscard]] Value to_value(const Type& type, const Bytes& content);
Result<> read_value(const Type& type, Value&& value, Bytes& content);
[[nodiscard]] Value to_value(const Type& type, const std::string& content);
Result<> read_value(const Type& type, Value&& value, std::string& content);

// Arrays and lists.

/// CHECKs that `type` has elements.
[[nodiscard]] const Type& element_of(const Type& type);
[[nodiscard]] std::vector<Value> parts_of(Value&& value);
Result<> check_count(std::size_t count, std::size_t expected);

template <class T>
[[nodiscard]] Value elements_to_value(const Type& type, std::span<const T> elements) {
    std::vector<Value> parts;
    parts.reserve(elements.size());
    for (const T& element : elements)
        parts.push_back(to_value(element_of(type), element));
    return parts;
}
template <class T>
[[nodiscard]] Value to_value(const Type& type, const std::vector<T>& elements) {
    return elements_to_value(type, std::span<const T>{elements});
}
template <class T, std::size_t N>
[[nodiscard]] Value to_value(const Type& type, const std::array<T, N>& elements) {
    return elements_to_value(type, std::span<const T>{elements});
}

template <class T>
Result<> read_value(const Type& type, Value&& value, std::vector<T>& elements) {
    elements.clear();
    for (Value& part : parts_of(std::move(value)))
        TRY_VOID(read_value(element_of(type), std::move(part), elements.emplace_back()));
    return {};
}
template <class T, std::size_t N>
Result<> read_value(const Type& type, Value&& value, std::array<T, N>& elements) {
    std::vector<Value> parts = parts_of(std::move(value));
    TRY_VOID(check_count(parts.size(), N));
    for (std::size_t i = 0; i < N; ++i)
        TRY_VOID(read_value(element_of(type), std::move(parts[i]), elements[i]));
    return {};
}

}  // namespace stafi::abi
