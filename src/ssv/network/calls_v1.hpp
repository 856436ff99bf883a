#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// The calls that only v1.2 has: it takes its fees in SSV by `transferFrom`, and so an allowance.

namespace stafi::ssv::call_v1 {

struct RegisterValidator {
    PubkeyBytes public_key;
    std::vector<OperatorId> operator_ids;
    Bytes shares_data;
    AssetWei amount;
    Cluster cluster;
    ABI_MESSAGE(RegisterValidator,
                "registerValidator(bytes,uint64[],bytes,uint256,(uint32,uint64,uint64,bool,"
                "uint256))",
                public_key, operator_ids, shares_data, amount, cluster);
};
struct BulkRegisterValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    std::vector<Bytes> shares_data;
    AssetWei amount;
    Cluster cluster;
    ABI_MESSAGE(BulkRegisterValidator,
                "bulkRegisterValidator(bytes[],uint64[],bytes[],uint256,(uint32,uint64,uint64,"
                "bool,uint256))",
                public_keys, operator_ids, shares_data, amount, cluster);
};
struct Deposit {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    AssetWei amount;
    Cluster cluster;
    ABI_MESSAGE(Deposit, "deposit(address,uint64[],uint256,(uint32,uint64,uint64,bool,uint256))",
                cluster_owner, operator_ids, amount, cluster);
};
struct Reactivate {
    std::vector<OperatorId> operator_ids;
    AssetWei amount;
    Cluster cluster;
    ABI_MESSAGE(Reactivate, "reactivate(uint64[],uint256,(uint32,uint64,uint64,bool,uint256))",
                operator_ids, amount, cluster);
};

}  // namespace stafi::ssv::call_v1
