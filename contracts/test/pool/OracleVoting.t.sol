// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { OracleVoting } from "../../src/pool/OracleVoting.sol";
import { StafiUpgradeable } from "../../src/pool/StafiUpgradeable.sol";
import { IStafiStorage } from "../../src/pool/interfaces/IStafiStorage.sol";
import { CoreFixture } from "./CoreFixture.sol";

/// @title A contract whose members decide about numbers; `done` counts how often.
contract Polls is OracleVoting {
    mapping(bytes32 id => uint256) public done;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiDistributor") { }

    function initialize() external initializer { }

    function vote(bytes32 id) external {
        if (_voteForProposal("stafiDistributor", id)) ++done[id];
    }

    function voted(bytes32 id, address account) external view returns (bool) {
        return _hasVoted(id, account);
    }
}

contract OracleVotingTest is CoreFixture {
    Polls private polls;

    // pool-contracts.md section 14.2: id of distributeWithdrawals(100, 28e18, 4e18, 0, 1).
    bytes32 private constant ID =
        0x083309590679f7fee61be21ead9cad6edb28269bb5133fb3058cf9779a6da86c;

    function setUp() public override {
        super.setUp();
        polls = Polls(_proxy(address(new Polls(registry))));
        _replace("stafiDistributor", address(polls));
        _addMembers(4);
    }

    function test_a_proposal_is_done_when_a_quorum_has_voted() public {
        vm.expectEmit(address(polls));
        emit OracleVoting.VoteProposal(ID, _member(0));
        _vote(0);
        _vote(1);
        vm.assertEq(polls.done(ID), 0);
        vm.expectEmit(address(polls));
        emit OracleVoting.VoteProposal(ID, _member(2));
        vm.expectEmit(address(polls));
        emit OracleVoting.ProposalExecuted(ID);
        _vote(2);
        vm.assertEq(polls.done(ID), 1);
    }

    function test_a_late_vote_finds_it_done() public {
        _vote(0);
        _vote(1);
        _vote(2);
        _refused(_member(3), "proposal already executed");
        polls.vote(ID);
        _refused(_member(0), "proposal already executed");
        polls.vote(ID);
    }

    function test_nobody_votes_twice() public {
        _vote(0);
        _refused(_member(0), "duplicate vote");
        polls.vote(ID);
        vm.assertTrue(polls.voted(ID, _member(0)));
        vm.assertFalse(polls.voted(ID, _member(1)));
        vm.assertFalse(polls.voted(ID, STRANGER));
    }

    function test_who_is_no_member_has_no_vote() public {
        _refused(STRANGER, "Invalid trusted node");
        polls.vote(ID);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        _refused(_member(0), "Invalid trusted node");
        polls.vote(ID);
    }

    function test_mirrors_votes_and_outcome_at_the_keys_that_clients_compute() public {
        bytes32 nodeKey =
            keccak256(abi.encodePacked("stafiDistributor.proposal.node.key", ID, _member(0)));
        bytes32 proposalKey = keccak256(abi.encodePacked("stafiDistributor.proposal.key", ID));
        vm.assertFalse(registry.getBool(nodeKey));
        _vote(0);
        vm.assertTrue(registry.getBool(nodeKey));
        _vote(1);
        vm.assertFalse(registry.getBool(proposalKey));
        _vote(2);
        vm.assertTrue(registry.getBool(proposalKey));
    }

    function test_the_keys_are_the_golden_ones() public pure {
        // pool-contracts.md section 14.2, with V = 0x99C6….
        address v = 0x99C6a3B0d131C996D9f65275fB5a196a8B57B583;
        vm.assertEq(
            keccak256(abi.encodePacked("stafiWithdraw", ".proposal.node.key", ID, v)),
            0x6da2a13b6701bdd948b61b52ba30a60b74cff4c43936c29d5f05d1b3002365ad
        );
        vm.assertEq(
            keccak256(abi.encodePacked("stafiWithdraw", ".proposal.key", ID)),
            0x5ccec10f14a0cf0e1fa2bb3e285868a124ea50bac6b77ad5ae2915514384a0ef
        );
    }

    function test_Q13_votes_of_removed_members_are_worth_nothing() public {
        _vote(0);
        _vote(1);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(1), false);
        // Two are left and both are needed: two votes by former members do not help.
        _vote(2);
        vm.assertEq(polls.done(ID), 0);
        _vote(3);
        vm.assertEq(polls.done(ID), 1);
    }

    function test_who_repeats_a_vote_brings_about_what_fewer_members_agree_on() public {
        _vote(0);
        _vote(1);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(3), false);
        vm.assertEq(polls.done(ID), 0); // 2 of 3 agree, but nobody has said so yet
        _refused(_member(3), "Invalid trusted node");
        polls.vote(ID);
        _vote(0);
        vm.assertEq(polls.done(ID), 1);
        _refused(_member(1), "proposal already executed");
        polls.vote(ID);
    }

    function test_the_votes_live_at_their_erc7201_slot() public {
        bytes32 root = keccak256(abi.encode(uint256(keccak256("stafi.pool.voting")) - 1))
            & ~bytes32(uint256(0xff));
        _vote(1);
        bytes32 slot = keccak256(abi.encode(ID, root));
        vm.assertEq(uint256(vm.load(address(polls), slot)), 2);
    }

    /// Any set of voters, some removed afterwards: agreed exactly if enough current ones voted.
    function test_agreement_is_a_count_of_current_members(uint8 voters, uint8 removed) public {
        uint256 votes;
        for (uint256 i = 0; i < 4; ++i) {
            if (removed >> i & 1 == 1 && i != 3) {
                if (voters >> i & 1 == 1) _vote(i);
                if (polls.done(ID) > 0) return;
                vm.prank(OWNER);
                nodeManager.setNodeTrusted(_member(i), false);
            }
        }
        for (uint256 i = 0; i < 4 && polls.done(ID) == 0; ++i) {
            bool current = nodeManager.getNodeTrusted(_member(i));
            if (!current || voters >> i & 1 == 0) continue;
            _vote(i);
            ++votes;
            vm.assertEq(polls.done(ID) == 1, votes >= nodeManager.getQuorum());
        }
    }

    function _vote(uint256 member) private {
        vm.prank(_member(member));
        polls.vote(ID);
    }
}
