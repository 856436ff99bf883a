#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "eth/abi/message.hpp"
#include "eth/abi/type.hpp"

namespace stafi::abi {

/// Why a contract refused a call.
struct Revert {
    /// Of the error, also of one that is not known; zero when there is no data, as after a plain
    /// `revert()`, out of gas, and a call of a function that the contract does not have.
    Selector selector;
    std::string name;  ///< `ClusterIsLiquidated`, `Error`, `Panic`; empty when not known
    std::string text;  ///< for people: printable whatever the contract sent, and short
    friend bool operator==(const Revert&, const Revert&) = default;
};

/// Reads revert data against `known` errors, Error(string) and Panic(uint256). Cannot fail: what
/// is no error of a known form is shown as hex.
[[nodiscard]] Revert read_revert(BytesView data, std::span<const Signature> known);

/// What a known error is about: its first argument, when that is of `type` and fits into a T.
/// `first_argument<PubkeyBytes>(error, "bytes", data)`
template <class T>
[[nodiscard]] std::optional<T> first_argument(const Signature& error, std::string_view type,
                                              BytesView data) {
    if (error.inputs().parts().empty() || error.inputs().part(0).text() != type)
        return std::nullopt;
    auto inputs = decode_call(error, data);
    if (!inputs) return std::nullopt;
    T content{};
    auto first = std::move(parts_of(*std::move(inputs))[0]);
    if (!read_value(error.inputs().part(0), std::move(first), content)) return std::nullopt;
    return content;
}

}  // namespace stafi::abi
