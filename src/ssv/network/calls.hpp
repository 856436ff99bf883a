#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// What owners of clusters call on SSV Network. Operator ids ascend, and every call that takes a
// cluster takes it as the last event left it.
// Source: SSV Network v1.2.0 and v2.0.0.

namespace stafi::ssv::call {

struct BulkRemoveValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(BulkRemoveValidator,
                "bulkRemoveValidator(bytes[],uint64[],(uint32,uint64,uint64,bool,uint256))",
                public_keys, operator_ids, cluster);
};
struct RemoveValidator {
    PubkeyBytes public_key;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(RemoveValidator,
                "removeValidator(bytes,uint64[],(uint32,uint64,uint64,bool,uint256))", public_key,
                operator_ids, cluster);
};
/// Nodes then sign a voluntary exit; nothing changes in the contract.
struct ExitValidator {
    PubkeyBytes public_key;
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(ExitValidator, "exitValidator(bytes,uint64[])", public_key, operator_ids);
};
struct BulkExitValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(BulkExitValidator, "bulkExitValidator(bytes[],uint64[])", public_keys,
                operator_ids);
};
/// Of v2: for clusters that pay in ETH. Amount 0 settles.
struct Withdraw {
    std::vector<OperatorId> operator_ids;
    AssetWei amount;
    Cluster cluster;
    ABI_MESSAGE(Withdraw, "withdraw(uint64[],uint256,(uint32,uint64,uint64,bool,uint256))",
                operator_ids, amount, cluster);
};
/// Anyone who may; the owner always. Pays the rest of the balance to the caller.
struct Liquidate {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(Liquidate, "liquidate(address,uint64[],(uint32,uint64,uint64,bool,uint256))",
                cluster_owner, operator_ids, cluster);
};
/// Of all clusters of the caller; without, it is the owner itself.
struct SetFeeRecipientAddress {
    Address recipient_address;
    ABI_MESSAGE(SetFeeRecipientAddress, "setFeeRecipientAddress(address)", recipient_address);
};

}  // namespace stafi::ssv::call
