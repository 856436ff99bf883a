// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SSVAccounting } from "./SSVAccounting.sol";
import { SSVPayments } from "./SSVPayments.sol";
import { Account, Asset, Operator } from "./SSVTypes.sol";

/// @title Who may act for an operator, and how it is paid.
abstract contract SSVOperatorBook is SSVAccounting, SSVPayments {
    /// The operator, if the caller owns it.
    function _owned(uint64 id) internal view returns (Operator storage operator) {
        operator = operators[id];
        require(_isRegistered(operator), OperatorDoesNotExist());
        address owner = operator.owner;
        require(msg.sender == owner, CallerNotOwnerWithData(msg.sender, owner));
    }

    /// Takes packed earnings from an operator's account; 0 takes all there is.
    function _withdraw(uint64 id, Asset asset, uint256 amount) internal {
        Account storage account = _owned(id).accounts[asset];
        _settle(account);
        uint64 packed = amount == 0 ? account.balance : _pack(asset, amount);
        require(packed != 0 && packed <= account.balance, InsufficientBalance());
        account.balance -= packed;
        _payOperator(id, asset, packed);
    }

    /// Pays a packed amount, if any, to the caller, who owns the operator.
    function _payOperator(uint64 id, Asset asset, uint64 packed) internal {
        if (packed == 0) return;
        uint256 amount = _unpack(asset, packed);
        _pay(asset, msg.sender, amount);
        if (asset == _mainAsset()) emit OperatorWithdrawn(msg.sender, id, amount);
        else emit OperatorWithdrawnSSV(msg.sender, id, amount);
    }
}
