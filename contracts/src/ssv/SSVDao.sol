// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { ISSVModule } from "./ISSVModule.sol";
import { SSVAccounting } from "./SSVAccounting.sol";
import { SSVPayments } from "./SSVPayments.sol";
import { Account, Asset, Version } from "./SSVTypes.sol";

/// @title How parameters change and the network's SSV is paid out.
abstract contract SSVDaoBook is SSVAccounting, SSVPayments {
    uint64 private constant PERIOD_LEAST_V1 = 100_800; // blocks
    uint64 private constant PERIOD_LEAST_V2 = 21_480;

    function _setNetworkFee(Asset asset, uint256 fee) internal returns (uint256 oldFee) {
        Account storage account = network[asset];
        uint64 packed = _pack(asset, fee);
        oldFee = _unpack(asset, account.fee);
        _settle(account);
        account.fee = packed;
    }

    function _setLiquidationPeriod(Asset asset, uint64 blocks) internal {
        uint64 least = version == Version.V1 ? PERIOD_LEAST_V1 : PERIOD_LEAST_V2;
        require(allowsShortPeriods || blocks >= least, NewBlockPeriodIsBelowMinimum());
        parameters[asset].liquidationPeriod = blocks;
    }

    function _withdrawTokenEarnings(uint256 amount) internal {
        Account storage account = network[Asset.SSV];
        uint64 packed = _pack(Asset.SSV, amount);
        _settle(account);
        require(packed <= account.balance, InsufficientBalance());
        account.balance -= packed;
        _pay(Asset.SSV, msg.sender, amount);
        emit NetworkEarningsWithdrawn(amount, msg.sender);
    }
}

/// @title The parameters that both releases have.
/// @notice For the owner: "Ownable: caller is not the owner". Amounts are wei of SSV in v1.2, of
/// ETH in v2, and must be multiples of the precision: "Max precision exceeded" or
/// MaxPrecisionExceeded, "Max value exceeded" or MaxValueExceeded.
contract SSVDao is SSVDaoBook, ISSVModule {
    /// @notice Per block and 32 ETH.
    /// @dev Emits NetworkFeeUpdated.
    function updateNetworkFee(uint256 fee) external onlyDao {
        emit NetworkFeeUpdated(_setNetworkFee(_mainAsset(), fee), fee);
    }

    /// @notice The blocks of fees that a cluster must hold.
    /// @dev Errors: NewBlockPeriodIsBelowMinimum: 100,800 in v1.2, 21,480 in v2.
    /// Emits LiquidationThresholdPeriodUpdated.
    function updateLiquidationThresholdPeriod(uint64 blocks) external onlyDao {
        _setLiquidationPeriod(_mainAsset(), blocks);
        emit LiquidationThresholdPeriodUpdated(blocks);
    }

    /// @notice What a cluster must hold at least.
    /// @dev Emits MinimumLiquidationCollateralUpdated.
    function updateMinimumLiquidationCollateral(uint256 amount) external onlyDao {
        parameters[_mainAsset()].minimumCollateral = _pack(_mainAsset(), amount);
        emit MinimumLiquidationCollateralUpdated(amount);
    }

    /// @notice How much higher than the last a fee may be: basis points.
    /// @dev Errors: in v2 InvalidOperatorFeeIncreaseLimit above 10,000.
    /// Emits OperatorFeeIncreaseLimitUpdated.
    function updateOperatorFeeIncreaseLimit(uint64 percentage) external onlyDao {
        bool isValid = version == Version.V1 || percentage <= BASIS_POINTS;
        require(isValid, InvalidOperatorFeeIncreaseLimit());
        feeIncreaseLimit = percentage;
        emit OperatorFeeIncreaseLimitUpdated(percentage);
    }

    /// @notice The seconds between announcing a fee and the window in which it may be executed.
    /// @dev Emits DeclareOperatorFeePeriodUpdated.
    function updateDeclareOperatorFeePeriod(uint64 timeInSeconds) external onlyDao {
        declarePeriod = timeInSeconds;
        emit DeclareOperatorFeePeriodUpdated(timeInSeconds);
    }

    /// @notice The seconds of that window.
    /// @dev Emits ExecuteOperatorFeePeriodUpdated.
    function updateExecuteOperatorFeePeriod(uint64 timeInSeconds) external onlyDao {
        executePeriod = timeInSeconds;
        emit ExecuteOperatorFeePeriodUpdated(timeInSeconds);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.updateNetworkFee.selector,
            this.updateLiquidationThresholdPeriod.selector,
            this.updateMinimumLiquidationCollateral.selector,
            this.updateOperatorFeeIncreaseLimit.selector,
            this.updateDeclareOperatorFeePeriod.selector,
            this.updateExecuteOperatorFeePeriod.selector
        );
    }
}

