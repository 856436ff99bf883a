// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiNodeManager } from "../../src/pool/interfaces/IStafiNodeManager.sol";
import { CoreFixture } from "./CoreFixture.sol";

contract StafiNodeManagerTest is CoreFixture {
    function test_adds_and_removes_members() public {
        vm.expectEmit(address(nodeManager));
        emit IStafiNodeManager.NodeTrustedSet(_member(0), true, block.timestamp);
        _addMembers(3);
        vm.assertEq(nodeManager.getTrustedNodeCount(), 3);
        vm.assertTrue(nodeManager.getNodeTrusted(_member(2)));

        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        vm.assertFalse(nodeManager.getNodeTrusted(_member(0)));
        vm.assertEq(nodeManager.getTrustedNodeCount(), 2);
        // The last takes the place of the removed, as it always was.
        vm.assertEq(nodeManager.getTrustedNodeAt(0), _member(2));
        vm.assertEq(nodeManager.getTrustedNodeAt(1), _member(1));
    }

    function test_adds_and_removes_super_nodes() public {
        vm.expectEmit(address(nodeManager));
        emit IStafiNodeManager.NodeSuperSet(STAKER, true, block.timestamp);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(STAKER, true);
        vm.assertTrue(nodeManager.getSuperNodeExists(STAKER));
        vm.assertEq(nodeManager.getSuperNodeCount(), 1);
        vm.assertEq(nodeManager.getSuperNodeAt(0), STAKER);
        vm.assertFalse(nodeManager.getNodeTrusted(STAKER));
        vm.prank(OWNER);
        nodeManager.setNodeSuper(STAKER, false);
        vm.assertEq(nodeManager.getSuperNodeCount(), 0);
    }

    function test_refuses_a_status_that_is_set_already() public {
        _addMembers(1);
        _refused(OWNER, "The node's trusted status is already set");
        nodeManager.setNodeTrusted(_member(0), true);
        _refused(OWNER, "The node's trusted status is already set");
        nodeManager.setNodeTrusted(STRANGER, false);
        _refused(OWNER, "The node's super status is already set");
        nodeManager.setNodeSuper(STRANGER, false);
        vm.prank(OWNER);
        nodeManager.setNodeSuper(STAKER, true);
        _refused(OWNER, "The node's super status is already set");
        nodeManager.setNodeSuper(STAKER, true);
    }

    function test_refuses_the_zero_address() public {
        _refused(OWNER, "Invalid address");
        nodeManager.setNodeTrusted(address(0), true);
        _refused(OWNER, "Invalid address");
        nodeManager.setNodeSuper(address(0), true);
    }

    function test_obeys_the_owner_alone() public {
        _refused(ADMIN, "Account is not the owner");
        nodeManager.setNodeTrusted(STRANGER, true);
        _refused(STRANGER, "Account is not the owner");
        nodeManager.setNodeSuper(STRANGER, true);
    }

    function test_a_member_keeps_its_bit_when_it_leaves_and_returns() public {
        _addMembers(3);
        uint256 bit = nodeManager.getMemberBit(_member(1));
        vm.assertEq(bit, 2);
        vm.assertEq(nodeManager.getMemberBits(), 7);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(1), false);
        vm.assertEq(nodeManager.getMemberBit(_member(1)), bit);
        vm.assertEq(nodeManager.getMemberBits(), 5);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(1), true);
        vm.assertEq(nodeManager.getMemberBits(), 7);
        vm.assertEq(nodeManager.getMemberBit(STRANGER), 0);
    }

    function test_at_most_255_accounts_are_ever_members() public {
        _addMembers(255);
        vm.assertEq(nodeManager.getMemberBits(), type(uint256).max >> 1);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), false);
        _refused(OWNER, "Too many trusted nodes");
        nodeManager.setNodeTrusted(STRANGER, true);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(_member(0), true);
    }

    function test_Q04_a_quorum_is_always_a_majority() public {
        // product.md section 4: max(floor(n/2) + 1, ceil(t·n)); StaFi's were 0, 1, 1, 2, 2, 3 at 50 %.
        uint256[6] memory majority = [uint256(1), 1, 2, 2, 3, 3];
        uint256[6] memory twoThirds = [uint256(1), 1, 2, 2, 3, 4];
        uint256[6] memory all = [uint256(1), 1, 2, 3, 4, 5];
        for (uint256 n = 0; n <= 5; ++n) {
            if (n > 0) {
                vm.prank(OWNER);
                nodeManager.setNodeTrusted(_member(n), true);
            }
            vm.assertEq(_quorumAt(1), majority[n]);
            vm.assertEq(_quorumAt(0.5e18), majority[n]);
            vm.assertEq(_quorumAt(uint256(2e18) / 3), twoThirds[n]);
            vm.assertEq(_quorumAt(1e18), all[n]);
        }
    }

    function test_a_node_manager_is_initialised_once() public {
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        nodeManager.initialize();
    }

    function _quorumAt(uint256 threshold) private returns (uint256) {
        vm.prank(OWNER);
        networkSettings.setNodeConsensusThreshold(threshold);
        return nodeManager.getQuorum();
    }
}
