#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "eth/execution/call.hpp"

// Many calls in one, by a contract that stands at the same address of every public chain.
// Source: github.com/mds1/multicall3, aggregate3.

namespace stafi::eth {

/// A call that asks who calls, or sends ether, is not the same when the contract makes it.
[[nodiscard]] bool can_be_aggregated(const ContractCall& call);

/// CHECKs that all can be aggregated.
[[nodiscard]] ContractCall aggregate(std::span<const ContractCall> calls);

/// In the order of the calls. Errors: bad_abi; also for another number of answers.
[[nodiscard]] Result<std::vector<CallAnswer>> read_aggregate(BytesView answer, std::size_t calls);

}  // namespace stafi::eth
