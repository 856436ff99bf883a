// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { STAFI_WITHDRAW } from "./ContractKeys.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiNetworkSettings } from "./interfaces/IStafiNetworkSettings.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title The settings that several contracts read.
/// @notice Fractions are of 1e18. Setters are the owner's, but switches, which admins have too.
/// Every change is an event; a value out of range is "Invalid value".
contract StafiNetworkSettings is IStafiNetworkSettings, StafiUpgradeable {
    uint64 private constant ONE = 1e18;

    uint64 private consensusThreshold;
    uint64 private rateStepLimit;
    uint64 private nodeFee;
    uint64 private platformFee;
    uint64 private superNodePubkeyLimit;
    bool private submitBalancesEnabled;
    bool private paused;
    bytes private withdrawalCredentials;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiNetworkSettings") { }

    /// @notice Sets the defaults: majority, 0.0011 ETH per rETH in 8 hours, fees of 5 %, 10,000 keys.
    function initialize() external initializer {
        consensusThreshold = 0.5e18;
        rateStepLimit = 0.0011e18;
        nodeFee = 0.05e18;
        platformFee = 0.05e18;
        superNodePubkeyLimit = 10_000;
        submitBalancesEnabled = true;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getPaused() external view returns (bool) {
        return paused;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getNodeConsensusThreshold() external view returns (uint256) {
        return consensusThreshold;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getSubmitBalancesEnabled() external view returns (bool) {
        return submitBalancesEnabled;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getRateStepLimit() external view returns (uint256) {
        return rateStepLimit;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getNodeFee() external view returns (uint256) {
        return nodeFee;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getPlatformFee() external view returns (uint256) {
        return platformFee;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getWithdrawalCredentials() external view returns (bytes memory) {
        return withdrawalCredentials;
    }

    /// @inheritdoc IStafiNetworkSettings
    function getSuperNodePubkeyLimit() external view returns (uint256) {
        return superNodePubkeyLimit;
    }

    /// @notice Stops ether from entering the pool and from leaving it for validators.
    /// Caller: the owner or an admin.
    function pause() external onlyRegistered onlySuperUser {
        paused = true;
        emit Paused(msg.sender);
    }

    /// @notice Ends a pause. Caller: the owner, not an admin.
    function unpause() external onlyRegistered onlyOwner {
        paused = false;
        emit Unpaused(msg.sender);
    }

    /// @notice Lets members vote for balances, or not. Caller: the owner or an admin.
    function setSubmitBalancesEnabled(bool enabled) external onlyRegistered onlySuperUser {
        submitBalancesEnabled = enabled;
        emit SettingChanged("submitBalancesEnabled", enabled ? 1 : 0);
    }

    /// @notice Sets the share of members that must agree: (0, 1e18]. Caller: the owner.
    function setNodeConsensusThreshold(uint256 threshold) external onlyRegistered onlyOwner {
        consensusThreshold = _positiveFraction(threshold);
        emit SettingChanged("nodeConsensusThreshold", threshold);
    }

    /// @notice Sets how far the rate may move in 8 hours: (0, 1e18] wei per rETH. Caller: the owner.
    function setRateStepLimit(uint256 limit) external onlyRegistered onlyOwner {
        rateStepLimit = _positiveFraction(limit);
        emit SettingChanged("rateStepLimit", limit);
    }

    /// @notice Sets the operators' fee that tools display: [0, 1e18]. Caller: the owner.
    function setNodeFee(uint256 fee) external onlyRegistered onlyOwner {
        nodeFee = _fraction(fee);
        emit SettingChanged("nodeFee", fee);
    }

    /// @notice Sets the platform's fee that tools display: [0, 1e18]. Caller: the owner.
    function setPlatformFee(uint256 fee) external onlyRegistered onlyOwner {
        platformFee = _fraction(fee);
        emit SettingChanged("platformFee", fee);
    }

    /// @notice Sets how many keys one super node may have at a time: up to 2^64 - 1; none stops
    /// new ones. Caller: the owner.
    function setSuperNodePubkeyLimit(uint256 limit) external onlyRegistered onlyOwner {
        require(limit <= type(uint64).max, "Invalid value");
        // forge-lint: disable-next-line(unsafe-typecast)
        superNodePubkeyLimit = uint64(limit);
        emit SettingChanged("superNodePubkeyLimit", limit);
    }

    /// @notice Sets where all validators pay to: 0x01, eleven zero bytes and the address of
    /// StafiWithdraw, nothing else. Caller: the owner.
    function setWithdrawalCredentials(bytes calldata credentials)
        external
        onlyRegistered
        onlyOwner
    {
        bytes memory expected =
            abi.encodePacked(bytes1(0x01), bytes11(0), _addressOf(STAFI_WITHDRAW));
        require(keccak256(credentials) == keccak256(expected), "Invalid value");
        withdrawalCredentials = credentials;
        emit WithdrawalCredentialsChanged(credentials);
    }

    function _positiveFraction(uint256 value) private pure returns (uint64) {
        require(value > 0, "Invalid value");
        return _fraction(value);
    }

    function _fraction(uint256 value) private pure returns (uint64) {
        require(value <= ONE, "Invalid value");
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(value);
    }
}
