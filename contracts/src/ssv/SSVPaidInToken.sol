// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { Position } from "./SSVClusterBook.sol";
import { SSVRegistration } from "./SSVRegistration.sol";
import { Asset, Cluster } from "./SSVTypes.sol";

/// @title v1.2: the functions that add SSV to a cluster.
/// @notice The amount (wei of SSV) is pulled from the caller, after everything else was checked:
/// reverts with TokenTransferFailed or as the token does.
contract SSVPaidInToken is SSVRegistration, ISSVModule {
    /// @notice Registers one validator of the caller with 4, 7, 10 or 13 operators.
    /// @dev Errors, in order: InvalidOperatorIdsLength, InvalidPublicKeyLength,
    /// ValidatorAlreadyExistsWithData, IncorrectClusterState, ClusterIsLiquidated; for each
    /// operator UnsortedOperatorsList, OperatorsListNotUnique, OperatorDoesNotExist,
    /// CallerNotWhitelistedWithData, ExceedValidatorLimitWithData; InsufficientBalance.
    /// Emits ValidatorAdded.
    /// @param publicKey 48 bytes.
    /// @param operatorIds Ascending.
    /// @param sharesData What the operators need; not looked into.
    /// @param cluster As it is now; (0, 0, 0, true, 0) if there is none.
    function registerValidator(
        bytes calldata publicKey,
        uint64[] memory operatorIds,
        bytes calldata sharesData,
        uint256 amount,
        Cluster memory cluster
    ) external {
        bytes[] memory keys = _listOf(publicKey);
        _registerForToken(keys, operatorIds, _listOf(sharesData), amount, cluster);
    }

    /// @notice As registerValidator for many, all in one cluster.
    /// @dev Errors: EmptyPublicKeysList, PublicKeysSharesLengthMismatch, then as one.
    function bulkRegisterValidator(
        bytes[] memory publicKeys,
        uint64[] memory operatorIds,
        bytes[] memory sharesData,
        uint256 amount,
        Cluster memory cluster
    ) external {
        _checkBulk(publicKeys, sharesData);
        _registerForToken(publicKeys, operatorIds, sharesData, amount, cluster);
    }

    /// @notice Adds to anyone's cluster, also to a liquidated one.
    /// @dev Errors: ClusterDoesNotExists, IncorrectClusterState. Emits ClusterDeposited.
    function deposit(
        address clusterOwner,
        uint64[] memory operatorIds,
        uint256 amount,
        Cluster memory cluster
    ) external {
        Position memory position = _open(clusterOwner, operatorIds, cluster);
        cluster.balance += amount;
        _store(position);
        _pull(amount);
        emit ClusterDeposited(clusterOwner, operatorIds, amount, cluster);
    }

    /// @notice Starts a liquidated cluster of the caller again.
    /// @dev Errors: ClusterDoesNotExists, IncorrectClusterState, ClusterAlreadyEnabled,
    /// ExceedValidatorLimitWithData, InsufficientBalance. Emits ClusterReactivated.
    function reactivate(uint64[] memory operatorIds, uint256 amount, Cluster memory cluster)
        external
    {
        Position memory position = _open(msg.sender, operatorIds, cluster);
        require(!cluster.active, ClusterAlreadyEnabled());
        cluster.balance += amount;
        _activate(position);
        if (amount != 0) _pull(amount);
        emit ClusterReactivated(msg.sender, operatorIds, cluster);
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.registerValidator.selector,
            this.bulkRegisterValidator.selector,
            this.deposit.selector,
            this.reactivate.selector
        );
    }

    function _registerForToken(
        bytes[] memory publicKeys,
        uint64[] memory ids,
        bytes[] memory shares,
        uint256 amount,
        Cluster memory cluster
    ) private {
        _register(Asset.SSV, publicKeys, ids, amount, cluster);
        if (amount != 0) _pull(amount);
        _emitAdded(publicKeys, ids, shares, cluster);
    }
}
