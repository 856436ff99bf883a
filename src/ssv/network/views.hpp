#pragma once

#include <string>
#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// What SSV Network answers, at its views' address and at its own. Both releases have these; those
// of ssv/network/views_v2.hpp are of v2 alone. Amounts are SSV under v1.2 and ETH under v2, where
// asking for a cluster that pays in SSV is refused (incorrect_cluster_version).

namespace stafi::ssv::view {

/// `v1.2.0` or `v2.0.0`: which calls there are.
struct GetVersion {
    ABI_MESSAGE(GetVersion, "getVersion() view returns (string)");
    using Returns = std::string;
};
/// Fees paid up to now.
struct GetBalance {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(GetBalance,
                "getBalance(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (uint256)",
                cluster_owner, operator_ids, cluster);
    using Returns = AssetWei;
};
/// Per block.
struct GetBurnRate {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(GetBurnRate,
                "getBurnRate(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (uint256)",
                cluster_owner, operator_ids, cluster);
    using Returns = AssetWei;
};
struct IsLiquidatable {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(IsLiquidatable,
                "isLiquidatable(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (bool)",
                cluster_owner, operator_ids, cluster);
    using Returns = bool;
};
/// Also tells whether the cluster is the current one: refused as incorrect_cluster_state if not.
struct IsLiquidated {
    Address cluster_owner;
    std::vector<OperatorId> operator_ids;
    Cluster cluster;
    ABI_MESSAGE(IsLiquidated,
                "isLiquidated(address,uint64[],(uint32,uint64,uint64,bool,"
                "uint256)) view returns (bool)",
                cluster_owner, operator_ids, cluster);
    using Returns = bool;
};
/// Whether this owner has registered this key.
struct GetValidator {
    Address cluster_owner;
    PubkeyBytes public_key;
    ABI_MESSAGE(GetValidator, "getValidator(address,bytes) view returns (bool)", cluster_owner,
                public_key);
    using Returns = bool;
};
/// Zeros for one that never was.
struct OperatorInfo {
    Address owner;
    AssetWei fee;  ///< per block and 32 ETH
    std::uint32_t validator_count = 0;
    Address whitelisted;  ///< of a private operator: an account, or a contract to be asked
    bool is_private = false;
    bool is_active = false;  ///< not removed
    ABI_RECORD(OperatorInfo, owner, fee, validator_count, whitelisted, is_private, is_active);
};
struct GetOperatorById {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorById,
                "getOperatorById(uint64) view returns (address,uint256,uint32,address,bool,"
                "bool)",
                operator_id);
    using Returns = OperatorInfo;
};
struct GetOperatorFee {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorFee, "getOperatorFee(uint64) view returns (uint256)", operator_id);
    using Returns = AssetWei;
};
/// Of an operator that has declared one.
struct DeclaredFee {
    bool is_declared = false;
    AssetWei fee;
    UnixSeconds begin;  ///< may be executed from here ...
    UnixSeconds end;    ///< ... to here
    ABI_RECORD(DeclaredFee, is_declared, fee, begin, end);
};
struct GetOperatorDeclaredFee {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorDeclaredFee,
                "getOperatorDeclaredFee(uint64) view returns (bool,uint256,uint64,uint64)",
                operator_id);
    using Returns = DeclaredFee;
};
struct GetOperatorEarnings {
    OperatorId operator_id;
    ABI_MESSAGE(GetOperatorEarnings, "getOperatorEarnings(uint64) view returns (uint256)",
                operator_id);
    using Returns = AssetWei;
};
/// Those that admit the account by their lists; contracts have to be asked.
struct GetWhitelistedOperators {
    std::vector<OperatorId> operator_ids;
    Address whitelisted_address;
    ABI_MESSAGE(GetWhitelistedOperators,
                "getWhitelistedOperators(uint64[],address) view returns (uint64[])", operator_ids,
                whitelisted_address);
    using Returns = std::vector<OperatorId>;
};
struct IsWhitelistingContract {
    Address contract_address;
    ABI_MESSAGE(IsWhitelistingContract, "isWhitelistingContract(address) view returns (bool)",
                contract_address);
    using Returns = bool;
};
struct IsAddressWhitelistedInWhitelistingContract {
    Address address_to_check;
    OperatorId operator_id;
    Address whitelisting_contract;
    ABI_MESSAGE(IsAddressWhitelistedInWhitelistingContract,
                "isAddressWhitelistedInWhitelistingContract(address,uint256,"
                "address) view returns (bool)",
                address_to_check, operator_id, whitelisting_contract);
    using Returns = bool;
};

// Parameters.

/// Per block and 32 ETH.
struct GetNetworkFee {
    ABI_MESSAGE(GetNetworkFee, "getNetworkFee() view returns (uint256)");
    using Returns = AssetWei;
};
/// Blocks of fees that a cluster must hold.
struct GetLiquidationThresholdPeriod {
    ABI_MESSAGE(GetLiquidationThresholdPeriod,
                "getLiquidationThresholdPeriod() view returns (uint64)");
    using Returns = std::uint64_t;
};
struct GetMinimumLiquidationCollateral {
    ABI_MESSAGE(GetMinimumLiquidationCollateral,
                "getMinimumLiquidationCollateral() view returns (uint256)");
    using Returns = AssetWei;
};
struct GetMaximumOperatorFee {
    ABI_MESSAGE(GetMaximumOperatorFee, "getMaximumOperatorFee() view returns (uint256)");
    using Returns = AssetWei;
};
struct GetValidatorsPerOperatorLimit {
    ABI_MESSAGE(GetValidatorsPerOperatorLimit,
                "getValidatorsPerOperatorLimit() view returns (uint32)");
    using Returns = std::uint32_t;
};
/// Basis points.
struct GetOperatorFeeIncreaseLimit {
    ABI_MESSAGE(GetOperatorFeeIncreaseLimit, "getOperatorFeeIncreaseLimit() view returns (uint64)");
    using Returns = std::uint64_t;
};
struct FeePeriods {
    UnixSeconds declare;
    UnixSeconds execute;
    ABI_RECORD(FeePeriods, declare, execute);
};
struct GetOperatorFeePeriods {
    ABI_MESSAGE(GetOperatorFeePeriods, "getOperatorFeePeriods() view returns (uint64,uint64)");
    using Returns = FeePeriods;
};
struct GetNetworkEarnings {
    ABI_MESSAGE(GetNetworkEarnings, "getNetworkEarnings() view returns (uint256)");
    using Returns = AssetWei;
};
struct GetNetworkValidatorsCount {
    ABI_MESSAGE(GetNetworkValidatorsCount, "getNetworkValidatorsCount() view returns (uint32)");
    using Returns = std::uint32_t;
};

}  // namespace stafi::ssv::view
