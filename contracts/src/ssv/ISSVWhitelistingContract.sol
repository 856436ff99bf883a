// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A contract that says who may use a private operator: ERC-165 interface 0x830639ac.
interface ISSVWhitelistingContract {
    /// Whether `account` may register with the operator.
    function isWhitelisted(address account, uint256 operatorId) external view returns (bool);
}
