// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The vault: the ether of the contracts that share it, each by its registered name.
interface IStafiEther {
    /// `by` is keccak256 of the contract's name; amounts in wei.
    event EtherDeposited(bytes32 indexed by, uint256 amount, uint256 time);
    /// As above, when it leaves to the contract of that name.
    event EtherWithdrawn(bytes32 indexed by, uint256 amount, uint256 time);

    /// @notice What the registered contract at `contractAddress` has here, in wei.
    /// Errors: "Contract not found".
    function balanceOf(address contractAddress) external view returns (uint256);

    /// @notice Adds the value to the caller's balance.
    /// Caller: StafiUserDeposit, StafiLightNode, StafiDistributor.
    function depositEther() external payable;

    /// @notice Sends `amount` wei of the caller's balance to its `receiveEtherWithdrawal`.
    /// Caller: as above. Errors: "Insufficient contract ETH balance".
    function withdrawEther(uint256 amount) external;
}

/// @title What a contract offers that keeps ether in the vault.
interface IStafiEtherReceiver {
    /// @notice Takes the ether of `withdrawEther`. Caller: StafiEther.
    function receiveEtherWithdrawal() external payable;
}
