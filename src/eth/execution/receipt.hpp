#pragma once

#include "eth/execution/block.hpp"

namespace stafi::eth {

/// What became of a transaction that is in a block.
struct Receipt {
    Bytes32 transaction;
    BlockRef block;
    bool succeeded = false;
    Gas gas_used;
    Wei gas_price;  ///< what was paid for each gas
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

}  // namespace stafi::eth
