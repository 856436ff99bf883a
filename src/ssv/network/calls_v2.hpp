#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// The calls that only v2 has: it takes its fees in ether that is sent along.

namespace stafi::ssv::call_v2 {

struct RegisterValidator {
    PubkeyBytes public_key;
    std::vector<OperatorId> operator_ids;
    Bytes shares_data;
    Cluster cluster;
    ABI_MESSAGE(RegisterValidator,
                "registerValidator(bytes,uint64[],bytes,(uint32,uint64,uint64,bool,"
                "uint256)) payable",
                public_key, operator_ids, shares_data, cluster);
};
struct BulkRegisterValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    std::vector<Bytes> shares_data;
    Cluster cluster;
    ABI_MESSAGE(BulkRegisterValidator,
                "bulkRegisterValidator(bytes[],uint64[],bytes[],(uint32,uint64,uint64,bool,"
                "uint256)) payable",
                public_keys, operator_ids, shares_data, cluster);
};
struct Deposit {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(Deposit, "deposit(address,uint64[],(uint32,uint64,uint64,bool,uint256)) payable",
                cluster_owner, operator_ids, cluster);
};
struct Reactivate {
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(Reactivate, "reactivate(uint64[],(uint32,uint64,uint64,bool,uint256)) payable",
                operator_ids, cluster);
};
/// What is left of the SSV comes back to the caller.
struct MigrateClusterToETH {
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(MigrateClusterToETH,
                "migrateClusterToETH(uint64[],(uint32,uint64,uint64,bool,uint256)) payable",
                operator_ids, cluster);
};
struct LiquidateSSV {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(LiquidateSSV, "liquidateSSV(address,uint64[],(uint32,uint64,uint64,bool,uint256))",
                cluster_owner, operator_ids, cluster);
};
/// Anyone, with a proof against the last root of the oracles.
struct UpdateClusterBalance {
    BlockNumber block_num;
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    WholeEther effective_balance;
    std::vector<Bytes32> merkle_proof;
    ABI_MESSAGE(UpdateClusterBalance,
                "updateClusterBalance(uint64,address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256),uint32,bytes32[])",
                block_num, cluster_owner, operator_ids, cluster, effective_balance, merkle_proof);
};

}  // namespace stafi::ssv::call_v2
