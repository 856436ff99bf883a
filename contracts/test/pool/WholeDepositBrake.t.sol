// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiSuperNode } from "../../src/pool/interfaces/IStafiSuperNode.sol";
import { WholeDepositFixture } from "./WholeDepositFixture.sol";

/// @title The brake: one member stops all whole deposits, a quorum lets them go on (product.md 9.2).
contract WholeDepositBrakeTest is WholeDepositFixture {
    function setUp() public override {
        super.setUp();
        _moreMembers(5);
        _stake(STAKER, 200 ether);
        vm.roll(1000);
    }

    function test_any_single_member_stops_whole_deposits() public {
        Whole memory whole = _whole(0, 1, 3);
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.WholeDepositsPaused(_member(4));
        vm.prank(_member(4));
        superNode.pauseWholeDeposits();
        vm.assertTrue(superNode.getWholeDepositsPaused());
        vm.expectRevert(IStafiSuperNode.WholeDepositsArePaused.selector);
        _depositWhole(whole);
        vm.prank(_member(3));
        vm.expectRevert(IStafiSuperNode.WholeDepositsArePaused.selector);
        superNode.pauseWholeDeposits();
        _deposit(_batch(9, 1, 1 ether)); // two-step deposits go on
    }

    function test_the_owner_pauses_and_resumes_at_once() public {
        vm.prank(OWNER);
        superNode.pauseWholeDeposits();
        vm.prank(OWNER);
        superNode.resumeWholeDeposits();
        vm.assertFalse(superNode.getWholeDepositsPaused());
        _depositWhole(_whole(0, 1, 3));
    }

    function test_a_quorum_of_members_resumes() public {
        vm.prank(_member(4));
        superNode.pauseWholeDeposits();
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.ResumeVoted(_member(0));
        _voteToResume(0);
        _voteToResume(1);
        _refused(_member(1), "duplicate vote");
        superNode.resumeWholeDeposits();
        vm.assertTrue(superNode.getWholeDepositsPaused());
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.WholeDepositsResumed(_member(2));
        _voteToResume(2);
        vm.assertFalse(superNode.getWholeDepositsPaused());
    }

    function test_a_repeated_vote_resumes_once_fewer_members_are_needed() public {
        vm.prank(_member(4));
        superNode.pauseWholeDeposits();
        _voteToResume(0);
        _voteToResume(1);
        vm.startPrank(OWNER);
        nodeManager.setNodeTrusted(_member(3), false);
        nodeManager.setNodeTrusted(_member(4), false);
        vm.stopPrank();
        vm.assertTrue(superNode.getWholeDepositsPaused());
        _voteToResume(1);
        vm.assertFalse(superNode.getWholeDepositsPaused());
        _depositWhole(_whole(0, 1, 2));
    }

    function test_votes_to_resume_are_for_one_pause_only() public {
        vm.prank(_member(4));
        superNode.pauseWholeDeposits();
        _voteToResume(0);
        _voteToResume(1);
        _voteToResume(2);
        vm.prank(_member(4));
        superNode.pauseWholeDeposits();
        _voteToResume(0);
        _voteToResume(1);
        vm.assertTrue(superNode.getWholeDepositsPaused());
    }

    function test_others_neither_pause_nor_resume() public {
        vm.prank(STRANGER);
        vm.expectRevert(
            abi.encodeWithSelector(IStafiSuperNode.NotMemberNorOwner.selector, STRANGER)
        );
        superNode.pauseWholeDeposits();
        vm.prank(_member(0));
        vm.expectRevert(IStafiSuperNode.WholeDepositsAreNotPaused.selector);
        superNode.resumeWholeDeposits();
        vm.prank(OWNER);
        superNode.pauseWholeDeposits();
        _refused(OPERATOR, "Invalid trusted node");
        superNode.resumeWholeDeposits();
    }

    function _voteToResume(uint256 member) private {
        vm.prank(_member(member));
        superNode.resumeWholeDeposits();
    }
}
