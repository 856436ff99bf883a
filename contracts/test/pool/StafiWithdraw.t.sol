// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiWithdraw } from "../../src/pool/StafiWithdraw.sol";
import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title An account that calls the queue again while it is paid.
contract GreedyStaker {
    IStafiWithdraw private immutable queue;
    bytes private call;

    constructor(IStafiWithdraw queue_) {
        queue = queue_;
    }

    /// Does `first`, and once `second` when ether arrives; both are calls of the queue.
    function attack(bytes calldata first, bytes calldata second) external returns (bool done) {
        call = second;
        (done,) = address(queue).call(first);
    }

    receive() external payable {
        if (call.length == 0) return;
        bytes memory second = call;
        delete call;
        (bool done,) = address(queue).call(second);
        require(done);
    }
}

contract StafiWithdrawTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        _stake(STAKER, 10 ether);
    }

    function test_pays_at_once_what_the_pool_covers() public {
        vm.prank(STAKER);
        reth.approve(address(queue), 4 ether);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.EtherDeposited(address(userDeposit), 4 ether, block.timestamp);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.Unstake(STAKER, 4 ether, 4 ether, 0, true);
        vm.prank(STAKER);
        queue.unstake(4 ether);
        vm.assertEq(STAKER.balance, 4 ether);
        vm.assertEq(queue.nextWithdrawIndex(), 1);
        vm.assertEq(queue.getReservedForClaims(), 0);
        (address account, uint256 amount) = queue.withdrawalAtIndex(0);
        vm.assertEq(account, STAKER);
        vm.assertEq(amount, 4 ether);
    }

    function test_refuses_to_unstake_nothing_or_without_allowance() public {
        _refused(STAKER, "reth amount zero");
        queue.unstake(0);
        _refused(STAKER, "ERC20: burn amount exceeds allowance");
        queue.unstake(1 ether);
        vm.mockCall(
            address(reth), abi.encodeCall(reth.getEthValue, (uint256(1))), abi.encode(uint256(0))
        );
        _refused(STAKER, "eth amount zero");
        queue.unstake(1);
    }

    // pool-contracts.md 2.12: cycle c begins at c·86400 + 28800.
    function test_a_cycle_begins_at_eight_in_the_morning() public {
        vm.warp(20_000 * 86_400 + 28_800);
        vm.assertEq(queue.currentWithdrawCycle(), 20_000);
        vm.warp(20_000 * 86_400 + 28_799);
        vm.assertEq(queue.currentWithdrawCycle(), 19_999);
    }

    function test_Q09_the_first_request_cannot_be_claimed_before_it_is_covered() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        vm.deal(address(queue), 32 ether); // arrived, not distributed
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 0);
        _refused(STAKER, "not claimable");
        queue.withdraw(_numbers(0));
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 5 ether);
    }

    function test_Q09_distributes_before_anybody_has_unstaked() public {
        vm.deal(address(queue), 32 ether);
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 28 ether, 3 ether, 1 ether, 0);
        vm.assertEq(userDeposit.getBalance(), 38 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 4 ether);
        _refused(_member(0), "withdraw index over");
        queue.distributeWithdrawals(101, 0, 0, 0, 1);
    }

    function test_Q08_what_the_oracle_reserves_can_be_claimed_at_once() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        _clampRate(true);
        _stake(STRANGER, 8 ether);
        _clampRate(false);
        vm.assertEq(userDeposit.getBalance(), 8 ether);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.ReserveEthForWithdraw(19_000, 5 ether);
        vm.prank(_member(0));
        queue.reserveEthForWithdraw(19_000);
        vm.assertEq(userDeposit.getBalance(), 3 ether);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(STAKER.balance, 5 ether);
        _refused(_member(0), "proposal already executed");
        queue.reserveEthForWithdraw(19_000);
    }

    function test_Q10_deposits_of_stakers_serve_the_queue_first() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        _stake(STRANGER, 8 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 0);
        vm.assertEq(userDeposit.getBalance(), 3 ether);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(STAKER.balance, 5 ether);
    }

    function test_Q11_covers_requests_one_by_one_in_their_order() public {
        _spendPool(10);
        _unstake(STAKER, 2 ether);
        _unstake(STAKER, 3 ether);
        _unstake(STAKER, 4 ether);
        _stake(STRANGER, 4 ether); // the first, and a part of the second
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 0);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        _refused(STAKER, "not claimable");
        queue.withdraw(_numbers(1));
        _stake(STRANGER, 1 ether); // the second to the wei
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 1);
        vm.prank(STAKER);
        queue.withdraw(_numbers(1));
        _refused(STAKER, "not claimable");
        queue.withdraw(_numbers(2));
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 4 ether);
        vm.assertEq(address(queue).balance, 0);
    }

    function test_nobody_overtakes_the_queue() public {
        _spendPool(8);
        _unstake(STAKER, 8 ether); // 6 ETH are missing
        _clampRate(true);
        _stake(STRANGER, 3 ether);
        _clampRate(false);
        _unstake(STRANGER, 1 ether); // the pool's 3 ETH belong to the first
        vm.assertEq(STRANGER.balance, 0);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 4 ether);
        vm.assertEq(queue.getUnclaimedWithdrawalsOfUser(STRANGER), _numbers(1));
    }

    // The figures of finding Q5's proof: 8.5 ETH of queued users went to nodes and platform.
    function test_Q05_ether_owed_to_the_queue_cannot_be_distributed() public {
        _spendPool(1);
        _unstake(STAKER, 9 ether); // paid at once; the pool is empty
        _stake(STRANGER, 10 ether);
        _spendPoolFrom(50, 1);
        _unstake(STRANGER, 9.5 ether); // 9 ETH are here, half an ETH is missing
        vm.assertEq(queue.getReservedForClaims(), 9 ether);
        vm.assertEq(address(queue).balance, 9 ether);
        _refused(_member(0), "balance not enough");
        queue.distributeWithdrawals(100, 0, 4 ether, 4.5 ether, 1);
        _refused(_member(0), "balance not enough");
        queue.distributeWithdrawals(100, 0, 1, 0, 1);

        vm.deal(address(queue), 9.6 ether);
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 0.5 ether, 0.1 ether, 0, 1);
        vm.prank(STRANGER);
        queue.withdraw(_numbers(1));
        vm.assertEq(STRANGER.balance, 9.5 ether);
    }

    function test_instant_payment_waits_while_the_rate_is_clamped() public {
        _clampRate(true);
        _unstake(STAKER, 4 ether);
        vm.assertEq(STAKER.balance, 0);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 4 ether);
        vm.assertEq(userDeposit.getBalance(), 10 ether, "the pool is not touched");
        vm.assertEq(userDeposit.getExcessBalance(), 6 ether, "but it is spoken for");
        _stake(STRANGER, 1 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 4 ether);
        _clampRate(false);
        _unstake(STRANGER, 1 ether);
        vm.assertEq(STRANGER.balance, 1 ether);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(STAKER.balance, 4 ether);
    }

    function test_the_oracle_pays_out_although_the_rate_is_clamped() public {
        _clampRate(true);
        _unstake(STAKER, 4 ether);
        vm.prank(_member(0));
        queue.reserveEthForWithdraw(1);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(STAKER.balance, 4 ether);
    }

    function test_a_pause_stops_neither_unstaking_nor_claims() public {
        _spendPool(5);
        _unstake(STAKER, 6 ether);
        vm.deal(address(queue), 32 ether);
        vm.prank(OWNER);
        networkSettings.pause();
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 27 ether, 0, 0, 0);
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(STAKER.balance, 6 ether);
        _unstake(STAKER, 1 ether);
        vm.assertEq(STAKER.balance, 7 ether);
    }

    function test_refuses_claims_of_others_twice_or_of_nothing() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        _stake(STRANGER, 5 ether);
        _refused(STRANGER, "already claimed");
        queue.withdraw(_numbers(0));
        _refused(STAKER, "index list empty");
        queue.withdraw(new uint256[](0));
        _refused(STAKER, "already claimed");
        queue.withdraw(_numbers(0, 0));
        _refused(STAKER, "not claimable");
        queue.withdraw(_numbers(0, 1));
        vm.assertEq(queue.getReservedForClaims(), 5 ether);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.Withdraw(STAKER, _numbers(0));
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
        vm.assertEq(queue.getReservedForClaims(), 0);
    }

    function test_an_instant_payment_cannot_be_claimed_again() public {
        _unstake(STAKER, 1 ether);
        _stake(STRANGER, 5 ether);
        _refused(STAKER, "already claimed");
        queue.withdraw(_numbers(0));
    }

    function test_a_receiver_cannot_be_paid_twice() public {
        GreedyStaker greedy = new GreedyStaker(queue);
        vm.deal(address(greedy), 10 ether);
        vm.startPrank(address(greedy));
        userDeposit.deposit{ value: 10 ether }();
        reth.approve(address(queue), 10 ether);
        vm.stopPrank();
        bytes memory unstake = abi.encodeCall(queue.unstake, (1 ether));
        vm.assertFalse(greedy.attack(unstake, unstake), "unstake in unstake");
        vm.assertTrue(greedy.attack(unstake, ""));

        _spendPool(19);
        vm.assertTrue(greedy.attack(abi.encodeCall(queue.unstake, (5 ether)), ""));
        _stake(STRANGER, 20 ether);
        bytes memory withdraw = abi.encodeCall(queue.withdraw, (_numbers(1)));
        vm.assertFalse(greedy.attack(withdraw, withdraw), "withdraw in withdraw");
        vm.assertTrue(greedy.attack(withdraw, ""));
        vm.assertEq(address(greedy).balance, 6 ether);
    }

    /// What the second call asks for is owed, so nothing but the guard refuses it.
    function test_the_queue_pays_one_call_at_a_time() public {
        GreedyStaker greedy = new GreedyStaker(queue);
        vm.deal(address(greedy), 10 ether);
        vm.startPrank(address(greedy));
        userDeposit.deposit{ value: 10 ether }();
        reth.approve(address(queue), 10 ether);
        vm.stopPrank();
        _spendPool(20);
        vm.assertTrue(greedy.attack(abi.encodeCall(queue.unstake, (2 ether)), ""));
        vm.assertTrue(greedy.attack(abi.encodeCall(queue.unstake, (3 ether)), ""));
        _stake(STRANGER, 20 ether);
        bytes memory first = abi.encodeCall(queue.withdraw, (_numbers(0)));
        bytes memory second = abi.encodeCall(queue.withdraw, (_numbers(1)));
        vm.assertFalse(greedy.attack(first, second), "withdraw in withdraw");
        bytes memory unstake = abi.encodeCall(queue.unstake, (1 ether));
        vm.assertFalse(greedy.attack(unstake, second), "withdraw in unstake");
        vm.assertTrue(greedy.attack(first, ""));
        vm.assertTrue(greedy.attack(second, ""));
        vm.assertEq(address(greedy).balance, 5 ether);
    }

    function test_a_receiver_that_refuses_ether_hurts_only_itself() public {
        address refuser = address(userDeposit); // it takes ether in its own ways only
        vm.prank(STAKER);
        reth.transfer(refuser, 1 ether);
        vm.prank(refuser);
        reth.approve(address(queue), 1 ether);
        _refused(refuser, "Failed to unstake ETH");
        queue.unstake(1 ether);
        _spendPool(10);
        vm.prank(refuser);
        queue.unstake(1 ether);
        _stake(STRANGER, 1 ether);
        _refused(refuser, "user failed to claim ETH");
        queue.withdraw(_numbers(0));
    }

    function test_lists_withdrawals_in_bulk() public {
        _spendPool(9);
        _unstake(STAKER, 1 ether);
        _unstake(STAKER, 2 ether);
        _unstake(STAKER, 3 ether);
        IStafiWithdraw.Withdrawal[] memory list = queue.getWithdrawals(1, 9);
        vm.assertEq(list.length, 2);
        vm.assertEq(list[0].account, STAKER);
        vm.assertEq(list[1].amount, 3 ether);
        vm.assertEq(list[1].queuedUpTo, 6 ether);
        vm.assertEq(queue.getWithdrawals(3, 9).length, 0);
        vm.assertEq(queue.getWithdrawals(2, 1).length, 0);
        (address account, uint256 amount) = queue.withdrawalAtIndex(3);
        vm.assertEq(account, address(0));
        vm.assertEq(amount, 0);
        vm.assertEq(queue.getUnclaimedWithdrawalsOfUser(STAKER), _numbers(1, 2));
    }

    function test_Q17_nobody_initialises_it_again_nor_its_implementation() public {
        vm.expectRevert();
        queue.initialize(1, 1);
        StafiWithdraw implementation = new StafiWithdraw(registry);
        vm.expectRevert();
        implementation.initialize(1, 1);
    }

    function test_the_last_covered_request_is_found_among_many(uint256 seed) public {
        vm.startPrank(OWNER);
        queue.setWithdrawLimitPerCycle(1000 ether);
        queue.setUserWithdrawLimitPerCycle(1000 ether);
        vm.stopPrank();
        _spendPool(10);
        uint256 count = bound(seed, 1, 20);
        uint256[] memory until = new uint256[](count);
        uint256 total = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 amount = bound(uint256(keccak256(abi.encode(seed, i))), 1, 0.5 ether);
            _unstake(STAKER, amount);
            total += amount;
            until[i] = total;
        }
        uint256 arrived = bound(uint256(keccak256(abi.encode(seed))), 0.01 ether, 10 ether);
        _stake(STRANGER, arrived);
        uint256 expected = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (until[i] <= arrived) expected = i;
        }
        vm.assertEq(queue.maxClaimableWithdrawIndex(), expected);
    }
}
