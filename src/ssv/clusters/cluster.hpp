#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/units.hpp"
#include "eth/abi/record.hpp"
#include "ssv/network/units.hpp"

// A cluster is what one owner's validators with one set of operators pay their fees from. The chain
// keeps a hash of it; whoever calls must show it as the last event left it.

namespace stafi::ssv {

struct Cluster {
    std::uint32_t validator_count = 0;
    std::uint64_t network_fee_index = 0;  ///< packed fee times blocks, paid up to here
    std::uint64_t index = 0;              ///< likewise of its operators together
    bool active = true;                   ///< not liquidated
    AssetWei balance;
    ABI_RECORD(Cluster, validator_count, network_fee_index, index, active, balance);
};

/// To be shown at the first registration.
inline constexpr Cluster kNewCluster{};

/// Names a cluster. Operators ascend.
struct ClusterId {
    Address owner;
    std::vector<OperatorId> operators;
    friend auto operator<=>(const ClusterId&, const ClusterId&) = default;
};

/// Under which the chain keeps it: keccak256(owner || ids), 32 bytes an id.
[[nodiscard]] Bytes32 cluster_key(const ClusterId& id);
/// What the chain keeps of it: keccak256 of 53 bytes, the balance before `active`.
[[nodiscard]] Bytes32 cluster_hash(const Cluster& cluster);

/// Under which the chain keeps a validator: keccak256(key || owner).
[[nodiscard]] Bytes32 validator_record_key(const PubkeyBytes& validator, const Address& owner);
/// What it keeps: the hash of the operators, its last bit set.
[[nodiscard]] Bytes32 validator_record(std::span<const OperatorId> operators);

}  // namespace stafi::ssv
