// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiEther } from "../../src/pool/interfaces/IStafiEther.sol";
import { CoreFixture, Neighbour } from "./CoreFixture.sol";

contract StafiEtherTest is CoreFixture {
    // pool-contracts.md section 14.1, vault name topics.
    bytes32 private constant DISTRIBUTOR_TOPIC =
        0x099b6ca9f875013a37e0e19f1c4f50518a2b007657341e419d0865973444adfa;
    bytes32 private constant USER_DEPOSIT_TOPIC =
        0xfa967923f58ffc95ca7edf42b37b98e6d57d44c7cdfdf4ecd36eb7a3a67c1f81;
    bytes32 private constant LIGHT_NODE_TOPIC =
        0xe0c8f43bf3d9c0bbb88dbc03cc767ddfbe6cc580316741b8b01226c42e72e1a3;

    function setUp() public override {
        super.setUp();
        vm.deal(distributor, 10 ether);
        vm.deal(lightNode, 10 ether);
        vm.deal(superNode, 10 ether);
    }

    function test_keeps_the_ether_of_each_contract_by_name() public {
        vm.expectEmit(address(vault));
        emit IStafiEther.EtherDeposited(DISTRIBUTOR_TOPIC, 3 ether, block.timestamp);
        vm.prank(distributor);
        vault.depositEther{ value: 3 ether }();
        vm.expectEmit(address(vault));
        emit IStafiEther.EtherDeposited(LIGHT_NODE_TOPIC, 4 ether, block.timestamp);
        vm.prank(lightNode);
        vault.depositEther{ value: 4 ether }();
        vm.deal(address(userDeposit), 5 ether);
        vm.expectEmit(address(vault));
        emit IStafiEther.EtherDeposited(USER_DEPOSIT_TOPIC, 5 ether, block.timestamp);
        vm.prank(address(userDeposit));
        vault.depositEther{ value: 5 ether }();
        vm.assertEq(vault.balanceOf(distributor), 3 ether);
        vm.assertEq(vault.balanceOf(lightNode), 4 ether);
        vm.assertEq(vault.balanceOf(address(userDeposit)), 5 ether);
        vm.assertEq(address(vault).balance, 12 ether);
    }

    function test_gives_back_to_its_owner() public {
        vm.prank(distributor);
        vault.depositEther{ value: 3 ether }();
        vm.expectEmit(address(vault));
        emit IStafiEther.EtherWithdrawn(DISTRIBUTOR_TOPIC, 1 ether, block.timestamp);
        vm.expectCall(distributor, 1 ether, abi.encodeWithSignature("receiveEtherWithdrawal()"));
        vm.prank(distributor);
        vault.withdrawEther(1 ether);
        vm.assertEq(vault.balanceOf(distributor), 2 ether);
        vm.assertEq(distributor.balance, 8 ether);
    }

    function test_refuses_more_than_the_caller_has_here() public {
        vm.prank(distributor);
        vault.depositEther{ value: 3 ether }();
        _refused(lightNode, "Insufficient contract ETH balance");
        vault.withdrawEther(1);
        _refused(distributor, "Insufficient contract ETH balance");
        vault.withdrawEther(3 ether + 1);
    }

    function test_Q02_serves_only_the_three_contracts_that_keep_ether() public {
        string memory foreign = "Invalid or outdated network contract";
        vm.deal(STRANGER, 1 ether);
        _refused(superNode, foreign);
        vault.depositEther{ value: 1 ether }();
        _refused(superNode, foreign);
        vault.withdrawEther(0);
        _refused(STRANGER, foreign);
        vault.depositEther{ value: 1 ether }();
        _refused(STRANGER, foreign);
        vault.withdrawEther(0);
    }

    function test_takes_ether_in_no_other_way() public {
        vm.deal(STRANGER, 1 ether);
        vm.prank(STRANGER);
        (bool sent,) = address(vault).call{ value: 1 ether }("");
        vm.assertFalse(sent);
    }

    function test_a_balance_passes_to_the_successor_of_a_contract() public {
        vm.prank(distributor);
        vault.depositEther{ value: 3 ether }();
        address next = address(new Neighbour());
        _replace("stafiDistributor", next);
        vm.assertEq(vault.balanceOf(next), 3 ether);
        _refused(distributor, "Invalid or outdated network contract");
        vault.withdrawEther(3 ether);
        vm.expectRevert(reason("Contract not found"));
        vault.balanceOf(distributor);
        vm.prank(next);
        vault.withdrawEther(3 ether);
        vm.assertEq(next.balance, 3 ether);
    }

    function test_balances_of_nobody_are_refused() public {
        vm.expectRevert(reason("Contract not found"));
        vault.balanceOf(address(0));
    }

    function test_the_balances_add_up_to_what_it_holds(uint96 one, uint96 two, uint96 taken)
        public
    {
        vm.deal(distributor, one);
        vm.deal(lightNode, two);
        vm.prank(distributor);
        vault.depositEther{ value: one }();
        vm.prank(lightNode);
        vault.depositEther{ value: two }();
        vm.prank(lightNode);
        vault.withdrawEther(bound(taken, 0, two));
        vm.assertEq(
            vault.balanceOf(distributor) + vault.balanceOf(lightNode), address(vault).balance
        );
    }
}
