#pragma once

#include <array>
#include <concepts>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "eth/abi/codec.hpp"

// Tuples as structs. A struct names its fields once, for both directions:
//
//     struct Cluster {
//         std::uint32_t validator_count = 0;
//         Wei balance;
//         static auto abi_fields(auto& self) {
//             return abi::fields(self.validator_count, self.balance);
//         }
//     };
//
// or, the same and its comparison in one line: ABI_RECORD(Cluster, validator_count, balance);
//
// The types of the fields are forgotten at once: what works on them is compiled once for each type
// and not again for each struct.

namespace stafi::abi {

/// A struct with abi_fields, or a message (eth/abi/message.hpp) without any field.
template <class T>
concept Record = requires(T& record) { T::abi_fields(record); } || requires { T::kAbi; };

#define ABI_MEMBERS_(...)                                                  \
    auto abi_members() const { return ::stafi::abi::fields(__VA_ARGS__); } \
    auto abi_members() { return ::stafi::abi::fields(__VA_ARGS__); }       \
    static auto abi_fields(auto& self) { return self.abi_members(); }      \
    static constexpr ::std::string_view kFieldNames = #__VA_ARGS__;
/// See above; also keeps the names of the fields, for whoever compares them with an ABI.
#define ABI_RECORD(Type, ...) \
    ABI_MEMBERS_(__VA_ARGS__) \
    friend bool operator==(const Type&, const Type&) = default

/// A field to be encoded.
struct Source {
    const void* content;
    Value (*to_value)(const Type& type, const void* content);
};
/// A field to be filled.
struct Target {
    void* content;
    Result<> (*read_value)(const Type& type, Value&& value, void* content);
};

/// Sources when the fields are constant, else targets.
template <class... Ts>
[[nodiscard]] auto fields(Ts&... members) {
    if constexpr ((std::is_const_v<Ts> && ...))
        return std::array<Source, sizeof...(Ts)>{
            Source{&members, [](const Type& type, const void* content) {
                       return to_value(type, *static_cast<Ts*>(content));
                   }}...};
    else
        return std::array<Target, sizeof...(Ts)>{
            Target{&members, [](const Type& type, Value&& value, void* content) {
                       return read_value(type, std::move(value), *static_cast<Ts*>(content));
                   }}...};
}
template <Record T>
[[nodiscard]] auto fields_of(T& record) {
    if constexpr (requires { T::abi_fields(record); })
        return T::abi_fields(record);
    else
        return std::array<std::conditional_t<std::is_const_v<T>, Source, Target>, 0>{};
}

/// CHECKs that `type` is a tuple of so many.
[[nodiscard]] Value to_value(const Type& type, std::span<const Source> members);
Result<> read_value(const Type& type, Value&& value, std::span<const Target> members);

template <Record T>
[[nodiscard]] Value to_value(const Type& type, const T& record) {
    return to_value(type, std::span<const Source>{fields_of(record)});
}
template <Record T>
Result<> read_value(const Type& type, Value&& value, T& record) {
    return read_value(type, std::move(value), std::span<const Target>{fields_of(record)});
}

template <class... Ts>
[[nodiscard]] Value to_value(const Type& type, const std::tuple<Ts...>& members) {
    const auto sources = [](const auto&... each) { return fields(each...); };
    return to_value(type, std::span<const Source>{std::apply(sources, members)});
}
template <class... Ts>
Result<> read_value(const Type& type, Value&& value, std::tuple<Ts...>& members) {
    const auto targets = [](auto&... each) { return fields(each...); };
    return read_value(type, std::move(value),
                      std::span<const Target>{std::apply(targets, members)});
}

}  // namespace stafi::abi
