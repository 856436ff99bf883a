#pragma once

#include "ports/beacon.hpp"
#include "ports/execution.hpp"

namespace stafi::engine {

/// The chain as one pass sees it.
struct Pin {
    eth::Header head;
    eth::BlockRef finalized;
    friend bool operator==(const Pin&, const Pin&) = default;
};

/// The head of the beacon node, with the execution block that is in it, and what is final there.
/// Before anything is final, that is the first block.
/// Errors: block_missing when the two clients are not on the same block: the next pass may do;
/// those of the ports.
[[nodiscard]] Task<Result<Pin>> pin_head(Execution& execution, Beacon& beacon);

}  // namespace stafi::engine
