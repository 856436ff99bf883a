// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ConsolidationRequests } from "../../src/beacon/ConsolidationRequests.sol";
import { WithdrawalRequests } from "../../src/beacon/WithdrawalRequests.sol";
import { Base } from "../Base.sol";
import { Vm } from "../Vm.sol";

/// What EIP-7002 and EIP-7251 say of both queues; each runs it with its own numbers.
abstract contract RequestQueueTest is Base {
    address private constant SYSTEM = 0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE;
    address internal constant ALICE = address(0xA11CE);

    address internal queue;
    uint256 internal inputBytes;
    uint256 internal mostPerBlock;
    uint256 internal targetPerBlock;

    function setUp() public {
        _deploy();
        vm.deal(ALICE, 1000 ether);
        _endBlock();
    }

    function _deploy() internal virtual;

    /// What the consensus layer reads of a request.
    function _record(bytes memory input) internal pure virtual returns (bytes memory);

    function test_starts_at_one_wei() public {
        vm.assertEq(_fee(), 1);
    }

    /// Computed with the EIPs' pseudocode in Python integers.
    function test_price_follows_the_printed_formula() public {
        uint16[9] memory excess = [0, 1, 11, 12, 17, 34, 100, 170, 340];
        uint32[9] memory fees = [1, 1, 1, 1, 2, 7, 357, 22_019, 485_150_628];
        for (uint256 i = 0; i < excess.length; ++i) {
            vm.store(queue, 0, bytes32(uint256(excess[i])));
            vm.assertEq(_fee(), fees[i], vm.toString(excess[i]));
        }
    }

    function test_refuses_all_before_the_first_block() public {
        _deploy();
        _expectRevert(ALICE, 0, "");
        _expectRevert(ALICE, 1 ether, _input(1));
        _endBlock();
        vm.assertEq(_fee(), 1);
    }

    function test_refuses_less_than_the_fee() public {
        vm.store(queue, 0, bytes32(uint256(34)));
        _expectRevert(ALICE, 6, _input(1));
        _request(1, 7);
    }

    function test_keeps_what_is_paid_above_the_fee() public {
        _request(1, 1 ether);
        vm.assertEq(queue.balance, 1 ether);
    }

    function test_refuses_input_of_any_other_length() public {
        for (uint256 length = 1; length < 130; ++length) {
            if (length != inputBytes) _expectRevert(ALICE, 1, new bytes(length));
        }
    }

    function test_refuses_value_with_the_question_for_the_fee() public {
        _expectRevert(ALICE, 1, "");
    }

    function test_logs_caller_and_input_without_topic() public {
        vm.recordLogs();
        _request(1, 1);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1);
        vm.assertEq(logs[0].topics.length, 0);
        vm.assertEq(logs[0].data, abi.encodePacked(ALICE, _input(1)));
    }

    function test_dequeues_in_order_no_more_than_a_block_takes() public {
        uint256 sent = mostPerBlock + 1;
        bytes memory expect;
        for (uint256 i = 0; i < sent; ++i) {
            _request(i, 1);
            if (i < mostPerBlock) expect = bytes.concat(expect, _record(_input(i)));
        }
        vm.assertEq(_endBlock(), expect, "first block");
        vm.assertEq(_endBlock(), _record(_input(sent - 1)), "second block");
        vm.assertEq(_endBlock(), "", "third block");
        vm.assertEq(vm.load(queue, bytes32(uint256(2))), 0, "an empty queue starts again");
        vm.assertEq(vm.load(queue, bytes32(uint256(3))), 0);
    }

    /// As the EIPs print it: from slot 4 on, the caller and then the words of the input.
    function test_keeps_requests_where_the_eips_do() public {
        _request(1, 1);
        _request(2, 1);
        uint256 stride = 1 + (inputBytes == 56 ? 2 : 3);
        for (uint256 i = 0; i < 2; ++i) {
            uint256 slot = 4 + i * stride;
            vm.assertEq(vm.load(queue, bytes32(slot)), bytes32(uint256(uint160(ALICE))));
            vm.assertEq(vm.load(queue, bytes32(slot + 1)), keccak256(abi.encode(i + 1, 0)));
        }
        vm.assertEq(vm.load(queue, bytes32(uint256(1))), bytes32(uint256(2)), "count");
        vm.assertEq(vm.load(queue, bytes32(uint256(3))), bytes32(uint256(2)), "tail");
    }

    function test_excess_grows_above_the_target_and_shrinks_without_requests() public {
        for (uint256 i = 0; i < targetPerBlock + 3; ++i) {
            _request(i, 1);
        }
        _endBlock();
        vm.assertEq(_excess(), 3);
        _endBlock();
        vm.assertEq(_excess(), 3 - targetPerBlock);
        _endBlock();
        _endBlock();
        vm.assertEq(_excess(), 0);
    }

    function test_system_call_reads_no_input() public {
        _request(1, 1);
        vm.prank(SYSTEM);
        (, bytes memory answer) = queue.call(_input(2));
        vm.assertEq(answer, _record(_input(1)));
    }

    function testFuzz_nothing_is_lost_or_changed(bytes32[8] calldata seeds) public {
        bytes memory expect;
        for (uint256 i = 0; i < seeds.length; ++i) {
            uint256 seed = uint256(seeds[i]);
            _request(seed, 1);
            expect = bytes.concat(expect, _record(_input(seed)));
        }
        bytes memory seen;
        for (uint256 i = 0; i < seeds.length; ++i) {
            seen = bytes.concat(seen, _endBlock());
        }
        vm.assertEq(seen, expect);
    }

    /// A request like no other.
    function _input(uint256 seed) internal view returns (bytes memory input) {
        input = new bytes(inputBytes);
        for (uint256 i = 0; i < inputBytes; ++i) {
            input[i] = keccak256(abi.encode(seed, i / 32))[i % 32];
        }
    }

    function _request(uint256 seed, uint256 value) internal {
        vm.prank(ALICE);
        (bool success,) = queue.call{ value: value }(_input(seed));
        vm.assertTrue(success, "request");
    }

    function _endBlock() internal returns (bytes memory requests) {
        bool success;
        vm.prank(SYSTEM);
        (success, requests) = queue.call("");
        vm.assertTrue(success, "system call");
    }

    function _fee() private returns (uint256) {
        (bool success, bytes memory answer) = queue.call("");
        vm.assertTrue(success, "fee");
        return abi.decode(answer, (uint256));
    }

    function _excess() private view returns (uint256) {
        return uint256(vm.load(queue, 0));
    }

    function _expectRevert(address caller, uint256 value, bytes memory input) private {
        vm.prank(caller);
        (bool success, bytes memory answer) = queue.call{ value: value }(input);
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0, "reverts without data");
    }
}

contract WithdrawalRequestsTest is RequestQueueTest {
    function _deploy() internal override {
        queue = address(new WithdrawalRequests());
        (inputBytes, mostPerBlock, targetPerBlock) = (56, 16, 2);
    }

    function _record(bytes memory input) internal pure override returns (bytes memory) {
        bytes memory record = abi.encodePacked(ALICE, input);
        for (uint256 i = 0; i < 8; ++i) {
            record[68 + i] = input[55 - i];
        }
        return record;
    }

    function test_turns_the_amount_around() public {
        bytes memory pubkey = new bytes(48);
        vm.prank(ALICE);
        (bool success,) =
            queue.call{ value: 1 }(abi.encodePacked(pubkey, uint64(0x0102030405060708)));
        vm.assertTrue(success);
        vm.assertEq(_endBlock(), abi.encodePacked(ALICE, pubkey, hex"0807060504030201"));
    }
}

contract ConsolidationRequestsTest is RequestQueueTest {
    function _deploy() internal override {
        queue = address(new ConsolidationRequests());
        (inputBytes, mostPerBlock, targetPerBlock) = (96, 2, 1);
    }

    function _record(bytes memory input) internal pure override returns (bytes memory) {
        return abi.encodePacked(ALICE, input);
    }
}
