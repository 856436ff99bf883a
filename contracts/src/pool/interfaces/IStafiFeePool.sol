// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Where validators send their priority fees: the fee recipient of a lane.
/// @notice Anybody may pay in. Everything that leaves is an event, from which clients rebuild what
/// each block brought.
interface IStafiFeePool {
    /// `by` is the name of the contract that took it; amounts in wei.
    event EtherWithdrawn(string indexed by, address indexed to, uint256 amount, uint256 time);

    /// @notice Sends `amount` wei to StafiDistributor, which is also the only caller and the only
    /// `to`. Errors: "Invalid or outdated contract", "No valid amount of ETH given to withdraw"
    /// (zero), "Failed to withdraw ETH" (more than there is).
    function withdrawEther(address to, uint256 amount) external;
}
