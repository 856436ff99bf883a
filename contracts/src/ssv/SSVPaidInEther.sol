// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { ISSVModule } from "./ISSVModule.sol";
import { Position } from "./SSVClusterBook.sol";
import { SSVRegistration } from "./SSVRegistration.sol";
import { Asset, Cluster } from "./SSVTypes.sol";

/// @title v2: the functions that add the ETH sent to a cluster.
/// @notice A cluster that still pays in SSV is refused with IncorrectClusterVersion.
contract SSVPaidInEther is SSVRegistration, ReentrancyGuardTransient, ISSVModule {
    /// @notice Registers one validator of the caller with 4, 7, 10 or 13 operators.
    /// @dev Errors, in order: InvalidOperatorIdsLength, InvalidPublicKeyLength,
    /// ValidatorAlreadyRegistered, IncorrectClusterVersion, IncorrectClusterState,
    /// ClusterIsLiquidated; for each operator UnsortedOperatorsList, OperatorsListNotUnique,
    /// OperatorDoesNotExist, CallerNotWhitelistedWithData, ExceedValidatorLimitWithData;
    /// InsufficientBalance. Emits ValidatorAdded, before it OperatorFeeExecuted for an operator
    /// from before v2 that meets ETH for the first time.
    /// @param publicKey 48 bytes.
    /// @param operatorIds Ascending.
    /// @param sharesData What the operators need; not looked into.
    /// @param cluster As it is now; (0, 0, 0, true, 0) if there is none.
    function registerValidator(
        bytes calldata publicKey,
        uint64[] memory operatorIds,
        bytes calldata sharesData,
        Cluster memory cluster
    ) external payable {
        bytes[] memory keys = _listOf(publicKey);
        _register(Asset.ETH, keys, operatorIds, msg.value, cluster);
        _emitAdded(keys, operatorIds, _listOf(sharesData), cluster);
    }

    /// @notice As registerValidator for many, all in one cluster.
    /// @dev Errors: EmptyPublicKeysList, PublicKeysSharesLengthMismatch, then as one.
    function bulkRegisterValidator(
        bytes[] memory publicKeys,
        uint64[] memory operatorIds,
        bytes[] memory sharesData,
        Cluster memory cluster
    ) external payable {
        _checkBulk(publicKeys, sharesData);
        _register(Asset.ETH, publicKeys, operatorIds, msg.value, cluster);
        _emitAdded(publicKeys, operatorIds, sharesData, cluster);
    }

    /// @notice Adds to anyone's cluster, also to a liquidated one.
    /// @dev Errors: ClusterDoesNotExist, IncorrectClusterState, IncorrectClusterVersion.
    /// Emits ClusterDeposited.
    function deposit(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        payable
    {
        Position memory position = _openIn(Asset.ETH, clusterOwner, operatorIds, cluster);
        cluster.balance += msg.value;
        _store(position);
        emit ClusterDeposited(clusterOwner, operatorIds, msg.value, cluster);
    }

    /// @notice Starts a liquidated cluster of the caller again, with the vUnits it had.
    /// @dev Errors: ClusterDoesNotExist, IncorrectClusterState, IncorrectClusterVersion,
    /// ClusterAlreadyEnabled, ExceedValidatorLimitWithData, InsufficientBalance.
    /// Emits ClusterReactivated.
    function reactivate(uint64[] memory operatorIds, Cluster memory cluster)
        external
        payable
        nonReentrant
    {
        Position memory position = _openIn(Asset.ETH, msg.sender, operatorIds, cluster);
        require(!cluster.active, ClusterAlreadyEnabled());
        cluster.balance += msg.value;
        _activate(position);
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
}
