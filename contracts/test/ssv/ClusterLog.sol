// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISSVEvents } from "../../src/ssv/ISSVEvents.sol";
import { Cluster } from "../../src/ssv/SSVTypes.sol";
import { Base } from "../Base.sol";
import { Vm } from "../Vm.sol";

/// @title Rebuilds clusters from logs alone, as a client has to: the latest log of an owner and
/// his operators carries the cluster as it is.
abstract contract ClusterLog is Base {
    mapping(bytes32 ownerAndIds => Cluster) private latest;
    mapping(bytes32 ownerAndIds => bool) private known;
    /// How many ValidatorAdded an owner has: the nonce of his next registration.
    mapping(address owner => uint256) private nonces;

    /// The cluster as the logs say; the empty tuple if they say nothing.
    function _tuple(address owner, uint64[] memory ids) internal returns (Cluster memory) {
        _readLogs();
        bytes32 key = keccak256(abi.encode(owner, ids));
        return known[key] ? latest[key] : Cluster(0, 0, 0, true, 0);
    }

    /// Whether the logs say that there is such a cluster.
    function _isKnown(address owner, uint64[] memory ids) internal returns (bool) {
        _readLogs();
        return known[keccak256(abi.encode(owner, ids))];
    }

    function _nonce(address owner) internal returns (uint256) {
        _readLogs();
        return nonces[owner];
    }

    /// Takes note of all that was logged since the last time.
    function _readLogs() internal {
        _topics();
    }

    /// As `_readLogs`; what each log is, in order, whoever logged it.
    function _topics() internal returns (bytes32[] memory topics) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        topics = new bytes32[](logs.length);
        for (uint256 i = 0; i < logs.length; ++i) {
            topics[i] = logs[i].topics[0];
            // What the test emits itself says what it expects, not what has happened.
            if (logs[i].emitter != address(this)) _readLog(logs[i]);
        }
    }

    function _readLog(Vm.Log memory log) private {
        bytes32 topic = log.topics[0];
        uint64[] memory ids;
        Cluster memory cluster;
        if (topic == ISSVEvents.ValidatorAdded.selector) {
            (ids,,, cluster) = abi.decode(log.data, (uint64[], bytes, bytes, Cluster));
            ++nonces[address(uint160(uint256(log.topics[1])))];
        } else if (topic == ISSVEvents.ValidatorRemoved.selector) {
            (ids,, cluster) = abi.decode(log.data, (uint64[], bytes, Cluster));
        } else if (
            topic == ISSVEvents.ClusterDeposited.selector
                || topic == ISSVEvents.ClusterWithdrawn.selector
        ) {
            (ids,, cluster) = abi.decode(log.data, (uint64[], uint256, Cluster));
        } else if (
            topic == ISSVEvents.ClusterLiquidated.selector
                || topic == ISSVEvents.ClusterReactivated.selector
        ) {
            (ids, cluster) = abi.decode(log.data, (uint64[], Cluster));
        } else if (topic == ISSVEvents.ClusterMigratedToETH.selector) {
            (ids,,,, cluster) = abi.decode(log.data, (uint64[], uint256, uint256, uint32, Cluster));
        } else if (topic == ISSVEvents.ClusterBalanceUpdated.selector) {
            (ids,, cluster) = abi.decode(log.data, (uint64[], uint32, Cluster));
        } else {
            return;
        }
        bytes32 key = keccak256(abi.encode(address(uint160(uint256(log.topics[1]))), ids));
        latest[key] = cluster;
        known[key] = true;
    }
}
