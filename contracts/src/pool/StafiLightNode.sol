// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_ETHER, STAFI_STAKING_POOL_SETTINGS, STAFI_SUPER_NODE } from "./ContractKeys.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { ValidatorKeys } from "./ValidatorKeys.sol";
import { IStafiEtherReceiver } from "./interfaces/IStafiEther.sol";
import { IStafiLightNode } from "./interfaces/IStafiLightNode.sol";
import { IStafiStakingPoolSettings } from "./interfaces/IStafiStakingPoolSettings.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";
import { IStafiSuperNode } from "./interfaces/IStafiSuperNode.sol";

/// @title The lane of solo validators and co-validator groups: they bring a part, the pool the rest.
/// @notice Refunds of off-boarded keys wait in the vault, each exactly what its key cost.
contract StafiLightNode is IStafiLightNode, IStafiEtherReceiver, ValidatorKeys {
    uint256 public constant PUBKEY_STATUS_OFFBOARD = 5;
    uint256 public constant PUBKEY_STATUS_CANWITHDRAW = 6;
    uint256 public constant PUBKEY_STATUS_WITHDRAWED = 7;

    bool private depositEnabled;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiLightNode") { }

    /// @notice There is nothing to set; it closes the proxy to others.
    function initialize() external initializer { }

    /// @inheritdoc IStafiLightNode
    function deposit(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external payable onlyRegistered whenNotPaused nonReentrant {
        require(depositEnabled, "light node deposits are currently disabled");
        _checkSameLength(pubkeys, validatorSignatures, depositDataRoots);
        uint256 amount = _amountPerKey(pubkeys.length);
        bytes memory credentials = _withdrawalCredentials();
        IStafiSuperNode superNode = IStafiSuperNode(_addressOf(STAFI_SUPER_NODE));
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _depositKey(superNode, pubkeys[i], validatorSignatures[i], amount);
        }
        _sendDeposits(amount, credentials, pubkeys, validatorSignatures, depositDataRoots);
    }

    /// @inheritdoc IStafiLightNode
    function stake(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external onlyRegistered whenNotPaused nonReentrant {
        _checkSameLength(pubkeys, validatorSignatures, depositDataRoots);
        bytes memory credentials = _withdrawalCredentials();
        uint256 total = 0;
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _checkOwnKey(pubkeys[i], PUBKEY_STATUS_MATCH);
            _stakeKey(pubkeys[i]);
            total += _poolAmount(pubkeys[i]);
        }
        _userDeposit().withdrawExcessBalanceForLightNode(total);
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _depositContract().deposit{ value: _poolAmount(pubkeys[i]) }(
                pubkeys[i], credentials, validatorSignatures[i], depositDataRoots[i]
            );
        }
    }

    /// @inheritdoc IStafiLightNode
    function offBoard(bytes calldata pubkey) external onlyRegistered {
        uint256 status = _key(pubkey).status;
        // With foreign credentials too: the refund is paid by whoever provides it, never by the
        // pool.
        _checkOwnKey(
            pubkey, status == PUBKEY_STATUS_UNMATCH ? PUBKEY_STATUS_UNMATCH : PUBKEY_STATUS_MATCH
        );
        _setStatus(pubkey, PUBKEY_STATUS_OFFBOARD);
        emit OffBoarded(msg.sender, pubkey);
    }

    /// @inheritdoc IStafiLightNode
    function provideNodeDepositToken(bytes calldata pubkey)
        external
        payable
        onlyRegistered
        nonReentrant
    {
        KeyRecord storage key = _key(pubkey);
        require(key.status == PUBKEY_STATUS_OFFBOARD, "pubkey status unmatch");
        require(msg.value == key.nodeAmount, "msg value not match");
        _setStatus(pubkey, PUBKEY_STATUS_CANWITHDRAW);
        _etherVault().depositEther{ value: msg.value }();
    }

    /// @inheritdoc IStafiLightNode
    function withdrawNodeDepositToken(bytes calldata pubkey) external onlyRegistered nonReentrant {
        _checkOwnKey(pubkey, PUBKEY_STATUS_CANWITHDRAW);
        _setStatus(pubkey, PUBKEY_STATUS_WITHDRAWED);
        uint256 amount = _key(pubkey).nodeAmount;
        _etherVault().withdrawEther(amount);
        (bool paid,) = msg.sender.call{ value: amount }("");
        require(paid, "transferr failed");
    }

    /// @inheritdoc IStafiEtherReceiver
    function receiveEtherWithdrawal() external payable onlyLatestContract(STAFI_ETHER) { }

    /// @inheritdoc IStafiLightNode
    function setLightNodeDepositEnabled(bool enabled) external onlyRegistered onlySuperUser {
        depositEnabled = enabled;
        emit LightNodeDepositEnabledChanged(enabled);
    }

    /// @inheritdoc IStafiLightNode
    function setLightNodePubkeyStatus(bytes calldata pubkey, uint256 status)
        external
        onlyRegistered
        onlyOwner
    {
        _decideCredentials(pubkey, status, false);
    }

    /// @inheritdoc IStafiLightNode
    function getCurrentNodeDepositAmount() external view returns (uint256) {
        return _poolSettings().getCurrentNodeDepositAmount();
    }

    /// @inheritdoc IStafiLightNode
    function getLightNodeDepositEnabled() external view returns (bool) {
        return depositEnabled;
    }

    /// @inheritdoc IStafiLightNode
    function getLightNodePubkeyCount(address node) external view returns (uint256) {
        return _keyCount(node);
    }

    /// @inheritdoc IStafiLightNode
    function getLightNodePubkeyAt(address node, uint256 index)
        external
        view
        returns (bytes memory)
    {
        return _keyAt(node, index);
    }

    /// @inheritdoc IStafiLightNode
    function getLightNodePubkeys(address node, uint256 start, uint256 end)
        external
        view
        returns (bytes[] memory)
    {
        return _keys(node, start, end);
    }

    /// @inheritdoc IStafiLightNode
    function getLightNodePubkeyStatus(bytes calldata pubkey) external view returns (uint256) {
        return _key(pubkey).status;
    }

    function _depositKey(
        IStafiSuperNode superNode,
        bytes calldata pubkey,
        bytes calldata validatorSignature,
        uint256 amount
    ) private {
        require(superNode.getSuperNodePubkeyStatus(pubkey) == 0, "super Node pubkey exists");
        _addKey(pubkey, amount);
        emit Deposited(msg.sender, pubkey, validatorSignature, amount);
    }

    /// What the caller brings for each of `count` keys.
    function _amountPerKey(uint256 count) private view returns (uint256 amount) {
        amount = msg.value / count;
        bool allowed = _poolSettings().getNodeDepositAmountAllowed(amount);
        require(allowed && amount * count == msg.value, "msg value not match");
    }

    /// What the pool adds to a key.
    function _poolAmount(bytes calldata pubkey) private view returns (uint256) {
        return VALIDATOR_SIZE - _key(pubkey).nodeAmount;
    }

    function _poolSettings() private view returns (IStafiStakingPoolSettings) {
        return IStafiStakingPoolSettings(_addressOf(STAFI_STAKING_POOL_SETTINGS));
    }
}
