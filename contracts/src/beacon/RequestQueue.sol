// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StorageSlot } from "@openzeppelin/contracts/utils/StorageSlot.sol";

/// @title What the request contracts of EIP-7002 and EIP-7251 share: a queue with a price.
/// @notice There are no functions, only raw call data:
/// - empty, without value: answers the fee in wei of one request (32 bytes);
/// - `_inputBytes()` long, with at least the fee: queues the request for the caller. What is paid
///   above the fee is kept. Logs, without topic, caller ‖ input;
/// - anything from the system address: takes requests from the queue and answers them.
/// All else reverts, without data. The fee grows by 1/17 for each request above the target.
/// @dev Storage is laid out as the EIPs print it. As there, the queue accepts nothing before the
/// first system call, unless the code is put on an account without running the constructor.
/// Source: https://eips.ethereum.org/EIPS/eip-7002, https://eips.ethereum.org/EIPS/eip-7251
abstract contract RequestQueue {
    address private constant SYSTEM = 0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE;
    /// The excess that says that no block has been processed yet.
    uint256 private constant INHIBITOR = type(uint256).max;
    uint256 private constant FEE_MINIMUM = 1;
    uint256 private constant FEE_UPDATE_FRACTION = 17;
    uint256 private constant QUEUE_SLOT = 4;

    /// Requests above the target so far: slot 0.
    uint256 private excess = INHIBITOR;
    /// Requests of this block: slot 1.
    uint256 private count;
    /// The next request to take, and the place of the next one to come: slots 2 and 3.
    uint256 private head;
    uint256 private tail;

    fallback(bytes calldata input) external payable returns (bytes memory) {
        if (msg.sender == SYSTEM) return _endBlock();
        uint256 fee = _fee();
        if (input.length == _inputBytes()) {
            require(msg.value >= fee);
            _enqueue(input);
            return "";
        }
        require(input.length == 0 && msg.value == 0);
        return abi.encode(fee);
    }

    /// The length of a request: the only input that is queued.
    function _inputBytes() internal pure virtual returns (uint256);

    /// How many requests a block may take from the queue.
    function _mostPerBlock() internal pure virtual returns (uint256);

    /// How many requests a block may bring before the fee rises.
    function _targetPerBlock() internal pure virtual returns (uint256);

    /// One request as the consensus layer reads it, from the caller and the words of its input.
    function _encode(address source, uint256 slot) internal view virtual returns (bytes memory);

    function _load(uint256 slot) internal view returns (bytes32) {
        return StorageSlot.getBytes32Slot(bytes32(slot)).value;
    }

    function _enqueue(bytes calldata input) private {
        uint256 slot = _slotOf(tail);
        StorageSlot.getUint256Slot(bytes32(slot)).value = uint160(msg.sender);
        for (uint256 start = 0; start < input.length; start += 32) {
            bytes calldata word = input[start:_least(start + 32, input.length)];
            StorageSlot.getBytes32Slot(bytes32(++slot)).value = bytes32(word);
        }
        ++count;
        ++tail;
        bytes memory record = abi.encodePacked(msg.sender, input);
        assembly ("memory-safe") {
            log0(add(record, 32), mload(record))
        }
    }

    /// What the chain does after the transactions of each block.
    function _endBlock() private returns (bytes memory requests) {
        requests = _dequeue();
        uint256 sum = (excess == INHIBITOR ? 0 : excess) + count;
        excess = sum > _targetPerBlock() ? sum - _targetPerBlock() : 0;
        count = 0;
    }

    function _dequeue() private returns (bytes memory requests) {
        uint256 end = _least(tail, head + _mostPerBlock());
        for (uint256 i = head; i < end; ++i) {
            uint256 slot = _slotOf(i);
            address source = address(uint160(uint256(_load(slot))));
            requests = bytes.concat(requests, _encode(source, slot + 1));
        }
        (head, tail) = end == tail ? (0, 0) : (end, tail);
    }

    /// The first slot of a queued request: one for the caller, then those of the input.
    function _slotOf(uint256 index) private pure returns (uint256) {
        return QUEUE_SLOT + index * (1 + (_inputBytes() + 31) / 32);
    }

    /// FEE_MINIMUM * e ** (excess / FEE_UPDATE_FRACTION), as the Taylor sum that the EIPs print.
    function _fee() private view returns (uint256) {
        require(excess != INHIBITOR);
        uint256 sum = 0;
        uint256 term = FEE_MINIMUM * FEE_UPDATE_FRACTION;
        for (uint256 i = 1; term > 0; ++i) {
            sum += term;
            term = term * excess / (FEE_UPDATE_FRACTION * i);
        }
        return sum / FEE_UPDATE_FRACTION;
    }

    function _least(uint256 left, uint256 right) private pure returns (uint256) {
        return left < right ? left : right;
    }
}
