// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The settings that several contracts read.
/// @notice Fractions are of 1e18. Every change is an event; out of range is "Invalid value".
interface IStafiNetworkSettings {
    event SettingChanged(string name, uint256 value);
    event WithdrawalCredentialsChanged(bytes credentials);
    event Paused(address indexed by);
    event Unpaused(address indexed by);

    /// While paused no ether goes into the pool or from it to validators. Withdrawals, claims,
    /// votes and transfers never stop.
    function getPaused() external view returns (bool);

    /// Share of the members that must agree (never fewer than a majority).
    function getNodeConsensusThreshold() external view returns (uint256);
    function getSubmitBalancesEnabled() external view returns (bool);

    /// How far the rate (wei per rETH) may move within `RATE_STEP_PERIOD` of 8 hours.
    function getRateStepLimit() external view returns (uint256);

    /// What the operators' tools display; the split itself is voted for.
    function getNodeFee() external view returns (uint256);
    function getPlatformFee() external view returns (uint256);

    /// 0x01, eleven zero bytes, the address of StafiWithdraw.
    function getWithdrawalCredentials() external view returns (bytes memory);

    /// Keys that one super node may have at a time.
    function getSuperNodePubkeyLimit() external view returns (uint256);
}
