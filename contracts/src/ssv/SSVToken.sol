// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The SSV token of a local chain: anyone may make some.
contract SSVToken is ERC20("SSV Token", "SSV") {
    /// @notice Gives wei of SSV out of nothing.
    function devMint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
