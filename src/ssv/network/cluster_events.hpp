#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// What SSV Network tells of clusters, their owners and the oracles, in both releases. Amounts are
// of what the cluster pays in.

namespace stafi::ssv::event {

// Each carries the cluster as it is afterwards.

struct ValidatorAdded {
    Address owner;
    std::vector<OperatorId> operator_ids;
    PubkeyBytes public_key;
    Bytes shares;
    Cluster cluster;
    ABI_MESSAGE(ValidatorAdded,
                "ValidatorAdded(address indexed,uint64[],bytes,bytes,(uint32,uint64,uint64,"
                "bool,uint256))",
                owner, operator_ids, public_key, shares, cluster);
};
struct ValidatorRemoved {
    Address owner;
    std::vector<OperatorId> operator_ids;
    PubkeyBytes public_key;
    Cluster cluster;
    ABI_MESSAGE(ValidatorRemoved,
                "ValidatorRemoved(address indexed,uint64[],bytes,(uint32,uint64,uint64,bool,"
                "uint256))",
                owner, operator_ids, public_key, cluster);
};
struct ClusterDeposited {
    Address owner;
    std::vector<OperatorId> operator_ids;
    AssetWei value;
    Cluster cluster;
    ABI_MESSAGE(ClusterDeposited,
                "ClusterDeposited(address indexed,uint64[],uint256,(uint32,uint64,uint64,bool,"
                "uint256))",
                owner, operator_ids, value, cluster);
};
struct ClusterWithdrawn {
    Address owner;
    std::vector<OperatorId> operator_ids;
    AssetWei value;
    Cluster cluster;
    ABI_MESSAGE(ClusterWithdrawn,
                "ClusterWithdrawn(address indexed,uint64[],uint256,(uint32,uint64,uint64,bool,"
                "uint256))",
                owner, operator_ids, value, cluster);
};
struct ClusterLiquidated {
    Address owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(ClusterLiquidated,
                "ClusterLiquidated(address indexed,uint64[],(uint32,uint64,uint64,bool,"
                "uint256))",
                owner, operator_ids, cluster);
};
struct ClusterReactivated {
    Address owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(ClusterReactivated,
                "ClusterReactivated(address indexed,uint64[],(uint32,uint64,uint64,bool,"
                "uint256))",
                owner, operator_ids, cluster);
};
struct ClusterMigratedToETH {
    Address owner;
    std::vector<OperatorId> operator_ids;
    Wei eth_deposited;
    SsvWei ssv_refunded;
    WholeEther effective_balance;
    Cluster cluster;
    ABI_MESSAGE(ClusterMigratedToETH,
                "ClusterMigratedToETH(address indexed,uint64[],uint256,uint256,uint32,(uint32,"
                "uint64,uint64,bool,uint256))",
                owner, operator_ids, eth_deposited, ssv_refunded, effective_balance, cluster);
};
/// `block_num` is the root's.
struct ClusterBalanceUpdated {
    Address owner;
    std::vector<OperatorId> operator_ids;
    BlockNumber block_num;
    WholeEther effective_balance;
    Cluster cluster;
    ABI_MESSAGE(ClusterBalanceUpdated,
                "ClusterBalanceUpdated(address indexed,uint64[],uint64 indexed,uint32,(uint32,"
                "uint64,uint64,bool,uint256))",
                owner, operator_ids, block_num, effective_balance, cluster);
};

// These change no cluster.

struct ValidatorExited {
    Address owner;
    std::vector<OperatorId> operator_ids;
    PubkeyBytes public_key;
    ABI_MESSAGE(ValidatorExited, "ValidatorExited(address indexed,uint64[],bytes)", owner,
                operator_ids, public_key);
};
struct FeeRecipientAddressUpdated {
    Address owner;
    Address recipient_address;
    ABI_MESSAGE(FeeRecipientAddressUpdated, "FeeRecipientAddressUpdated(address indexed,address)",
                owner, recipient_address);
};
struct RootCommitted {
    Bytes32 merkle_root;
    BlockNumber block_num;
    ABI_MESSAGE(RootCommitted, "RootCommitted(bytes32 indexed,uint64 indexed)", merkle_root,
                block_num);
};

}  // namespace stafi::ssv::event
