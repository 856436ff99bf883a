// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { WithdrawalRequests } from "../../src/beacon/WithdrawalRequests.sol";
import { OracleVoting } from "../../src/pool/OracleVoting.sol";
import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { LaneFixture } from "./LaneFixture.sol";

/// @title An account that takes no change.
contract Refuser {
    function trigger(IStafiWithdraw queue, bytes[] calldata pubkeys) external payable {
        queue.triggerExits{ value: msg.value }(pubkeys, 1 ether);
    }
}

/// @title A system contract that names its fee and takes no request.
contract Busy {
    fallback(bytes calldata input) external payable returns (bytes memory) {
        require(input.length == 0);
        return abi.encode(uint256(1));
    }
}

/// @title Who triggers exits, and takes what the queue owes it while it gets its change.
contract GreedyTrigger {
    IStafiWithdraw private immutable queue;
    bool private again;

    constructor(IStafiWithdraw queue_) {
        queue = queue_;
    }

    function trigger(bytes[] calldata pubkeys, bool again_) external payable {
        again = again_;
        queue.triggerExits{ value: msg.value }(pubkeys, 1 ether);
    }

    receive() external payable {
        if (!again) return;
        again = false;
        uint256[] memory first = new uint256[](1);
        queue.withdraw(first);
    }
}

