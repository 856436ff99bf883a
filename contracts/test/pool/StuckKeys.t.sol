// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { LaneFixture } from "./LaneFixture.sol";

/// @title Keys that the members' votes leave where nobody wants them, and how they go on.
contract StuckKeysTest is LaneFixture {
    string private constant TWICE = "Member has already voted to withdrawCredentials";

    uint256 private constant DEPOSITED = 1;
    uint256 private constant MATCH = 2;
    uint256 private constant STAKED = 3;
    uint256 private constant UNMATCH = 4;

    function setUp() public override {
        super.setUp();
        _stake(STAKER, 100 ether);
    }

    function test_Q14_a_super_nodes_key_with_lost_credentials_can_be_staked_after_all() public {
        bytes memory pubkey = _superKey();
        _vote(0, pubkey, false);
        _expectStatus(pubkey, UNMATCH);
        vm.prank(OWNER);
        superNode.setSuperNodePubkeyStatus(pubkey, MATCH);
        _stake(_batch(0, 1, 31 ether));
        _expectStatus(pubkey, STAKED);
    }

    /// It can be staked again, so it is one of the keys that the limit is about.
    function test_Q26_a_retired_key_that_is_revived_counts_again() public {
        bytes[] memory lost = _retiredKey();
        vm.startPrank(OWNER);
        superNode.setSuperNodePubkeyStatus(lost[0], UNMATCH); // as it is
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 1);
        superNode.setSuperNodePubkeyStatus(lost[0], MATCH);
        vm.stopPrank();
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 0);
        _refusesAnother();

        _stake(_batch(0, 1, 31 ether));
        vm.prank(OWNER);
        superNode.retireSuperNodePubkeys(lost); // it has ended once more
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 1);
        _deposit(_batch(1, 1, 1 ether));
    }

    /// Another key may have its room by then: the node goes on when as many have ended.
    function test_Q26_a_revived_key_may_exceed_the_limit() public {
        bytes[] memory lost = _retiredKey();
        _deposit(_batch(1, 1, 1 ether));
        vm.prank(OWNER);
        superNode.setSuperNodePubkeyStatus(lost[0], MATCH);
        _stake(_batch(0, 1, 31 ether));
        vm.prank(OWNER);
        superNode.retireSuperNodePubkeys(lost);
        _refusesAnother();
    }

    /// The others of its node stay out of the limit.
    function test_Q26_a_revived_key_counts_again_alone() public {
        bytes[] memory both = new bytes[](2);
        Batch memory batch = _batch(0, 2, 1 ether);
        _deposit(batch);
        for (uint256 i = 0; i < 2; ++i) {
            both[i] = batch.pubkeys[i];
            _vote(0, both[i], false);
        }
        vm.startPrank(OWNER);
        superNode.retireSuperNodePubkeys(both);
        superNode.setSuperNodePubkeyStatus(both[0], MATCH);
        vm.stopPrank();
        vm.assertEq(superNode.getSuperNodeRetiredPubkeyCount(OPERATOR), 1);
    }

    function test_Q14_a_solo_nodes_ether_is_not_lost_with_its_credentials() public {
        Batch memory batch = _batch(0, 1, 4 ether);
        _depositSolo(batch, 4 ether);
        vm.prank(_member(0));
        lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, false));
        vm.prank(SOLO);
        lightNode.offBoard(batch.pubkeys[0]);
        vm.deal(STRANGER, 4 ether);
        vm.prank(STRANGER);
        lightNode.provideNodeDepositToken{ value: 4 ether }(batch.pubkeys[0]);
        vm.prank(SOLO);
        lightNode.withdrawNodeDepositToken(batch.pubkeys[0]);
        vm.assertEq(SOLO.balance, 4 ether);
    }

    /// Its node may have fixed credentials of its own: staked after all, the key would take 28 ETH
    /// of the pool there.
    function test_Q14_a_solo_nodes_key_with_lost_credentials_is_never_staked() public {
        Batch memory batch = _batch(0, 1, 4 ether);
        _depositSolo(batch, 4 ether);
        vm.prank(_member(0));
        lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, false));
        _refused(OWNER, "pubkey status unmatch");
        lightNode.setLightNodePubkeyStatus(batch.pubkeys[0], MATCH);
        Batch memory rest = _batch(0, 1, 28 ether);
        _refused(SOLO, "pubkey status unmatch");
        lightNode.stake(rest.pubkeys, rest.signatures, rest.roots);
        vm.assertEq(userDeposit.getBalance(), 100 ether);
    }

    function test_what_fewer_members_agree_on_waits_for_the_next_vote() public {
        _moreMembers(5); // 3 votes decide
        bytes memory pubkey = _superKey();
        _vote(0, pubkey, true);
        _vote(1, pubkey, true);
        _removeMember(3);
        _removeMember(4); // now 2 do
        _expectStatus(pubkey, DEPOSITED);
        _vote(2, pubkey, false); // and a vote for the other does not bring it about
        _expectStatus(pubkey, DEPOSITED);
        _vote(1, pubkey, true);
        _expectStatus(pubkey, MATCH);
    }

    function test_a_tie_is_broken_by_a_member_that_leaves() public {
        _moreMembers(4);
        bytes memory pubkey = _superKey();
        _vote(0, pubkey, true);
        _vote(1, pubkey, true);
        _vote(2, pubkey, false);
        _vote(3, pubkey, false);
        _refusesVote(0, pubkey, true, TWICE);
        _removeMember(3);
        _refusesVote(3, pubkey, false, "Invalid trusted node");
        _refusesVote(2, pubkey, false, TWICE);
        _refusesVote(2, pubkey, true, TWICE); // a vote stands
        _vote(0, pubkey, true);
        _expectStatus(pubkey, MATCH);
        _refusesVote(0, pubkey, true, TWICE);
        _refusesVote(1, pubkey, true, TWICE);
    }

    function test_a_snapshot_that_fewer_members_agree_on_waits_for_the_next_vote() public {
        _moreMembers(4);
        _submit(0);
        _submit(1);
        _refused(_member(0), "Duplicate submission from node");
        networkBalances.submitBalances(7, 100 ether, 0, 100 ether);
        _removeMember(3);
        _submit(0);
        vm.assertEq(networkBalances.getBalancesBlock(), 7);
        _refused(_member(1), "Network balances for an equal or higher block are set");
        networkBalances.submitBalances(7, 100 ether, 0, 100 ether);
    }

    function _submit(uint256 member) private {
        vm.prank(_member(member));
        networkBalances.submitBalances(7, 100 ether, 0, 100 ether);
    }

    function _superKey() private returns (bytes memory) {
        Batch memory batch = _batch(0, 1, 1 ether);
        _deposit(batch);
        return batch.pubkeys[0];
    }

    function _removeMember(uint256 member) private {
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(member), false);
    }

    function _vote(uint256 member, bytes memory pubkey, bool matches) private {
        vm.prank(_member(member));
        superNode.voteWithdrawCredentials(_list(pubkey), _bools(1, matches));
    }

    function _refusesVote(uint256 member, bytes memory pubkey, bool matches, string memory why)
        private
    {
        _refused(_member(member), why);
        superNode.voteWithdrawCredentials(_list(pubkey), _bools(1, matches));
    }

    function _expectStatus(bytes memory pubkey, uint256 status) private view {
        vm.assertEq(superNode.getSuperNodePubkeyStatus(pubkey), status);
    }

    function _list(bytes memory pubkey) private pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = pubkey;
    }

    /// A lost key of a node that may have one.
    function _retiredKey() private returns (bytes[] memory pubkeys) {
        vm.prank(OWNER);
        networkSettings.setSuperNodePubkeyLimit(1);
        pubkeys = new bytes[](1);
        pubkeys[0] = _superKey();
        _vote(0, pubkeys[0], false);
        vm.prank(OWNER);
        superNode.retireSuperNodePubkeys(pubkeys);
    }

    function _refusesAnother() private {
        Batch memory batch = _batch(2, 1, 1 ether);
        _refused(OPERATOR, "pubkey amount over limit");
        superNode.deposit(batch.pubkeys, batch.signatures, batch.roots);
    }
}
