#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"
#include "ssv/network/views.hpp"

// The views that only v2 has. Those ending in SSV are as their namesakes, for what still is in SSV.

namespace stafi::ssv::view {

struct GetClusterAssetType {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(GetClusterAssetType, "getClusterAssetType(address,uint64[]) view returns (uint8)",
                cluster_owner, operator_ids);
    using Returns = Asset;
};
/// That fees are for.
struct GetEffectiveBalance {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(GetEffectiveBalance,
                "getEffectiveBalance(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (uint32)",
                cluster_owner, operator_ids, cluster);
    using Returns = WholeEther;
};
/// Zero when there is none.
struct GetCommittedRoot {
    BlockNumber block_num;
    ABI_MESSAGE(GetCommittedRoot, "getCommittedRoot(uint64) view returns (bytes32)", block_num);
    using Returns = Bytes32;
};
/// A fee may also be zero.
struct GetMinimumOperatorEthFee {
    ABI_MESSAGE(GetMinimumOperatorEthFee, "getMinimumOperatorEthFee() view returns (uint256)");
    using Returns = Wei;
};
struct GetBalanceSSV {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(GetBalanceSSV,
                "getBalanceSSV(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (uint256)",
                cluster_owner, operator_ids, cluster);
    using Returns = SsvWei;
};
struct GetBurnRateSSV {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(GetBurnRateSSV,
                "getBurnRateSSV(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (uint256)",
                cluster_owner, operator_ids, cluster);
    using Returns = SsvWei;
};
struct IsLiquidatableSSV {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(IsLiquidatableSSV,
                "isLiquidatableSSV(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (bool)",
                cluster_owner, operator_ids, cluster);
    using Returns = bool;
};
struct GetOperatorByIdSSV {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorByIdSSV,
                "getOperatorByIdSSV(uint64) view returns (address,uint256,uint32,address,bool,"
                "bool)",
                operator_id);
    using Returns = OperatorInfo;
};
struct GetOperatorFeeSSV {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorFeeSSV, "getOperatorFeeSSV(uint64) view returns (uint256)", operator_id);
    using Returns = SsvWei;
};
struct GetOperatorEarningsSSV {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorEarningsSSV, "getOperatorEarningsSSV(uint64) view returns (uint256)",
                operator_id);
    using Returns = SsvWei;
};
struct GetNetworkFeeSSV {
    ABI_MESSAGE(GetNetworkFeeSSV, "getNetworkFeeSSV() view returns (uint256)");
    using Returns = SsvWei;
};
struct GetNetworkEarningsSSV {
    ABI_MESSAGE(GetNetworkEarningsSSV, "getNetworkEarningsSSV() view returns (uint256)");
    using Returns = SsvWei;
};
struct GetLiquidationThresholdPeriodSSV {
    ABI_MESSAGE(GetLiquidationThresholdPeriodSSV,
                "getLiquidationThresholdPeriodSSV() view returns (uint64)");
    using Returns = std::uint64_t;
};
struct GetMinimumLiquidationCollateralSSV {
    ABI_MESSAGE(GetMinimumLiquidationCollateralSSV,
                "getMinimumLiquidationCollateralSSV() view returns (uint256)");
    using Returns = SsvWei;
};
struct GetMaximumOperatorFeeSSV {
    ABI_MESSAGE(GetMaximumOperatorFeeSSV, "getMaximumOperatorFeeSSV() view returns (uint256)");
    using Returns = SsvWei;
};

// Of the oracles, whom a local network does not have.

/// One of 1 to 4.
struct GetOracle {
    std::uint32_t oracle_id = 0;
    ABI_MESSAGE(GetOracle, "getOracle(uint32) view returns (address)", oracle_id);
    using Returns = Address;
};
/// The staked SSV behind its vote.
struct GetOracleWeight {
    std::uint32_t oracle_id = 0;
    ABI_MESSAGE(GetOracleWeight, "getOracleWeight(uint32) view returns (uint256)", oracle_id);
    using Returns = Uint256;
};
/// Basis points of the staked SSV.
struct GetQuorumBps {
    ABI_MESSAGE(GetQuorumBps, "getQuorumBps() view returns (uint16)");
    using Returns = std::uint16_t;
};

}  // namespace stafi::ssv::view
