// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVWhitelistingContract } from "./ISSVWhitelistingContract.sol";
import { Rates, Size } from "./SSVAccounting.sol";
import { Position, SSVClusterBook } from "./SSVClusterBook.sol";
import { Asset, Cluster, Operator, Version } from "./SSVTypes.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Registers validators, whatever they pay in.
abstract contract SSVRegistration is SSVClusterBook {
    using BitMaps for BitMaps.BitMap;

    uint256 private constant PUBLIC_KEY_BYTES = 48;

    /// Registers for the caller, and adds `funds` to what the cluster holds.
    function _register(
        Asset asset,
        bytes[] memory publicKeys,
        uint64[] memory ids,
        uint256 funds,
        Cluster memory cluster
    ) internal {
        // 4, 7, 10 or 13 operators: 3f + 1, of which f may fail.
        bool isCommittee = ids.length >= 4 && ids.length <= 13 && ids.length % 3 == 1;
        require(isCommittee, InvalidOperatorIdsLength());
        for (uint256 i = 0; i < publicKeys.length; ++i) {
            _addValidator(publicKeys[i], ids);
        }
        Position memory position = _openForMore(asset, ids, cluster);
        cluster.balance += funds;

        uint32 added = uint32(publicKeys.length);
        Size memory to =
            Size(cluster.validatorCount + added, position.vUnits + added * VUNITS_PER_VALIDATOR);
        _charge(position, _admit(position, to));
        cluster.validatorCount = to.validatorCount;
        position.vUnits = to.vUnits;
        bool isAttested = effectiveBalances[position.key].vUnits != 0;
        if (isAttested) effectiveBalances[position.key].vUnits = to.vUnits;
        require(!_isLiquidatable(position, _rates(asset, ids)), InsufficientBalance());
        _store(position);
    }

    function _emitAdded(
        bytes[] memory publicKeys,
        uint64[] memory ids,
        bytes[] memory shares,
        Cluster memory cluster
    ) internal {
        for (uint256 i = 0; i < publicKeys.length; ++i) {
            emit ValidatorAdded(msg.sender, ids, publicKeys[i], shares[i], cluster);
        }
    }

    function _checkBulk(bytes[] memory publicKeys, bytes[] memory shares) internal pure {
        require(publicKeys.length != 0, EmptyPublicKeysList());
        require(publicKeys.length == shares.length, PublicKeysSharesLengthMismatch());
    }

    function _listOf(bytes memory item) internal pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = item;
    }

    function _addValidator(bytes memory publicKey, uint64[] memory ids) private {
        require(publicKey.length == PUBLIC_KEY_BYTES, InvalidPublicKeyLength());
        bytes32 key = _validatorKey(publicKey, msg.sender);
        if (validators[key] != 0) {
            if (version == Version.V1) revert ValidatorAlreadyExistsWithData(publicKey);
            revert ValidatorAlreadyRegistered(publicKey, msg.sender);
        }
        validators[key] = _validatorRecord(ids);
    }

    /// The caller's cluster of these operators, or a new one if it is shown as an empty tuple.
    function _openForMore(Asset asset, uint64[] memory ids, Cluster memory cluster)
        private
        returns (Position memory position)
    {
        bytes32 key = _clusterKey(msg.sender, ids);
        if (clusters[key] != 0) {
            require(assets[key] == asset, IncorrectClusterVersion());
            position = _open(msg.sender, ids, cluster);
            require(cluster.active, ClusterIsLiquidated());
            return position;
        }
        Cluster memory none = Cluster(0, 0, 0, true, 0);
        require(_commitment(cluster) == _commitment(none), IncorrectClusterState());
        assets[key] = asset;
        position.key = key;
        position.owner = msg.sender;
        position.operatorIds = ids;
        position.asset = asset;
        position.cluster = cluster;
    }

    /// Resizes like `_resize`, but checks each operator first.
    function _admit(Position memory position, Size memory to) private returns (Rates memory) {
        uint64[] memory ids = position.operatorIds;
        for (uint256 i = 0; i < ids.length; ++i) {
            if (i + 1 < ids.length) {
                require(ids[i] <= ids[i + 1], UnsortedOperatorsList());
                require(ids[i] != ids[i + 1], OperatorsListNotUnique());
            }
            require(_isRegistered(operators[ids[i]]), OperatorDoesNotExist());
            require(_admits(ids[i], msg.sender), CallerNotWhitelistedWithData(ids[i]));
            _resizeOperator(position.asset, ids[i], position.booked, to);
        }
        _resizeAccount(network[position.asset], position.booked, to);
        position.booked = to;
        return _rates(position.asset, ids);
    }

    /// Whether an operator takes validators of an account.
    function _admits(uint64 id, address account) private view returns (bool) {
        Operator storage operator = operators[id];
        if (!operator.isPrivate || whitelists[account].get(id)) return true;
        address list = operator.whitelistingContract;
        if (list == address(0)) return false;
        return list == account || ISSVWhitelistingContract(list).isWhitelisted(account, id);
    }
}
