// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Prints a line. Source: the address and the call that forge, hardhat and anvil listen to.
function say(string memory line) view {
    address console = 0x000000000000000000636F6e736F6c652e6c6f67;
    (bool done,) = console.staticcall(abi.encodeWithSignature("log(string)", line));
    done; // where nobody listens, nobody hears
}
