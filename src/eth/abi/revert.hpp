#pragma once

#include <span>
#include <string>

#include "base/bytes.hpp"
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

}  // namespace stafi::abi
