// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiUserDeposit } from "../../src/pool/StafiUserDeposit.sol";
import { IStafiEtherReceiver } from "../../src/pool/interfaces/IStafiEther.sol";
import {
    IPoolEtherReceiver,
    IStafiUserDeposit
} from "../../src/pool/interfaces/IStafiUserDeposit.sol";
import { CoreFixture, Neighbour } from "./CoreFixture.sol";

contract StafiUserDepositTest is CoreFixture {
    string private constant SHORT = "Insufficient balance for withdrawal";

    function test_mints_reth_and_keeps_the_ether_in_the_vault() public {
        vm.deal(STAKER, 68 ether);
        vm.expectEmit(address(userDeposit));
        emit IStafiUserDeposit.DepositReceived(STAKER, 68 ether, block.timestamp);
        vm.prank(STAKER);
        userDeposit.deposit{ value: 68 ether }();
        // pool-contracts.md section 9, behaviour 2: 68 ETH in, vault 68, rETH 68.
        vm.assertEq(reth.balanceOf(STAKER), 68 ether);
        vm.assertEq(userDeposit.getBalance(), 68 ether);
        vm.assertEq(vault.balanceOf(address(userDeposit)), 68 ether);
        vm.assertEq(address(userDeposit).balance, 0);
    }

    function test_refuses_deposits_below_the_minimum() public {
        vm.deal(STAKER, 1 ether);
        _refused(STAKER, "The deposited amount is less than the minimum deposit size");
        userDeposit.deposit{ value: 0.01 ether - 1 }();
        vm.prank(STAKER);
        userDeposit.deposit{ value: 0.01 ether }();
    }

    function test_refuses_deposits_while_they_are_disabled() public {
        vm.expectEmit(address(userDeposit));
        emit StafiUserDeposit.SettingChanged("depositEnabled", 0);
        vm.prank(ADMIN);
        userDeposit.setDepositEnabled(false);
        vm.assertFalse(userDeposit.getDepositEnabled());
        vm.deal(STAKER, 1 ether);
        _refused(STAKER, "Deposits into Stafi are currently disabled");
        userDeposit.deposit{ value: 1 ether }();
        vm.prank(OWNER);
        userDeposit.setDepositEnabled(true);
        _stake(STAKER, 1 ether);
    }

    function test_refuses_a_deposit_that_buys_nothing() public {
        vm.prank(OWNER);
        userDeposit.setMinimumDeposit(0);
        _refused(STAKER, "Invalid token mint amount");
        userDeposit.deposit();
    }

    function test_a_pause_stops_deposits_and_validators_but_no_withdrawal() public {
        _stake(STAKER, 40 ether);
        vm.deal(distributor, 1 ether);
        vm.deal(address(queue), 1 ether);
        vm.prank(ADMIN);
        networkSettings.pause();

        vm.deal(STAKER, 1 ether);
        _refused(STAKER, "Paused");
        userDeposit.deposit{ value: 1 ether }();
        _refused(superNode, "Paused");
        userDeposit.withdrawExcessBalanceForSuperNode(1 ether);
        _refused(lightNode, "Paused");
        userDeposit.withdrawExcessBalanceForLightNode(1 ether);

        vm.prank(address(queue));
        userDeposit.withdrawExcessBalanceForWithdraw(5 ether);
        vm.prank(distributor);
        userDeposit.recycleDistributorDeposit{ value: 1 ether }();
        vm.prank(address(queue));
        userDeposit.recycleWithdrawDeposit{ value: 1 ether }();
        vm.prank(STAKER);
        reth.transfer(STRANGER, 1 ether);
    }

    function test_sends_validators_what_they_ask_for() public {
        _stake(STAKER, 40 ether);
        vm.expectEmit(address(userDeposit));
        emit IStafiUserDeposit.ExcessWithdrawn(superNode, 32 ether, block.timestamp);
        vm.expectCall(superNode, 32 ether, abi.encodeCall(IPoolEtherReceiver.depositEth, ()));
        vm.prank(superNode);
        userDeposit.withdrawExcessBalanceForSuperNode(32 ether);
        vm.prank(lightNode);
        userDeposit.withdrawExcessBalanceForLightNode(8 ether);
        vm.assertEq(superNode.balance, 32 ether);
        vm.assertEq(lightNode.balance, 8 ether);
        vm.assertEq(userDeposit.getBalance(), 0);
    }

    function test_Q10_validators_cannot_take_what_queued_withdrawals_miss() public {
        _stake(STAKER, 40 ether);
        queue.miss(10 ether);
        vm.assertEq(userDeposit.getBalance(), 40 ether);
        vm.assertEq(userDeposit.getExcessBalance(), 30 ether);
        _refused(superNode, SHORT);
        userDeposit.withdrawExcessBalanceForSuperNode(30 ether + 1);
        _refused(lightNode, SHORT);
        userDeposit.withdrawExcessBalanceForLightNode(30 ether + 1);
        vm.prank(superNode);
        userDeposit.withdrawExcessBalanceForSuperNode(30 ether);
        vm.assertEq(userDeposit.getExcessBalance(), 0);
        vm.prank(address(queue));
        userDeposit.withdrawExcessBalanceForWithdraw(10 ether);
    }

    function test_Q10_nothing_is_in_excess_while_more_is_missing_than_there_is() public {
        _stake(STAKER, 4 ether);
        queue.miss(5 ether);
        vm.assertEq(userDeposit.getExcessBalance(), 0);
        _refused(superNode, SHORT);
        userDeposit.withdrawExcessBalanceForSuperNode(1);
    }

    function test_Q10_a_deposit_serves_queued_withdrawals_first() public {
        queue.miss(4 ether);
        _stake(STAKER, 10 ether);
        // pool-contracts.md section 9, behaviour 7: missing 4, deposit 10, then pool 6, missing 0.
        vm.assertEq(userDeposit.getBalance(), 6 ether);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 0);
        vm.assertEq(address(queue).balance, 4 ether);
        vm.assertEq(reth.balanceOf(STAKER), 10 ether);
    }

    function test_Q10_recycled_ether_serves_queued_withdrawals_first() public {
        queue.miss(4 ether);
        vm.deal(distributor, 3 ether);
        vm.expectEmit(address(userDeposit));
        emit IStafiUserDeposit.DepositRecycled(distributor, 3 ether, block.timestamp);
        vm.prank(distributor);
        userDeposit.recycleDistributorDeposit{ value: 3 ether }();
        vm.assertEq(userDeposit.getBalance(), 0);
        vm.assertEq(queue.totalMissingAmountForWithdraw(), 1 ether);
        vm.assertEq(reth.totalSupply(), 0);
    }

    function test_Q31_refuses_to_send_nothing() public {
        _stake(STAKER, 1 ether);
        _refused(superNode, "No valid amount of ETH given to withdraw");
        userDeposit.withdrawExcessBalanceForSuperNode(0);
    }

    function test_refuses_more_than_it_has() public {
        _stake(STAKER, 1 ether);
        _refused(superNode, SHORT);
        userDeposit.withdrawExcessBalanceForSuperNode(1 ether + 1);
        _refused(lightNode, SHORT);
        userDeposit.withdrawExcessBalanceForLightNode(type(uint256).max);
        _refused(address(queue), SHORT);
        userDeposit.withdrawExcessBalanceForWithdraw(1 ether + 1);
    }

    function test_each_door_opens_for_one_contract() public {
        _stake(STAKER, 4 ether);
        vm.deal(STRANGER, 4 ether);
        string memory outdated = "Invalid or outdated contract";
        _refused(lightNode, outdated);
        userDeposit.withdrawExcessBalanceForSuperNode(1 ether);
        _refused(superNode, outdated);
        userDeposit.withdrawExcessBalanceForLightNode(1 ether);
        _refused(OWNER, outdated);
        userDeposit.withdrawExcessBalanceForWithdraw(1 ether);
        _refused(STRANGER, outdated);
        userDeposit.recycleDistributorDeposit{ value: 1 ether }();
        _refused(STRANGER, outdated);
        userDeposit.recycleWithdrawDeposit{ value: 1 ether }();
        _refused(STRANGER, outdated);
        userDeposit.receiveEtherWithdrawal{ value: 1 ether }();
        vm.prank(STRANGER);
        (bool sent,) = address(userDeposit).call{ value: 1 ether }("");
        vm.assertFalse(sent);
    }

    function test_a_replaced_pool_refuses_to_work() public {
        address next = address(new Neighbour());
        _replace("stafiUserDeposit", next);
        string memory outdated = "Invalid or outdated contract";
        vm.deal(STAKER, 1 ether);
        _refused(STAKER, outdated);
        userDeposit.deposit{ value: 1 ether }();
        _refused(distributor, outdated);
        userDeposit.recycleDistributorDeposit();
        _refused(OWNER, outdated);
        userDeposit.setDepositEnabled(false);
    }

    function test_a_receiver_that_reenters_takes_no_more_than_there_is() public {
        ReenteringNode node = new ReenteringNode(userDeposit);
        _replace("stafiSuperNode", address(node));
        _stake(STAKER, 40 ether);
        node.pull(32 ether);
        vm.assertEq(address(node).balance, 32 ether);
        vm.assertTrue(node.refused());
        vm.assertEq(userDeposit.getBalance(), 8 ether);
    }

    function test_the_minimum_is_a_super_users_setting() public {
        vm.assertEq(userDeposit.getMinimumDeposit(), 0.01 ether);
        vm.expectEmit(address(userDeposit));
        emit StafiUserDeposit.SettingChanged("minimumDeposit", 1 ether);
        vm.prank(ADMIN);
        userDeposit.setMinimumDeposit(1 ether);
        vm.assertEq(userDeposit.getMinimumDeposit(), 1 ether);
        _refused(OWNER, "Invalid value");
        userDeposit.setMinimumDeposit(32 ether + 1);
        vm.prank(OWNER);
        userDeposit.setMinimumDeposit(32 ether);
        _refused(STRANGER, "Account is not a super user");
        userDeposit.setMinimumDeposit(0);
        _refused(STRANGER, "Account is not a super user");
        userDeposit.setDepositEnabled(false);
    }

    function test_Q17_is_initialised_in_the_transaction_that_makes_it() public {
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        userDeposit.initialize();
    }

    function test_no_wei_is_lost_between_pool_and_queue(uint96 first, uint96 second, uint96 missing)
        public
    {
        uint256 one = bound(first, 0.01 ether, 1e6 ether);
        uint256 two = bound(second, 0.01 ether, 1e6 ether);
        _stake(STAKER, one);
        queue.miss(missing);
        _stake(STRANGER, two);
        vm.assertEq(userDeposit.getBalance() + address(queue).balance, one + two);
        vm.assertEq(address(queue).balance + queue.totalMissingAmountForWithdraw(), missing);
        vm.assertEq(reth.totalSupply(), one + two);
    }
}

/// @title A super node contract that asks again while it is being paid.
contract ReenteringNode is IPoolEtherReceiver, IStafiEtherReceiver {
    IStafiUserDeposit private immutable pool;
    bool public refused;

    constructor(IStafiUserDeposit userDeposit) {
        pool = userDeposit;
    }

    function pull(uint256 amount) external {
        pool.withdrawExcessBalanceForSuperNode(amount);
    }

    function depositEth() external payable {
        try pool.withdrawExcessBalanceForSuperNode(msg.value) { }
        catch {
            refused = true;
        }
    }

    function receiveEtherWithdrawal() external payable { }
}
