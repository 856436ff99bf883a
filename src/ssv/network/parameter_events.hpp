#pragma once

#include <string>

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// What SSV Network tells of its DAO's parameters; those ending in SSV are for clusters that still
// pay in SSV under v2.

namespace stafi::ssv::event {

/// From here on v2: amounts are ETH.
struct SSVNetworkUpgradeBlock {
    std::string version;
    BlockNumber block_number;
    ABI_MESSAGE(SSVNetworkUpgradeBlock, "SSVNetworkUpgradeBlock(string,uint256)", version,
                block_number);
};
struct NetworkFeeUpdated {
    AssetWei old_fee;
    AssetWei new_fee;
    ABI_MESSAGE(NetworkFeeUpdated, "NetworkFeeUpdated(uint256,uint256)", old_fee, new_fee);
};
struct NetworkFeeUpdatedSSV {
    SsvWei old_fee;
    SsvWei new_fee;
    ABI_MESSAGE(NetworkFeeUpdatedSSV, "NetworkFeeUpdatedSSV(uint256,uint256)", old_fee, new_fee);
};
/// Blocks.
struct LiquidationThresholdPeriodUpdated {
    std::uint64_t value = 0;
    ABI_MESSAGE(LiquidationThresholdPeriodUpdated, "LiquidationThresholdPeriodUpdated(uint64)",
                value);
};
struct LiquidationThresholdPeriodSSVUpdated {
    std::uint64_t value = 0;
    ABI_MESSAGE(LiquidationThresholdPeriodSSVUpdated,
                "LiquidationThresholdPeriodSSVUpdated(uint64)", value);
};
struct MinimumLiquidationCollateralUpdated {
    AssetWei value;
    ABI_MESSAGE(MinimumLiquidationCollateralUpdated, "MinimumLiquidationCollateralUpdated(uint256)",
                value);
};
struct MinimumLiquidationCollateralSSVUpdated {
    SsvWei value;
    ABI_MESSAGE(MinimumLiquidationCollateralSSVUpdated,
                "MinimumLiquidationCollateralSSVUpdated(uint256)", value);
};
/// Basis points.
struct OperatorFeeIncreaseLimitUpdated {
    std::uint64_t value = 0;
    ABI_MESSAGE(OperatorFeeIncreaseLimitUpdated, "OperatorFeeIncreaseLimitUpdated(uint64)", value);
};
struct DeclareOperatorFeePeriodUpdated {
    UnixSeconds value;
    ABI_MESSAGE(DeclareOperatorFeePeriodUpdated, "DeclareOperatorFeePeriodUpdated(uint64)", value);
};
struct ExecuteOperatorFeePeriodUpdated {
    UnixSeconds value;
    ABI_MESSAGE(ExecuteOperatorFeePeriodUpdated, "ExecuteOperatorFeePeriodUpdated(uint64)", value);
};
struct MinimumOperatorEthFeeUpdated {
    Wei min_fee;
    ABI_MESSAGE(MinimumOperatorEthFeeUpdated, "MinimumOperatorEthFeeUpdated(uint256)", min_fee);
};
struct MinBlocksBetweenUpdatesUpdated {
    std::uint32_t new_min_blocks_between_updates = 0;
    ABI_MESSAGE(MinBlocksBetweenUpdatesUpdated, "MinBlocksBetweenUpdatesUpdated(uint32)",
                new_min_blocks_between_updates);
};
struct OperatorMaximumFeeUpdated {
    Wei max_fee;
    ABI_MESSAGE(OperatorMaximumFeeUpdated, "OperatorMaximumFeeUpdated(uint256)", max_fee);
};
struct NetworkEarningsWithdrawn {
    AssetWei value;
    Address recipient;
    ABI_MESSAGE(NetworkEarningsWithdrawn, "NetworkEarningsWithdrawn(uint256,address)", value,
                recipient);
};

}  // namespace stafi::ssv::event

namespace stafi::ssv::event_v1 {

/// Wei of SSV: all fees that an operator can ask fit.
struct OperatorMaximumFeeUpdated {
    std::uint64_t max_fee = 0;
    ABI_MESSAGE(OperatorMaximumFeeUpdated, "OperatorMaximumFeeUpdated(uint64)", max_fee);
};

}  // namespace stafi::ssv::event_v1
