// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_LIGHT_NODE } from "./ContractKeys.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { ValidatorKeys } from "./ValidatorKeys.sol";
import { WholeDepositGuard } from "./WholeDepositGuard.sol";
import { IStafiLightNode } from "./interfaces/IStafiLightNode.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";
import { IStafiSuperNode } from "./interfaces/IStafiSuperNode.sol";

/// @title The lanes of trusted operators: validators that the pool pays in full.
contract StafiSuperNode is IStafiSuperNode, ValidatorKeys, WholeDepositGuard {
    /// What fixes a key's credentials and can never activate it.
    uint256 private constant PROBE = 1 ether;

    uint256 private constant SIGNATURE_LENGTH = 96;

    bool private depositEnabled;
    mapping(address node => uint256) private retiredCount;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiSuperNode") { }

    /// @notice There is nothing to set; it closes the proxy to others.
    function initialize() external initializer { }

    modifier whileEnabled() {
        require(depositEnabled, "super node deposits are currently disabled");
        _;
    }

    /// @inheritdoc IStafiSuperNode
    function deposit(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external onlyRegistered onlySuperNode whenNotPaused whileEnabled nonReentrant {
        _checkSameLength(pubkeys, validatorSignatures, depositDataRoots);
        _checkLimit(pubkeys.length);
        bytes memory credentials = _withdrawalCredentials();
        IStafiLightNode lightNode = IStafiLightNode(_addressOf(STAFI_LIGHT_NODE));
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _depositKey(lightNode, pubkeys[i], validatorSignatures[i]);
        }
        _pay(PROBE, credentials, pubkeys, validatorSignatures, depositDataRoots);
    }

    /// @inheritdoc IStafiSuperNode
    function stake(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external onlyRegistered onlySuperNode whenNotPaused nonReentrant {
        _checkSameLength(pubkeys, validatorSignatures, depositDataRoots);
        bytes memory credentials = _withdrawalCredentials();
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _checkOwnKey(pubkeys[i], PUBKEY_STATUS_MATCH);
            _stakeKey(pubkeys[i]);
        }
        _pay(VALIDATOR_SIZE - PROBE, credentials, pubkeys, validatorSignatures, depositDataRoots);
    }

    /// @inheritdoc IStafiSuperNode
    function depositWhole(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots,
        bytes32 depositRoot,
        uint256 validUntilBlock,
        bytes[] calldata approvals
    )
        external
        onlyRegistered
        whenNotPaused
        whileEnabled
        whileWholeDepositsRun
        onlySuperNode
        nonReentrant
    {
        _checkSameLength(pubkeys, validatorSignatures, depositDataRoots);
        WholeDeposit memory message = WholeDeposit({
            superNode: msg.sender,
            pubkeysHash: _hashPacked(pubkeys, PUBKEY_LENGTH),
            signaturesHash: _hashPacked(validatorSignatures, SIGNATURE_LENGTH),
            withdrawalCredentials: 0, // once they are checked
            amountPerKey: VALIDATOR_SIZE,
            depositRoot: depositRoot,
            validUntilBlock: validUntilBlock
        });
        _checkLimit(pubkeys.length);
        _checkValidity(validUntilBlock);
        bytes memory credentials = _withdrawalCredentials();
        message.withdrawalCredentials = bytes32(credentials);
        _checkDepositRoot(depositRoot);
        _checkApprovals(message, approvals);
        _depositAndStakeKeys(pubkeys, validatorSignatures);
        _pay(VALIDATOR_SIZE, credentials, pubkeys, validatorSignatures, depositDataRoots);
    }

    /// @inheritdoc IStafiSuperNode
    function retireSuperNodePubkeys(bytes[] calldata pubkeys) external onlyRegistered onlyOwner {
        require(pubkeys.length > 0, "params len err");
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            KeyRecord storage key = _key(pubkeys[i]);
            bool ended = key.status == PUBKEY_STATUS_STAKING || key.status == PUBKEY_STATUS_UNMATCH;
            require(ended && !key.retired, "pubkey status unmatch");
            key.retired = true;
            ++retiredCount[key.node];
            emit SuperNodePubkeyRetired(key.node, pubkeys[i]);
        }
    }

    /// @inheritdoc IStafiSuperNode
    function setSuperNodeDepositEnabled(bool enabled) external onlyRegistered onlySuperUser {
        depositEnabled = enabled;
        emit SuperNodeDepositEnabledChanged(enabled);
    }

    /// @inheritdoc IStafiSuperNode
    function setSuperNodePubkeyStatus(bytes calldata pubkey, uint256 status)
        external
        onlyRegistered
        onlyOwner
    {
        _decideCredentials(pubkey, status, true);
        KeyRecord storage key = _key(pubkey);
        if (!key.retired || status != PUBKEY_STATUS_MATCH) return;
        // It has not ended after all, so it counts again, until it is retired once more.
        key.retired = false;
        --retiredCount[key.node];
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodeDepositEnabled() external view returns (bool) {
        return depositEnabled;
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodePubkeyCount(address node) external view returns (uint256) {
        return _keyCount(node);
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodePubkeyAt(address node, uint256 index)
        external
        view
        returns (bytes memory)
    {
        return _keyAt(node, index);
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodePubkeys(address node, uint256 start, uint256 end)
        external
        view
        returns (bytes[] memory)
    {
        return _keys(node, start, end);
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodePubkeyStatus(bytes calldata pubkey) external view returns (uint256) {
        return _key(pubkey).status;
    }

    /// @inheritdoc IStafiSuperNode
    function getSuperNodeRetiredPubkeyCount(address node) external view returns (uint256) {
        return retiredCount[node];
    }

    /// Both steps of each key: relays read from these events that it cost 32 ETH, not 1 + 31.
    function _depositAndStakeKeys(bytes[] calldata pubkeys, bytes[] calldata signatures) private {
        IStafiLightNode lightNode = IStafiLightNode(_addressOf(STAFI_LIGHT_NODE));
        for (uint256 i = 0; i < pubkeys.length; ++i) {
            _depositKey(lightNode, pubkeys[i], signatures[i]);
            _stakeKey(pubkeys[i]);
        }
    }

    function _depositKey(
        IStafiLightNode lightNode,
        bytes calldata pubkey,
        bytes calldata validatorSignature
    ) private {
        require(lightNode.getLightNodePubkeyStatus(pubkey) == 0, "light Node pubkey exists");
        _addKey(pubkey, 0);
        emit Deposited(msg.sender, pubkey, validatorSignature);
    }

    /// Sends `amount` of the pool to the beacon chain for each key.
    function _pay(
        uint256 amount,
        bytes memory credentials,
        bytes[] calldata pubkeys,
        bytes[] calldata signatures,
        bytes32[] calldata roots
    ) private {
        _userDeposit().withdrawExcessBalanceForSuperNode(amount * pubkeys.length);
        _sendDeposits(amount, credentials, pubkeys, signatures, roots);
    }

    function _checkLimit(uint256 added) private view {
        uint256 counted = _keyCount(msg.sender) - retiredCount[msg.sender];
        uint256 limit = _networkSettings().getSuperNodePubkeyLimit();
        require(counted + added <= limit, "pubkey amount over limit");
    }

    /// Any deposit since the approvals, by anybody, has changed the root.
    function _checkDepositRoot(bytes32 approved) private view {
        bytes32 actual = _depositContract().get_deposit_root();
        if (actual != approved) revert DepositRootChanged(approved, actual);
    }
}
