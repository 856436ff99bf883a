// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiNetworkBalances } from "../../src/pool/interfaces/IStafiNetworkBalances.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract StafiNetworkBalancesTest is CoreFixture {
    uint256 private constant EPOCH_0 = 10_000_000_000;
    uint256 private constant LIMIT = 0.0011e18;
    string private constant INVALID = "Invalid network balances";

    function setUp() public override {
        super.setUp();
        _addMembers(3);
        skip(8 hours);
    }

    function test_starts_empty_at_a_rate_of_one() public view {
        vm.assertEq(networkBalances.getBalancesBlock(), 0);
        vm.assertEq(networkBalances.getTotalETHBalance(), 0);
        vm.assertEq(networkBalances.getStakingETHBalance(), 0);
        vm.assertEq(networkBalances.getTotalRETHSupply(), 0);
        vm.assertEq(networkBalances.getETHStakingRate(), 1e18);
        vm.assertEq(networkBalances.getBalancesTime(), block.timestamp - 8 hours);
        vm.assertFalse(networkBalances.getRateClamped());
    }

    function test_takes_the_figures_that_a_quorum_agrees_on() public {
        vm.expectEmit(address(networkBalances));
        emit IStafiNetworkBalances.BalancesSubmitted(
            _member(0), EPOCH_0 + 1, 100 ether, 60 ether, 100 ether, block.timestamp
        );
        _submit(0, EPOCH_0 + 1, 100 ether, 60 ether, 100 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), 0);

        vm.expectEmit(address(networkBalances));
        emit IStafiNetworkBalances.BalancesUpdated(
            EPOCH_0 + 1, 100 ether, 60 ether, 100 ether, block.timestamp
        );
        _submit(1, EPOCH_0 + 1, 100 ether, 60 ether, 100 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 1);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100 ether);
        vm.assertEq(networkBalances.getStakingETHBalance(), 60 ether);
        vm.assertEq(networkBalances.getTotalRETHSupply(), 100 ether);
        vm.assertEq(networkBalances.getETHStakingRate(), 0.6e18);
        vm.assertEq(networkBalances.getBalancesTime(), block.timestamp);
    }

    function test_mirrors_a_submission_at_the_key_that_clients_compute() public {
        // Computed independently: voter 0x00…aa, block 10000300000, 32, 31 and 30 ETH.
        bytes32 key = 0x18442ed53e2eb3258ca35a6c5c7eabfb9c37cec89716f83ab872118a97881561;
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(address(0xaa), true);
        vm.assertFalse(registry.getBool(key));
        vm.prank(address(0xaa));
        networkBalances.submitBalances(10_000_300_000, 32 ether, 31 ether, 30 ether);
        vm.assertTrue(registry.getBool(key));
    }

    function test_different_figures_are_counted_apart() public {
        _submit(0, EPOCH_0 + 1, 100 ether, 0, 100 ether);
        _submit(1, EPOCH_0 + 1, 100 ether - 1, 0, 100 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), 0);
        _submit(1, EPOCH_0 + 1, 100 ether, 0, 100 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 1);
    }

    function test_refuses_the_same_submission_twice() public {
        _submit(0, EPOCH_0 + 1, 1 ether, 0, 1 ether);
        _refused(_member(0), "Duplicate submission from node");
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
    }

    function test_refuses_a_block_that_is_not_newer() public {
        _snapshot(3, EPOCH_0 + 5, 1 ether, 1 ether);
        for (uint256 i = 4; i <= 5; ++i) {
            _refused(_member(2), "Network balances for an equal or higher block are set");
            networkBalances.submitBalances(EPOCH_0 + i, 1 ether, 0, 1 ether);
        }
    }

    function test_refuses_who_is_no_member() public {
        address[3] memory others = [OWNER, STRANGER, address(0)];
        for (uint256 i = 0; i < others.length; ++i) {
            _refused(others[i], "Invalid trusted node");
            networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
        }
    }

    function test_refuses_submissions_while_they_are_disabled() public {
        vm.prank(ADMIN);
        networkSettings.setSubmitBalancesEnabled(false);
        _refused(_member(0), "Submitting balances is currently disabled");
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
        _refused(STRANGER, "Invalid trusted node"); // who is asked before what
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
    }

    function test_takes_submissions_while_the_pool_is_paused() public {
        vm.prank(ADMIN);
        networkSettings.pause();
        _snapshot(3, EPOCH_0 + 1, 1 ether, 1 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 1);
    }

    function test_refuses_more_staked_than_there_is() public {
        _refused(_member(0), INVALID);
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 1 ether + 1, 1 ether);
    }

    function test_Q04_refuses_a_rate_of_nothing() public {
        _refused(_member(0), INVALID);
        networkBalances.submitBalances(EPOCH_0 + 1, 0, 0, 1 ether);
    }

    function test_Q04_the_rate_outlasts_the_supply() public {
        _snapshot(3, EPOCH_0 + 1, 1.001 ether, 1 ether);
        skip(8 hours);
        _submit(0, EPOCH_0 + 2, 0.5 ether, 0, 0); // all rETH is gone
        vm.expectEmit(address(networkBalances));
        emit IStafiNetworkBalances.BalancesUpdated(
            EPOCH_0 + 2, 1.001 ether, 0, 1 ether, block.timestamp
        );
        _submit(1, EPOCH_0 + 2, 0.5 ether, 0, 0);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 2);
        vm.assertEq(networkBalances.getBalancesTime(), block.timestamp);
        vm.assertEq(reth.getExchangeRate(), 1.001 ether);
        vm.assertFalse(networkBalances.getRateClamped());
        // The next stakers find it, and the next snapshot goes on from it.
        _snapshot(3, EPOCH_0 + 3, 5.005 ether, 5 ether);
        vm.assertEq(reth.getExchangeRate(), 1.001 ether);
        vm.assertEq(networkBalances.getTotalRETHSupply(), 5 ether);
    }

    /// Else a mistaken or bought majority could end the oracle with the last number there is.
    function test_a_snapshot_cannot_be_too_far_ahead() public {
        string memory far = "Network balances for a block too far ahead";
        _refused(_member(0), far);
        networkBalances.submitBalances(1e11 + 1, 1 ether, 0, 1 ether);
        _refused(_member(0), far);
        networkBalances.submitBalances(type(uint64).max, 1 ether, 0, 1 ether);
        _refused(_member(0), far);
        networkBalances.submitBalances(type(uint256).max, 1 ether, 0, 1 ether);
        _snapshot(3, 1e11, 1 ether, 1 ether);
        _refused(_member(0), far);
        networkBalances.submitBalances(2e11 + 1, 1 ether, 0, 1 ether);
        _snapshot(3, 2e11, 1 ether, 1 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), 2e11);
    }

    /// Of a few wei of rETH one wei of the total is a step over both bounds: from 1.1 to 1 or to 2.
    function test_Q04_no_quorum_jumps_the_rate_with_a_supply_of_dust() public {
        skip(100 * 8 hours);
        _snapshot(3, EPOCH_0 + 1, 110 ether, 100 ether);
        vm.assertEq(reth.getExchangeRate(), 1.1 ether);
        uint256[2] memory totals = [uint256(1), 2]; // below the bounds, above them
        for (uint256 i = 0; i < 2; ++i) {
            _submit(0, EPOCH_0 + 2 + i, totals[i], 0, 1);
            vm.expectEmit(address(networkBalances));
            emit IStafiNetworkBalances.RateClamped(EPOCH_0 + 2 + i, totals[i], 110 ether);
            vm.expectEmit(address(networkBalances));
            emit IStafiNetworkBalances.BalancesUpdated(
                EPOCH_0 + 2 + i, 110 ether, 0, 100 ether, block.timestamp
            );
            _submit(1, EPOCH_0 + 2 + i, totals[i], 0, 1);
            vm.assertEq(reth.getExchangeRate(), 1.1 ether);
            vm.assertTrue(networkBalances.getRateClamped());
        }
    }

    function test_Q04_a_clamped_total_is_never_nothing() public {
        _snapshot(3, EPOCH_0 + 1, 99.9 ether, 100 ether);
        _snapshot(3, EPOCH_0 + 2, 1, 1);
        vm.assertEq(reth.getExchangeRate(), 0.999 ether);
        skip(365 days);
        _snapshot(3, EPOCH_0 + 3, 0.3 ether, 1 ether);
        skip(120 days); // now a rate of nothing would be within the bounds, and one is above them
        (uint256 lowest, uint256 highest) = networkBalances.getRateBounds();
        vm.assertEq(lowest, 0);
        vm.assertLt(highest, 1e18, "above");
        _snapshot(3, EPOCH_0 + 4, 1, 1);
        vm.assertEq(reth.getExchangeRate(), 0.3 ether);
    }

    function test_an_empty_pool_may_be_reported_empty() public {
        _snapshot(3, EPOCH_0 + 1, 0, 0);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 1);
        vm.assertEq(reth.getExchangeRate(), 1 ether);
    }

    function test_Q04_no_quorum_moves_the_rate_further_than_the_limit() public {
        _snapshot(3, EPOCH_0 + 1, 100 ether, 100 ether);
        skip(8 hours);
        (uint256 lowest, uint256 highest) = networkBalances.getRateBounds();
        vm.assertEq(highest, 1e18 + 2 * LIMIT); // the 8 hours of setUp are still usable
        vm.assertEq(lowest, 1e18 - 2 * LIMIT);

        _submit(0, EPOCH_0 + 2, 1, 0, 100 ether);
        vm.expectEmit(address(networkBalances));
        emit IStafiNetworkBalances.RateClamped(EPOCH_0 + 2, 1, 99.78 ether);
        vm.expectEmit(address(networkBalances));
        emit IStafiNetworkBalances.BalancesUpdated(
            EPOCH_0 + 2, 99.78 ether, 0, 100 ether, block.timestamp
        );
        _submit(1, EPOCH_0 + 2, 1, 0, 100 ether);
        vm.assertEq(reth.getExchangeRate(), 0.9978 ether);
        vm.assertTrue(networkBalances.getRateClamped());
    }

    function test_Q18_a_gain_is_spread_over_time_until_the_rate_has_caught_up() public {
        _snapshot(3, EPOCH_0 + 1, 100 ether, 100 ether);
        _snapshot(3, EPOCH_0 + 2, 100.11 ether, 100 ether); // uses up all usable time
        vm.assertFalse(networkBalances.getRateClamped());

        skip(4 hours);
        _snapshot(3, EPOCH_0 + 3, 100.3 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.165 ether);
        vm.assertTrue(networkBalances.getRateClamped());
        skip(4 hours);
        _snapshot(3, EPOCH_0 + 4, 100.3 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.22 ether);
        vm.assertTrue(networkBalances.getRateClamped());
        skip(8 hours);
        _snapshot(3, EPOCH_0 + 5, 100.3 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.3 ether);
        vm.assertFalse(networkBalances.getRateClamped());
    }

    function test_Q18_two_snapshots_in_one_block_move_no_further_than_one() public {
        _snapshot(3, EPOCH_0 + 1, 200 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.11 ether);
        _snapshot(3, EPOCH_0 + 2, 200 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.11 ether);
    }

    function test_Q19_losses_lower_the_rate() public {
        _snapshot(3, EPOCH_0 + 1, 99.95 ether, 100 ether);
        vm.assertEq(reth.getExchangeRate(), 0.9995 ether);
        vm.assertFalse(networkBalances.getRateClamped());
    }

    function test_a_late_snapshot_does_not_clamp_the_punctual_one_after_it() public {
        _snapshot(3, EPOCH_0 + 1, 100 ether, 100 ether);
        skip(15 hours);
        _snapshot(3, EPOCH_0 + 2, 100.003 ether, 100 ether);
        skip(1 hours);
        _snapshot(3, EPOCH_0 + 3, 100.1 ether, 100 ether);
        vm.assertFalse(networkBalances.getRateClamped());
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.1 ether);
    }

    function test_unused_time_is_kept_for_one_period_only() public {
        skip(30 days);
        _snapshot(3, EPOCH_0 + 1, 100 ether, 100 ether);
        (, uint256 highest) = networkBalances.getRateBounds();
        vm.assertEq(highest, 1e18 + LIMIT);
    }

    function test_the_staked_part_never_exceeds_a_clamped_total() public {
        _snapshot(3, EPOCH_0 + 1, 100 ether, 100 ether);
        _submit(0, EPOCH_0 + 2, 120 ether, 119 ether, 100 ether);
        _submit(1, EPOCH_0 + 2, 120 ether, 119 ether, 100 ether);
        vm.assertEq(networkBalances.getTotalETHBalance(), 100.11 ether);
        vm.assertEq(networkBalances.getETHStakingRate(), 1e18);
    }

    function test_refuses_figures_that_no_snapshot_can_hold() public {
        _submit(0, 1, 1 ether, 0, 1 << 96);
        vm.prank(_member(1));
        vm.expectRevert();
        networkBalances.submitBalances(1, 1 ether, 0, 1 << 96);
        vm.assertEq(networkBalances.getBalancesBlock(), 0);
    }

    function test_Q13_the_vote_of_a_removed_member_does_not_count() public {
        _addMember(4);
        _submit(0, EPOCH_0 + 1, 1 ether, 0, 1 ether);
        _submit(1, EPOCH_0 + 1, 1 ether, 0, 1 ether);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        // 3 members are left and need 2; of two votes one is by a current member.
        _refused(_member(0), "Invalid trusted node");
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), 0);
        _submit(2, EPOCH_0 + 1, 1 ether, 0, 1 ether);
        vm.assertEq(networkBalances.getBalancesBlock(), EPOCH_0 + 1);
    }

    function test_Q13_a_member_that_returns_cannot_vote_again() public {
        _submit(0, EPOCH_0 + 1, 1 ether, 0, 1 ether);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), true);
        _refused(_member(0), "Duplicate submission from node");
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
    }

    function test_is_initialised_once_and_refuses_to_work_unregistered() public {
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        networkBalances.initialize();
        address next = address(new Empty());
        _replace("stafiNetworkBalances", next);
        _refused(_member(0), "Invalid or outdated contract");
        networkBalances.submitBalances(EPOCH_0 + 1, 1 ether, 0, 1 ether);
    }

    function test_the_rate_stays_within_the_limit_per_elapsed_time(
        uint96[8] memory totals,
        uint32[8] memory pauses
    ) public {
        _snapshot(3, 1, 100 ether, 100 ether);
        uint256 start = block.timestamp - 8 hours;
        for (uint256 i = 0; i < totals.length; ++i) {
            skip(bound(pauses[i], 0, 2 days));
            _snapshot(3, 2 + i, bound(totals[i], 1, 1000 ether), 100 ether);
            uint256 rate = reth.getExchangeRate();
            uint256 most = LIMIT * (block.timestamp - start) / 8 hours;
            vm.assertLe(rate, 1e18 + most, "above");
            vm.assertGe(rate + most + 2, 1e18, "below");
        }
    }

    // A pool of one deposit of 0.01 ETH: a wei of its total is 100 wei of the rate.
    function test_a_clamped_rate_keeps_its_bounds_to_the_wei(uint96 supply, uint128 total) public {
        uint256 reths = bound(supply, 0.01 ether, 1000 ether);
        (uint256 lowest, uint256 highest) = networkBalances.getRateBounds();
        _snapshot(3, 1, bound(total, 1, 3 * reths), reths);
        vm.assertGe(reth.getExchangeRate(), lowest, "below");
        vm.assertLe(reth.getExchangeRate(), highest, "above");
    }

    // However few rETH the members report, and wherever the rate is.
    function test_Q04_a_rate_of_dust_keeps_its_bounds(uint256 start, uint256 supply, uint256 total)
        public
    {
        skip(365 days);
        _snapshot(3, 1, bound(start, 1 ether, 2 ether), 1 ether);
        (uint256 lowest, uint256 highest) = networkBalances.getRateBounds();
        supply = bound(supply, 1, 2000);
        _snapshot(3, 2, bound(total, 1, 3 * supply), supply);
        vm.assertEq(networkBalances.getBalancesBlock(), 2);
        vm.assertGe(reth.getExchangeRate(), lowest, "below");
        vm.assertLe(reth.getExchangeRate(), highest, "above");
    }

    function skip(uint256 time) private {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    function _addMember(uint256 count) private {
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(count - 1), true);
    }

    function _submit(uint256 member, uint256 block_, uint256 total, uint256 staking, uint256 supply)
        private
    {
        vm.prank(_member(member));
        networkBalances.submitBalances(block_, total, staking, supply);
    }
}

contract Empty { }
