#pragma once

#include <variant>
#include <vector>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// StafiDistributor: splits what validators earn, and pays operators and the platform.

namespace stafi::pool::distributor {

/// The operator's totals since the start, as they are in the tree: `index`, `account` and both make
/// its leaf.
struct Claim {
    std::uint64_t index = 0;
    Address account;
    Wei total_reward_amount;
    Wei total_exit_deposit_amount;
    std::vector<Bytes32> merkle_proof;
    ClaimType claim_type = ClaimType::none;
    ABI_MESSAGE(Claim, "claim(uint256,address,uint256,uint256,bytes32[],uint8)", index, account,
                total_reward_amount, total_exit_deposit_amount, merkle_proof, claim_type);
};
struct GetMerkleRoot {
    ABI_MESSAGE(GetMerkleRoot, "getMerkleRoot() view returns (bytes32)");
    using Returns = Bytes32;
};
struct GetMerkleDealedEpoch {
    ABI_MESSAGE(GetMerkleDealedEpoch, "getMerkleDealedEpoch() view returns (uint256)");
    using Returns = Epoch;
};
struct GetTotalClaimedReward {
    Address account;
    ABI_MESSAGE(GetTotalClaimedReward, "getTotalClaimedReward(address) view returns (uint256)",
                account);
    using Returns = Wei;
};
struct GetTotalClaimedDeposit {
    Address account;
    ABI_MESSAGE(GetTotalClaimedDeposit, "getTotalClaimedDeposit(address) view returns (uint256)",
                account);
    using Returns = Wei;
};
/// Since the start.
struct GetPlatformTotalAmount {
    ABI_MESSAGE(GetPlatformTotalAmount, "getPlatformTotalAmount() view returns (uint256)");
    using Returns = Wei;
};
struct GetPlatformTotalClaimedAmount {
    ABI_MESSAGE(GetPlatformTotalClaimedAmount,
                "getPlatformTotalClaimedAmount() view returns (uint256)");
    using Returns = Wei;
};
struct GetDistributeFeeDealedHeight {
    ABI_MESSAGE(GetDistributeFeeDealedHeight,
                "getDistributeFeeDealedHeight() view returns (uint256)");
    using Returns = BlockNumber;
};
struct GetDistributeSuperNodeFeeDealedHeight {
    ABI_MESSAGE(GetDistributeSuperNodeFeeDealedHeight,
                "getDistributeSuperNodeFeeDealedHeight() view returns (uint256)");
    using Returns = BlockNumber;
};
/// Called a height, counted in epochs.
struct GetDistributeSlashDealedHeight {
    ABI_MESSAGE(GetDistributeSlashDealedHeight,
                "getDistributeSlashDealedHeight() view returns (uint256)");
    using Returns = Epoch;
};
struct GetCurrentNodeDepositAmount {
    ABI_MESSAGE(GetCurrentNodeDepositAmount,
                "getCurrentNodeDepositAmount() view returns (uint256)");
    using Returns = Wei;
};

// The oracle's, each a vote on a proposal (pool/proposals.hpp).

/// What the fee pool of solo validators got up to a block.
struct DistributeFee {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    ABI_MESSAGE(DistributeFee, "distributeFee(uint256,uint256,uint256,uint256)", dealed_height,
                user_amount, node_amount, platform_amount);
};
struct DistributeSuperNodeFee {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    ABI_MESSAGE(DistributeSuperNodeFee, "distributeSuperNodeFee(uint256,uint256,uint256,uint256)",
                dealed_height, user_amount, node_amount, platform_amount);
};
/// From operators back to users.
struct DistributeSlashAmount {
    Epoch dealed_height;
    Wei amount;
    ABI_MESSAGE(DistributeSlashAmount, "distributeSlashAmount(uint256,uint256)", dealed_height,
                amount);
};
struct SetMerkleRoot {
    Epoch dealed_epoch;
    Bytes32 merkle_root;
    ABI_MESSAGE(SetMerkleRoot, "setMerkleRoot(uint256,bytes32)", dealed_epoch, merkle_root);
};
struct SetPlatformTotalAmount {
    Epoch dealed_epoch;
    Wei total_amount;
    ABI_MESSAGE(SetPlatformTotalAmount, "setPlatformTotalAmount(uint256,uint256)", dealed_epoch,
                total_amount);
};

namespace event {

/// Both amounts as they were claimable, whichever was paid.
struct Claimed {
    std::uint64_t index = 0;
    Address account;
    Wei claimable_reward;
    Wei claimable_deposit;
    ClaimType claim_type = ClaimType::none;
    ABI_MESSAGE(Claimed, "Claimed(uint256,address,uint256,uint256,uint8)", index, account,
                claimable_reward, claimable_deposit, claim_type);
};
struct DistributeFee {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    ABI_MESSAGE(DistributeFee, "DistributeFee(uint256,uint256,uint256,uint256)", dealed_height,
                user_amount, node_amount, platform_amount);
};
struct DistributeSuperNodeFee {
    BlockNumber dealed_height;
    Wei user_amount;
    Wei node_amount;
    Wei platform_amount;
    ABI_MESSAGE(DistributeSuperNodeFee, "DistributeSuperNodeFee(uint256,uint256,uint256,uint256)",
                dealed_height, user_amount, node_amount, platform_amount);
};
struct DistributeSlash {
    Epoch dealed_height;
    Wei slash_amount;
    ABI_MESSAGE(DistributeSlash, "DistributeSlash(uint256,uint256)", dealed_height, slash_amount);
};
struct SetMerkleRoot {
    Epoch dealed_epoch;
    Bytes32 merkle_root;
    ABI_MESSAGE(SetMerkleRoot, "SetMerkleRoot(uint256,bytes32)", dealed_epoch, merkle_root);
};
struct SetPlatformTotalAmount {
    Epoch dealed_epoch;
    Wei total_amount;
    ABI_MESSAGE(SetPlatformTotalAmount, "SetPlatformTotalAmount(uint256,uint256)", dealed_epoch,
                total_amount);
};
struct PlatformFeeClaimed {
    Address recipient;
    Wei amount;
    ABI_MESSAGE(PlatformFeeClaimed, "PlatformFeeClaimed(address indexed,uint256)", recipient,
                amount);
};
struct VoteProposal {
    Bytes32 proposal_id;
    Address voter;
    ABI_MESSAGE(VoteProposal, "VoteProposal(bytes32 indexed,address)", proposal_id, voter);
};
struct ProposalExecuted {
    Bytes32 proposal_id;
    ABI_MESSAGE(ProposalExecuted, "ProposalExecuted(bytes32 indexed)", proposal_id);
};

}  // namespace event

using Event =
    std::variant<event::Claimed, event::DistributeFee, event::DistributeSuperNodeFee,
                 event::DistributeSlash, event::SetMerkleRoot, event::SetPlatformTotalAmount,
                 event::PlatformFeeClaimed, event::VoteProposal, event::ProposalExecuted>;

}  // namespace stafi::pool::distributor
