// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title What the predecessor's own tests check (pool-contracts.md section 9), figure by figure.
/// @notice Its first, about one contract per validator, is about a path that is gone.
contract PoolJourneysTest is LaneFixture {
    function test_a_super_node_turns_68_ether_into_two_validators() public {
        _stake(STAKER, 68 ether);
        vm.assertEq(vault.balanceOf(address(userDeposit)), 68 ether);
        vm.assertEq(reth.balanceOf(STAKER), 68 ether, "one to one");

        Batch memory batch = _matchedKeys(0, 2);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[1]), 2);
        _stake(_batch(0, 2, 31 ether));

        vm.assertEq(userDeposit.getBalance(), 4 ether);
        vm.assertEq(address(beacon).balance, 64 ether);
        vm.assertEq(superNode.getSuperNodePubkeyCount(OPERATOR), 2);
        vm.assertEq(superNode.getSuperNodePubkeyAt(OPERATOR, 0), batch.pubkeys[0]);
        vm.assertEq(superNode.getSuperNodePubkeyAt(OPERATOR, 1), batch.pubkeys[1]);
    }

    function test_a_solo_node_brings_4_ether_and_may_leave_before_it_stakes() public {
        _stake(STAKER, 68 ether);
        Batch memory batch = _matchedSoloKeys(0, 2, 4 ether);
        vm.assertEq(lightNode.getLightNodePubkeyStatus(batch.pubkeys[0]), 2);
        _stakeSolo(_batch(0, 2, 28 ether));
        vm.assertEq(lightNode.getLightNodePubkeyStatus(batch.pubkeys[0]), 3);
        vm.assertEq(userDeposit.getBalance(), 12 ether);
        vm.assertEq(address(beacon).balance, 64 ether);

        bytes memory third = _matchedSoloKeys(2, 1, 4 ether).pubkeys[0];
        vm.prank(SOLO);
        lightNode.offBoard(third);
        vm.deal(STRANGER, 4 ether);
        vm.prank(STRANGER);
        lightNode.provideNodeDepositToken{ value: 4 ether }(third);
        vm.assertEq(vault.balanceOf(address(lightNode)), 4 ether);
        vm.prank(SOLO);
        lightNode.withdrawNodeDepositToken(third);
        vm.assertEq(lightNode.getLightNodePubkeyStatus(third), 7);
        vm.assertEq(vault.balanceOf(address(lightNode)), 0);
        vm.assertEq(SOLO.balance, 4 ether);
        vm.assertEq(lightNode.getLightNodePubkeyCount(SOLO), 3);
    }

    function test_unstakes_at_once_while_the_pool_can_and_queues_the_rest() public {
        _stake(STAKER, 10 ether);
        _deposit(_batch(0, 2, 1 ether));
        _unstake(STAKER, 1 ether);
        vm.assertEq(userDeposit.getBalance(), 7 ether);
        vm.assertEq(reth.balanceOf(STAKER), 9 ether);
        vm.assertEq(STAKER.balance, 1 ether);
        vm.assertEq(queue.getUnclaimedWithdrawalsOfUser(STAKER), new uint256[](0));

        _unstake(STAKER, 9 ether);
        vm.assertEq(userDeposit.getBalance(), 0);
        vm.assertEq(queue.getUnclaimedWithdrawalsOfUser(STAKER), _numbers(1));
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 0);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 2 ether);
        _refused(STAKER, "not claimable");
        queue.withdraw(_numbers(1));

        vm.deal(address(queue), address(queue).balance + 32 ether);
        vm.prank(_member(0));
        queue.distributeWithdrawals(100, 28 ether, 4 ether, 0, 1);
        vm.assertEq(queue.maxClaimableWithdrawIndex(), 1);
        vm.assertEq(address(queue).balance, 9 ether);
        vm.assertEq(address(vault).balance, 30 ether);
        vm.assertEq(userDeposit.getBalance(), 26 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 4 ether);

        vm.prank(STAKER);
        queue.withdraw(_numbers(1));
        vm.assertEq(address(queue).balance, 0);
        vm.assertEq(STAKER.balance, 10 ether);
        _refused(STAKER, "already claimed");
        queue.withdraw(_numbers(1));
    }

    function test_refuses_to_unstake_above_the_limits_or_the_balance() public {
        _stake(STAKER, 30 ether);
        vm.prank(STAKER);
        reth.approve(address(queue), 100 ether);
        _refused(STAKER, "reach cycle limit");
        queue.unstake(21 ether);
        _refused(STAKER, "reach user limit");
        queue.unstake(11 ether);
        vm.prank(STRANGER);
        reth.approve(address(queue), 1 ether);
        _refused(STRANGER, "ERC20: burn amount exceeds balance");
        queue.unstake(1 ether);
        vm.assertEq(reth.balanceOf(STAKER), 30 ether);
        vm.assertEq(queue.withdrawLimitPerCycle(), 20 ether);
        vm.assertEq(queue.userWithdrawLimitPerCycle(), 10 ether);
    }

    function test_elects_validators_of_the_previous_cycle() public {
        uint256 previous = queue.currentWithdrawCycle() - 1;
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.NotifyValidatorExit(previous, 30, _numbers(6, 7));
        vm.prank(_member(0));
        queue.notifyValidatorExit(previous, 30, _numbers(6, 7));
        vm.assertEq(queue.getEjectedValidatorsAtCycle(previous), _numbers(6, 7));
        vm.assertEq(queue.ejectedValidatorsAtCycle(previous, 1), 7);
        vm.assertEq(queue.ejectedStartCycle(), 30);
        vm.assertEq(queue.getEjectedValidatorsAtCycle(previous - 1), new uint256[](0));
    }

    function test_covers_the_queue_from_the_pool_when_the_oracle_says_so() public {
        _stake(STAKER, 68 ether);
        _matchedKeys(0, 2);
        _stake(_batch(0, 2, 31 ether));
        _unstake(STAKER, 8 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 4 ether);
        _stake(STRANGER, 10 ether);
        vm.recordLogs();
        vm.prank(_member(0));
        queue.reserveEthForWithdraw(100);
        vm.assertEq(
            _logsOf(address(queue)), 2, "a vote and its outcome: the deposit had covered all"
        );
        vm.assertEq(userDeposit.getBalance(), 6 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 0);
    }
}
