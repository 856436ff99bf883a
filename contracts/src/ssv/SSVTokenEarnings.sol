// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { SSVOperatorBook } from "./SSVOperatorBook.sol";
import { Account, Asset, Operator } from "./SSVTypes.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title v2: pays operators what clusters in SSV bring them.
/// @notice For the owner of the operator: OperatorDoesNotExist, CallerNotOwnerWithData.
contract SSVTokenEarnings is SSVOperatorBook, ReentrancyGuardTransient, ISSVModule {
    /// @notice Pays a part: wei of SSV, a multiple of 10,000,000. 0 means all.
    /// @dev Errors: MaxPrecisionExceeded, InsufficientBalance, TokenTransferFailed.
    /// Emits OperatorWithdrawnSSV.
    function withdrawOperatorEarningsSSV(uint64 operatorId, uint256 amount) external nonReentrant {
        _withdraw(operatorId, Asset.SSV, amount);
    }

    /// @notice Pays all SSV.
    /// @dev Errors: InsufficientBalance if there is none, TokenTransferFailed.
    /// Emits OperatorWithdrawnSSV.
    function withdrawAllOperatorEarningsSSV(uint64 operatorId) external nonReentrant {
        _withdraw(operatorId, Asset.SSV, 0);
    }

    /// @notice Pays all, in both assets.
    /// @dev Errors: InsufficientBalance if there is neither, ETHTransferFailed,
    /// TokenTransferFailed. Emits OperatorWithdrawn for ETH, then OperatorWithdrawnSSV.
    function withdrawAllVersionOperatorEarnings(uint64 operatorId) external nonReentrant {
        Operator storage operator = _owned(operatorId);
        uint64 ether_ = _take(operator.accounts[Asset.ETH]);
        uint64 ssv = _take(operator.accounts[Asset.SSV]);
        require(ether_ != 0 || ssv != 0, InsufficientBalance());
        _payOperator(operatorId, Asset.ETH, ether_);
        _payOperator(operatorId, Asset.SSV, ssv);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.withdrawOperatorEarningsSSV.selector,
            this.withdrawAllOperatorEarningsSSV.selector,
            this.withdrawAllVersionOperatorEarnings.selector
        );
    }

    function _take(Account storage account) private returns (uint64 earned) {
        _settle(account);
        earned = account.balance;
        account.balance = 0;
    }
}
