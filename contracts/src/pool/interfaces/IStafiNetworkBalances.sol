// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The oracle of the exchange rate. Amounts in wei; "block" is 1e10 + epoch by convention.
interface IStafiNetworkBalances {
    /// A member voted for these figures (once more, if that made the quorum).
    event BalancesSubmitted(
        address indexed from,
        uint256 block,
        uint256 totalEth,
        uint256 stakingEth,
        uint256 rethSupply,
        uint256 time
    );
    /// A quorum agreed: these are the current figures, the totals as clamped.
    event BalancesUpdated(
        uint256 block, uint256 totalEth, uint256 stakingEth, uint256 rethSupply, uint256 time
    );
    /// The members agreed on `votedTotalEth`, further than the rate may move by now.
    event RateClamped(uint256 block, uint256 votedTotalEth, uint256 totalEth);

    /// The "block" of the last snapshot, 0 before the first.
    function getBalancesBlock() external view returns (uint256);
    /// What backs the rETH of the last snapshot: the rate's numerator.
    function getTotalETHBalance() external view returns (uint256);
    /// How much of it validators hold.
    function getStakingETHBalance() external view returns (uint256);
    /// The supply of the last snapshot: the rate's denominator, 0 before the first.
    function getTotalRETHSupply() external view returns (uint256);

    /// Share of the ether that validators hold, of 1e18; 1e18 while there is none.
    function getETHStakingRate() external view returns (uint256);

    /// Whether the rate is still on its way to what the members found: then nobody should be paid
    /// at once at this rate.
    function getRateClamped() external view returns (bool);

    /// Unix seconds of the last snapshot.
    function getBalancesTime() external view returns (uint256);

    /// The rates (wei per rETH) that a snapshot taken at this moment may set.
    function getRateBounds() external view returns (uint256 lowest, uint256 highest);

    /// @notice Votes for a snapshot: the true figures. A quorum for the same four figures makes it
    /// the current one, its total clamped to the rate's limit. Without a supply, or with one of so
    /// few wei that no total is within the limit, the totals, and so the rate, stay those of the
    /// snapshot before.
    /// Caller: trusted nodes. Errors, in this order: "Submitting balances is currently disabled",
    /// "Network balances for an equal or higher block are set", "Network balances for a block too
    /// far ahead" (by more than 10^11), "Invalid network balances", "Duplicate submission from node".
    function submitBalances(
        uint256 block_,
        uint256 totalEth,
        uint256 stakingEth,
        uint256 rethSupply
    ) external;
}
