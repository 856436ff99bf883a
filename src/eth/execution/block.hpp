#pragma once

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/units.hpp"

namespace stafi::eth {

/// A block of the execution chain. The number alone names another block after a reorg.
struct BlockRef {
    BlockNumber number;
    Bytes32 hash;
    friend auto operator<=>(const BlockRef&, const BlockRef&) = default;
};

/// Blocks from `first` to `last`, both included.
struct BlockRange {
    BlockNumber first;
    BlockNumber last;
    friend bool operator==(const BlockRange&, const BlockRange&) = default;
};

/// What we read of a block.
struct Header {
    BlockRef self;
    Bytes32 parent;
    UnixSeconds timestamp;
    Gas gas_limit;
    Wei base_fee_per_gas;
    friend bool operator==(const Header&, const Header&) = default;
};

}  // namespace stafi::eth
