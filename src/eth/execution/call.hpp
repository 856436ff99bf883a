#pragma once

#include <optional>
#include <variant>

#include "base/amount.hpp"
#include "base/bytes.hpp"

namespace stafi::eth {

/// A call of a contract that changes nothing.
struct ContractCall {
    Address to;
    Bytes data;
    std::optional<Address> from = {};  ///< who seems to call, and to pay `value`
    Wei value = {};
    friend bool operator==(const ContractCall&, const ContractCall&) = default;
};

/// The contract refused; the bytes say why (eth/abi/revert.hpp). Empty for `revert()` without a
/// word, and for a call that ran out of gas.
struct Reverted {
    Bytes data;
    friend bool operator==(const Reverted&, const Reverted&) = default;
};

/// What a call returns, which is nothing where no contract stands.
using CallAnswer = std::variant<Bytes, Reverted>;

}  // namespace stafi::eth
