// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiStakingPoolSettings } from "./interfaces/IStafiStakingPoolSettings.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title What a validator costs, and how much of it its operator brings. All amounts in wei.
/// @notice These amounts are for new keys only; a key keeps the one it was deposited with. Setters
/// are the owner's.
contract StafiStakingPoolSettings is IStafiStakingPoolSettings, StafiUpgradeable {
    using EnumerableSet for EnumerableSet.UintSet;

    uint256 private constant LAUNCH_BALANCE = 32 ether;

    EnumerableSet.UintSet private allowedAmounts;
    uint128 private currentAmount;
    bool private compatibleWithOldClients;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiStakingPoolSettings") { }

    /// @notice Sets the defaults: 4, 8 and 12 ETH are allowed, 4 ETH is asked for.
    function initialize() external initializer {
        allowedAmounts.add(4 ether);
        allowedAmounts.add(8 ether);
        allowedAmounts.add(12 ether);
        currentAmount = 4 ether;
        compatibleWithOldClients = true;
    }

    /// @inheritdoc IStafiStakingPoolSettings
    function getLaunchBalance() external pure returns (uint256) {
        return LAUNCH_BALANCE;
    }

    /// @inheritdoc IStafiStakingPoolSettings
    function getNodeDepositAmountAllowed(uint256 amount) public view returns (bool) {
        return
            allowedAmounts.contains(amount) && (!compatibleWithOldClients || _isOldAmount(amount));
    }

    /// @inheritdoc IStafiStakingPoolSettings
    function getNodeDepositAmountsAllowed() external view returns (uint256[] memory) {
        return allowedAmounts.values();
    }

    /// @inheritdoc IStafiStakingPoolSettings
    function getCurrentNodeDepositAmount() external view returns (uint256) {
        return currentAmount;
    }

    /// @inheritdoc IStafiStakingPoolSettings
    function getCompatibleWithOldClients() external view returns (bool) {
        return compatibleWithOldClients;
    }

    /// @notice Allows or forbids an amount for new keys: 1 to 31 ETH, so that both parts are
    /// deposits of their own, in whole gwei. The current amount cannot be forbidden.
    /// Errors: "Invalid node deposit amount".
    function setNodeDepositAmountAllowed(uint256 amount, bool allowed)
        external
        onlyRegistered
        onlyOwner
    {
        bool possible = amount >= 1 ether && amount <= LAUNCH_BALANCE - 1 ether
            && amount % 1 gwei == 0;
        bool fits = allowed
            ? possible && (!compatibleWithOldClients || _isOldAmount(amount))
            : amount != currentAmount;
        require(fits, "Invalid node deposit amount");
        if (allowed) allowedAmounts.add(amount);
        else allowedAmounts.remove(amount);
        emit NodeDepositAmountAllowed(amount, allowed);
    }

    /// @notice Sets what a new key brings. Errors: "Invalid node deposit amount" (not allowed).
    function setCurrentNodeDepositAmount(uint256 amount) external onlyRegistered onlyOwner {
        require(getNodeDepositAmountAllowed(amount), "Invalid node deposit amount");
        // forge-lint: disable-next-line(unsafe-typecast)
        currentAmount = uint128(amount);
        emit CurrentNodeDepositAmountChanged(amount);
    }

    /// @notice Says whether old clients read this pool; while they do, only their amounts count.
    /// Errors: "Invalid node deposit amount" (the current one is not theirs).
    function setCompatibleWithOldClients(bool compatible) external onlyRegistered onlyOwner {
        require(!compatible || _isOldAmount(currentAmount), "Invalid node deposit amount");
        compatibleWithOldClients = compatible;
        emit CompatibleWithOldClientsChanged(compatible);
    }

    function _isOldAmount(uint256 amount) private pure returns (bool) {
        return amount == 4 ether || amount == 8 ether || amount == 12 ether;
    }
}
