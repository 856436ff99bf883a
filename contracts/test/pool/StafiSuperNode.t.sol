// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiSuperNode } from "../../src/pool/StafiSuperNode.sol";
import { IStafiSuperNode } from "../../src/pool/interfaces/IStafiSuperNode.sol";
import { IValidatorKeys } from "../../src/pool/interfaces/IValidatorKeys.sol";
import { LaneFixture } from "./LaneFixture.sol";

contract StafiSuperNodeTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        _stake(STAKER, 200 ether);
    }

    function test_deposits_an_ether_of_the_pool_for_each_key() public {
        Batch memory batch = _batch(0, 2, 1 ether);
        vm.expectEmit(address(superNode));
        emit IValidatorKeys.SetPubkeyStatus(batch.pubkeys[0], 1);
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.Deposited(OPERATOR, batch.pubkeys[0], batch.signatures[0]);
        vm.expectEmit(address(superNode));
        emit IValidatorKeys.EtherDeposited(address(userDeposit), 2 ether, block.timestamp);
        _deposit(batch);
        vm.assertEq(userDeposit.getBalance(), 198 ether);
        vm.assertEq(address(beacon).balance, 2 ether);
        vm.assertEq(address(superNode).balance, 0);
        (address node, uint256 nodeAmount) = superNode.getPubkeyOwner(batch.pubkeys[1]);
        vm.assertEq(node, OPERATOR);
        vm.assertEq(nodeAmount, 0);
    }

    function test_stakes_31_ether_more_for_a_matched_key() public {
        Batch memory batch = _matchedKeys(0, 1);
        vm.expectEmit(address(superNode));
        emit IValidatorKeys.SetPubkeyStatus(batch.pubkeys[0], 3);
        vm.expectEmit(address(superNode));
        emit IValidatorKeys.Staked(OPERATOR, batch.pubkeys[0]);
        _stake(_batch(0, 1, 31 ether));
        vm.assertEq(userDeposit.getBalance(), 168 ether);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 3);
    }

    function test_refuses_deposits_of_others_and_while_closed_or_paused() public {
        Batch memory batch = _batch(0, 1, 1 ether);
        _refusesDeposit(STRANGER, batch, "Invalid super node");
        vm.prank(ADMIN);
        superNode.setSuperNodeDepositEnabled(false);
        vm.assertFalse(superNode.getSuperNodeDepositEnabled());
        _refusesDeposit(OPERATOR, batch, "super node deposits are currently disabled");
        vm.prank(OWNER);
        networkSettings.pause();
        _refusesDeposit(OPERATOR, batch, "Paused");
        _refused(OPERATOR, "Paused");
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    function test_refuses_no_keys_and_lists_of_different_lengths() public {
        Batch memory batch = _batch(0, 2, 1 ether);
        string memory text = "params len err";
        _refusesDeposit(OPERATOR, _batch(0, 0, 1 ether), text);
        _refusesDeposit(OPERATOR, Batch(batch.pubkeys, new bytes[](1), batch.roots), text);
        _refusesDeposit(OPERATOR, Batch(batch.pubkeys, batch.signatures, new bytes32[](3)), text);
        batch = _batch(0, 0, 1 ether);
        _refused(OPERATOR, text);
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
        _refused(_member(0), text);
        superNode.voteWithdrawCredentials(batch.pubkeys, new bool[](0));
        _refused(_member(0), text);
        superNode.voteWithdrawCredentials(batch.pubkeys, new bool[](1));
        _refused(OWNER, text);
        superNode.retireSuperNodePubkeys(batch.pubkeys);
    }

    function test_refuses_keys_and_signatures_of_wrong_length() public {
        Batch memory batch = _batch(0, 1, 1 ether);
        batch.pubkeys[0] = new bytes(47);
        _refusesDeposit(OPERATOR, batch, "params len err");
        batch.pubkeys[0] = new bytes(49);
        _refusesDeposit(OPERATOR, batch, "params len err");
        batch = _batch(0, 1, 1 ether);
        batch.signatures[0] = new bytes(95);
        _refusesDeposit(OPERATOR, batch, "DepositContract: invalid signature length");
    }

    function test_refuses_a_root_of_another_amount() public {
        _refusesDeposit(
            OPERATOR,
            _batch(0, 1, 31 ether),
            "DepositContract: reconstructed DepositData does not match supplied deposit_data_root"
        );
    }

    function test_refuses_a_key_twice_and_one_of_a_solo_node() public {
        Batch memory batch = _batch(0, 2, 1 ether);
        batch.pubkeys[1] = batch.pubkeys[0];
        _refusesDeposit(OPERATOR, batch, "pubkey status unmatch");
        _deposit(_batch(0, 1, 1 ether));
        _refusesDeposit(OPERATOR, _batch(0, 1, 1 ether), "pubkey status unmatch");
        _depositSolo(_batch(5, 1, 4 ether), 4 ether);
        _refusesDeposit(OPERATOR, _batch(5, 1, 1 ether), "light Node pubkey exists");
    }

    function test_refuses_more_than_the_pool_has() public {
        Batch memory batch = _matchedKeys(0, 7);
        batch = _batch(0, 7, 31 ether);
        _refused(OPERATOR, "Insufficient balance for withdrawal");
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 2);
    }

    function test_refuses_to_deposit_for_other_credentials() public {
        address other = _queueProxy(1, 1);
        vm.mockCall(
            address(networkSettings),
            abi.encodeWithSignature("getWithdrawalCredentials()"),
            abi.encode(abi.encodePacked(bytes12(0x010000000000000000000000), other))
        );
        _refusesDeposit(OPERATOR, _batch(0, 1, 1 ether), "invalid withdraw credentials");
    }

    function test_Q10_validators_cannot_take_what_the_queue_misses() public {
        vm.prank(OWNER);
        queue.setUserWithdrawLimitPerCycle(20 ether);
        _stake(_batchStaked(0, 6)); // 8 ETH stay in the pool
        _unstake(STAKER, 10 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 2 ether);
        // More arrives while the rate is clamped, so that it stays in the pool.
        _clampRate(true);
        _stake(STRANGER, 3 ether);
        vm.assertEq(userDeposit.getBalance(), 3 ether);
        _refusesDeposit(OPERATOR, _batch(10, 2, 1 ether), "Insufficient balance for withdrawal");
        _deposit(_batch(10, 1, 1 ether));
    }

    function test_Q07_only_the_owner_of_a_key_stakes_it() public {
        _matchedKeys(0, 1);
        address other = address(0x07E4);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(other, true);
        Batch memory batch = _batch(0, 1, 31 ether);
        _refused(other, "not pubkey owner");
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    function test_an_operator_that_was_dismissed_stakes_no_more() public {
        Batch memory batch = _batchStaked(0, 1);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(OPERATOR, false);
        _refused(OPERATOR, "Invalid super node");
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    function test_Q26_a_key_with_lost_credentials_can_be_retired() public {
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        _vote(0, batch, false);
        vm.prank(OWNER);
        superNode.retireSuperNodePubkeys(batch.pubkeys);
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 1);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 4);
    }

    function test_refuses_to_stake_a_key_that_is_not_matched() public {
        Batch memory batch = _batch(0, 1, 31 ether);
        _refusesStake(batch); // unknown
        _deposit(_batch(0, 1, 1 ether));
        _refusesStake(batch); // not voted on
        vm.prank(_member(0));
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
        _stake(batch);
        _refusesStake(batch); // staked
        _deposit(_batch(1, 1, 1 ether));
        batch = _batch(1, 1, 31 ether);
        vm.prank(_member(0));
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, false));
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 4);
        _refusesStake(batch); // lost
    }

    function test_refuses_the_same_key_twice_in_one_stake() public {
        _matchedKeys(0, 1);
        Batch memory batch = _batch(0, 2, 31 ether);
        batch.pubkeys[1] = batch.pubkeys[0];
        _refusesStake(batch);
    }

    function test_Q26_the_limit_counts_keys_that_are_not_retired() public {
        vm.prank(OWNER);
        networkSettings.setSuperNodePubkeyLimit(2);
        _refusesDeposit(OPERATOR, _batch(0, 3, 1 ether), "pubkey amount over limit");
        Batch memory staked = _matchedKeys(0, 2);
        _stake(_batch(0, 1, 31 ether));
        _refusesDeposit(OPERATOR, _batch(2, 1, 1 ether), "pubkey amount over limit");

        _refused(OWNER, "pubkey status unmatch"); // the second is still only matched
        superNode.retireSuperNodePubkeys(staked.pubkeys);
        bytes[] memory ended = _batch(0, 1, 0).pubkeys;
        _refused(ADMIN, "Account is not the owner");
        superNode.retireSuperNodePubkeys(ended);
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.SuperNodePubkeyRetired(OPERATOR, ended[0]);
        vm.prank(OWNER);
        superNode.retireSuperNodePubkeys(ended);
        _refused(OWNER, "pubkey status unmatch"); // only once
        superNode.retireSuperNodePubkeys(ended);

        _deposit(_batch(2, 1, 1 ether));
        vm.assertEq(superNode.getSuperNodePubkeyCount(OPERATOR), 3, "clients see all");
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 1);
        _refusesDeposit(OPERATOR, _batch(3, 1, 1 ether), "pubkey amount over limit");
    }

    function test_Q13_a_vote_on_an_unknown_key_is_not_spent() public {
        Batch memory batch = _batch(0, 1, 1 ether);
        _refusesVote(0, batch, "pubkey status unmatch");
        _refused(STRANGER, "Invalid trusted node"); // who is asked before what
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
        vm.assertFalse(superNode.getPubkeyVoted(batch.pubkeys[0], _member(0)));
        _deposit(batch);
        vm.expectEmit(address(superNode));
        emit IValidatorKeys.CredentialsVoted(_member(0), batch.pubkeys[0], true);
        vm.prank(_member(0));
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 2);
        vm.assertTrue(superNode.getPubkeyVoted(batch.pubkeys[0], _member(0)));
    }

    function test_Q13_votes_of_removed_members_do_not_count() public {
        _moreMembers(5);
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        _vote(0, batch, true);
        _vote(1, batch, true);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        _refusesVote(0, batch, "Invalid trusted node");
        _vote(2, batch, true); // 3 votes, 2 of members, 3 of 4 needed
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 1);
        _vote(3, batch, true);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 2);
    }

    function test_Q04_half_of_the_members_decide_nothing() public {
        // votes needed for 1 to 5 members
        uint256[5] memory needed = [uint256(1), 2, 2, 3, 3];
        for (uint256 count = 1; count <= 5; ++count) {
            if (count > 1) {
                vm.prank(OWNER);
                nodeManager.setNodeTrusted(_member(count - 1), true);
            }
            Batch memory batch = _batch(count, 1, 1 ether);
            _deposit(batch);
            for (uint256 votes = 1; votes <= needed[count - 1]; ++votes) {
                vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 1, "early");
                _vote(votes - 1, batch, true);
            }
            vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 2, "quorum");
        }
    }

    function test_a_member_votes_once_for_a_key_either_way() public {
        _moreMembers(3);
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        string memory twice = "Member has already voted to withdrawCredentials";
        _vote(0, batch, true);
        _refusesVote(0, batch, twice);
        _vote(1, batch, false);
        _refusesVote(1, batch, twice);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 1);
        _vote(2, batch, false);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 4);
        _refusesVote(2, batch, twice);
    }

    function test_a_late_vote_is_noted_and_changes_nothing() public {
        _moreMembers(3);
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        _vote(0, batch, true);
        _vote(1, batch, true);
        _vote(2, batch, false);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 2);
        vm.assertTrue(superNode.getPubkeyVoted(batch.pubkeys[0], _member(2)));
    }

    function test_a_vote_too_late_cannot_make_a_staked_key_stakeable_again() public {
        _moreMembers(3);
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        _vote(0, batch, true);
        _vote(1, batch, true);
        _stake(_batch(0, 1, 31 ether));
        _vote(2, batch, true);
        vm.assertEq(superNode.getSuperNodePubkeyStatus(batch.pubkeys[0]), 3);
        _refusesStake(_batch(0, 1, 31 ether));
    }

    function test_Q04_the_owner_decides_a_tie_but_can_make_nothing_stake_twice() public {
        Batch memory batch = _matchedKeys(0, 1);
        bytes memory pubkey = batch.pubkeys[0];
        _refused(ADMIN, "Account is not the owner");
        superNode.setSuperNodePubkeyStatus(pubkey, 4);
        vm.prank(OWNER);
        superNode.setSuperNodePubkeyStatus(pubkey, 4);
        vm.prank(OWNER);
        superNode.setSuperNodePubkeyStatus(pubkey, 2);
        for (uint256 status = 0; status < 9; ++status) {
            if (status == 2 || status == 4) continue;
            _refused(OWNER, "pubkey status unmatch");
            superNode.setSuperNodePubkeyStatus(pubkey, status);
        }
        _stake(_batch(0, 1, 31 ether));
        _refused(OWNER, "pubkey status unmatch");
        superNode.setSuperNodePubkeyStatus(pubkey, 2);
        bytes memory unknown = _pubkey(77);
        _refused(OWNER, "pubkey status unmatch");
        superNode.setSuperNodePubkeyStatus(unknown, 2);
    }

    function test_lists_keys_and_statuses_in_bulk() public {
        Batch memory batch = _matchedKeys(0, 3);
        _stake(_batch(1, 1, 31 ether));
        bytes[] memory listed = superNode.getSuperNodePubkeys(OPERATOR, 1, 99);
        vm.assertEq(listed.length, 2);
        vm.assertEq(listed[0], batch.pubkeys[1]);
        vm.assertEq(listed[1], batch.pubkeys[2]);
        vm.assertEq(superNode.getSuperNodePubkeys(OPERATOR, 3, 9).length, 0);
        vm.assertEq(superNode.getSuperNodePubkeys(OPERATOR, 2, 1).length, 0);
        vm.assertEq(superNode.getSuperNodePubkeys(STRANGER, 0, 9).length, 0);
        uint256[] memory statuses = superNode.getPubkeyStatuses(_batch(1, 3, 0).pubkeys);
        vm.assertEq(statuses[0], 3);
        vm.assertEq(statuses[1], 2);
        vm.assertEq(statuses[2], 0);
    }

    function test_takes_ether_from_the_pool_alone() public {
        vm.deal(STRANGER, 1 ether);
        _refused(STRANGER, "Invalid or outdated contract");
        superNode.depositEth{ value: 1 ether }();
    }

    function test_a_stranger_switches_nothing() public {
        _refused(STRANGER, "Account is not a super user");
        superNode.setSuperNodeDepositEnabled(false);
        vm.expectEmit(address(superNode));
        emit IStafiSuperNode.SuperNodeDepositEnabledChanged(false);
        vm.prank(ADMIN);
        superNode.setSuperNodeDepositEnabled(false);
        _refused(STRANGER, "Account is not the owner");
        superNode.setSuperNodePubkeyStatus(new bytes(48), 2);
        vm.expectRevert();
        superNode.initialize();
    }

    function test_a_replaced_instance_refuses_to_work() public {
        address successor = _proxy(address(new StafiSuperNode(registry)));
        _replace("stafiSuperNode", successor);
        _refusesDeposit(OPERATOR, _batch(0, 1, 1 ether), "Invalid or outdated contract");
    }

    function test_keeps_every_key_byte_for_byte(bytes32 head, bytes16 tail) public {
        Batch memory batch = _batch(0, 1, 1 ether);
        batch.pubkeys[0] = abi.encodePacked(head, tail);
        batch.roots[0] =
            _depositDataRoot(batch.pubkeys[0], _credentials(), batch.signatures[0], 1 ether);
        _deposit(batch);
        vm.assertEq(superNode.getSuperNodePubkeyAt(OPERATOR, 0), batch.pubkeys[0]);
    }

    function _refusesDeposit(address caller, Batch memory batch, string memory text) private {
        _refused(caller, text);
        superNode.deposit(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _refusesStake(Batch memory batch) private {
        _refused(OPERATOR, "pubkey status unmatch");
        superNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _refusesVote(uint256 member, Batch memory batch, string memory text) private {
        _refused(_member(member), text);
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
    }

    function _vote(uint256 member, Batch memory batch, bool matches) private {
        vm.prank(_member(member));
        superNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, matches));
    }

    /// Matched keys, as the arguments of their stake.
    function _batchStaked(uint256 first, uint256 count) private returns (Batch memory) {
        _matchedKeys(first, count);
        return _batch(first, count, 31 ether);
    }
}
