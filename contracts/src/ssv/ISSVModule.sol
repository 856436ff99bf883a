// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the network asks a module when it is built.
interface ISSVModule {
    /// The functions to route here, 4 bytes each.
    function selectors() external pure returns (bytes memory);
}
