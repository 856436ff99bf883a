// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { OracleVoting } from "../../src/pool/OracleVoting.sol";
import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title What the oracle says to the withdrawal queue.
contract WithdrawVotesTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        _stake(STAKER, 10 ether);
    }

    function test_Q04_a_voted_index_makes_nothing_claimable_that_is_not_covered() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        vm.prank(STAKER);
        reth.transfer(STRANGER, 5 ether);
        _unstake(STRANGER, 5 ether);
        vm.deal(address(queue), 5 ether);
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 5 ether, 0, 0, 1);
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 0);
        _refused(STRANGER, "not claimable");
        queue.withdraw(_numbers(1));
        vm.prank(STAKER);
        queue.withdraw(_numbers(0));
    }

    function test_distributes_to_queue_pool_and_distributor() public {
        _spendPool(10);
        _unstake(STAKER, 5 ether);
        vm.deal(address(queue), 40 ether);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.DistributeWithdrawals(100, 30 ether, 6 ether, 4 ether, 0, 25 ether);
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 30 ether, 6 ether, 4 ether, 0);
        vm.assertEq(queue.latestDistributeHeight(), 100);
        vm.assertEq(userDeposit.getBalance(), 25 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 10 ether);
        vm.assertEq(address(queue).balance, 5 ether);
        _refused(_member(0), "height already dealed");
        queue.distributeWithdrawals(100, 0, 0, 0, 0);
    }

    function test_a_distribution_of_nothing_moves_the_height() public {
        vm.recordLogs();
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 0, 0, 0, 0);
        vm.assertEq(_logsOf(address(userDeposit)), 0, "the pool hears nothing of it");
        vm.assertEq(queue.latestDistributeHeight(), 100);
    }

    function test_votes_are_known_at_the_keys_that_clients_compute() public {
        _moreMembers(2);
        // pool-contracts.md 14.2, and relay-and-client.md appendix 2.
        vm.deal(address(queue), 32 ether);
        _unstake(STAKER, 1 ether);
        _unstake(STAKER, 1 ether);
        bytes32 id = 0x083309590679f7fee61be21ead9cad6edb28269bb5133fb3058cf9779a6da86c;
        vm.expectEmit(address(queue));
        emit OracleVoting.VoteProposal(id, _member(0));
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 28 ether, 4 ether, 0, 1);
        bytes32 key = keccak256(abi.encodePacked("stafiWithdraw.proposal.node.key", id, _member(0)));
        vm.assertTrue(registry.getBool(key));
        vm.assertEq(queue.latestDistributeHeight(), 0);
        vm.prank(_member(1));
        queue.distributeWithdrawals(100, 28 ether, 4 ether, 0, 1);
        // 14.2: its proposal key
        key = 0x5ccec10f14a0cf0e1fa2bb3e285868a124ea50bac6b77ad5ae2915514384a0ef;
        vm.assertTrue(registry.getBool(key));

        vm.expectEmit(address(queue));
        emit OracleVoting.VoteProposal(
            0x5a614c43c6c34b234ac55d1687a115e93a36f124e64085407841407ea06c9677, _member(0)
        );
        vm.prank(_member(0));
        queue.reserveEthForWithdraw(19_000);
        _refused(_member(0), "duplicate vote");
        queue.reserveEthForWithdraw(19_000);
    }

    // pool-contracts.md 14.2, for the voter of its example.
    function test_the_voted_flag_of_the_spec_is_where_it_says() public {
        address voter = 0x99C6a3B0d131C996D9f65275fB5a196a8B57B583;
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(voter, true);
        vm.deal(address(queue), 32 ether);
        _unstake(STAKER, 1 ether);
        _unstake(STAKER, 1 ether);
        vm.prank(voter);
        queue.distributeWithdrawals(100, 28 ether, 4 ether, 0, 1);
        vm.assertTrue(
            registry.getBool(0x6da2a13b6701bdd948b61b52ba30a60b74cff4c43936c29d5f05d1b3002365ad)
        );
    }

    function test_strangers_neither_vote_nor_feed_it() public {
        _refused(STRANGER, "Invalid trusted node");
        queue.reserveEthForWithdraw(1);
        _refused(STRANGER, "Invalid trusted node");
        queue.distributeWithdrawals(1, 0, 0, 0, 0);
        vm.deal(STRANGER, 1 ether);
        _refused(STRANGER, "Invalid or outdated contract");
        queue.depositEth{ value: 1 ether }();
        _refused(STRANGER, "Invalid or outdated contract");
        queue.serveMissing();
    }
}
