// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the pool calls of Ethereum's deposit contract.
/// Source: ethereum/consensus-specs, specs/phase0/deposit-contract.md
interface IDepositContract {
    /// @notice Queues the value as a deposit of the validator `pubkey` (48 bytes).
    /// It checks lengths, amount and root, but no signature: that is the beacon chain's work.
    function deposit(
        bytes calldata pubkey,
        bytes calldata withdrawal_credentials,
        bytes calldata signature,
        bytes32 deposit_data_root
    ) external payable;

    /// The Merkle root over all deposits so far: any new deposit changes it.
    function get_deposit_root() external view returns (bytes32);
}
