#pragma once

#include "base/amount.hpp"
#include "base/bytes.hpp"

namespace stafi::devnet {

/// What somebody on a devnet wants to have sent; the rest is up to who sends it.
struct Transaction {
    Address from;
    Address to;
    Bytes data;
    Wei value;
    friend bool operator==(const Transaction&, const Transaction&) = default;
};

}  // namespace stafi::devnet
