// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiBase } from "./StafiBase.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The only way to change the registry once it is initialised.
/// @notice A contract with state or ether is never replaced here, for a replacement starts empty: it
/// is upgraded in place, behind its proxy. What is replaced at once stops working. The owner
/// registers the first StafiUpgrade itself.
contract StafiUpgrade is StafiBase {
    /// `name` is keccak256 of the contract's name.
    event ContractUpgraded(
        bytes32 indexed name, address indexed oldAddress, address indexed newAddress, uint256 time
    );
    /// As above, under a new name.
    event ContractAdded(bytes32 indexed name, address indexed newAddress, uint256 time);

    constructor(IStafiStorage registry) StafiBase(registry, "stafiUpgrade") { }

    /// @notice Registers a contract under a new name. Caller: the owner.
    /// Errors: "Contract name is already in use", and those of `StafiStorage.setContract`.
    function addContract(string calldata name, address contractAddress)
        external
        onlyRegistered
        onlyOwner
    {
        require(_registered(name) == address(0), "Contract name is already in use");
        stafiStorage.setContract(name, contractAddress);
        emit ContractAdded(keccak256(bytes(name)), contractAddress, block.timestamp);
    }

    /// @notice Replaces the contract of a name: "stafiStakingPoolManager" or "stafiNodeDeposit",
    /// which answer old clients from no state. Caller: the owner.
    /// Errors: "Cannot upgrade the stafi ether contract", "Cannot upgrade token contracts", "Cannot
    /// upgrade the eth deposit contract", "Cannot upgrade the withdraw contract" (its address is
    /// the validators' withdrawal credential), "Contract does not exist", "Cannot upgrade contracts
    /// with state" (all others), "The contract address cannot be set to its current address", and
    /// those of `StafiStorage.setContract`.
    function upgradeContract(string calldata name, address contractAddress)
        external
        onlyRegistered
        onlyOwner
    {
        bytes32 hash = keccak256(bytes(name));
        require(hash != keccak256("stafiEther"), "Cannot upgrade the stafi ether contract");
        require(hash != keccak256("rETHToken"), "Cannot upgrade token contracts");
        require(hash != keccak256("ethDeposit"), "Cannot upgrade the eth deposit contract");
        require(hash != keccak256("stafiWithdraw"), "Cannot upgrade the withdraw contract");
        require(_registered(name) != address(0), "Contract does not exist");
        require(
            hash == keccak256("stafiStakingPoolManager") || hash == keccak256("stafiNodeDeposit"),
            "Cannot upgrade contracts with state"
        );
        _replace(name, contractAddress);
    }

    /// @notice Hands this role to another StafiUpgrade. Caller: the owner.
    function upgradeThisContract(address contractAddress) external onlyRegistered onlyOwner {
        _replace("stafiUpgrade", contractAddress);
    }

    /// @notice Ends the time in which the owner may write the registry directly; cannot be undone.
    /// Caller: the owner. Errors: "Storage cannot be opened again" (`initialised` false).
    function initStorage(bool initialised) external onlyRegistered onlyOwner {
        require(initialised, "Storage cannot be opened again");
        stafiStorage.setInitialised();
    }

    function _replace(string memory name, address contractAddress) private {
        address old = _registered(name);
        require(contractAddress != old, "The contract address cannot be set to its current address");
        stafiStorage.setContract(name, contractAddress);
        emit ContractUpgraded(keccak256(bytes(name)), old, contractAddress, block.timestamp);
    }

    function _registered(string memory name) private view returns (address) {
        return stafiStorage.getAddress(keccak256(abi.encodePacked("contract.address", name)));
    }
}
