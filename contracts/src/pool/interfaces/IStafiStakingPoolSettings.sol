// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a validator costs, and how much of it its operator brings. All amounts in wei.
interface IStafiStakingPoolSettings {
    /// Whether new solo keys may bring `amount` from now on.
    event NodeDepositAmountAllowed(uint256 amount, bool allowed);
    /// What new solo keys are asked for from now on.
    event CurrentNodeDepositAmountChanged(uint256 amount);
    /// Whether amounts that stop old clients are refused from now on.
    event CompatibleWithOldClientsChanged(bool compatible);

    /// A whole validator: 32 ETH.
    function getLaunchBalance() external pure returns (uint256);

    /// Whether a new solo key may bring `amount`.
    function getNodeDepositAmountAllowed(uint256 amount) external view returns (bool);

    /// All amounts that the owner allows, in no order. While old clients read this pool only theirs
    /// of these count.
    function getNodeDepositAmountsAllowed() external view returns (uint256[] memory);

    /// What a new solo key brings at present. Keys of the past keep their own amount.
    function getCurrentNodeDepositAmount() external view returns (uint256);

    /// Old clients stop at solo amounts other than 4, 8 and 12 ETH; while this is true no other
    /// can be allowed.
    function getCompatibleWithOldClients() external view returns (bool);
}
