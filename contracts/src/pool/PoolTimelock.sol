// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { AccessControl } from "@openzeppelin/contracts/access/AccessControl.sol";
import {
    AccessControlEnumerable
} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock that may own a pool. Who has its roles can be counted and listed, so that a
/// deployment can be verified.
contract PoolTimelock is TimelockController, AccessControlEnumerable {
    /// @notice Begins without a delay and with one account that proposes, cancels and executes; it
    /// is meant to hand these on, and set the delay, in its first batch.
    constructor(address[] memory first) TimelockController(0, first, first, address(0)) { }

    /// @notice ERC-165: those of the timelock and of its enumerable roles.
    function supportsInterface(bytes4 interfaceId)
        public
        view
        override(TimelockController, AccessControlEnumerable)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _grantRole(bytes32 role, address account)
        internal
        override(AccessControl, AccessControlEnumerable)
        returns (bool)
    {
        return super._grantRole(role, account);
    }

    function _revokeRole(bytes32 role, address account)
        internal
        override(AccessControl, AccessControlEnumerable)
        returns (bool)
    {
        return super._revokeRole(role, account);
    }
}
