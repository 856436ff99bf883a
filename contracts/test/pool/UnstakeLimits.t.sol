// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title What may be queued in a cycle: 20 ETH by all, 10 ETH by one account.
contract UnstakeLimitsTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        _stake(STAKER, 10 ether);
    }

    function test_limits_are_for_what_is_queued_in_one_cycle() public {
        _stake(STAKER, 90 ether);
        _spendPool(100);
        _unstake(STAKER, 10 ether);
        _refusesUnstake(STAKER, 1, "reach user limit");
        vm.prank(STAKER);
        reth.transfer(STRANGER, 20 ether);
        _unstake(STRANGER, 10 ether);
        _refusesUnstake(STRANGER, 1, "reach cycle limit");
        uint256 cycle = queue.currentWithdrawCycle();
        vm.assertEq(queue.totalWithdrawAmountAtCycle(cycle), 20 ether);
        vm.assertEq(queue.userWithdrawAmountAtCycle(STRANGER, cycle), 10 ether);
        vm.warp(block.timestamp + 1 days);
        _unstake(STAKER, 10 ether);
    }

    /// Else ether borrowed for one transaction, deposited and taken back, would use up the limit.
    function test_what_is_paid_at_once_uses_up_no_limit() public {
        for (uint256 i = 0; i < 3; ++i) {
            _stake(STRANGER, 10 ether);
            _unstake(STRANGER, 10 ether);
        }
        uint256 cycle = queue.currentWithdrawCycle();
        vm.assertEq(queue.totalWithdrawAmountAtCycle(cycle), 0);
        vm.assertEq(queue.userWithdrawAmountAtCycle(STRANGER, cycle), 0);
        _unstake(STAKER, 10 ether);
        vm.assertEq(STAKER.balance, 10 ether);
    }

    /// And in a pool that is dry the borrowed ether covers the queue of others, and stays there.
    function test_ether_of_one_block_cannot_be_queued_and_paid_back() public {
        _spendPool(10);
        _unstake(STAKER, 6 ether);
        _stake(STRANGER, 10 ether);
        _unstake(STRANGER, 10 ether);
        vm.assertEq(STRANGER.balance, 0);
        vm.assertEq(queue.getUnclaimedWithdrawalsOfUser(STRANGER), _numbers(1));
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 6 ether);
    }

    function test_what_is_paid_at_once_must_fit_into_what_is_left() public {
        _stake(STAKER, 10 ether);
        _refusesUnstake(STAKER, 10 ether + 1, "reach user limit");
        _spendPool(20);
        _unstake(STAKER, 7 ether);
        _stake(STRANGER, 15 ether); // covers the queue, and 8 ETH are left
        _refusesUnstake(STAKER, 3 ether + 1, "reach user limit");
        _unstake(STAKER, 3 ether);
        vm.assertEq(STAKER.balance, 3 ether);
    }

    /// docs/contracts.md says why: whoever leaves during a loss is paid the present rate, but only
    /// within the limits of the cycle.
    function test_few_can_leave_at_the_old_rate_while_a_loss_comes_through() public {
        _stake(STAKER, 90 ether);
        vm.warp(block.timestamp + 8 hours);
        vm.prank(_member(0));
        networkBalances.submitBalances(1, 90 ether, 0, 100 ether); // a loss of a tenth
        vm.assertTrue(networkBalances.getRateClamped());
        vm.assertEq(reth.getExchangeRate(), 0.9989 ether); // 0.0011 per 8 hours
        _unstake(STAKER, 10 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 9.989 ether);
        _refusesUnstake(STAKER, 1 ether, "reach user limit");
        vm.assertEq(STAKER.balance, 0, "nobody is paid at once");
    }

    function test_the_owner_alone_sets_limits() public {
        _refused(ADMIN, "Account is not the owner");
        queue.setWithdrawLimitPerCycle(1);
        _refused(STRANGER, "Account is not the owner");
        queue.setUserWithdrawLimitPerCycle(1);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.SetWithdrawLimitPerCycle(7 ether);
        vm.prank(OWNER);
        queue.setWithdrawLimitPerCycle(7 ether);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.SetUserWithdrawLimitPerCycle(3 ether);
        vm.prank(OWNER);
        queue.setUserWithdrawLimitPerCycle(3 ether);
        vm.assertEq(queue.withdrawLimitPerCycle(), 7 ether);
        vm.assertEq(queue.userWithdrawLimitPerCycle(), 3 ether);
    }

    function _refusesUnstake(address staker, uint256 amount, string memory text) private {
        vm.prank(staker);
        reth.approve(address(queue), amount);
        _refused(staker, text);
        queue.unstake(amount);
    }
}
