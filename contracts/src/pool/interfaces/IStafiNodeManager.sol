// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Who votes (trusted nodes, the oracle's members) and who runs the pool's own validators
/// (super nodes).
interface IStafiNodeManager {
    /// Whether `node` is a member of the oracle from now on.
    event NodeTrustedSet(address indexed node, bool trusted, uint256 time);
    /// Whether `node` is a super node from now on (`trusted`: the name that clients know).
    event NodeSuperSet(address indexed node, bool trusted, uint256 time);

    /// How many members the oracle has.
    function getTrustedNodeCount() external view returns (uint256);
    /// A member by index; the order changes when one leaves. Reverts beyond the last.
    function getTrustedNodeAt(uint256 index) external view returns (address);
    /// Whether `node` is a member of the oracle.
    function getNodeTrusted(address node) external view returns (bool);
    /// How many super nodes there are.
    function getSuperNodeCount() external view returns (uint256);
    /// A super node by index; the order changes when one leaves. Reverts beyond the last.
    function getSuperNodeAt(uint256 index) external view returns (address);
    /// Whether `node` is a super node.
    function getSuperNodeExists(address node) external view returns (bool);

    /// Votes of current members that a decision needs: max(floor(n/2) + 1, ceil(threshold·n)).
    function getQuorum() external view returns (uint256);

    /// The bit that stands for `account` in a set of votes; 0 if it was never a member. It keeps
    /// its bit when it leaves and comes back.
    function getMemberBit(address account) external view returns (uint256);

    /// The bits of all current members.
    function getMemberBits() external view returns (uint256);

    /// @notice Adds or removes a member of the oracle. Caller: the owner. Errors:
    /// "The node's trusted status is already set", "Too many trusted nodes" (255 ever),
    /// "Invalid address" (zero).
    function setNodeTrusted(address node, bool trusted) external;

    /// @notice Adds or removes a super node. Caller: the owner.
    /// Errors: "The node's super status is already set", "Invalid address" (zero).
    function setNodeSuper(address node, bool isSuper) external;
}
