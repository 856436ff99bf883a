// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IValidatorKeys } from "./IValidatorKeys.sol";

/// @title The lanes of trusted operators: validators that the pool pays in full.
/// @notice Either in two steps, 1 ETH that fixes the credentials and 31 ETH once the oracle has
/// seen them, or at once, guarded by the approvals of the oracle (`depositWhole`).
interface IStafiSuperNode is IValidatorKeys {
    /// The first step of a key. `Staked` tells the second, in the same transaction if it was whole.
    event Deposited(address node, bytes pubkey, bytes validatorSignature);
    /// Whether new keys are taken from now on.
    event SuperNodeDepositEnabledChanged(bool enabled);
    /// The key no longer counts against the limit of `node`.
    event SuperNodePubkeyRetired(address indexed node, bytes pubkey);
    /// A member, or the owner, stopped whole deposits.
    event WholeDepositsPaused(address indexed by);
    /// `by` is the owner, or the member whose vote made the quorum.
    event WholeDepositsResumed(address indexed by);
    /// A member voted to end this pause (once more, if that made the quorum).
    event ResumeVoted(address indexed member);

    error WholeDepositsArePaused();
    error WholeDepositsAreNotPaused();
    error ApprovalsExpired(uint256 validUntilBlock);
    error ApprovalsTooFarAhead(uint256 validUntilBlock);
    error DepositRootChanged(bytes32 approved, bytes32 actual);
    error ApproversNotAscending(address signer);
    error ApproverNotMember(address signer);
    error TooFewApprovals(uint256 given, uint256 needed);
    error NotMemberNorOwner(address caller);

    /// @notice The first step: 1 ETH of the pool for each key.
    /// `roots` are the deposit data roots over the signatures for 1 ETH.
    /// Caller: super nodes. Errors, in this order: "Invalid super node", "Paused", "super node
    /// deposits are currently disabled", "params len err" (no key, lengths differ, not 48 bytes),
    /// "pubkey amount over limit", "invalid withdraw credentials", "light Node pubkey exists",
    /// "pubkey status unmatch" (known here), "Insufficient balance for withdrawal", and those of
    /// the deposit contract.
    function deposit(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external;

    /// @notice The second step: 31 ETH of the pool for each of the caller's matched keys.
    /// Caller: super nodes. Errors, in this order: "Invalid super node", "Paused", "params len
    /// err", "invalid withdraw credentials", "pubkey status unmatch" (not 2), "not pubkey owner",
    /// "Insufficient balance for withdrawal", and those of the deposit contract.
    function stake(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots
    ) external;

    /// @notice Both steps at once: 32 ETH of the pool for each key, if a quorum of the oracle has
    /// approved exactly this call while the deposit contract's root was `depositRoot`. As any
    /// deposit changes the root, nobody can have slipped other credentials in before.
    /// `approvals`: signatures (r‖s‖v) of the EIP-712 message WholeDeposit by current members, in
    /// strictly ascending order of the signers.
    /// Caller: super nodes. Errors, in this order: "Paused", "super node deposits are currently
    /// disabled", `WholeDepositsArePaused`, "Invalid super node", "params len err" (also: not 48
    /// or 96 bytes), "pubkey amount over limit", `ApprovalsExpired`, `ApprovalsTooFarAhead` (more
    /// than 64 blocks), "invalid withdraw credentials", `DepositRootChanged`,
    /// `TooFewApprovals`, ECDSA's, `ApproversNotAscending`, `ApproverNotMember`, "light Node pubkey
    /// exists", "pubkey status unmatch", "Insufficient balance for withdrawal", the deposit
    /// contract's.
    function depositWhole(
        bytes[] calldata pubkeys,
        bytes[] calldata validatorSignatures,
        bytes32[] calldata depositDataRoots,
        bytes32 depositRoot,
        uint256 validUntilBlock,
        bytes[] calldata approvals
    ) external;

    /// @notice Stops whole deposits. Caller: any single trusted node, or the owner.
    /// Errors: `WholeDepositsArePaused`, `NotMemberNorOwner`.
    function pauseWholeDeposits() external;

    /// @notice Resumes them: the owner at once, trusted nodes by a quorum of votes for this pause.
    /// Errors: `WholeDepositsAreNotPaused`, "Invalid trusted node", "duplicate vote".
    function resumeWholeDeposits() external;

    /// Whether whole deposits are stopped, apart from a pause of the pool.
    function getWholeDepositsPaused() external view returns (bool);
    /// Whether new keys are taken (while the pool is not paused).
    function getSuperNodeDepositEnabled() external view returns (bool);

    /// All keys the node ever deposited, retired ones too.
    function getSuperNodePubkeyCount(address node) external view returns (uint256);
    /// The key of that index, in the order of deposits. Reverts beyond the last.
    function getSuperNodePubkeyAt(address node, uint256 index) external view returns (bytes memory);

    /// Keys [start, end) of the node; `end` may lie beyond the last.
    function getSuperNodePubkeys(address node, uint256 start, uint256 end)
        external
        view
        returns (bytes[] memory);
    /// See IValidatorKeys: 0 to 4.
    function getSuperNodePubkeyStatus(bytes calldata pubkey) external view returns (uint256);

    /// Keys that no longer count against the node's limit.
    function getSuperNodeRetiredPubkeyCount(address node) external view returns (uint256);

    /// @notice Takes ended keys (status 3 or 4) that count against their node's limit out of it.
    /// Caller: the owner. Errors: "params len err" (none), "pubkey status unmatch".
    function retireSuperNodePubkeys(bytes[] calldata pubkeys) external;

    /// @notice Opens or closes new deposits (default: closed). Caller: the owner or an admin.
    function setSuperNodeDepositEnabled(bool enabled) external;

    /// @notice Decides the credentials of a key in the members' place: `status` 2 or 4 for a key
    /// of status 1, 2 or 4. Nothing can be staked twice by this. A retired key that is given
    /// status 2 counts against its node's limit again. Caller: the owner.
    /// Errors: "pubkey status unmatch".
    function setSuperNodePubkeyStatus(bytes calldata pubkey, uint256 status) external;
}
