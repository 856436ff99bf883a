#pragma once

#include <string>
#include <string_view>

#include "eth/containers/deposit.hpp"

// A deposit tree cut down to what is needed to go on: how beacon nodes hand it over, as SSZ or
// JSON. Source: EIP-4881; Beacon API, /eth/v1/beacon/deposit_snapshot.

namespace stafi::eth {

struct DepositSnapshot {
    /// The roots of the full subtrees, from the largest (and oldest) to the smallest.
    ssz::List<Bytes32, kDepositContractTreeDepth> finalized;
    Bytes32 deposit_root;
    std::uint64_t deposit_count = 0;
    Bytes32 execution_block_hash;  ///< of the block that has exactly these deposits
    BlockNumber execution_block_height;
    SSZ_CONTAINER(DepositSnapshot, finalized, deposit_root, deposit_count, execution_block_hash,
                  execution_block_height);
};

inline constexpr std::size_t kDepositSnapshotJsonMax = 1U << 16;

/// Reads the object under "data" in the Beacon API's answer; only its form is checked here,
/// DepositTree::resume checks the rest. Errors: bad_json; bad_deposit_snapshot, with the field.
[[nodiscard]] Result<DepositSnapshot> parse_deposit_snapshot(std::string_view json);
[[nodiscard]] std::string to_json(const DepositSnapshot& snapshot);

}  // namespace stafi::eth
