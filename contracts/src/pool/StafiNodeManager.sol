// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiNodeManager } from "./interfaces/IStafiNodeManager.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title Who votes (trusted nodes, the oracle's members) and who runs the pool's own validators
/// (super nodes).
contract StafiNodeManager is IStafiNodeManager, StafiUpgradeable {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// Bit 255 is left to the votes themselves (see OracleVoting).
    uint256 private constant MEMBERS_EVER_MAX = 255;

    EnumerableSet.AddressSet private trustedNodes;
    EnumerableSet.AddressSet private superNodes;

    uint256 private membersEver;
    uint256 private memberBits;
    mapping(address account => uint256 bit) private memberBitOf;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiNodeManager") { }

    /// @notice There is nothing to set; it closes the proxy to others.
    function initialize() external initializer { }

    /// @inheritdoc IStafiNodeManager
    function getTrustedNodeCount() external view returns (uint256) {
        return trustedNodes.length();
    }

    /// @inheritdoc IStafiNodeManager
    function getTrustedNodeAt(uint256 index) external view returns (address) {
        return trustedNodes.at(index);
    }

    /// @inheritdoc IStafiNodeManager
    function getNodeTrusted(address node) external view returns (bool) {
        return memberBitOf[node] & memberBits != 0;
    }

    /// @inheritdoc IStafiNodeManager
    function getSuperNodeCount() external view returns (uint256) {
        return superNodes.length();
    }

    /// @inheritdoc IStafiNodeManager
    function getSuperNodeAt(uint256 index) external view returns (address) {
        return superNodes.at(index);
    }

    /// @inheritdoc IStafiNodeManager
    function getSuperNodeExists(address node) external view returns (bool) {
        return superNodes.contains(node);
    }

    /// @inheritdoc IStafiNodeManager
    function getQuorum() external view returns (uint256) {
        uint256 count = trustedNodes.length();
        uint256 threshold = _networkSettings().getNodeConsensusThreshold();
        return Math.max(count / 2 + 1, Math.ceilDiv(threshold * count, 1e18));
    }

    /// @inheritdoc IStafiNodeManager
    function getMemberBit(address account) external view returns (uint256) {
        return memberBitOf[account];
    }

    /// @inheritdoc IStafiNodeManager
    function getMemberBits() external view returns (uint256) {
        return memberBits;
    }

    /// @inheritdoc IStafiNodeManager
    function setNodeTrusted(address node, bool trusted) external onlyRegistered onlyOwner {
        require(node != address(0), "Invalid address");
        require(
            trusted ? trustedNodes.add(node) : trustedNodes.remove(node),
            "The node's trusted status is already set"
        );
        memberBits ^= _bitOf(node);
        emit NodeTrustedSet(node, trusted, block.timestamp);
    }

    /// @inheritdoc IStafiNodeManager
    function setNodeSuper(address node, bool isSuper) external onlyRegistered onlyOwner {
        require(node != address(0), "Invalid address");
        require(
            isSuper ? superNodes.add(node) : superNodes.remove(node),
            "The node's super status is already set"
        );
        emit NodeSuperSet(node, isSuper, block.timestamp);
    }

    /// The bit of `node`, given now if it has none.
    function _bitOf(address node) private returns (uint256 bit) {
        bit = memberBitOf[node];
        if (bit == 0) {
            require(membersEver < MEMBERS_EVER_MAX, "Too many trusted nodes");
            bit = 2 ** membersEver;
            memberBitOf[node] = bit;
            ++membersEver;
        }
    }
}
