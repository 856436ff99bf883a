// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the pool asks of the withdrawal queue.
interface IStafiWithdraw {
    /// Wei that queued withdrawals still miss.
    function totalMissingAmountForWithdraw() external view returns (uint256);

    /// @notice Takes what is missing from the pool, as far as its balance goes, and makes claimable
    /// what is now covered. Does nothing while nothing is missing. Caller: StafiUserDeposit, which
    /// answers with `depositEth`.
    function serveMissing() external;
}
