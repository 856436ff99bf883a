// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { SSVOperatorBook } from "./SSVOperatorBook.sol";
import { Account, Asset, FeeRequest, Operator, Version } from "./SSVTypes.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The functions of operators that both releases have.
/// @notice Fees are wei per block (and per 32 ETH): of SSV in v1.2, of ETH in v2, where the SSV
/// fees of operators from before never change again. All but registerOperator are for the owner of
/// the operator: OperatorDoesNotExist (also if removed), CallerNotOwnerWithData.
contract SSVOperators is SSVOperatorBook, ReentrancyGuardTransient, ISSVModule {
    uint256 private constant MINIMUM_TOKEN_FEE = 1_000_000_000;

    /// @notice Registers an operator of the caller. Its fee may be zero.
    /// @dev Errors: FeeTooLow, FeeTooHigh, OperatorAlreadyExists (also if removed), then precision:
    /// "Max precision exceeded" in v1.2, MaxPrecisionExceeded in v2.
    /// Emits OperatorAdded, OperatorPrivacyStatusUpdated.
    /// @param publicKey By convention the ABI-encoded, base64-encoded RSA key; not looked into.
    /// @param setPrivate Whether only whitelisted owners may register validators.
    function registerOperator(bytes calldata publicKey, uint256 fee, bool setPrivate)
        external
        returns (uint64 id)
    {
        _checkMinimum(fee);
        _checkMaximum(fee);
        bytes32 keyHash = keccak256(publicKey);
        require(operatorOfKey[keyHash] == 0, OperatorAlreadyExists());
        Asset asset = _mainAsset();
        uint64 packed = _pack(asset, fee);

        id = ++lastOperatorId;
        operatorOfKey[keyHash] = id;
        Operator storage operator = operators[id];
        operator.owner = msg.sender;
        operator.isPrivate = setPrivate;
        operator.accounts[asset].fee = packed;
        operator.accounts[asset].blockNumber = uint32(block.number);
        emit OperatorAdded(id, msg.sender, publicKey, fee);
        uint64[] memory ids = new uint64[](1);
        ids[0] = id;
        emit OperatorPrivacyStatusUpdated(ids, setPrivate);
    }

    /// @notice Ends an operator and pays what it has earned. Its clusters go on without it.
    /// @dev Errors: ETHTransferFailed, TokenTransferFailed. Emits OperatorWithdrawn (in v2 for ETH,
    /// and OperatorWithdrawnSSV) if there is something to pay, OperatorRemoved.
    function removeOperator(uint64 operatorId) external nonReentrant {
        Operator storage operator = _owned(operatorId);
        uint64 ether_ = _end(operator.accounts[Asset.ETH]);
        uint64 ssv = _end(operator.accounts[Asset.SSV]);
        delete operator.whitelistingContract;
        delete feeRequests[operatorId];
        _payOperator(operatorId, Asset.ETH, ether_);
        _payOperator(operatorId, Asset.SSV, ssv);
        emit OperatorRemoved(operatorId);
    }

    /// @notice Announces a fee. It may be executed within a window that begins after a while.
    /// @dev Errors: FeeTooLow, FeeTooHigh, precision, SameFeeChangeNotAllowed,
    /// FeeIncreaseNotAllowed (from zero), FeeExceedsIncreaseLimit. Emits OperatorFeeDeclared; in
    /// v2 before it OperatorFeeExecuted if the operator meets ETH for the first time.
    function declareOperatorFee(uint64 operatorId, uint256 fee) external {
        uint64 current = _ownAccount(operatorId).fee;
        _checkMinimum(fee);
        _checkMaximum(fee);
        uint64 packed = _pack(_mainAsset(), fee);
        require(packed != current, SameFeeChangeNotAllowed());
        bool isFree = current == 0 && operators[operatorId].accounts[Asset.SSV].fee == 0;
        require(packed == 0 || !isFree, FeeIncreaseNotAllowed());
        require(packed <= _highestNextFee(current), FeeExceedsIncreaseLimit());
        uint64 begin = uint64(block.timestamp) + declarePeriod;
        feeRequests[operatorId] = FeeRequest(packed, begin, begin + executePeriod);
        emit OperatorFeeDeclared(msg.sender, operatorId, block.number, fee);
    }

    /// @notice Withdraws an announced fee.
    /// @dev Errors: NoFeeDeclared. Emits OperatorFeeDeclarationCancelled.
    function cancelDeclaredOperatorFee(uint64 operatorId) external {
        _owned(operatorId);
        require(feeRequests[operatorId].begin != 0, NoFeeDeclared());
        delete feeRequests[operatorId];
        emit OperatorFeeDeclarationCancelled(msg.sender, operatorId);
    }

    /// @notice Lets an announced fee take effect.
    /// @dev Errors: NoFeeDeclared, in v2 LegacyOperatorFeeDeclarationInvalid (announced before the
    /// upgrade), ApprovalNotWithinTimeframe, FeeTooHigh, in v2 FeeTooLow.
    /// Emits OperatorFeeExecuted.
    function executeOperatorFee(uint64 operatorId) external {
        Account storage account = _ownAccount(operatorId);
        FeeRequest memory request = feeRequests[operatorId];
        require(request.begin != 0, NoFeeDeclared());
        bool isLegacy = version == Version.V2 && request.begin <= upgradeTime;
        require(!isLegacy, LegacyOperatorFeeDeclarationInvalid());
        bool isTime = block.timestamp >= request.begin && block.timestamp <= request.end;
        require(isTime, ApprovalNotWithinTimeframe());
        uint256 fee = _unpack(_mainAsset(), request.fee);
        _checkMaximum(fee);
        if (version == Version.V2) _checkMinimum(fee);
        _setFee(operatorId, account, request.fee);
    }

    /// @notice Lowers the fee at once, and forgets an announced one.
    /// @dev Errors: FeeTooLow, precision, FeeIncreaseNotAllowed (not lower).
    /// Emits OperatorFeeExecuted.
    function reduceOperatorFee(uint64 operatorId, uint256 fee) external {
        Account storage account = _ownAccount(operatorId);
        _checkMinimum(fee);
        uint64 packed = _pack(_mainAsset(), fee);
        require(packed < account.fee, FeeIncreaseNotAllowed());
        _setFee(operatorId, account, packed);
    }

    /// @notice Pays a part of what an operator has earned: wei, a multiple of the precision.
    /// 0 means all.
    /// @dev Errors: precision, InsufficientBalance, ETHTransferFailed or TokenTransferFailed.
    /// Emits OperatorWithdrawn.
    function withdrawOperatorEarnings(uint64 operatorId, uint256 amount) external nonReentrant {
        _withdraw(operatorId, _mainAsset(), amount);
    }

    /// @notice Pays all that an operator has earned.
    /// @dev Errors: InsufficientBalance if that is nothing, ETHTransferFailed or
    /// TokenTransferFailed. Emits OperatorWithdrawn.
    function withdrawAllOperatorEarnings(uint64 operatorId) external nonReentrant {
        _withdraw(operatorId, _mainAsset(), 0);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.registerOperator.selector,
            this.removeOperator.selector,
            this.declareOperatorFee.selector,
            this.cancelDeclaredOperatorFee.selector,
            this.executeOperatorFee.selector,
            this.reduceOperatorFee.selector,
            this.withdrawOperatorEarnings.selector,
            this.withdrawAllOperatorEarnings.selector
        );
    }

    /// The account that fee functions are about; in v2 it may begin here.
    function _ownAccount(uint64 id) private returns (Account storage) {
        Operator storage operator = _owned(id);
        if (version == Version.V2) _startEther(id);
        return operator.accounts[_mainAsset()];
    }

    function _setFee(uint64 id, Account storage account, uint64 packed) private {
        _settle(account);
        account.fee = packed;
        delete feeRequests[id];
        emit OperatorFeeExecuted(msg.sender, id, block.number, _unpack(_mainAsset(), packed));
    }

    /// Settles an account and clears it but for the index, which clusters still count by.
    function _end(Account storage account) private returns (uint64 earned) {
        _settle(account);
        earned = account.balance;
        account.fee = 0;
        account.balance = 0;
        account.vUnits = 0;
        account.validatorCount = 0;
        account.blockNumber = 0;
    }

    function _checkMinimum(uint256 fee) private view {
        uint256 minimum = version == Version.V1 ? MINIMUM_TOKEN_FEE : minimumEtherFee;
        require(fee == 0 || fee >= minimum, FeeTooLow());
    }

    function _checkMaximum(uint256 fee) private view {
        require(fee <= parameters[_mainAsset()].maximumFee, FeeTooHigh());
    }

    /// Packed. v1.2 rounds down, v2 up.
    function _highestNextFee(uint64 current) private view returns (uint256) {
        uint256 scaled = current * (BASIS_POINTS + feeIncreaseLimit);
        if (version == Version.V2) scaled += BASIS_POINTS - 1;
        return scaled / BASIS_POINTS;
    }
}
