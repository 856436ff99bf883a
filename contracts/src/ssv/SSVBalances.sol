// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVModule } from "./ISSVModule.sol";
import { Rates, Size } from "./SSVAccounting.sol";
import { Position, SSVClusterBook } from "./SSVClusterBook.sol";
import { Asset, Cluster, EffectiveBalance } from "./SSVTypes.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title v2: clusters that come from v1.2, and what oracles say of effective balances.
/// @notice The first errors of all: ClusterDoesNotExist, IncorrectClusterState.
contract SSVBalances is SSVClusterBook, ReentrancyGuardTransient, ISSVModule {
    uint256 private constant EFFECTIVE_BALANCE_LEAST = 32; // ETH for each validator
    uint256 private constant EFFECTIVE_BALANCE_MOST = 2048;

    /// @notice As `liquidate`, for a cluster that pays in SSV.
    /// @dev Errors: IncorrectClusterVersion, ClusterIsLiquidated, ClusterNotLiquidatable,
    /// TokenTransferFailed. Emits ClusterLiquidated.
    function liquidateSSV(address clusterOwner, uint64[] memory operatorIds, Cluster memory cluster)
        external
        nonReentrant
    {
        _liquidate(_openIn(Asset.SSV, clusterOwner, operatorIds, cluster));
    }

    /// @notice Lets the caller's cluster pay in ETH from now on: it holds the value sent, and the
    /// SSV left goes back to the caller. Starts it again if it was liquidated.
    /// @dev Errors: IncorrectClusterVersion, ExceedValidatorLimitWithData, InsufficientBalance,
    /// TokenTransferFailed. Emits OperatorFeeExecuted for each operator that meets ETH for the
    /// first time, ClusterMigratedToETH, and ClusterReactivated if it was liquidated.
    function migrateClusterToETH(uint64[] memory operatorIds, Cluster memory cluster)
        external
        payable
    {
        Position memory position = _openIn(Asset.SSV, msg.sender, operatorIds, cluster);
        bool wasActive = cluster.active;
        _charge(position, _resize(position, Size(0, 0)));
        uint256 refund = cluster.balance;

        assets[position.key] = Asset.ETH;
        position.asset = Asset.ETH;
        position.vUnits = _vUnits(position.key, Asset.ETH, cluster.validatorCount);
        cluster.balance = msg.value;
        _activate(position);

        if (refund != 0) _pay(Asset.SSV, msg.sender, refund);
        uint32 balance = _effectiveBalanceOf(position.vUnits);
        emit ClusterMigratedToETH(msg.sender, operatorIds, msg.value, refund, balance, cluster);
        if (!wasActive) emit ClusterReactivated(msg.sender, operatorIds, cluster);
    }

    /// @notice Applies the effective balance of a cluster (whole ETH, all validators together)
    /// that the latest root attests. Anyone may call; if the cluster holds too little for it, it
    /// is liquidated in the same call and the caller gets what is left.
    /// @dev Errors: RootNotFound, UpdateTooFrequent, MustUseLatestRoot, StaleUpdate, InvalidProof,
    /// EBExceedsMaximum, EBBelowMinimum, ETHTransferFailed.
    /// Emits ClusterLiquidated if so, and ClusterBalanceUpdated.
    /// @param blockNum The block of the root.
    /// @param merkleProof Of keccak256(keccak256(abi.encode(cluster key, effectiveBalance))).
    function updateClusterBalance(
        uint64 blockNum,
        address clusterOwner,
        uint64[] memory operatorIds,
        Cluster memory cluster,
        uint32 effectiveBalance,
        bytes32[] calldata merkleProof
    ) external nonReentrant {
        Position memory position = _open(clusterOwner, operatorIds, cluster);
        _checkRoot(position.key, blockNum);
        _checkProof(position, roots[blockNum], effectiveBalance, merkleProof);
        uint64 vUnits = _vUnitsOf(effectiveBalance);
        effectiveBalances[position.key] = EffectiveBalance(vUnits, blockNum, uint64(block.number));
        if (position.asset == Asset.ETH && cluster.active) _apply(position, vUnits);
        emit ClusterBalanceUpdated(
            clusterOwner, operatorIds, blockNum, effectiveBalance, position.cluster
        );
    }

    /// @inheritdoc ISSVModule
    function selectors() external pure returns (bytes memory) {
        return bytes.concat(
            this.liquidateSSV.selector,
            this.migrateClusterToETH.selector,
            this.updateClusterBalance.selector
        );
    }

    function _checkRoot(bytes32 key, uint64 blockNum) private view {
        EffectiveBalance storage last = effectiveBalances[key];
        require(roots[blockNum] != 0, RootNotFound());
        bool isEarly = block.number < last.updateBlock + minBlocksBetweenUpdates;
        require(last.updateBlock == 0 || !isEarly, UpdateTooFrequent());
        require(blockNum == latestRootBlock, MustUseLatestRoot());
        require(last.rootBlock == 0 || blockNum > last.rootBlock, StaleUpdate());
    }

    function _checkProof(
        Position memory position,
        bytes32 root,
        uint32 effectiveBalance,
        bytes32[] calldata merkleProof
    ) private pure {
        bytes32 inner = keccak256(abi.encode(position.key, effectiveBalance));
        bytes32 leaf = keccak256(abi.encodePacked(inner));
        require(MerkleProof.verifyCalldata(merkleProof, root, leaf), InvalidProof());
        uint256 count = position.cluster.validatorCount;
        require(effectiveBalance <= EFFECTIVE_BALANCE_MOST * count, EBExceedsMaximum());
        require(effectiveBalance >= EFFECTIVE_BALANCE_LEAST * count, EBBelowMinimum());
    }

    /// Charges what was owed until now, then lets the cluster pay for its new vUnits.
    function _apply(Position memory position, uint64 vUnits) private {
        Rates memory rates = _resize(position, Size(position.cluster.validatorCount, vUnits));
        _charge(position, rates);
        position.vUnits = vUnits;
        if (!_isLiquidatable(position, rates)) return _store(position);
        _resize(position, Size(0, 0));
        _close(position);
    }
}
