// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM, Vm } from "./Vm.sol";

/// @title What every test contract shares: the cheat codes, and who is called by an invariant run.
abstract contract Base {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// forge runs contracts that say so.
    bool public constant IS_TEST = true;

    Vm internal constant vm = VM;

    address[] private targets;
    FuzzSelector[] private targetedSelectors;

    /// The only contracts that an invariant run calls.
    function targetContracts() public view returns (address[] memory) {
        return targets;
    }

    /// The only functions of them that it calls.
    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return targetedSelectors;
    }

    function targetContract(address target) internal {
        targets.push(target);
    }

    function targetSelector(address target, bytes4[] memory selectors) internal {
        targetedSelectors.push(FuzzSelector(target, selectors));
    }

    /// A value of [low, high] from any value, for fuzzed arguments.
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        uint256 span = high - low + 1;
        return span == 0 ? value : low + value % span;
    }

    /// `Error(string)` as a require with a text reverts.
    function reason(string memory text) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", text);
    }
}
