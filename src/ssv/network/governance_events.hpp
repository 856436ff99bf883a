#pragma once

#include <cstdint>

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// What SSV Network tells of those who decide over it: whose code runs, and which oracles say what
// clusters weigh. Whoever relies on the contract's rules wants to hear of a change of them.

namespace stafi::ssv::event {

/// The proxy runs other code from here on.
struct Upgraded {
    Address implementation;
    ABI_MESSAGE(Upgraded, "Upgraded(address indexed)", implementation);
};
/// A part of the contract is other code from here on: 0 operators, 1 clusters, 2 DAO, 3 views,
/// 4 whitelists, 5 staking, 6 validators.
struct ModuleUpgraded {
    std::uint8_t module_id = 0;
    Address module_address;
    ABI_MESSAGE(ModuleUpgraded, "ModuleUpgraded(uint8 indexed,address)", module_id, module_address);
};
/// The next owner is named, and must accept.
struct OwnershipTransferStarted {
    Address previous_owner;
    Address new_owner;
    ABI_MESSAGE(OwnershipTransferStarted,
                "OwnershipTransferStarted(address indexed,address indexed)", previous_owner,
                new_owner);
};
struct OwnershipTransferred {
    Address previous_owner;
    Address new_owner;
    ABI_MESSAGE(OwnershipTransferred, "OwnershipTransferred(address indexed,address indexed)",
                previous_owner, new_owner);
};
struct OracleReplaced {
    std::uint32_t oracle_id = 0;
    Address old_oracle;
    Address new_oracle;
    ABI_MESSAGE(OracleReplaced, "OracleReplaced(uint32 indexed,address indexed,address indexed)",
                oracle_id, old_oracle, new_oracle);
};
/// Basis points of the staked SSV that must agree on a root.
struct QuorumUpdated {
    std::uint16_t new_quorum = 0;
    ABI_MESSAGE(QuorumUpdated, "QuorumUpdated(uint16)", new_quorum);
};
/// An oracle's vote. Once `accumulated_weight` is the quorum, RootCommitted follows.
struct WeightedRootProposed {
    Bytes32 merkle_root;
    BlockNumber block_num;
    Uint256 accumulated_weight;
    Uint256 quorum;
    std::uint32_t oracle_id = 0;
    Address oracle;
    ABI_MESSAGE(WeightedRootProposed,
                "WeightedRootProposed(bytes32 indexed,uint64 indexed,uint256,uint256,uint32,"
                "address)",
                merkle_root, block_num, accumulated_weight, quorum, oracle_id, oracle);
};

}  // namespace stafi::ssv::event
