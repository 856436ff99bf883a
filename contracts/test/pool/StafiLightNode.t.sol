// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IStafiLightNode } from "../../src/pool/interfaces/IStafiLightNode.sol";
import { IValidatorKeys } from "../../src/pool/interfaces/IValidatorKeys.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title A solo node that takes back its refund twice, or tries to.
contract GreedySolo {
    IStafiLightNode private immutable lane;
    bytes private pubkey;
    bool private again;

    constructor(IStafiLightNode lightNode) {
        lane = lightNode;
    }

    function deposit(bytes[] calldata keys, bytes[] calldata signatures, bytes32[] calldata roots)
        external
        payable
    {
        pubkey = keys[0];
        lane.deposit{ value: msg.value }(keys, signatures, roots);
    }

    function offBoard() external {
        lane.offBoard(pubkey);
    }

    /// Takes one refund, and the other, if any, while it is paid the first.
    function withdrawBoth(bytes calldata first, bytes calldata second) external {
        (pubkey, again) = (second, second.length > 0);
        lane.withdrawNodeDepositToken(first);
    }

    function withdraw(bool again_) external {
        again = again_;
        lane.withdrawNodeDepositToken(pubkey);
    }

    receive() external payable {
        if (!again) return;
        again = false;
        lane.withdrawNodeDepositToken(pubkey);
    }
}