contract ExitElectionTest is LaneFixture {
    // EIP-7002
    address private constant EXIT_REQUESTS = 0x00000961Ef480Eb55e80D19ad83579A64c007002;
    address private constant SYSTEM = 0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE;

    uint256 private previous;

    function setUp() public override {
        super.setUp();
        vm.warp(20_000 * 86_400 + 28_800); // the first second of cycle 20,000
        previous = 19_999;
        vm.etch(EXIT_REQUESTS, address(new WithdrawalRequests()).code);
        vm.deal(STRANGER, 10 ether);
    }

    // --- election ---

    function test_a_quorum_elects_validators_once_for_a_cycle() public {
        _moreMembers(3);
        _notify(0, _numbers(6, 7));
        vm.assertEq(queue.getEjectedValidatorsAtCycle(previous).length, 0);
        _notify(1, _numbers(6, 7));
        vm.assertEq(queue.getEjectedValidatorsAtCycle(previous), _numbers(6, 7));
        _refused(_member(2), "already dealed");
        queue.notifyValidatorExit(previous, 1, _numbers(6, 7));
    }

    // pool-contracts.md 14.2: notifyValidatorExit(19000, 18999, [6,7])
    function test_the_id_of_an_election_is_what_clients_compute() public {
        vm.warp(19_001 * 86_400 + 28_800);
        vm.expectEmit(address(queue));
        emit OracleVoting.ProposalExecuted(0xf56621429c313dfccf48e05d613b8239b486d8de402a622a97e12e6d0cda4938);
        vm.prank(_member(0));
        queue.notifyValidatorExit(19_000, 18_999, _numbers(6, 7));
    }

    function test_refuses_an_election_of_another_cycle() public {
        _refusesElection(previous + 1, 1, _numbers(6), "cycle not match");
        _refusesElection(previous - 1, 1, _numbers(6), "cycle not match");
        _refusesElection(previous, previous, _numbers(6), "cycle not match");
        _refusesElection(type(uint256).max, 1, _numbers(6), "cycle not match");
    }

    function test_refuses_an_election_of_none_or_too_many() public {
        _refusesElection(previous, 1, new uint256[](0), "length not match");
        // A limit of 20 ETH is 3 validators (pool-contracts.md 6.1).
        _refusesElection(previous, 1, new uint256[](4), "length not match");
        vm.prank(_member(0));
        queue.notifyValidatorExit(previous, 1, new uint256[](3));
    }

    function test_strangers_elect_nobody() public {
        _refused(STRANGER, "Invalid trusted node");
        queue.notifyValidatorExit(previous, 1, _numbers(6));
        _notify(0, _numbers(6));
        bytes[] memory pubkeys = _keys(1);
        _refused(STRANGER, "Invalid trusted node");
        queue.nameElectedKeys(previous, pubkeys);
    }

    // --- names of the elected ---

    function test_names_exactly_the_elected_once() public {
        bytes[] memory pubkeys = _keys(2);
        _refused(_member(0), "length not match");
        queue.nameElectedKeys(previous, pubkeys);
        _refused(_member(0), "length not match"); // else the elected could never be named
        queue.nameElectedKeys(previous, new bytes[](0));
        _notify(0, _numbers(6, 7));
        bytes[] memory one = _keys(1);
        _refused(_member(0), "length not match");
        queue.nameElectedKeys(previous, one);
        pubkeys[1] = new bytes(47);
        _refused(_member(0), "length not match");
        queue.nameElectedKeys(previous, pubkeys);
        pubkeys = _keys(2);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.ElectedKeysNamed(previous, pubkeys);
        vm.prank(_member(0));
        queue.nameElectedKeys(previous, pubkeys);
        vm.assertEq(queue.getExitTriggerTime(pubkeys[0]), block.timestamp + 48 hours);
        _refused(_member(0), "already dealed");
        queue.nameElectedKeys(previous, pubkeys);
        pubkeys = _keys(3);
        vm.assertEq(queue.getExitTriggerTime(pubkeys[2]), 0);
    }

    // --- triggered exits ---

    function test_anybody_triggers_an_exit_after_the_grace_period() public {
        bytes[] memory pubkeys = _elected(2);
        vm.warp(block.timestamp + 48 hours);
        uint256 fee = queue.getExitFee();
        vm.assertEq(fee, 1, "an empty queue costs 1 wei, EIP-7002");
        bytes memory request = abi.encodePacked(pubkeys[0], uint64(0));
        vm.expectCall(EXIT_REQUESTS, fee, request);
        vm.expectEmit(address(queue));
        emit IStafiWithdraw.ExitTriggered(STRANGER, pubkeys[0], fee);
        vm.prank(STRANGER);
        queue.triggerExits{ value: 1 ether }(pubkeys, 1 ether);
        vm.assertEq(STRANGER.balance, 10 ether - 2 * fee, "the rest comes back");
        vm.assertEq(EXIT_REQUESTS.balance, 2 * fee);
        // The beacon chain takes them from there: source ‖ key ‖ 0 (EIP-7002).
        vm.prank(SYSTEM);
        (, bytes memory taken) = EXIT_REQUESTS.call("");
        vm.assertEq(
            taken,
            abi.encodePacked(
                address(queue), pubkeys[0], uint64(0), address(queue), pubkeys[1], uint64(0)
            )
        );
    }

    function test_an_exit_can_be_triggered_again() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        _trigger(pubkeys);
        _trigger(pubkeys);
    }

    function test_refuses_an_exit_before_its_time_or_without_election() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours - 1);
        _refusesTrigger(
            pubkeys, 1, abi.encodeWithSelector(IStafiWithdraw.ExitNotDue.selector, pubkeys[0])
        );
        vm.warp(block.timestamp + 1);
        bytes[] memory others = _keys(2);
        _refusesTrigger(
            others, 2, abi.encodeWithSelector(IStafiWithdraw.ExitNotDue.selector, others[1])
        );
        _refusesTrigger(new bytes[](0), 1, reason("length not match"));
    }

    function test_refuses_a_fee_above_the_cap_or_not_paid() public {
        bytes[] memory pubkeys = _elected(2);
        vm.warp(block.timestamp + 48 hours);
        vm.store(EXIT_REQUESTS, bytes32(0), bytes32(uint256(100))); // excess
        uint256 fee = queue.getExitFee();
        vm.assertGt(fee, 1, "the fee has risen");
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IStafiWithdraw.ExitFeeTooHigh.selector, fee));
        queue.triggerExits{ value: 1 ether }(pubkeys, fee - 1);
        _refusesTrigger(
            pubkeys,
            2 * fee - 1,
            abi.encodeWithSelector(IStafiWithdraw.ExitFeeNotPaid.selector, 2 * fee)
        );
        // The queue's own ether is never spent on it.
        vm.deal(address(queue), 5 ether);
        vm.prank(STRANGER);
        queue.triggerExits{ value: 2 * fee }(pubkeys, fee);
        vm.assertEq(address(queue).balance, 5 ether);
    }

    function test_says_so_where_the_chain_takes_no_requests() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        bytes memory unavailable =
            abi.encodeWithSelector(IStafiWithdraw.ExitRequestsUnavailable.selector);
        vm.etch(EXIT_REQUESTS, "");
        _refusesTrigger(pubkeys, 1 ether, unavailable);
        // Before its first block the system contract refuses all (EIP-7002's inhibitor).
        vm.etch(EXIT_REQUESTS, address(new WithdrawalRequests()).code);
        vm.store(EXIT_REQUESTS, bytes32(0), bytes32(type(uint256).max));
        _refusesTrigger(pubkeys, 1 ether, unavailable);
    }

    function test_says_so_where_a_request_is_not_taken() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        vm.etch(EXIT_REQUESTS, address(new Busy()).code);
        _refusesTrigger(
            pubkeys, 1, abi.encodeWithSelector(IStafiWithdraw.ExitRequestsUnavailable.selector)
        );
    }

    function test_one_vote_of_two_names_nobody() public {
        _notify(0, _numbers(6));
        _moreMembers(2);
        bytes[] memory pubkeys = _keys(1);
        vm.prank(_member(0));
        queue.nameElectedKeys(previous, pubkeys);
        vm.assertEq(queue.getExitTriggerTime(pubkeys[0]), 0);
    }

    function test_says_so_when_the_change_is_not_taken() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        Refuser refuser = new Refuser();
        vm.deal(address(this), 1 ether);
        vm.expectRevert(reason("transferr failed"));
        refuser.trigger{ value: 1 ether }(queue, pubkeys);
    }

    /// What the second call asks for is owed, so nothing but the guard refuses it.
    function test_change_is_given_one_call_at_a_time() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        GreedyTrigger greedy = new GreedyTrigger(queue);
        _stake(address(greedy), 5 ether);
        _clampRate(true);
        _unstake(address(greedy), 5 ether);
        vm.prank(_member(0));
        queue.reserveEthForWithdraw(1);
        vm.deal(address(this), 2 ether);
        vm.expectRevert(reason("transferr failed"));
        greedy.trigger{ value: 1 ether }(pubkeys, true);
        greedy.trigger{ value: 1 ether }(pubkeys, false);
        vm.prank(address(greedy));
        queue.withdraw(_numbers(0));
        vm.assertGt(address(greedy).balance, 5 ether, "and its change");
    }

    function test_takes_the_exact_fee_from_who_cannot_receive() public {
        bytes[] memory pubkeys = _elected(1);
        vm.warp(block.timestamp + 48 hours);
        Refuser refuser = new Refuser();
        uint256 fee = queue.getExitFee();
        vm.deal(address(this), fee);
        refuser.trigger{ value: fee }(queue, pubkeys);
        vm.assertEq(address(refuser).balance, 0);
    }

    function _notify(uint256 member, uint256[] memory indexes) private {
        vm.prank(_member(member));
        queue.notifyValidatorExit(previous, 1, indexes);
    }

    function _keys(uint256 count) private view returns (bytes[] memory) {
        return _batch(0, count, 0).pubkeys;
    }

    /// Keys that were elected and named just now.
    function _elected(uint256 count) private returns (bytes[] memory pubkeys) {
        _notify(0, new uint256[](count));
        pubkeys = _keys(count);
        vm.prank(_member(0));
        queue.nameElectedKeys(previous, pubkeys);
    }

    function _trigger(bytes[] memory pubkeys) private {
        vm.prank(STRANGER);
        queue.triggerExits{ value: 1 ether }(pubkeys, 1 ether);
    }

    function _refusesTrigger(bytes[] memory pubkeys, uint256 value, bytes memory why) private {
        vm.prank(STRANGER);
        vm.expectRevert(why);
        queue.triggerExits{ value: value }(pubkeys, 1 ether);
    }

    function _refusesElection(
        uint256 cycle,
        uint256 startCycle,
        uint256[] memory indexes,
        string memory text
    ) private {
        _refused(_member(0), text);
        queue.notifyValidatorExit(cycle, startCycle, indexes);
    }
}
