// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title rETH: a share of the pool. Its rate follows the oracle's last snapshot.
interface IRETHToken is IERC20 {
    /// `ethAmount` wei were paid for `amount` rETH.
    event TokensMinted(address indexed to, uint256 amount, uint256 ethAmount, uint256 time);

    /// Wei that `rethAmount` (10^-18 rETH) stands for, rounded down.
    function getEthValue(uint256 rethAmount) external view returns (uint256);

    /// rETH (10^-18) that `ethAmount` wei stands for, rounded down.
    function getRethValue(uint256 ethAmount) external view returns (uint256);

    /// Wei for one rETH.
    function getExchangeRate() external view returns (uint256);

    /// @notice Mints what `ethAmount` wei buys to `to`. Caller: StafiUserDeposit.
    /// Errors: "Invalid token mint amount" (nothing would be minted).
    function userMint(uint256 ethAmount, address to) external;

    /// @notice Burns `amount` of `account`, out of the caller's allowance. Errors:
    /// "ERC20: burn amount exceeds allowance", "ERC20: burn amount exceeds balance".
    function burnFrom(address account, uint256 amount) external;
}
