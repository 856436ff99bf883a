// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Rates, SSVAccounting, Size } from "./SSVAccounting.sol";
import { SSVPayments } from "./SSVPayments.sol";
import { Asset, Cluster, Version } from "./SSVTypes.sol";

/// A cluster while a call works on it.
struct Position {
    bytes32 key;
    address owner;
    uint64[] operatorIds;
    Asset asset;
    Cluster cluster;
    uint64 vUnits; // that it pays for
    Size booked; // what it adds to the accounts now: nothing while it is not active
}

/// @title Reads a cluster from what its owner shows, changes it, writes it back.
/// @notice A call opens a position, resizes what it adds to the accounts, charges it with the
/// vUnits it had until now, and stores it.
abstract contract SSVClusterBook is SSVAccounting, SSVPayments {
    uint256 private constant ETHER_PER_VALIDATOR = 32;

    function _clusterKey(address owner, uint64[] memory ids) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(owner, ids));
    }

    function _commitment(Cluster memory cluster) internal pure returns (bytes32) {
        return keccak256(
            abi.encodePacked(
                cluster.validatorCount,
                cluster.networkFeeIndex,
                cluster.index,
                cluster.balance,
                cluster.active
            )
        );
    }

    /// Reverts unless the cluster exists and is as shown.
    function _open(address owner, uint64[] memory ids, Cluster memory cluster)
        internal
        view
        returns (Position memory position)
    {
        bytes32 key = _clusterKey(owner, ids);
        _requireCluster(key);
        require(clusters[key] == _commitment(cluster), IncorrectClusterState());
        position.key = key;
        position.owner = owner;
        position.operatorIds = ids;
        position.asset = assets[key];
        position.cluster = cluster;
        position.vUnits = _vUnits(key, position.asset, cluster.validatorCount);
        if (cluster.active) position.booked = Size(cluster.validatorCount, position.vUnits);
    }

    /// As `_open`, and reverts unless the cluster pays in this asset.
    function _openIn(Asset asset, address owner, uint64[] memory ids, Cluster memory cluster)
        internal
        view
        returns (Position memory position)
    {
        position = _open(owner, ids, cluster);
        require(position.asset == asset, IncorrectClusterVersion());
    }

    function _requireCluster(bytes32 key) internal view {
        if (clusters[key] != 0) return;
        if (version == Version.V1) revert ClusterDoesNotExists();
        revert ClusterDoesNotExist();
    }

    function _store(Position memory position) internal {
        clusters[position.key] = _commitment(position.cluster);
    }

    /// Changes what the cluster adds to the accounts of its operators and of the network.
    function _resize(Position memory position, Size memory to)
        internal
        returns (Rates memory rates)
    {
        for (uint256 i = 0; i < position.operatorIds.length; ++i) {
            _resizeOperator(position.asset, position.operatorIds[i], position.booked, to);
        }
        _resizeAccount(network[position.asset], position.booked, to);
        position.booked = to;
        rates = _rates(position.asset, position.operatorIds);
    }

    function _charge(Position memory position, Rates memory rates) internal view {
        _charge(position.cluster, position.asset, position.vUnits, rates);
    }

    function _isLiquidatable(Position memory position, Rates memory rates)
        internal
        view
        returns (bool)
    {
        return _isLiquidatable(position.cluster, position.asset, position.vUnits, rates);
    }

    /// Begins (again) with all fees paid up to here.
    function _activate(Position memory position) internal {
        Cluster memory cluster = position.cluster;
        Rates memory rates = _resize(position, Size(cluster.validatorCount, position.vUnits));
        cluster.active = true;
        cluster.index = rates.index;
        cluster.networkFeeIndex = network[position.asset].index;
        require(!_isLiquidatable(position, rates), InsufficientBalance());
        _store(position);
    }

    /// Stops an active cluster. Reverts unless it holds too little or the caller owns it.
    function _liquidate(Position memory position) internal {
        require(position.cluster.active, ClusterIsLiquidated());
        Rates memory rates = _resize(position, Size(0, 0));
        _charge(position, rates);
        bool isAllowed = msg.sender == position.owner || _isLiquidatable(position, rates);
        require(isAllowed, ClusterNotLiquidatable());
        _close(position);
    }

    /// Empties a charged cluster that adds nothing any more: its balance goes to the caller.
    function _close(Position memory position) internal {
        uint256 reward = position.cluster.balance;
        position.cluster = Cluster(position.cluster.validatorCount, 0, 0, false, 0);
        _store(position);
        if (reward != 0) _pay(position.asset, msg.sender, reward);
        emit ClusterLiquidated(position.owner, position.operatorIds, position.cluster);
    }

    function _validatorKey(bytes memory publicKey, address owner) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(publicKey, owner));
    }

    /// The operators of a validator. The last bit is set so that no record is zero.
    function _validatorRecord(uint64[] memory ids) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(ids)) | bytes32(uint256(1));
    }

    /// What a cluster pays for: what an oracle said, if it pays in ETH and one has spoken.
    function _vUnits(bytes32 key, Asset asset, uint32 count) internal view returns (uint64) {
        uint64 attested = effectiveBalances[key].vUnits;
        if (asset == Asset.ETH && attested != 0) return attested;
        return count * VUNITS_PER_VALIDATOR;
    }

    /// Whole ETH to vUnits, rounded up.
    function _vUnitsOf(uint32 effectiveBalance) internal pure returns (uint64) {
        uint256 scaled = uint256(effectiveBalance) * VUNITS_PER_VALIDATOR;
        return uint64((scaled + ETHER_PER_VALIDATOR - 1) / ETHER_PER_VALIDATOR);
    }

    /// vUnits to whole ETH, rounded down.
    function _effectiveBalanceOf(uint64 vUnits) internal pure returns (uint32) {
        return uint32(vUnits * ETHER_PER_VALIDATOR / VUNITS_PER_VALIDATOR);
    }
}
