// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The second address of SSV Network, which answers the views of the first.
contract SSVNetworkViews {
    /// @notice The network that is asked.
    address public immutable ssvNetwork;

    constructor(address network) {
        ssvNetwork = network;
    }

    /// @notice Every view of the network, with its errors.
    fallback(bytes calldata input) external returns (bytes memory) {
        (bool success, bytes memory answer) = ssvNetwork.staticcall(input);
        if (success) return answer;
        if (answer.length == 0) revert();
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }
}
