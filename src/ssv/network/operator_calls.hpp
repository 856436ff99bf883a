#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// What operators call on SSV Network. Fees are per block and 32 ETH, in whole packed units
// (ssv/clusters/accounting.hpp), in SSV under v1.2 and in ETH under v2.

namespace stafi::ssv::call {

/// `public_key`: the ABI encoding of the RSA key's text.
struct RegisterOperator {
    Bytes public_key;
    AssetWei fee;
    bool set_private = false;
    ABI_MESSAGE(RegisterOperator, "registerOperator(bytes,uint256,bool) returns (uint64)",
                public_key, fee, set_private);
    using Returns = OperatorId;
};
struct RemoveOperator {
    OperatorId operator_id;
    ABI_MESSAGE(RemoveOperator, "removeOperator(uint64)", operator_id);
};
struct DeclareOperatorFee {
    OperatorId operator_id;
    AssetWei fee;
    ABI_MESSAGE(DeclareOperatorFee, "declareOperatorFee(uint64,uint256)", operator_id, fee);
};
struct ExecuteOperatorFee {
    OperatorId operator_id;
    ABI_MESSAGE(ExecuteOperatorFee, "executeOperatorFee(uint64)", operator_id);
};
struct CancelDeclaredOperatorFee {
    OperatorId operator_id;
    ABI_MESSAGE(CancelDeclaredOperatorFee, "cancelDeclaredOperatorFee(uint64)", operator_id);
};
/// At once.
struct ReduceOperatorFee {
    OperatorId operator_id;
    AssetWei fee;
    ABI_MESSAGE(ReduceOperatorFee, "reduceOperatorFee(uint64,uint256)", operator_id, fee);
};
struct WithdrawOperatorEarnings {
    OperatorId operator_id;
    AssetWei amount;
    ABI_MESSAGE(WithdrawOperatorEarnings, "withdrawOperatorEarnings(uint64,uint256)", operator_id,
                amount);
};
struct WithdrawAllOperatorEarnings {
    OperatorId operator_id;
    ABI_MESSAGE(WithdrawAllOperatorEarnings, "withdrawAllOperatorEarnings(uint64)", operator_id);
};
struct SetOperatorsPrivateUnchecked {
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(SetOperatorsPrivateUnchecked, "setOperatorsPrivateUnchecked(uint64[])",
                operator_ids);
};
struct SetOperatorsPublicUnchecked {
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(SetOperatorsPublicUnchecked, "setOperatorsPublicUnchecked(uint64[])", operator_ids);
};
struct SetOperatorsWhitelists {
    std::vector<OperatorId> operator_ids;
    std::vector<Address> whitelist_addresses;
    ABI_MESSAGE(SetOperatorsWhitelists, "setOperatorsWhitelists(uint64[],address[])", operator_ids,
                whitelist_addresses);
};
struct RemoveOperatorsWhitelists {
    std::vector<OperatorId> operator_ids;
    std::vector<Address> whitelist_addresses;
    ABI_MESSAGE(RemoveOperatorsWhitelists, "removeOperatorsWhitelists(uint64[],address[])",
                operator_ids, whitelist_addresses);
};
struct SetOperatorsWhitelistingContract {
    std::vector<OperatorId> operator_ids;
    Address whitelisting_contract;
    ABI_MESSAGE(SetOperatorsWhitelistingContract,
                "setOperatorsWhitelistingContract(uint64[],address)", operator_ids,
                whitelisting_contract);
};
struct RemoveOperatorsWhitelistingContract {
    std::vector<OperatorId> operator_ids;
    ABI_MESSAGE(RemoveOperatorsWhitelistingContract,
                "removeOperatorsWhitelistingContract(uint64[])", operator_ids);
};

}  // namespace stafi::ssv::call

namespace stafi::ssv::call_v2 {

/// What the operator earned in SSV, before v2 or from clusters that have not migrated.
struct WithdrawOperatorEarningsSSV {
    OperatorId operator_id;
    SsvWei amount;
    ABI_MESSAGE(WithdrawOperatorEarningsSSV, "withdrawOperatorEarningsSSV(uint64,uint256)",
                operator_id, amount);
};
struct WithdrawAllOperatorEarningsSSV {
    OperatorId operator_id;
    ABI_MESSAGE(WithdrawAllOperatorEarningsSSV, "withdrawAllOperatorEarningsSSV(uint64)",
                operator_id);
};
/// Of both assets.
struct WithdrawAllVersionOperatorEarnings {
    OperatorId operator_id;
    ABI_MESSAGE(WithdrawAllVersionOperatorEarnings, "withdrawAllVersionOperatorEarnings(uint64)",
                operator_id);
};

}  // namespace stafi::ssv::call_v2
