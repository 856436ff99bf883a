// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import {
    STAFI_ETHER,
    STAFI_FEE_POOL,
    STAFI_STAKING_POOL_SETTINGS,
    STAFI_SUPER_NODE_FEE_POOL
} from "./ContractKeys.sol";
import { OracleVoting } from "./OracleVoting.sol";
import { StafiUpgradeable } from "./StafiUpgradeable.sol";
import { IStafiDistributor } from "./interfaces/IStafiDistributor.sol";
import { IStafiEtherReceiver } from "./interfaces/IStafiEther.sol";
import { IStafiFeePool } from "./interfaces/IStafiFeePool.sol";
import { IStafiStakingPoolSettings } from "./interfaces/IStafiStakingPoolSettings.sol";
import { IStafiStorage } from "./interfaces/IStafiStorage.sol";

/// @title Splits what validators earn: users' part to the pool, operators' and platform's to here.
/// @notice The ether itself is in the vault; here is only who has been paid what.
contract StafiDistributor is
    IStafiDistributor,
    IStafiEtherReceiver,
    OracleVoting,
    ReentrancyGuardTransient
{
    using Math for uint256;

    bytes32 private merkleRoot;
    uint256 private merkleDealedEpoch;
    uint256 private platformTotal;
    uint256 private platformClaimed;
    uint256 private slashDealedHeight;
    mapping(bytes32 feePoolKey => uint256) private feeDealedHeight;
    mapping(address account => uint256) private claimedReward;
    mapping(address account => uint256) private claimedDeposit;

    constructor(IStafiStorage registry) StafiUpgradeable(registry, "stafiDistributor") { }

    /// @notice There is nothing to set; it closes the proxy to others.
    function initialize() external initializer { }

    /// Ether of the fee pools arrives here on its way to the pool and to the vault.
    receive() external payable {
        require(
            msg.sender == _addressOf(STAFI_FEE_POOL)
                || msg.sender == _addressOf(STAFI_SUPER_NODE_FEE_POOL),
            "Invalid or outdated contract"
        );
    }

    /// @inheritdoc IStafiEtherReceiver
    function receiveEtherWithdrawal() external payable onlyLatestContract(STAFI_ETHER) { }

    /// @inheritdoc IStafiDistributor
    function distributeWithdrawals() external payable onlyRegistered {
        require(msg.value > 0, "zero amount");
        _etherVault().depositEther{ value: msg.value }();
    }

    /// @inheritdoc IStafiDistributor
    function distributeFee(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount
    ) external onlyRegistered nonReentrant {
        bytes32 id = keccak256(
            abi.encodePacked("distributeFee", dealedHeight, userAmount, nodeAmount, platformAmount)
        );
        uint256 kept = nodeAmount + platformAmount;
        if (_voteForSplit(STAFI_FEE_POOL, id, dealedHeight, userAmount, kept)) {
            emit DistributeFee(dealedHeight, userAmount, nodeAmount, platformAmount);
        }
    }

    /// @inheritdoc IStafiDistributor
    function distributeSuperNodeFee(
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 nodeAmount,
        uint256 platformAmount
    ) external onlyRegistered nonReentrant {
        bytes32 id = keccak256(
            abi.encodePacked(
                "distributeSuperNodeFee", dealedHeight, userAmount, nodeAmount, platformAmount
            )
        );
        uint256 kept = nodeAmount + platformAmount;
        if (_voteForSplit(STAFI_SUPER_NODE_FEE_POOL, id, dealedHeight, userAmount, kept)) {
            emit DistributeSuperNodeFee(dealedHeight, userAmount, nodeAmount, platformAmount);
        }
    }

    /// @inheritdoc IStafiDistributor
    function distributeSlashAmount(uint256 dealedHeight, uint256 amount)
        external
        onlyRegistered
        nonReentrant
    {
        require(amount > 0, "zero amount");
        require(dealedHeight > slashDealedHeight, "height already dealed");
        if (!_vote(keccak256(abi.encodePacked("distributeSlashAmount", dealedHeight, amount)))) {
            return;
        }
        slashDealedHeight = dealedHeight;
        emit DistributeSlash(dealedHeight, amount);
        _etherVault().withdrawEther(amount);
        _userDeposit().recycleDistributorDeposit{ value: amount }();
    }

    /// @inheritdoc IStafiDistributor
    function setMerkleRoot(uint256 dealedEpoch, bytes32 merkleRoot_) external onlyRegistered {
        require(dealedEpoch > merkleDealedEpoch, "epoch already dealed");
        if (!_vote(keccak256(abi.encodePacked("setMerkleRoot", dealedEpoch, merkleRoot_)))) return;
        merkleDealedEpoch = dealedEpoch;
        merkleRoot = merkleRoot_;
        emit SetMerkleRoot(dealedEpoch, merkleRoot_);
    }

    /// @inheritdoc IStafiDistributor
    function setPlatformTotalAmount(uint256 dealedEpoch, uint256 totalAmount)
        external
        onlyRegistered
    {
        require(totalAmount >= platformClaimed, "amount below claimed");
        bytes32 id = keccak256(abi.encodePacked("setPlatformTotalAmount", dealedEpoch, totalAmount));
        if (!_vote(id)) return;
        platformTotal = totalAmount;
        emit SetPlatformTotalAmount(dealedEpoch, totalAmount);
    }

    /// @inheritdoc IStafiDistributor
    function claim(
        uint256 index,
        address account,
        uint256 totalRewardAmount,
        uint256 totalExitDepositAmount,
        bytes32[] calldata merkleProof,
        ClaimType claimType
    ) external onlyRegistered nonReentrant {
        bytes32 leaf = keccak256(
            abi.encodePacked(index, account, totalRewardAmount, totalExitDepositAmount)
        );
        require(MerkleProof.verifyCalldata(merkleProof, merkleRoot, leaf), "invalid proof");
        uint256 reward = totalRewardAmount.saturatingSub(claimedReward[account]);
        uint256 exitDeposit = totalExitDepositAmount.saturatingSub(claimedDeposit[account]);
        emit Claimed(index, account, reward, exitDeposit, claimType);
        _pay(account, _markClaimed(account, reward, exitDeposit, claimType));
    }

    /// @inheritdoc IStafiDistributor
    function updateMerkleRoot(bytes32 merkleRoot_) external onlyRegistered onlyOwner {
        merkleRoot = merkleRoot_;
        emit SetMerkleRoot(merkleDealedEpoch, merkleRoot_);
    }

    /// @inheritdoc IStafiDistributor
    function claimPlatformFee(address recipient) external onlyRegistered onlyOwner nonReentrant {
        require(recipient != address(0), "Invalid address");
        uint256 amount = platformTotal - platformClaimed;
        require(amount > 0, "zero amount");
        platformClaimed = platformTotal;
        emit PlatformFeeClaimed(recipient, amount);
        _pay(recipient, amount);
    }

    /// @inheritdoc IStafiDistributor
    function getMerkleRoot() external view returns (bytes32) {
        return merkleRoot;
    }

    /// @inheritdoc IStafiDistributor
    function getMerkleDealedEpoch() external view returns (uint256) {
        return merkleDealedEpoch;
    }

    /// @inheritdoc IStafiDistributor
    function getTotalClaimedReward(address account) external view returns (uint256) {
        return claimedReward[account];
    }

    /// @inheritdoc IStafiDistributor
    function getTotalClaimedDeposit(address account) external view returns (uint256) {
        return claimedDeposit[account];
    }

    /// @inheritdoc IStafiDistributor
    function getDistributeFeeDealedHeight() external view returns (uint256) {
        return feeDealedHeight[STAFI_FEE_POOL];
    }

    /// @inheritdoc IStafiDistributor
    function getDistributeSuperNodeFeeDealedHeight() external view returns (uint256) {
        return feeDealedHeight[STAFI_SUPER_NODE_FEE_POOL];
    }

    /// @inheritdoc IStafiDistributor
    function getDistributeSlashDealedHeight() external view returns (uint256) {
        return slashDealedHeight;
    }

    /// @inheritdoc IStafiDistributor
    function getPlatformTotalAmount() external view returns (uint256) {
        return platformTotal;
    }

    /// @inheritdoc IStafiDistributor
    function getPlatformTotalClaimedAmount() external view returns (uint256) {
        return platformClaimed;
    }

    /// @inheritdoc IStafiDistributor
    function getCurrentNodeDepositAmount() external view returns (uint256) {
        return IStafiStakingPoolSettings(_addressOf(STAFI_STAKING_POOL_SETTINGS))
            .getCurrentNodeDepositAmount();
    }

    /// A vote to take ether out of a fee pool; true when it has been done.
    function _voteForSplit(
        bytes32 feePoolKey,
        bytes32 id,
        uint256 dealedHeight,
        uint256 userAmount,
        uint256 keptAmount
    ) private returns (bool) {
        require(userAmount + keptAmount > 0, "zero amount");
        require(dealedHeight > feeDealedHeight[feePoolKey], "height already dealed");
        if (!_vote(id)) return false;
        feeDealedHeight[feePoolKey] = dealedHeight;
        address feePool = _addressOf(feePoolKey);
        IStafiFeePool(feePool).withdrawEther(address(this), userAmount + keptAmount);
        if (userAmount > 0) _userDeposit().recycleDistributorDeposit{ value: userAmount }();
        if (keptAmount > 0) _etherVault().depositEther{ value: keptAmount }();
        return true;
    }

    function _vote(bytes32 id) private returns (bool) {
        return _voteForProposal("stafiDistributor", id);
    }

    /// Books what this claim takes and returns it.
    function _markClaimed(address account, uint256 reward, uint256 exitDeposit, ClaimType claimType)
        private
        returns (uint256)
    {
        require(claimType != ClaimType.None, "unknown claimType");
        if (claimType == ClaimType.ClaimReward) {
            require(reward > 0, "no claimable reward");
            exitDeposit = 0;
        } else if (claimType == ClaimType.ClaimDeposit) {
            require(exitDeposit > 0, "no claimable deposit");
            reward = 0;
        }
        require(reward + exitDeposit > 0, "no claimable amount");
        claimedReward[account] += reward;
        claimedDeposit[account] += exitDeposit;
        return reward + exitDeposit;
    }

    /// From the vault to whom it is owed.
    function _pay(address account, uint256 amount) private {
        _etherVault().withdrawEther(amount);
        (bool paid,) = account.call{ value: amount }("");
        require(paid, "failed to claim ETH");
    }
}
