// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_DISTRIBUTOR } from "./ContractKeys.sol";
import { StafiBase } from "./StafiBase.sol";
import { IStafiFeePool } from "./interfaces/IStafiFeePool.sol";

/// @title What both fee pools do. They have no state and are never upgraded, because validators
/// everywhere are configured with their addresses.
abstract contract FeePool is IStafiFeePool, StafiBase {
    receive() external payable { }

    /// @inheritdoc IStafiFeePool
    function withdrawEther(address to, uint256 amount)
        external
        onlyRegistered
        onlyLatestContract(STAFI_DISTRIBUTOR)
    {
        require(to == msg.sender, "Invalid or outdated contract");
        require(amount > 0, "No valid amount of ETH given to withdraw");
        emit EtherWithdrawn("stafiDistributor", to, amount, block.timestamp);
        (bool sent,) = to.call{ value: amount }("");
        require(sent, "Failed to withdraw ETH");
    }
}