contract StafiLightNodeTest is LaneFixture {
    function setUp() public override {
        super.setUp();
        _stake(STAKER, 100 ether);
    }

    function test_deposits_the_nodes_own_ether() public {
        Batch memory batch = _batch(0, 2, 12 ether);
        vm.expectEmit(address(lightNode));
        emit IValidatorKeys.SetPubkeyStatus(batch.pubkeys[0], 1);
        vm.expectEmit(address(lightNode));
        emit IStafiLightNode.Deposited(SOLO, batch.pubkeys[0], batch.signatures[0], 12 ether);
        _depositSolo(batch, 24 ether);
        vm.assertEq(address(beacon).balance, 24 ether);
        vm.assertEq(userDeposit.getBalance(), 100 ether, "the pool is not touched");
        (address node, uint256 nodeAmount) = lightNode.getPubkeyOwner(batch.pubkeys[1]);
        vm.assertEq(node, SOLO);
        vm.assertEq(nodeAmount, 12 ether);
    }

    // The rule of 12 + 20, pool-contracts.md section 8.
    function test_12_ether_of_a_solo_node_get_20_of_the_pool() public {
        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(12 ether);
        vm.assertEq(lightNode.getCurrentNodeDepositAmount(), 12 ether);
        vm.assertEq(distributor.getCurrentNodeDepositAmount(), 12 ether);
        _matchedSoloKeys(0, 2, 12 ether);
        Batch memory batch = _batch(0, 2, 20 ether);
        vm.expectEmit(address(lightNode));
        emit IValidatorKeys.SetPubkeyStatus(batch.pubkeys[0], 3);
        vm.expectEmit(address(lightNode));
        emit IValidatorKeys.Staked(SOLO, batch.pubkeys[0]);
        _stakeSolo(batch);
        vm.assertEq(userDeposit.getBalance(), 60 ether);
        vm.assertEq(address(beacon).balance, 64 ether);
    }

    function test_takes_any_allowed_amount_at_any_time() public {
        _depositSolo(_batch(0, 1, 4 ether), 4 ether);
        _depositSolo(_batch(1, 1, 8 ether), 8 ether);
        _depositSolo(_batch(2, 1, 12 ether), 12 ether);
        _refusesValue(_batch(3, 1, 16 ether), 16 ether);
        vm.startPrank(OWNER);
        stakingPoolSettings.setCompatibleWithOldClients(false);
        stakingPoolSettings.setNodeDepositAmountAllowed(16 ether, true);
        vm.stopPrank();
        _depositSolo(_batch(3, 1, 16 ether), 16 ether);
    }

    function test_refuses_a_value_that_is_no_allowed_amount_for_each_key() public {
        _refusesValue(_batch(0, 1, 4 ether), 0);
        _refusesValue(_batch(0, 1, 4 ether), 4 ether + 1);
        _refusesValue(_batch(0, 2, 4 ether), 4 ether);
        _refusesValue(_batch(0, 2, 4 ether), 12 ether); // 4 + 8 are two amounts
        _refusesValue(_batch(0, 3, 4 ether), 12 ether + 1);
    }

    function test_Q06_a_key_keeps_its_amount_when_the_setting_changes() public {
        _matchedSoloKeys(0, 1, 4 ether);
        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(12 ether);
        _matchedSoloKeys(1, 1, 12 ether);
        // 28 + 20 of the pool: both validators have 32 ETH.
        Batch memory batch = _batch(0, 2, 28 ether);
        Batch memory second = _batch(1, 1, 20 ether);
        batch.roots[1] = second.roots[0];
        _stakeSolo(batch);
        vm.assertEq(address(beacon).balance, 64 ether);
        vm.assertEq(userDeposit.getBalance(), 52 ether);
    }

    function test_Q06_a_refund_is_what_was_deposited() public {
        bytes memory mine = _matchedSoloKeys(0, 1, 4 ether).pubkeys[0];
        vm.prank(SOLO);
        lightNode.offBoard(mine);
        _provide(mine, 4 ether);
        bytes memory others = _matchedSoloKeys(1, 1, 4 ether).pubkeys[0];
        vm.prank(SOLO);
        lightNode.offBoard(others);
        _provide(others, 4 ether);
        vm.prank(OWNER);
        stakingPoolSettings.setCurrentNodeDepositAmount(8 ether);

        vm.prank(SOLO);
        lightNode.withdrawNodeDepositToken(mine);
        vm.assertEq(SOLO.balance, 4 ether);
        vm.assertEq(vault.balanceOf(address(lightNode)), 4 ether, "the other refund is untouched");
    }

    function test_a_refund_must_be_provided_exactly() public {
        bytes memory pubkey = _matchedSoloKeys(0, 1, 8 ether).pubkeys[0];
        vm.deal(STRANGER, 20 ether);
        _refused(STRANGER, "pubkey status unmatch");
        lightNode.provideNodeDepositToken{ value: 8 ether }(pubkey);
        vm.prank(SOLO);
        lightNode.offBoard(pubkey);
        _refused(STRANGER, "msg value not match");
        lightNode.provideNodeDepositToken{ value: 4 ether }(pubkey);
        _refused(SOLO, "pubkey status unmatch");
        lightNode.withdrawNodeDepositToken(pubkey);
        _provide(pubkey, 8 ether);
        vm.deal(STRANGER, 8 ether);
        _refused(STRANGER, "pubkey status unmatch"); // not a second time
        lightNode.provideNodeDepositToken{ value: 8 ether }(pubkey);
        _refused(STRANGER, "not pubkey owner");
        lightNode.withdrawNodeDepositToken(pubkey);
        vm.prank(SOLO);
        lightNode.withdrawNodeDepositToken(pubkey);
        _refused(SOLO, "pubkey status unmatch");
        lightNode.withdrawNodeDepositToken(pubkey);
    }

    function test_an_off_boarded_key_can_neither_stake_nor_come_back() public {
        bytes memory pubkey = _matchedSoloKeys(0, 1, 4 ether).pubkeys[0];
        _refused(STRANGER, "not pubkey owner");
        lightNode.offBoard(pubkey);
        vm.expectEmit(address(lightNode));
        emit IStafiLightNode.OffBoarded(SOLO, pubkey);
        vm.prank(SOLO);
        lightNode.offBoard(pubkey);
        vm.assertEq(lightNode.getLightNodePubkeyStatus(pubkey), 5);
        _refusesStake(SOLO, _batch(0, 1, 28 ether), "pubkey status unmatch");
        _refusesDeposit(_batch(0, 1, 4 ether), 4 ether, "pubkey status unmatch");
        _refused(SOLO, "pubkey status unmatch");
        lightNode.offBoard(pubkey);
        _refused(OWNER, "pubkey status unmatch");
        lightNode.setLightNodePubkeyStatus(pubkey, 2);
        _refused(SOLO, "pubkey status unmatch");
        lightNode.offBoard(new bytes(48));
    }

    function test_a_receiver_cannot_take_its_refund_twice() public {
        GreedySolo greedy = new GreedySolo(lightNode);
        Batch memory batch = _batch(0, 1, 4 ether);
        vm.deal(address(this), 4 ether);
        greedy.deposit{ value: 4 ether }(batch.pubkeys, batch.signatures, batch.roots);
        vm.prank(_member(0));
        lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
        greedy.offBoard();
        _provide(batch.pubkeys[0], 4 ether);
        vm.expectRevert(reason("transferr failed"));
        greedy.withdraw(true);
        greedy.withdraw(false);
        vm.assertEq(address(greedy).balance, 4 ether);
    }

    /// The second refund is due, so nothing but the guard refuses it.
    function test_refunds_are_paid_one_call_at_a_time() public {
        GreedySolo greedy = new GreedySolo(lightNode);
        bytes[] memory keys = _batch(0, 2, 0).pubkeys;
        for (uint256 i = 0; i < 2; ++i) {
            Batch memory batch = _batch(i, 1, 4 ether);
            vm.deal(address(this), 4 ether);
            greedy.deposit{ value: 4 ether }(batch.pubkeys, batch.signatures, batch.roots);
            vm.prank(_member(0));
            lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
            greedy.offBoard();
            _provide(batch.pubkeys[0], 4 ether);
        }
        vm.expectRevert(reason("transferr failed"));
        greedy.withdrawBoth(keys[0], keys[1]);
        greedy.withdraw(false);
        greedy.withdrawBoth(keys[0], "");
        vm.assertEq(address(greedy).balance, 8 ether);
    }

    function test_only_the_owner_of_a_matched_key_stakes_it() public {
        _depositSolo(_batch(0, 1, 4 ether), 4 ether);
        Batch memory batch = _batch(0, 1, 28 ether);
        _refusesStake(SOLO, batch, "pubkey status unmatch");
        vm.prank(_member(0));
        lightNode.voteWithdrawCredentials(batch.pubkeys, _bools(1, true));
        _refusesStake(STRANGER, batch, "not pubkey owner");
        _stakeSolo(batch);
        _refusesStake(SOLO, batch, "pubkey status unmatch");
    }

    function test_refuses_to_stake_more_than_the_pool_has() public {
        _matchedSoloKeys(0, 4, 4 ether);
        _refusesStake(SOLO, _batch(0, 4, 28 ether), "Insufficient balance for withdrawal");
    }

    function test_refuses_while_closed_or_paused() public {
        _matchedSoloKeys(0, 2, 4 ether);
        vm.prank(ADMIN);
        lightNode.setLightNodeDepositEnabled(false);
        vm.assertFalse(lightNode.getLightNodeDepositEnabled());
        string memory closed = "light node deposits are currently disabled";
        _refusesDeposit(_batch(9, 1, 4 ether), 4 ether, closed);
        _stakeSolo(_batch(0, 1, 28 ether)); // what was begun is finished
        vm.prank(OWNER);
        networkSettings.pause();
        _refusesDeposit(_batch(9, 1, 4 ether), 4 ether, "Paused");
        _refusesStake(SOLO, _batch(1, 1, 28 ether), "Paused");
        bytes memory pubkey = _pubkey(1);
        vm.prank(SOLO);
        lightNode.offBoard(pubkey); // the way out stays open
    }

    function test_refuses_lists_of_wrong_length() public {
        string memory text = "params len err";
        Batch memory batch = _batch(0, 2, 4 ether);
        _refusesDeposit(_batch(0, 0, 4 ether), 0, text);
        batch.roots = new bytes32[](1);
        _refusesDeposit(batch, 8 ether, text);
        _refusesStake(SOLO, batch, text);
        batch = _batch(0, 1, 4 ether);
        batch.pubkeys[0] = new bytes(47);
        _refusesDeposit(batch, 4 ether, text);
    }

    function test_refuses_a_key_twice_and_one_of_a_super_node() public {
        Batch memory batch = _batch(0, 2, 4 ether);
        batch.pubkeys[1] = batch.pubkeys[0];
        _refusesDeposit(batch, 8 ether, "pubkey status unmatch");
        _deposit(_batch(0, 1, 1 ether));
        _refusesDeposit(_batch(0, 1, 4 ether), 4 ether, "super Node pubkey exists");
    }

    function test_lists_keys_in_bulk() public {
        Batch memory batch = _batch(0, 3, 4 ether);
        _depositSolo(batch, 12 ether);
        vm.assertEq(lightNode.getLightNodePubkeyAt(SOLO, 2), batch.pubkeys[2]);
        bytes[] memory listed = lightNode.getLightNodePubkeys(SOLO, 0, 2);
        vm.assertEq(listed.length, 2);
        vm.assertEq(listed[1], batch.pubkeys[1]);
        vm.expectRevert();
        lightNode.getLightNodePubkeyAt(SOLO, 3);
    }

    function test_Q04_the_owner_decides_credentials_in_the_members_place() public {
        Batch memory batch = _batch(0, 1, 4 ether);
        _depositSolo(batch, 4 ether);
        _refused(ADMIN, "Account is not the owner");
        lightNode.setLightNodePubkeyStatus(batch.pubkeys[0], 2);
        vm.prank(OWNER);
        lightNode.setLightNodePubkeyStatus(batch.pubkeys[0], 4);
        vm.assertEq(lightNode.getLightNodePubkeyStatus(batch.pubkeys[0]), 4);
    }

    function test_a_stranger_switches_and_sends_nothing() public {
        _refused(STRANGER, "Account is not a super user");
        lightNode.setLightNodeDepositEnabled(false);
        vm.expectEmit(address(lightNode));
        emit IStafiLightNode.LightNodeDepositEnabledChanged(false);
        vm.prank(ADMIN);
        lightNode.setLightNodeDepositEnabled(false);
        vm.deal(STRANGER, 2 ether);
        _refused(STRANGER, "Invalid or outdated contract");
        lightNode.depositEth{ value: 1 ether }();
        _refused(STRANGER, "Invalid or outdated contract");
        lightNode.receiveEtherWithdrawal{ value: 1 ether }();
        vm.expectRevert();
        lightNode.initialize();
    }

    function _provide(bytes memory pubkey, uint256 value) private {
        vm.deal(STRANGER, value);
        vm.prank(STRANGER);
        lightNode.provideNodeDepositToken{ value: value }(pubkey);
    }

    function _refusesValue(Batch memory batch, uint256 value) private {
        _refusesDeposit(batch, value, "msg value not match");
    }

    function _refusesDeposit(Batch memory batch, uint256 value, string memory text) private {
        vm.deal(SOLO, value);
        _refused(SOLO, text);
        lightNode.deposit{ value: value }(batch.pubkeys, batch.signatures, batch.roots);
    }

    function _refusesStake(address caller, Batch memory batch, string memory text) private {
        _refused(caller, text);
        lightNode.stake(batch.pubkeys, batch.signatures, batch.roots);
    }
}
