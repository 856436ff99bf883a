// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Ownable, Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {
    STAFI_DISTRIBUTOR,
    STAFI_NETWORK_BALANCES,
    STAFI_UPGRADE,
    STAFI_WITHDRAW
} from "./ContractKeys.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The registry of the pool, its roles, and the flags that clients look up by hashed key.
/// @notice Its address is the one thing that a client is told. Nothing here can be written by key:
/// each writer has one narrow function, and a hashed key is only taken with what was hashed.
contract StafiStorage is IStafiStorage, Ownable2Step {
    using EnumerableSet for EnumerableSet.AddressSet;

    bytes32 private constant INITIALISED = keccak256("contract.storage.initialised");

    mapping(bytes32 key => address) private addresses;
    mapping(bytes32 key => string) private strings;
    mapping(bytes32 key => bool) private flags;
    EnumerableSet.AddressSet private admins;

    constructor(address owner) Ownable(owner) { }

    /// @inheritdoc IStafiStorage
    function getAddress(bytes32 key) external view returns (address) {
        return addresses[key];
    }

    /// @inheritdoc IStafiStorage
    function getString(bytes32 key) external view returns (string memory) {
        return strings[key];
    }

    /// @inheritdoc IStafiStorage
    function getBool(bytes32 key) external view returns (bool) {
        return flags[key];
    }

    /// @inheritdoc IStafiStorage
    function getAdmins() external view returns (address[] memory) {
        return admins.values();
    }

    /// @inheritdoc IStafiStorage
    function setContract(string calldata name, address current) external {
        bool byOwner = msg.sender == owner() && !flags[INITIALISED];
        require(byOwner || _isUpgrade(msg.sender), "Invalid or outdated network contract");
        require(bytes(name).length > 0, "Invalid contract name");
        require(current.code.length > 0, "Invalid contract address");
        require(!flags[_existsKey(current)], "Contract address is already in use");

        bytes32 key = keccak256(abi.encodePacked("contract.address", name));
        address previous = addresses[key];
        if (previous != address(0)) {
            delete strings[_nameKey(previous)];
            flags[_existsKey(previous)] = false;
        }
        addresses[key] = current;
        strings[_nameKey(current)] = name;
        flags[_existsKey(current)] = true;
        emit ContractSet(name, previous, current);
    }

    /// @inheritdoc IStafiStorage
    function setInitialised() external {
        require(_isUpgrade(msg.sender), "Invalid or outdated network contract");
        flags[INITIALISED] = true;
        emit Initialised();
    }

    /// @inheritdoc IStafiStorage
    function setFlag(bytes calldata preimage) external {
        bytes memory namespace = _namespaceOf(msg.sender);
        uint256 length = namespace.length;
        require(
            preimage.length > length && keccak256(preimage[:length]) == keccak256(namespace),
            "Key is outside of the contract's namespace"
        );
        flags[keccak256(preimage)] = true;
    }

    /// @inheritdoc IStafiStorage
    function setAdmin(address account, bool admin) external onlyOwner {
        require(account != address(0), "Invalid address");
        flags[_roleKey("admin", account)] = admin;
        if (admin) admins.add(account);
        else admins.remove(account);
        emit AdminSet(account, admin);
    }

    /// @notice Not possible: a pool without an owner could never be repaired.
    function renounceOwnership() public view override onlyOwner {
        revert OwnableInvalidOwner(address(0));
    }

    /// Keeps the owner's flag, by which the other contracts and old tools know the owner.
    function _transferOwnership(address newOwner) internal override {
        flags[_roleKey("owner", owner())] = false;
        flags[_roleKey("owner", newOwner)] = true;
        super._transferOwnership(newOwner);
    }

    function _isUpgrade(address account) private view returns (bool) {
        return account == addresses[STAFI_UPGRADE];
    }

    /// Only those three contracts have flags that clients look up.
    function _namespaceOf(address account) private view returns (bytes memory) {
        if (account == addresses[STAFI_NETWORK_BALANCES]) return "network.balances.";
        if (account == addresses[STAFI_WITHDRAW]) return "stafiWithdraw.";
        if (account == addresses[STAFI_DISTRIBUTOR]) return "stafiDistributor.";
        revert("Invalid or outdated network contract");
    }

    function _existsKey(address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("contract.exists", account));
    }

    function _nameKey(address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("contract.name", account));
    }

    function _roleKey(string memory role, address account) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("access.role", role, account));
    }
}
