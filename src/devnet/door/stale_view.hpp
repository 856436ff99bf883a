#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/units.hpp"

// What an execution client would answer that has fallen behind, made of the answers of one that has
// not: what it is asked is put so that nothing later than its head is told.
// Source: ethereum/execution-apis; EIP-1898 for blocks by hash.

namespace stafi::devnet {

/// How much of the chain the client behind has seen.
struct StaleView {
    BlockNumber head;
    BlockNumber safe;
    BlockNumber finalized;
    BlockNumber best;          ///< of the chain
    std::set<Bytes32> unseen;  ///< the blocks after `head`, up to `best`
};

/// A call as it is put to the client that is not behind: "latest" is a number, and what is not seen
/// yet is no block. What is no JSON-RPC call stays as it is. The transactions that wait are the
/// same for both, and so are filters (eth_newFilter), which nobody here needs.
[[nodiscard]] std::string asked_instead(const StaleView& view, std::string_view call);

/// What the client behind makes of the answer to that: of a transaction in a block not seen, it
/// knows that it waits.
[[nodiscard]] std::string answered_instead(const StaleView& view, std::string_view call,
                                           std::string_view answer);

}  // namespace stafi::devnet
