// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SSVStorage } from "./SSVStorage.sol";
import { Asset } from "./SSVTypes.sol";

/// @title Money in and out.
abstract contract SSVPayments is SSVStorage {
    /// Pulls SSV from the caller. Reverts with TokenTransferFailed, or as the token does.
    function _pull(uint256 amount) internal {
        require(token.transferFrom(msg.sender, address(this), amount), TokenTransferFailed());
    }

    /// Sends wei of an asset. Reverts with ETHTransferFailed, TokenTransferFailed or as the token.
    function _pay(Asset asset, address to, uint256 amount) internal {
        if (asset == Asset.SSV) {
            require(token.transfer(to, amount), TokenTransferFailed());
            return;
        }
        (bool success,) = to.call{ value: amount }("");
        require(success, ETHTransferFailed());
    }
}