/// @title The functions of the owner that only v1.2 has.
contract SSVDaoV1 is SSVDaoBook, ISSVModule {
    /// The highest fee, per validator and block.
    event OperatorMaximumFeeUpdated(uint64 maxFee);

    /// @notice The highest fee of an operator: wei of SSV per block.
    /// @dev Emits OperatorMaximumFeeUpdated(uint64).
    function updateMaximumOperatorFee(uint64 maxFee) external onlyDao {
        parameters[Asset.SSV].maximumFee = maxFee;
        emit OperatorMaximumFeeUpdated(maxFee);
    }

    /// @notice Pays the owner from what the network has earned: wei of SSV.
    /// @dev Errors: precision, InsufficientBalance, TokenTransferFailed.
    /// Emits NetworkEarningsWithdrawn.
    function withdrawNetworkEarnings(uint256 amount) external onlyDao {
        _withdrawTokenEarnings(amount);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.updateMaximumOperatorFee.selector, this.withdrawNetworkEarnings.selector
        );
    }
}

/// @title The functions of the owner that only v2 has.
/// @notice Those that end in SSV are about the clusters that still pay in it.
contract SSVDaoV2 is SSVDaoBook, ReentrancyGuardTransient, ISSVModule {
    /// The highest fee, per validator and block.
    event OperatorMaximumFeeUpdated(uint256 maxFee);

    /// @notice Per block and validator: wei of SSV.
    /// @dev Errors: MaxPrecisionExceeded. Emits NetworkFeeUpdatedSSV.
    function updateNetworkFeeSSV(uint256 fee) external onlyDao {
        emit NetworkFeeUpdatedSSV(_setNetworkFee(Asset.SSV, fee), fee);
    }

    /// @notice The blocks of fees that a cluster must hold.
    /// @dev Errors: NewBlockPeriodIsBelowMinimum. Emits LiquidationThresholdPeriodSSVUpdated.
    function updateLiquidationThresholdPeriodSSV(uint64 blocks) external onlyDao {
        _setLiquidationPeriod(Asset.SSV, blocks);
        emit LiquidationThresholdPeriodSSVUpdated(blocks);
    }

    /// @notice What a cluster must hold at least: wei of SSV.
    /// @dev Errors: MaxPrecisionExceeded. Emits MinimumLiquidationCollateralSSVUpdated.
    function updateMinimumLiquidationCollateralSSV(uint256 amount) external onlyDao {
        parameters[Asset.SSV].minimumCollateral = _pack(Asset.SSV, amount);
        emit MinimumLiquidationCollateralSSVUpdated(amount);
    }

    /// @notice The highest fee of an operator: wei of ETH per block and 32 ETH.
    /// @dev Errors: InvalidOperatorFeeRange (below the lowest), MaxPrecisionExceeded.
    /// Emits OperatorMaximumFeeUpdated(uint256).
    function updateMaximumOperatorFee(uint256 maxFee) external onlyDao {
        require(maxFee >= minimumEtherFee, InvalidOperatorFeeRange());
        _pack(Asset.ETH, maxFee);
        parameters[Asset.ETH].maximumFee = maxFee;
        emit OperatorMaximumFeeUpdated(maxFee);
    }

    /// @notice The lowest fee of an operator that is not zero: wei of ETH per block and 32 ETH.
    /// @dev Errors: InvalidOperatorFeeRange (above the highest), MaxPrecisionExceeded.
    /// Emits MinimumOperatorEthFeeUpdated.
    function updateMinimumOperatorEthFee(uint256 minFee) external onlyDao {
        require(minFee <= parameters[Asset.ETH].maximumFee, InvalidOperatorFeeRange());
        _pack(Asset.ETH, minFee);
        minimumEtherFee = minFee;
        emit MinimumOperatorEthFeeUpdated(minFee);
    }

    /// @notice The blocks between two updates of a cluster's effective balance.
    /// @dev Emits MinBlocksBetweenUpdatesUpdated.
    function updateMinBlocksBetweenUpdates(uint32 blocks) external onlyDao {
        minBlocksBetweenUpdates = blocks;
        emit MinBlocksBetweenUpdatesUpdated(blocks);
    }

    /// @notice Pays the owner from the network's SSV: wei.
    /// @dev Errors: MaxPrecisionExceeded, InsufficientBalance, TokenTransferFailed.
    /// Emits NetworkEarningsWithdrawn.
    function withdrawNetworkSSVEarnings(uint256 amount) external onlyDao nonReentrant {
        _withdrawTokenEarnings(amount);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.updateNetworkFeeSSV.selector,
            this.updateLiquidationThresholdPeriodSSV.selector,
            this.updateMinimumLiquidationCollateralSSV.selector,
            this.updateMaximumOperatorFee.selector,
            this.updateMinimumOperatorEthFee.selector,
            this.updateMinBlocksBetweenUpdates.selector,
            this.withdrawNetworkSSVEarnings.selector
        );
    }
}
