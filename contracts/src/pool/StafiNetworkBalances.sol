// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { OracleVoting } from "./OracleVoting.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiNetworkBalances } from "./interfaces/IStafiNetworkBalances.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The oracle of the exchange rate: total ether of the stakers over the supply of rETH.
/// @notice Members vote for the figures they see. However many agree, the rate moves no further
/// than `getRateStepLimit` per 8 hours of time that no step has used up: beyond that the total is
/// clamped, and `getRateClamped` holds back instant payments until the rate has caught up. Time
/// that a step did not need stays usable, up to 8 hours of it, so that a late snapshot does not
/// clamp the punctual one after it. Amounts in wei.
contract StafiNetworkBalances is IStafiNetworkBalances, OracleVoting {
    using SafeCast for uint256;

    struct Snapshot {
        uint128 totalEth;
        uint128 stakingEth;
        uint96 rethSupply;
        uint64 id;
        uint40 time;
        uint40 usableFrom; // the time since then is what the next step may use
        bool clamped;
    }

    uint256 private constant RATE_STEP_PERIOD = 8 hours;
    uint256 private constant ONE_RETH = 1 ether;

    /// How far one snapshot may be ahead of the last. Relays number them 10^10 + epoch, so the first
    /// is that far from 0; the last number there is stays out of reach.
    uint256 private constant BLOCK_STEP_MAX = 1e11;

    Snapshot private latest;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiNetworkBalances") { }

    /// @notice Starts at a rate of 1, and the time that the rate's limit counts.
    function initialize() external initializer {
        latest.time = block.timestamp.toUint40();
        latest.usableFrom = latest.time;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getBalancesBlock() external view returns (uint256) {
        return latest.id;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getTotalETHBalance() external view returns (uint256) {
        return latest.totalEth;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getStakingETHBalance() external view returns (uint256) {
        return latest.stakingEth;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getTotalRETHSupply() external view returns (uint256) {
        return latest.rethSupply;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getETHStakingRate() external view returns (uint256) {
        if (latest.totalEth == 0) return 1e18;
        return uint256(latest.stakingEth) * 1e18 / latest.totalEth;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getRateClamped() external view returns (bool) {
        return latest.clamped;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getBalancesTime() external view returns (uint256) {
        return latest.time;
    }

    /// @inheritdoc IStafiNetworkBalances
    function getRateBounds() public view returns (uint256 lowest, uint256 highest) {
        uint256 rate = _rate(latest.totalEth, latest.rethSupply);
        uint256 usable = block.timestamp - latest.usableFrom;
        uint256 step = _networkSettings().getRateStepLimit() * usable / RATE_STEP_PERIOD;
        return (rate - Math.min(step, rate), rate + step);
    }

    /// @inheritdoc IStafiNetworkBalances
    function submitBalances(
        uint256 block_,
        uint256 totalEth,
        uint256 stakingEth,
        uint256 rethSupply
    ) external onlyRegistered onlyTrustedNode {
        require(
            _networkSettings().getSubmitBalancesEnabled(),
            "Submitting balances is currently disabled"
        );
        require(block_ > latest.id, "Network balances for an equal or higher block are set");
        require(block_ - latest.id <= BLOCK_STEP_MAX, "Network balances for a block too far ahead");
        require(stakingEth <= totalEth, "Invalid network balances");
        require(totalEth > 0 || rethSupply == 0, "Invalid network balances"); // a rate of nothing

        bytes32 subject = keccak256(abi.encode(block_, totalEth, stakingEth, rethSupply));
        bool agreed = _castVote(subject, "Duplicate submission from node");
        stafiStorage.setFlag(
            abi.encodePacked(
                "network.balances.submitted.node",
                msg.sender,
                block_,
                totalEth,
                stakingEth,
                rethSupply
            )
        );
        emit BalancesSubmitted(
            msg.sender, block_, totalEth, stakingEth, rethSupply, block.timestamp
        );
        if (agreed) _update(block_, totalEth, stakingEth, rethSupply);
    }

    /// Takes the snapshot, its total moved to the nearest one that the rate's limit allows. When all
    /// rETH is gone, or all but so few wei that no total is within the limit, the totals stay as they
    /// were: they carry the rate, which must not jump to 1 or 2.
    function _update(uint256 block_, uint256 votedEth, uint256 stakingEth, uint256 supply) private {
        bool allGone = supply == 0 && latest.rethSupply > 0;
        if (allGone) (votedEth, supply) = (latest.totalEth, latest.rethSupply);
        (uint256 lowest, uint256 highest) = getRateBounds();
        uint256 rate = _rate(votedEth, supply);
        bool clamped = rate < lowest || rate > highest;
        uint256 totalEth = votedEth;
        if (clamped) {
            totalEth = _clampedTotal(supply, rate < lowest, lowest, highest);
            if (totalEth == 0) (totalEth, supply) = (latest.totalEth, latest.rethSupply);
            rate = _rate(totalEth, supply);
            emit RateClamped(block_, votedEth, totalEth);
        }
        stakingEth = Math.min(stakingEth, totalEth);

        latest = Snapshot({
            usableFrom: _usableFrom(rate).toUint40(),
            totalEth: totalEth.toUint128(),
            stakingEth: stakingEth.toUint128(),
            rethSupply: supply.toUint96(),
            id: block_.toUint64(),
            time: block.timestamp.toUint40(),
            clamped: clamped
        });
        emit BalancesUpdated(block_, totalEth, stakingEth, supply, block.timestamp);
    }

    /// The total that gives the bound, rounded into the bounds; 0 if none is within them: of so few
    /// rETH that one wei of the total is a step over both.
    function _clampedTotal(uint256 supply, bool below, uint256 lowest, uint256 highest)
        private
        pure
        returns (uint256 totalEth)
    {
        totalEth = below ? Math.ceilDiv(lowest * supply, ONE_RETH) : highest * supply / ONE_RETH;
        uint256 rate = _rate(totalEth, supply);
        if (rate < lowest || rate > highest) totalEth = 0;
    }

    /// From when on time is usable after a step from the current rate to `rate`.
    function _usableFrom(uint256 rate) private view returns (uint256) {
        uint256 current = _rate(latest.totalEth, latest.rethSupply);
        uint256 moved = rate > current ? rate - current : current - rate;
        uint256 limit = _networkSettings().getRateStepLimit();
        uint256 used = Math.ceilDiv(moved * RATE_STEP_PERIOD, limit);
        uint256 rest = Math.saturatingSub(block.timestamp - latest.usableFrom, used);
        return block.timestamp - Math.min(rest, RATE_STEP_PERIOD);
    }

    /// Wei per rETH; 1 to 1 while there is no supply.
    function _rate(uint256 totalEth, uint256 supply) private pure returns (uint256) {
        return supply == 0 ? ONE_RETH : totalEth * ONE_RETH / supply;
    }
}
