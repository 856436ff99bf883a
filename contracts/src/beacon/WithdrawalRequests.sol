// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { RequestQueue } from "./RequestQueue.sol";

/// @title EIP-7002: asks the beacon chain for an exit or a partial withdrawal.
/// @notice A request is pubkey (48 bytes) ‖ amount in gwei (8 bytes, big-endian; 0 = full exit).
/// Mainnet has it at 0x00000961Ef480Eb55e80D19ad83579A64c007002. See {RequestQueue} for the calls.
contract WithdrawalRequests is RequestQueue {
    function _inputBytes() internal pure override returns (uint256) {
        return 56;
    }

    function _mostPerBlock() internal pure override returns (uint256) {
        return 16;
    }

    function _targetPerBlock() internal pure override returns (uint256) {
        return 2;
    }

    /// source ‖ pubkey ‖ amount, now little-endian: 76 bytes.
    function _encode(address source, uint256 slot) internal view override returns (bytes memory) {
        bytes32 last = _load(slot + 1);
        bytes memory record = abi.encodePacked(source, _load(slot), bytes16(last), uint64(0));
        for (uint256 i = 0; i < 8; ++i) {
            record[68 + i] = last[23 - i];
        }
        return record;
    }
}
