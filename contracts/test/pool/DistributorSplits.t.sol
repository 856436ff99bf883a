// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { OracleVoting } from "../../src/pool/OracleVoting.sol";
import { IStafiDistributor } from "../../src/pool/interfaces/IStafiDistributor.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title How the distributor splits fees and slashing compensation.
contract DistributorSplitsTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        vm.deal(address(feePool), 10 ether);
        vm.deal(address(superNodeFeePool), 20 ether);
    }

    function test_splits_fees_of_solo_nodes() public {
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.DistributeFee(100, 6 ether, 3 ether, 1 ether);
        vm.prank(_member(0));
        distributor.distributeFee(100, 6 ether, 3 ether, 1 ether);
        vm.assertEq(userDeposit.getBalance(), 6 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 4 ether);
        vm.assertEq(address(feePool).balance, 0);
        vm.assertEq(distributor.getDistributeFeeDealedHeight(), 100);
        vm.assertEq(distributor.getDistributeSuperNodeFeeDealedHeight(), 0);
    }

    function test_splits_fees_of_the_pools_own_validators_apart() public {
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.DistributeSuperNodeFee(50, 18 ether, 1 ether, 1 ether);
        vm.prank(_member(0));
        distributor.distributeSuperNodeFee(50, 18 ether, 1 ether, 1 ether);
        vm.assertEq(userDeposit.getBalance(), 18 ether);
        vm.assertEq(address(superNodeFeePool).balance, 0);
        vm.assertEq(address(feePool).balance, 10 ether);
        vm.assertEq(distributor.getDistributeSuperNodeFeeDealedHeight(), 50);
    }

    function test_a_split_may_be_of_one_part_only() public {
        vm.startPrank(_member(0));
        vm.recordLogs();
        distributor.distributeFee(1, 1 ether, 0, 0);
        vm.assertEq(_logsOf(address(vault)), 1, "nothing is kept, so only the pool pays in");
        vm.recordLogs();
        distributor.distributeFee(2, 0, 1 ether, 0);
        vm.assertEq(_logsOf(address(userDeposit)), 0, "nothing is the users'");
        distributor.distributeFee(3, 0, 0, 1 ether);
        vm.stopPrank();
        vm.assertEq(userDeposit.getBalance(), 1 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 2 ether);
    }

    function test_refuses_a_split_of_nothing_of_the_past_or_of_too_much() public {
        _refused(_member(0), "zero amount");
        distributor.distributeFee(1, 0, 0, 0);
        _refused(_member(0), "zero amount");
        distributor.distributeSuperNodeFee(1, 0, 0, 0);
        _refused(_member(0), "Failed to withdraw ETH");
        distributor.distributeFee(1, 10 ether, 1, 0);
        vm.expectRevert();
        vm.prank(_member(0));
        distributor.distributeFee(1, 1, type(uint256).max, type(uint256).max);
        vm.prank(_member(0));
        distributor.distributeFee(100, 1 ether, 0, 0);
        _refused(_member(0), "height already dealed");
        distributor.distributeFee(100, 1 ether, 0, 0);
        _refused(_member(0), "height already dealed");
        distributor.distributeFee(99, 1 ether, 0, 0);
    }

    function test_Q04_two_halves_cannot_both_split() public {
        _moreMembers(4);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(_member(i));
            distributor.distributeFee(100, 10 ether, 0, 0);
            vm.prank(_member(2 + i));
            distributor.distributeFee(100, 0, 10 ether, 0);
        }
        vm.assertEq(distributor.getDistributeFeeDealedHeight(), 0);
        vm.assertEq(address(feePool).balance, 10 ether);
        _refused(_member(0), "duplicate vote");
        distributor.distributeFee(100, 10 ether, 0, 0);
    }

    // relay-and-client.md appendix 2: distributeFee(20000000, 1e18, 2e17, 5e16), voter 0x…aa
    function test_votes_are_known_at_the_keys_that_clients_compute() public {
        address voter = address(0xaa);
        vm.prank(OWNER);
        nodeManager.setNodeTrusted(voter, true);
        vm.expectEmit(address(distributor));
        emit OracleVoting.VoteProposal(
            0x177d468f6dc9d80dcc15ceaa680e28f1763ce396e6b94f30f24a0605389b34c2, voter
        );
        vm.prank(voter);
        distributor.distributeFee(20_000_000, 1 ether, 0.2 ether, 0.05 ether);
        vm.assertEq(distributor.getDistributeFeeDealedHeight(), 0, "1 of 2 is no quorum");
        bytes32 id = 0x177d468f6dc9d80dcc15ceaa680e28f1763ce396e6b94f30f24a0605389b34c2;
        vm.assertTrue(
            registry.getBool(
                keccak256(abi.encodePacked("stafiDistributor.proposal.node.key", id, voter))
            )
        );
    }

    function test_one_vote_of_two_changes_nothing() public {
        _fundDistributor(5 ether);
        _moreMembers(2);
        vm.startPrank(_member(0));
        distributor.distributeFee(1, 1 ether, 0, 0);
        distributor.distributeSuperNodeFee(1, 1 ether, 0, 0);
        distributor.distributeSlashAmount(1, 1 ether);
        distributor.setMerkleRoot(1, keccak256("root"));
        distributor.setPlatformTotalAmount(1, 1 ether);
        vm.stopPrank();
        vm.assertEq(userDeposit.getBalance(), 0);
        vm.assertEq(distributor.getDistributeSlashDealedHeight(), 0);
        vm.assertEq(distributor.getMerkleDealedEpoch(), 0);
        vm.assertEq(distributor.getPlatformTotalAmount(), 0);
    }

    // --- slashings ---

    function test_gives_users_of_the_operators_money() public {
        _fundDistributor(5 ether);
        vm.expectEmit(address(distributor));
        emit IStafiDistributor.DistributeSlash(225, 2 ether);
        vm.prank(_member(0));
        distributor.distributeSlashAmount(225, 2 ether);
        vm.assertEq(userDeposit.getBalance(), 2 ether);
        vm.assertEq(vault.balanceOf(address(distributor)), 3 ether);
        vm.assertEq(distributor.getDistributeSlashDealedHeight(), 225);
        _refused(_member(0), "height already dealed");
        distributor.distributeSlashAmount(225, 1 ether);
        _refused(_member(0), "zero amount");
        distributor.distributeSlashAmount(226, 0);
        _refused(_member(0), "zero amount"); // asked before the height
        distributor.distributeSlashAmount(225, 0);
        _refused(_member(0), "Insufficient contract ETH balance");
        distributor.distributeSlashAmount(226, 4 ether);
    }
}
