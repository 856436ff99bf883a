// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    STAFI_DISTRIBUTOR,
    STAFI_ETHER,
    STAFI_LIGHT_NODE,
    STAFI_SUPER_NODE,
    STAFI_WITHDRAW
} from "./ContractKeys.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiEther, IStafiEtherReceiver } from "./interfaces/IStafiEther.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";
import { IPoolEtherReceiver, IStafiUserDeposit } from "./interfaces/IStafiUserDeposit.sol";
import { IStafiWithdraw } from "./interfaces/IStafiWithdraw.sol";

/// @title The pool: takes the stakers' ether, mints rETH for it and funds validators and
/// withdrawals. All amounts in wei.
/// @notice Those who leave come first: ether that arrives serves the withdrawal queue, and what the
/// queue still misses is out of the validators' reach. The ether itself is in the vault.
contract StafiUserDeposit is IStafiUserDeposit, IStafiEtherReceiver, StafiUpgradeable {
    /// The setting `name` is `value` from now on: wei, or 1 and 0 for yes and no.
    event SettingChanged(string name, uint256 value);

    bool private depositEnabled;
    uint128 private minimumDeposit;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiUserDeposit") { }

    /// @notice Sets the defaults: deposits of 0.01 ETH or more are taken.
    function initialize() external initializer {
        depositEnabled = true;
        minimumDeposit = 0.01 ether;
    }

    /// @inheritdoc IStafiUserDeposit
    function getBalance() public view returns (uint256) {
        return _etherVault().balanceOf(address(this));
    }

    /// @inheritdoc IStafiUserDeposit
    function getExcessBalance() public view returns (uint256) {
        uint256 balance = getBalance();
        uint256 missing = _withdraw().totalMissingAmountForWithdraw();
        return balance > missing ? balance - missing : 0;
    }

    /// Whether stakers may deposit (while the pool is not paused).
    function getDepositEnabled() external view returns (bool) {
        return depositEnabled;
    }

    /// The least that one deposit must bring, in wei.
    function getMinimumDeposit() external view returns (uint256) {
        return minimumDeposit;
    }

    /// @notice Takes deposits, or not. Caller: the owner or an admin.
    function setDepositEnabled(bool enabled) external onlyRegistered onlySuperUser {
        depositEnabled = enabled;
        emit SettingChanged("depositEnabled", enabled ? 1 : 0);
    }

    /// @notice Sets the least that a deposit may be: up to 32 ETH. Caller: the owner or an admin.
    /// Errors: "Invalid value".
    function setMinimumDeposit(uint256 amount) external onlyRegistered onlySuperUser {
        require(amount <= 32 ether, "Invalid value");
        // forge-lint: disable-next-line(unsafe-typecast)
        minimumDeposit = uint128(amount);
        emit SettingChanged("minimumDeposit", amount);
    }

    /// @inheritdoc IStafiUserDeposit
    function deposit() external payable onlyRegistered whenNotPaused {
        require(depositEnabled, "Deposits into Stafi are currently disabled");
        require(
            msg.value >= minimumDeposit,
            "The deposited amount is less than the minimum deposit size"
        );
        emit DepositReceived(msg.sender, msg.value, block.timestamp);
        _rethToken().userMint(msg.value, msg.sender);
        _takeIn();
    }

    /// @inheritdoc IStafiUserDeposit
    function recycleDistributorDeposit() external payable onlyLatestContract(STAFI_DISTRIBUTOR) {
        _recycle();
    }

    /// @inheritdoc IStafiUserDeposit
    function recycleWithdrawDeposit() external payable onlyLatestContract(STAFI_WITHDRAW) {
        _recycle();
    }

    /// @inheritdoc IStafiUserDeposit
    function withdrawExcessBalanceForSuperNode(uint256 amount)
        external
        onlyLatestContract(STAFI_SUPER_NODE)
        whenNotPaused
    {
        _sendToCaller(amount, getExcessBalance());
    }

    /// @inheritdoc IStafiUserDeposit
    function withdrawExcessBalanceForLightNode(uint256 amount)
        external
        onlyLatestContract(STAFI_LIGHT_NODE)
        whenNotPaused
    {
        _sendToCaller(amount, getExcessBalance());
    }

    /// @inheritdoc IStafiUserDeposit
    function withdrawExcessBalanceForWithdraw(uint256 amount)
        external
        onlyLatestContract(STAFI_WITHDRAW)
    {
        _sendToCaller(amount, getBalance());
    }

    /// @inheritdoc IStafiEtherReceiver
    function receiveEtherWithdrawal() external payable onlyLatestContract(STAFI_ETHER) { }

    function _recycle() private onlyRegistered {
        emit DepositRecycled(msg.sender, msg.value, block.timestamp);
        _takeIn();
    }

    /// Puts the call's ether into the vault, from where the withdrawal queue is served first.
    function _takeIn() private {
        _etherVault().depositEther{ value: msg.value }();
        IStafiWithdraw queue = _withdraw();
        if (queue.totalMissingAmountForWithdraw() > 0) queue.serveMissing();
    }

    function _sendToCaller(uint256 amount, uint256 available) private onlyRegistered {
        require(amount > 0, "No valid amount of ETH given to withdraw");
        require(amount <= available, "Insufficient balance for withdrawal");
        emit ExcessWithdrawn(msg.sender, amount, block.timestamp);
        _etherVault().withdrawEther(amount);
        IPoolEtherReceiver(msg.sender).depositEth{ value: amount }();
    }
}
