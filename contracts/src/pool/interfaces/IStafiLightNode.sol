// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IValidatorKeys } from "./IValidatorKeys.sol";

/// @title The lane of solo validators and co-validator groups: they bring a part, the pool the rest.
/// @notice Each key remembers its own part, so a change of the settings strands nobody.
interface IStafiLightNode is IValidatorKeys {
    /// The first step of a key: `amount` wei came from `node`. Old clients take 4, 8 and 12 ETH
    /// alone.
    event Deposited(address node, bytes pubkey, bytes validatorSignature, uint256 amount);
    /// `node` gave its key up; somebody may now provide the refund.
    event OffBoarded(address node, bytes pubkey);
    /// Whether new keys are taken from now on.
    event LightNodeDepositEnabledChanged(bool enabled);

    /// @notice The first step: the caller's part, the value divided by the number of keys. It must
    /// be one of the allowed amounts. `depositDataRoots` are over the signatures for that amount.
    /// Errors, in this order: "Paused", "light node deposits are currently disabled", "params len
    /// err" (no key, lengths differ, not 48 bytes), "msg value not match", "invalid withdraw
    /// credentials", "super Node pubkey exists", "pubkey status unmatch" (known here), and those
    /// of the deposit contract.
    function deposit(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external payable;

    /// @notice The second step: the pool's part of each of the caller's matched keys, 32 ETH less
    /// what the key's owner deposited. Errors, in this order: "Paused", "params len err", "invalid
    /// withdraw credentials", "pubkey status unmatch" (not 2), "not pubkey owner", "Insufficient
    /// balance for withdrawal", and those of the deposit contract.
    function stake(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external;

    /// @notice The caller gives up a key instead of staking it, whether its credentials matched or
    /// not. Errors: "pubkey status unmatch" (neither 2 nor 4), "not pubkey owner".
    function offBoard(bytes calldata pubkey) external;

    /// @notice Provides the refund of an off-boarding key, out of the caller's pocket: exactly what
    /// its owner deposited. Errors: "pubkey status unmatch" (not 5), "msg value not match".
    function provideNodeDepositToken(bytes calldata pubkey) external payable;

    /// @notice Pays the provided refund to the caller, the key's owner.
    /// Errors: "pubkey status unmatch" (not 6), "not pubkey owner", "transferr failed".
    function withdrawNodeDepositToken(bytes calldata pubkey) external;

    /// What a new key brings at present, in wei.
    function getCurrentNodeDepositAmount() external view returns (uint256);
    /// Whether new keys are taken (while the pool is not paused).
    function getLightNodeDepositEnabled() external view returns (bool);
    /// All keys that the node ever deposited.
    function getLightNodePubkeyCount(address node) external view returns (uint256);
    /// The key of that index, in the order of deposits. Reverts beyond the last.
    function getLightNodePubkeyAt(address node, uint256 index) external view returns (bytes memory);

    /// Keys [start, end) of the node; `end` may lie beyond the last.
    function getLightNodePubkeys(address node, uint256 start, uint256 end)
        external
        view
        returns (bytes[] memory);
    /// See IValidatorKeys: 0 to 7.
    function getLightNodePubkeyStatus(bytes calldata pubkey) external view returns (uint256);

    /// @notice Opens or closes new deposits (default: closed). Caller: the owner or an admin.
    function setLightNodeDepositEnabled(bool enabled) external;

    /// @notice Decides the credentials of a key in the members' place: `status` 2 or 4 for a key
    /// of status 1, 2 or 4. Caller: the owner. Errors: "pubkey status unmatch".
    function setLightNodePubkeyStatus(bytes calldata pubkey, uint256 status) external;
}
