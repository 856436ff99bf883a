// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Splits what validators earn: users' part to the pool, operators' and platform's to here.
/// @notice Amounts in wei. What is to be distributed is agreed by the oracle; what an operator is
/// owed is a leaf of the Merkle tree whose root the oracle agreed on, as totals since the start.
interface IStafiDistributor {
    /// What `claim` pays. `None` is refused.
    enum ClaimType {
        None,
        ClaimReward,
        ClaimDeposit,
        ClaimTotal
    }

    /// Both amounts as they were claimable, whichever of them was paid.
    event Claimed(
        uint256 index,
        address account,
        uint256 claimableReward,
        uint256 claimableDeposit,
        ClaimType claimType
    );
    /// Fees of solo validators up to block `dealedHeight` were split.
    event DistributeFee(
        uint256 dealedHeight, uint256 userAmount, uint256 nodeAmount, uint256 platformAmount
    );
    /// Fees of the pool's own validators up to block `dealedHeight` were split.
    event DistributeSuperNodeFee(
        uint256 dealedHeight, uint256 userAmount, uint256 nodeAmount, uint256 platformAmount
    );
    /// Users were given `slashAmount` of the operators' money, up to epoch `dealedHeight`.
    event DistributeSlash(uint256 dealedHeight, uint256 slashAmount);
    /// A quorum agreed on the root of the totals at `dealedEpoch`.
    event SetMerkleRoot(uint256 dealedEpoch, bytes32 merkleRoot);
    /// A quorum agreed on the platform's fee since the start.
    event SetPlatformTotalAmount(uint256 dealedEpoch, uint256 totalAmount);
    /// The owner sent the platform's fee to `recipient`.
    event PlatformFeeClaimed(address indexed recipient, uint256 amount);

    /// @notice Takes operators' and platform's part of exited validators. Anybody may give.
    /// Errors: "zero amount".
    function distributeWithdrawals() external payable;

    /// @notice Votes to split fees of solo validators that arrived up to block `dealedHeight`.
    /// Caller: trusted nodes. Errors, in this order: "zero amount" (all three), "height already
    /// dealed" (not above the last), "proposal already executed", "Invalid trusted node",
    /// "duplicate vote", "Failed to withdraw ETH" (the fee pool has less).
    function distributeFee(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount
    ) external;

    /// @notice As `distributeFee`, for the pool's own validators.
    function distributeSuperNodeFee(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount
    ) external;

    /// @notice Votes to give users `amount` of the operators' money, for slashings up to the epoch
    /// `dealedHeight`. Caller: trusted nodes. Errors: "zero amount", "height already dealed",
    /// votes' as above, "Insufficient contract ETH balance".
    function distributeSlashAmount(uint256 dealedHeight, uint256 amount) external;

    /// @notice Votes for the root of the operators' totals at `dealedEpoch`.
    /// Caller: trusted nodes. Errors: "epoch already dealed" (not above the last), votes'.
    function setMerkleRoot(uint256 dealedEpoch, bytes32 merkleRoot) external;

    /// @notice Votes for the platform's fee since the start.
    /// Caller: trusted nodes. Errors: "amount below claimed", votes'.
    function setPlatformTotalAmount(uint256 dealedEpoch, uint256 totalAmount) external;

    /// @notice Pays `account` what its totals exceed what it has been paid. Anybody may call.
    /// The leaf is keccak256(index ‖ account ‖ totalRewardAmount ‖ totalExitDepositAmount), pairs
    /// are hashed in ascending order. A total that shrank pays nothing and hinders nothing.
    /// Errors: "invalid proof", "no claimable reward", "no claimable deposit", "no claimable
    /// amount", "unknown claimType", "failed to claim ETH".
    function claim(
        uint256 index,
        address account,
        uint256 totalRewardAmount,
        uint256 totalExitDepositAmount,
        bytes32[] calldata merkleProof,
        ClaimType claimType
    ) external;

    /// @notice Replaces the root without a vote, when a bad one was agreed on; the epoch stays.
    /// Caller: the owner.
    function updateMerkleRoot(bytes32 merkleRoot) external;

    /// @notice Pays the platform's fee that is agreed and not yet paid to `recipient`.
    /// Caller: the owner. Errors: "Invalid address" (zero), "zero amount", "failed to claim ETH".
    function claimPlatformFee(address recipient) external;

    /// The root that claims are proved against.
    function getMerkleRoot() external view returns (bytes32);
    /// The epoch of the last root that was voted for.
    function getMerkleDealedEpoch() external view returns (uint256);
    /// Reward that the account was paid since the start.
    function getTotalClaimedReward(address account) external view returns (uint256);
    /// Deposit that the account was paid back since the start.
    function getTotalClaimedDeposit(address account) external view returns (uint256);
    /// The block up to which fees of solo validators are split.
    function getDistributeFeeDealedHeight() external view returns (uint256);
    /// The block up to which fees of the pool's own validators are split.
    function getDistributeSuperNodeFeeDealedHeight() external view returns (uint256);
    /// The epoch up to which slashings are made good.
    function getDistributeSlashDealedHeight() external view returns (uint256);
    /// The platform's fee since the start, as voted for.
    function getPlatformTotalAmount() external view returns (uint256);
    /// How much of it has been paid.
    function getPlatformTotalClaimedAmount() external view returns (uint256);

    /// What a new solo key brings at present, in wei.
    function getCurrentNodeDepositAmount() external view returns (uint256);
}
