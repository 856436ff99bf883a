// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    RETH_TOKEN,
    STAFI_ETHER,
    STAFI_NETWORK_BALANCES,
    STAFI_NETWORK_SETTINGS,
    STAFI_NODE_MANAGER,
    STAFI_USER_DEPOSIT,
    STAFI_WITHDRAW
} from "./ContractKeys.sol";
import { IRETHToken } from "./interfaces/IRETHToken.sol";
import { IStafiEther } from "./interfaces/IStafiEther.sol";
import { IStafiNetworkBalances } from "./interfaces/IStafiNetworkBalances.sol";
import { IStafiNetworkSettings } from "./interfaces/IStafiNetworkSettings.sol";
import { IStafiNodeManager } from "./interfaces/IStafiNodeManager.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";
import { IStafiUserDeposit } from "./interfaces/IStafiUserDeposit.sol";
import { IStafiWithdraw } from "./interfaces/IStafiWithdraw.sol";

/// @title What every contract of the pool has: the registry, and the guards that ask it.
/// @notice It has no storage of its own, so a contract's layout is what its own file declares.
abstract contract StafiBase {
    /// The registry; the same for the life of the pool.
    IStafiStorage public immutable stafiStorage;

    bytes32 private immutable ownKey;

    /// `name` is the one that this contract is, or will be, registered under.
    constructor(IStafiStorage registry, string memory name) {
        require(address(registry).code.length > 0, "Contract not found");
        stafiStorage = registry;
        ownKey = keccak256(abi.encodePacked("contract.address", name));
    }

    /// An instance that has been replaced refuses to work.
    modifier onlyRegistered() {
        _checkContract(ownKey, address(this));
        _;
    }

    modifier onlyLatestContract(bytes32 key) {
        _checkContract(key, msg.sender);
        _;
    }

    modifier onlyTrustedNode() {
        require(_nodeManager().getNodeTrusted(msg.sender), "Invalid trusted node");
        _;
    }

    modifier onlySuperNode() {
        require(_nodeManager().getSuperNodeExists(msg.sender), "Invalid super node");
        _;
    }

    /// For what can move money or hand over power. The owner is meant to be a timelock.
    modifier onlyOwner() {
        _checkOwner();
        _;
    }

    /// The owner or an admin: for pausing, switches and the like, which cannot move money.
    modifier onlySuperUser() {
        _checkSuperUser();
        _;
    }

    modifier whenNotPaused() {
        require(!_networkSettings().getPaused(), "Paused");
        _;
    }

    /// The interface's version, which old tools read.
    function version() external pure returns (uint8) {
        return 1;
    }

    function _addressOf(bytes32 key) internal view returns (address found) {
        found = stafiStorage.getAddress(key);
        require(found != address(0), "Contract not found");
    }

    function _etherVault() internal view returns (IStafiEther) {
        return IStafiEther(_addressOf(STAFI_ETHER));
    }

    function _userDeposit() internal view returns (IStafiUserDeposit) {
        return IStafiUserDeposit(_addressOf(STAFI_USER_DEPOSIT));
    }

    function _rethToken() internal view returns (IRETHToken) {
        return IRETHToken(_addressOf(RETH_TOKEN));
    }

    function _nodeManager() internal view returns (IStafiNodeManager) {
        return IStafiNodeManager(_addressOf(STAFI_NODE_MANAGER));
    }

    function _networkSettings() internal view returns (IStafiNetworkSettings) {
        return IStafiNetworkSettings(_addressOf(STAFI_NETWORK_SETTINGS));
    }

    function _networkBalances() internal view returns (IStafiNetworkBalances) {
        return IStafiNetworkBalances(_addressOf(STAFI_NETWORK_BALANCES));
    }

    function _withdraw() internal view returns (IStafiWithdraw) {
        return IStafiWithdraw(_addressOf(STAFI_WITHDRAW));
    }

    function _isOwner(address account) internal view returns (bool) {
        return _hasRole("owner", account);
    }

    function _checkContract(bytes32 key, address account) private view {
        require(stafiStorage.getAddress(key) == account, "Invalid or outdated contract");
    }

    function _checkOwner() private view {
        require(_isOwner(msg.sender), "Account is not the owner");
    }

    function _checkSuperUser() private view {
        require(
            _isOwner(msg.sender) || _hasRole("admin", msg.sender), "Account is not a super user"
        );
    }

    function _hasRole(string memory role, address account) private view returns (bool) {
        return stafiStorage.getBool(keccak256(abi.encodePacked("access.role", role, account)));
    }
}
