// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The settings that several contracts read.
/// @notice Fractions are of 1e18. Every change is an event; out of range is "Invalid value".
interface IStafiNetworkSettings {
    /// The setting `name` is `value` from now on; 1 and 0 for yes and no.
    event SettingChanged(string name, uint256 value);
    /// What new validators are deposited with from now on.
    event WithdrawalCredentialsChanged(bytes credentials);
    /// See `getPaused`.
    event Paused(address indexed by);
    /// The pause is over.
    event Unpaused(address indexed by);

    /// While paused no ether goes into the pool or from it to validators. Withdrawals, claims,
    /// votes and transfers never stop.
    function getPaused() external view returns (bool);

    /// Share of the members that must agree (never fewer than a majority).
    function getNodeConsensusThreshold() external view returns (uint256);
    /// Whether the oracle may submit figures of the rate.
    function getSubmitBalancesEnabled() external view returns (bool);

    /// How far the rate (wei per rETH) may move within `RATE_STEP_PERIOD` of 8 hours.
    function getRateStepLimit() external view returns (uint256);

    /// What the operators' tools display; the split itself is voted for.
    function getNodeFee() external view returns (uint256);
    /// As above, the platform's.
    function getPlatformFee() external view returns (uint256);

    /// 0x01, eleven zero bytes, the address of StafiWithdraw.
    function getWithdrawalCredentials() external view returns (bytes memory);

    /// Keys that one super node may have at a time.
    function getSuperNodePubkeyLimit() external view returns (uint256);
}
