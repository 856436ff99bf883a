// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { LaneFixture } from "./LaneFixture.sol";

/// @title The storage keys of pool-contracts.md section 14.2 whose state lies in the contracts that
/// use it (Q28): what was read there is asked of a contract.
contract GoldenKeysTest is LaneFixture {
    /// V and PK of that section.
    address private constant VOTER = 0x99C6a3B0d131C996D9f65275fB5a196a8B57B583;
    bytes private constant KEY =
        hex"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f";

    function setUp() public override {
        super.setUp();
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(VOTER, true);
        _stake(STAKER, 1 ether);
        Batch memory batch = _batch(0, 1, 1 ether);
        batch.pubkeys[0] = KEY;
        batch.roots[0] = _depositDataRoot(KEY, _credentials(), batch.signatures[0], 1 ether);
        vm.prank(OPERATOR);
        superNode.deposit(batch.pubkeys, batch.signatures, batch.roots);
        bool[] memory matches = new bool[](1);
        matches[0] = true;
        vm.prank(VOTER);
        superNode.voteWithdrawCredentials(batch.pubkeys, matches);
    }

    function test_a_members_vote_is_asked_of_the_lane() public view {
        bytes32 key = keccak256(abi.encodePacked("superNode.memberVotes.", KEY, VOTER));
        vm.assertEq(key, 0x270237376380fca1aab9268566af5f21e825a221cd129140fd1d0364a3e06544);
        vm.assertFalse(registry.getBool(key));
        vm.assertTrue(superNode.getPubkeyVoted(KEY, VOTER));
    }

    /// One of two voted: the key waits for the other.
    function test_the_status_of_a_key_is_asked_of_the_lane_and_tells_of_a_quorum() public view {
        vm.assertEq(
            keccak256(abi.encodePacked("superNode.pubkey.status", KEY)),
            0xd952ef41eea37aebfe25bc01a9753662c8a201cb0f952234d70e09cf23132ac1
        );
        vm.assertEq(
            keccak256(abi.encodePacked("superNode.totalVotes", KEY, true)),
            0xd0accfae2dd599e9c8395e0f846362dd89b1c79a8ef06226697098c0063b9abd
        );
        vm.assertEq(superNode.getSuperNodePubkeyStatus(KEY), 1);
    }

    function test_the_members_are_asked_of_the_node_manager() public view {
        vm.assertEq(
            keccak256("nodes.trusted.index"),
            0x1423297475c46d6c3d40e16c2a527d342a4108184c71b371ca792c4df78ffe28
        );
        bytes32 key = keccak256(abi.encodePacked("node.trusted", VOTER));
        vm.assertEq(key, 0x05eb8949905ffb74ec032ddc900d9f8dad2e52bbf7a21acbb99c077bf59665b4);
        vm.assertFalse(registry.getBool(key));
        vm.assertTrue(nodeManager.getNodeTrusted(VOTER));
        vm.assertEq(nodeManager.getTrustedNodeAt(1), VOTER);
    }
}
