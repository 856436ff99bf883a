#pragma once

#include <optional>

#include "eth/execution/call.hpp"
#include "eth/json_rpc.hpp"

// What an execution client means when it says no. There is no standard for it: codes and words are
// those of geth, Nethermind, Besu, Erigon, Reth and anvil, whose sources are named in refusals.cpp.

namespace stafi::eth {

/// The client has the transaction already, or its nonce is used: sending it again did no harm, and
/// what became of it, the chain will tell.
[[nodiscard]] bool was_sent_before(const RpcError& error);

/// A contract refused a call or an estimate; empty when it gave no reason, ran out of gas, or met
/// an invalid instruction.
[[nodiscard]] std::optional<Reverted> revert_of(const RpcError& error);

/// The client does not have the block that was asked about, or no longer its state.
[[nodiscard]] bool is_block_missing(const RpcError& error);

/// The client cannot know yet: it has not indexed its blocks.
[[nodiscard]] bool is_not_ready(const RpcError& error);

}  // namespace stafi::eth
