// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { Rates, Size } from "./SSVAccounting.sol";
import { Position, SSVClusterBook } from "./SSVClusterBook.sol";
import { Cluster, Version } from "./SSVTypes.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The functions of clusters that both releases have.
/// @notice Amounts are wei: of SSV in v1.2, of ETH in v2. The first errors of all that name a
/// cluster: ClusterDoesNotExists (v1.2) or ClusterDoesNotExist (v2), IncorrectClusterState.
contract SSVClusters is SSVClusterBook, ReentrancyGuardTransient, ISSVModule {
    /// @notice Removes a validator of the caller. Does not make it exit from the beacon chain.
    /// @dev In v2 of clusters in either asset. Errors: ValidatorDoesNotExist,
    /// IncorrectValidatorStateWithData (other operators). Emits ValidatorRemoved.
    function removeValidator(
        bytes calldata publicKey,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external {
        bytes[] memory keys = new bytes[](1);
        keys[0] = publicKey;
        _remove(keys, operatorIds, cluster, ValidatorDoesNotExist.selector);
    }

    /// @notice As removeValidator for many.
    /// @dev Errors: ValidatorDoesNotExist if there are none; then as one, but v1.2 answers
    /// IncorrectValidatorStateWithData for unknown keys too.
    function bulkRemoveValidator(
        bytes[] memory publicKeys,
        uint64[] memory operatorIds,
        Cluster memory cluster
    ) external {
        require(publicKeys.length != 0, ValidatorDoesNotExist());
        _remove(publicKeys, operatorIds, cluster, _unknownKeyError());
    }

    /// @notice Asks the operators to sign an exit of the caller's validator.
    /// @dev Errors: in v2 ValidatorDoesNotExist; IncorrectValidatorStateWithData.
    /// Emits ValidatorExited.
    function exitValidator(bytes calldata publicKey, uint64[] memory operatorIds) external {
        _exit(publicKey, operatorIds);
    }

    /// @notice As exitValidator for many.
    /// @dev Errors: ValidatorDoesNotExist if there are none; then as one.
    function bulkExitValidator(bytes[] calldata publicKeys, uint64[] memory operatorIds) external {
        require(publicKeys.length != 0, ValidatorDoesNotExist());
        for (uint256 i = 0; i < publicKeys.length; ++i) {
            _exit(publicKeys[i], operatorIds);
        }
    }

    /// @notice Pays the owner of a cluster from its balance.
    /// @dev Errors: IncorrectClusterVersion (pays in SSV under v2), in v1.2 ClusterIsLiquidated,
    /// InsufficientBalance (also if it would be liquidatable), ETHTransferFailed or
    /// TokenTransferFailed. Emits ClusterWithdrawn.
    function withdraw(uint64[] memory operatorIds, uint256 amount, Cluster memory cluster)
        external
        nonReentrant
    {
        Position memory position = _openIn(_mainAsset(), msg.sender, operatorIds, cluster);
        require(cluster.active || version == Version.V2, ClusterIsLiquidated());
        Rates memory rates = _rates(position.asset, operatorIds);
        if (cluster.active) _charge(position, rates);
        require(cluster.balance >= amount, InsufficientBalance());
        cluster.balance -= amount;
        bool staysSafe = !cluster.active || !_isLiquidatable(position, rates);
        require(staysSafe, InsufficientBalance());
        _store(position);
        _pay(position.asset, msg.sender, amount);
        emit ClusterWithdrawn(msg.sender, operatorIds, amount, cluster);
    }

    /// @notice Stops a cluster that holds too little; the caller gets what is left. The owner may
    /// always do so.
    /// @dev Errors: IncorrectClusterVersion, ClusterIsLiquidated, ClusterNotLiquidatable,
    /// ETHTransferFailed or TokenTransferFailed. Emits ClusterLiquidated.
    function liquidate(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        nonReentrant
    {
        _liquidate(_openIn(_mainAsset(), clusterOwner, operatorIds, cluster));
    }

    /// @notice Says who shall receive the block rewards of all the caller's validators.
    /// @dev Emits FeeRecipientAddressUpdated.
    function setFeeRecipientAddress(address recipientAddress) external {
        emit FeeRecipientAddressUpdated(msg.sender, recipientAddress);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.removeValidator.selector,
            this.bulkRemoveValidator.selector,
            this.exitValidator.selector,
            this.bulkExitValidator.selector,
            this.withdraw.selector,
            this.liquidate.selector,
            this.setFeeRecipientAddress.selector
        );
    }

    function _remove(
        bytes[] memory publicKeys,
        uint64[] memory ids,
        Cluster memory cluster,
        bytes4 unknownKeyError
    ) private {
        Position memory position = _open(msg.sender, ids, cluster);
        for (uint256 i = 0; i < publicKeys.length; ++i) {
            delete validators[_checkValidator(publicKeys[i], ids, unknownKeyError)];
        }
        uint32 removed = uint32(publicKeys.length);
        if (cluster.active) {
            _charge(position, _resize(position, _sizeAfter(position, removed)));
        }
        cluster.validatorCount -= removed;
        _forget(position.key, removed, cluster.validatorCount);
        _store(position);
        for (uint256 i = 0; i < publicKeys.length; ++i) {
            emit ValidatorRemoved(msg.sender, ids, publicKeys[i], cluster);
        }
    }

    /// An emptied cluster adds nothing, whatever an oracle said of it.
    function _sizeAfter(Position memory position, uint32 removed)
        private
        pure
        returns (Size memory)
    {
        uint32 left = position.cluster.validatorCount - removed;
        return Size(left, left == 0 ? 0 : position.vUnits - removed * VUNITS_PER_VALIDATOR);
    }

    /// Takes 32 ETH for each removed validator from what an oracle said, and all with the last.
    function _forget(bytes32 key, uint32 removed, uint32 left) private {
        uint64 attested = effectiveBalances[key].vUnits;
        if (attested == 0) return;
        effectiveBalances[key].vUnits = left == 0 ? 0 : attested - removed * VUNITS_PER_VALIDATOR;
    }

    function _exit(bytes memory publicKey, uint64[] memory ids) private {
        _checkValidator(publicKey, ids, _unknownKeyError());
        emit ValidatorExited(msg.sender, ids, publicKey);
    }

    /// The key of the record; reverts unless the caller has it registered with these operators.
    function _checkValidator(bytes memory publicKey, uint64[] memory ids, bytes4 unknownKeyError)
        private
        view
        returns (bytes32 key)
    {
        key = _validatorKey(publicKey, msg.sender);
        bool isUnknown = validators[key] == 0;
        if (isUnknown && unknownKeyError == ValidatorDoesNotExist.selector) {
            revert ValidatorDoesNotExist();
        }
        bool matches = validators[key] == _validatorRecord(ids);
        require(matches, IncorrectValidatorStateWithData(publicKey));
    }

    /// v1.2 does not tell unknown keys from those with other operators.
    function _unknownKeyError() private view returns (bytes4) {
        return version == Version.V1
            ? IncorrectValidatorStateWithData.selector
            : ValidatorDoesNotExist.selector;
    }
}
