#pragma once

#include "base/amount.hpp"

namespace stafi::eth {

/// What it costs to be in one of the next blocks. Source: EIP-1559.
struct FeeMarket {
    Wei base_fee_per_gas;          ///< of the next block
    Wei max_priority_fee_per_gas;  ///< a tip that block builders take now
    friend bool operator==(const FeeMarket&, const FeeMarket&) = default;
};

}  // namespace stafi::eth
