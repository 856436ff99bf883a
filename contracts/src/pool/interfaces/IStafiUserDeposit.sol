// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The pool: takes the stakers' ether, mints rETH for it and funds validators and
/// withdrawals. All amounts in wei.
interface IStafiUserDeposit {
    /// A staker deposited, and rETH was minted to it.
    event DepositReceived(address indexed from, uint256 amount, uint256 time);
    /// Ether came back without minting, from StafiDistributor or StafiWithdraw.
    event DepositRecycled(address indexed from, uint256 amount, uint256 time);
    /// Ether went to validators or queued withdrawals; `to` is the contract of theirs.
    event ExcessWithdrawn(address indexed to, uint256 amount, uint256 time);

    /// Everything that the pool holds.
    function getBalance() external view returns (uint256);

    /// What validators may take: the balance less what queued withdrawals still miss.
    function getExcessBalance() external view returns (uint256);

    /// @notice Mints rETH at the current rate to the caller. Errors: "Paused", "Deposits into Stafi
    /// are currently disabled", "The deposited amount is less than the minimum deposit size".
    function deposit() external payable;

    /// @notice Ether comes back without minting: rewards (caller: StafiDistributor).
    function recycleDistributorDeposit() external payable;

    /// @notice As above, exited principal (caller: StafiWithdraw).
    function recycleWithdrawDeposit() external payable;

    /// @notice Sends `amount` to the caller's `depositEth`; not more than `getExcessBalance`.
    /// Callers: the contract of the name. Errors: "Insufficient balance for withdrawal",
    /// "No valid amount of ETH given to withdraw" (zero).
    function withdrawExcessBalanceForSuperNode(uint256 amount) external;
    /// @notice As above for solo keys. Caller: StafiLightNode.
    function withdrawExcessBalanceForLightNode(uint256 amount) external;

    /// @notice As above for queued withdrawals, which may take the whole balance.
    function withdrawExcessBalanceForWithdraw(uint256 amount) external;
}

/// @title What a contract offers that takes ether from the pool.
interface IPoolEtherReceiver {
    /// @notice Takes the ether of `withdrawExcessBalanceFor…`. Caller: StafiUserDeposit.
    function depositEth() external payable;
}
