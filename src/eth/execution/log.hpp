#pragma once

#include <cstdint>
#include <vector>

#include "eth/execution/block.hpp"

namespace stafi::eth {

/// What a contract told, and where in the chain. Ordered by block and index.
struct Log {
    BlockRef block;
    std::uint64_t index = 0;  ///< among the logs of the block
    Bytes32 transaction;
    Address contract;
    std::vector<Bytes32> topics;  ///< at most 4
    Bytes data;
    friend bool operator==(const Log&, const Log&) = default;
};

}  // namespace stafi::eth
