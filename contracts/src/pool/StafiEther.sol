// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { StafiBase } from "./StafiBase.sol";
import { IStafiEther, IStafiEtherReceiver } from "./interfaces/IStafiEther.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The vault: the ether of the contracts that share it, each by its registered name.
/// @notice By name, so that it stays when a contract is replaced. It is never upgraded, and takes
/// ether in no other way, so the balances add up to what it holds.
contract StafiEther is IStafiEther, StafiBase {
    mapping(bytes32 name => uint256) private balances;

    constructor(IStafiStorage registry) StafiBase(registry, "stafiEther") { }

    /// @inheritdoc IStafiEther
    function balanceOf(address contractAddress) external view returns (uint256) {
        bytes memory name = _nameOf(contractAddress);
        require(name.length > 0, "Contract not found");
        return balances[keccak256(name)];
    }

    /// @inheritdoc IStafiEther
    function depositEther() external payable onlyRegistered {
        bytes32 name = _callerWithBalance();
        balances[name] += msg.value;
        emit EtherDeposited(name, msg.value, block.timestamp);
    }

    /// @inheritdoc IStafiEther
    function withdrawEther(uint256 amount) external onlyRegistered {
        bytes32 name = _callerWithBalance();
        require(balances[name] >= amount, "Insufficient contract ETH balance");
        balances[name] -= amount;
        emit EtherWithdrawn(name, amount, block.timestamp);
        IStafiEtherReceiver(msg.sender).receiveEtherWithdrawal{ value: amount }();
    }

    /// Being registered is not enough: only three contracts have business here.
    function _callerWithBalance() private view returns (bytes32 name) {
        name = keccak256(_nameOf(msg.sender));
        require(
            name == keccak256("stafiUserDeposit") || name == keccak256("stafiDistributor")
                || name == keccak256("stafiLightNode"),
            "Invalid or outdated network contract"
        );
    }

    function _nameOf(address account) private view returns (bytes memory) {
        return bytes(stafiStorage.getString(keccak256(abi.encodePacked("contract.name", account))));
    }
}
