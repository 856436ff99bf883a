// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_STAKING_POOL_SETTINGS } from "./ContractKeys.sol";
import { StafiBase } from "./StafiBase.sol";
import { IStafiStakingPoolSettings } from "./interfaces/IStafiStakingPoolSettings.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title What old clients ask at start-up of the path with one contract per validator.
/// @notice That path is gone, so there are none. The clients refuse to start unless the name
/// "stafiStakingPoolManager" is registered.
contract StafiStakingPoolManager is StafiBase {
    constructor(IStafiStorage registry) StafiBase(registry, "stafiStakingPoolManager") { }

    /// Of pools of that path: none.
    function getStakingPoolCount() external pure returns (uint256) {
        return 0;
    }

    /// Errors: "No stakingpools are available", always.
    function getStakingPoolAt(uint256) external pure returns (address) {
        revert("No stakingpools are available");
    }

    /// The key of no pool.
    function getStakingPoolPubkey(address) external pure returns (bytes memory) {
        return "";
    }
}

/// @title The address whose logs old clients read for that path; it never emits any.
contract StafiNodeDeposit is StafiBase {
    /// As old clients decode it; amount in wei.
    event Deposited(
        address node, address pool, bytes validatorPubkey, bytes validatorSignature, uint256 amount
    );
    /// As old clients decode it.
    event Staked(address node, bytes validatorPubkey);

    constructor(IStafiStorage registry) StafiBase(registry, "stafiNodeDeposit") { }

    /// What a new solo key brings, in wei; it was read here before it was a setting.
    function getCurrentNodeDepositAmount() external view returns (uint256) {
        return IStafiStakingPoolSettings(_addressOf(STAFI_STAKING_POOL_SETTINGS))
            .getCurrentNodeDepositAmount();
    }
}
