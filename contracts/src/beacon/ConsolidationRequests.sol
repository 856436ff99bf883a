// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { RequestQueue } from "./RequestQueue.sol";

/// @title EIP-7251: asks the beacon chain to move one validator's balance into another.
/// @notice A request is source pubkey ‖ target pubkey (48 bytes each); the same key twice switches
/// a validator to compounding. Mainnet has it at 0x0000BBdDc7CE488642fb579F8B00f3a590007251.
/// See {RequestQueue} for the calls.
contract ConsolidationRequests is RequestQueue {
    function _inputBytes() internal pure override returns (uint256) {
        return 96;
    }

    function _mostPerBlock() internal pure override returns (uint256) {
        return 2;
    }

    function _targetPerBlock() internal pure override returns (uint256) {
        return 1;
    }

    /// source ‖ source pubkey ‖ target pubkey: 116 bytes.
    function _encode(address source, uint256 slot) internal view override returns (bytes memory) {
        return abi.encodePacked(source, _load(slot), _load(slot + 1), _load(slot + 2));
    }
}
