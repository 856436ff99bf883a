// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Burnable } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";

import { STAFI_USER_DEPOSIT } from "./ContractKeys.sol";
import { StafiBase } from "./StafiBase.sol";
import { IRETHToken } from "./interfaces/IRETHToken.sol";
import { IStafiNetworkBalances } from "./interfaces/IStafiNetworkBalances.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title rETH: a share of the pool. Its rate follows the oracle's last snapshot.
/// @notice Minted by the pool alone, for ether that came in. Nobody can mint otherwise, pause it,
/// or upgrade it.
contract RETHToken is IRETHToken, ERC20Burnable, StafiBase {
    /// The old name was "StaFi"; wallets know the token by its symbol.
    constructor(IStafiStorage registry, string memory tokenName)
        ERC20(tokenName, "rETH")
        StafiBase(registry, "rETHToken")
    { }

    /// @inheritdoc IRETHToken
    function getEthValue(uint256 rethAmount) public view returns (uint256) {
        IStafiNetworkBalances balances = _networkBalances();
        uint256 supply = balances.getTotalRETHSupply();
        if (supply == 0) return rethAmount;
        return rethAmount * balances.getTotalETHBalance() / supply;
    }

    /// @inheritdoc IRETHToken
    function getRethValue(uint256 ethAmount) public view returns (uint256) {
        IStafiNetworkBalances balances = _networkBalances();
        uint256 supply = balances.getTotalRETHSupply();
        if (supply == 0) return ethAmount;
        uint256 total = balances.getTotalETHBalance();
        require(total > 0, "Cannot calculate rETH token amount while total network balance is zero");
        return ethAmount * supply / total;
    }

    /// @inheritdoc IRETHToken
    function getExchangeRate() external view returns (uint256) {
        return getEthValue(1 ether);
    }

    /// @inheritdoc IRETHToken
    function userMint(uint256 ethAmount, address to)
        external
        onlyRegistered
        onlyLatestContract(STAFI_USER_DEPOSIT)
    {
        uint256 amount = getRethValue(ethAmount);
        require(amount > 0, "Invalid token mint amount");
        _mint(to, amount);
        emit TokensMinted(to, amount, ethAmount, block.timestamp);
    }

    /// @inheritdoc IRETHToken
    function burnFrom(address account, uint256 amount) public override(IRETHToken, ERC20Burnable) {
        require(allowance(account, msg.sender) >= amount, "ERC20: burn amount exceeds allowance");
        require(balanceOf(account) >= amount, "ERC20: burn amount exceeds balance");
        super.burnFrom(account, amount);
    }

    /// @notice Lets `spender` spend `added` more of the caller's tokens. Wallet guides of the pool
    /// name it for unstaking.
    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        _approve(msg.sender, spender, allowance(msg.sender, spender) + added);
        return true;
    }

    /// @notice Lets `spender` spend `subtracted` less.
    /// Errors: "ERC20: decreased allowance below zero".
    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        uint256 current = allowance(msg.sender, spender);
        require(current >= subtracted, "ERC20: decreased allowance below zero");
        _approve(msg.sender, spender, current - subtracted);
        return true;
    }
}
