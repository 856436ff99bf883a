#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "contract_abi.hpp"
#include "pool/contracts/withdraw.hpp"
#include "pool/events.hpp"
#include "pool/refusals/refusals.hpp"

// Bindings against contracts/abi, which the compiler wrote, and against eth-abi's samples.

namespace stafi::pool {
namespace {

const test::Bindings& bindings() {
    static const test::Bindings all = [] {
        test::Bindings made;
        made.calls<storage::GetAddress, storage::GetBool, storage::GetString, storage::Owner>(
            "StafiStorage");
        made.events<storage::Event>("StafiStorage");
        made.calls<user_deposit::Deposit, user_deposit::GetBalance, user_deposit::GetExcessBalance,
                   user_deposit::GetDepositEnabled, user_deposit::GetMinimumDeposit>(
            "StafiUserDeposit");
        made.events<user_deposit::Event>("StafiUserDeposit");
        made.calls<reth_token::TotalSupply, reth_token::BalanceOf, reth_token::Allowance,
                   reth_token::Approve, reth_token::Transfer, reth_token::TransferFrom,
                   reth_token::GetExchangeRate, reth_token::GetEthValue, reth_token::GetRethValue>(
            "RETHToken");
        made.events<reth_token::Event>("RETHToken");
        made.calls<light_node::Deposit, light_node::Stake, light_node::OffBoard,
                   light_node::ProvideNodeDepositToken, light_node::WithdrawNodeDepositToken,
                   light_node::GetCurrentNodeDepositAmount, light_node::GetLightNodeDepositEnabled,
                   light_node::GetLightNodePubkeyCount, light_node::GetLightNodePubkeyAt,
                   light_node::GetLightNodePubkeys, light_node::GetLightNodePubkeyStatus>(
            "StafiLightNode");
        made.calls<validator_keys::VoteWithdrawCredentials, validator_keys::GetPubkeyVoted,
                   validator_keys::GetPubkeyStatuses, validator_keys::GetPubkeyOwner>(
            "StafiLightNode");
        made.events<light_node::Event>("StafiLightNode");
        made.calls<super_node::Deposit, super_node::Stake, super_node::DepositWhole,
                   super_node::PauseWholeDeposits, super_node::ResumeWholeDeposits,
                   super_node::GetWholeDepositsPaused, super_node::GetSuperNodeDepositEnabled,
                   super_node::GetSuperNodePubkeyCount, super_node::GetSuperNodeRetiredPubkeyCount,
                   super_node::GetSuperNodePubkeyAt, super_node::GetSuperNodePubkeys,
                   super_node::GetSuperNodePubkeyStatus>("StafiSuperNode");
        made.calls<validator_keys::VoteWithdrawCredentials, validator_keys::GetPubkeyVoted,
                   validator_keys::GetPubkeyStatuses, validator_keys::GetPubkeyOwner>(
            "StafiSuperNode");
        made.events<super_node::Event>("StafiSuperNode");
        made.calls<withdraw::Unstake, withdraw::Withdraw, withdraw::CurrentWithdrawCycle,
                   withdraw::NextWithdrawIndex, withdraw::MaxClaimableWithdrawIndex,
                   withdraw::TotalMissingAmountForWithdraw, withdraw::GetReservedForClaims,
                   withdraw::LatestDistributeHeight, withdraw::WithdrawLimitPerCycle,
                   withdraw::UserWithdrawLimitPerCycle, withdraw::TotalWithdrawAmountAtCycle,
                   withdraw::UserWithdrawAmountAtCycle, withdraw::GetUnclaimedWithdrawalsOfUser,
                   withdraw::WithdrawalAtIndex, withdraw::GetWithdrawals,
                   withdraw::DistributeWithdrawals, withdraw::ReserveEthForWithdraw,
                   withdraw::NotifyValidatorExit, withdraw::NameElectedKeys,
                   withdraw::EjectedStartCycle, withdraw::GetEjectedValidatorsAtCycle,
                   withdraw::TriggerExits, withdraw::GetExitFee, withdraw::GetExitTriggerTime>(
            "StafiWithdraw");
        made.events<withdraw::Event>("StafiWithdraw");
        made.calls<distributor::Claim, distributor::GetMerkleRoot,
                   distributor::GetMerkleDealedEpoch, distributor::GetTotalClaimedReward,
                   distributor::GetTotalClaimedDeposit, distributor::GetPlatformTotalAmount,
                   distributor::GetPlatformTotalClaimedAmount,
                   distributor::GetDistributeFeeDealedHeight,
                   distributor::GetDistributeSuperNodeFeeDealedHeight,
                   distributor::GetDistributeSlashDealedHeight,
                   distributor::GetCurrentNodeDepositAmount, distributor::DistributeFee,
                   distributor::DistributeSuperNodeFee, distributor::DistributeSlashAmount,
                   distributor::SetMerkleRoot, distributor::SetPlatformTotalAmount>(
            "StafiDistributor");
        made.events<distributor::Event>("StafiDistributor");
        made.calls<network_balances::SubmitBalances, network_balances::GetBalancesBlock,
                   network_balances::GetBalancesTime, network_balances::GetTotalETHBalance,
                   network_balances::GetStakingETHBalance, network_balances::GetTotalRETHSupply,
                   network_balances::GetETHStakingRate, network_balances::GetRateClamped,
                   network_balances::GetRateBounds>("StafiNetworkBalances");
        made.events<network_balances::Event>("StafiNetworkBalances");
        made.calls<network_settings::GetWithdrawalCredentials,
                   network_settings::GetSuperNodePubkeyLimit, network_settings::GetNodeFee,
                   network_settings::GetPlatformFee, network_settings::GetNodeConsensusThreshold,
                   network_settings::GetRateStepLimit, network_settings::GetSubmitBalancesEnabled,
                   network_settings::GetPaused>("StafiNetworkSettings");
        made.events<network_settings::Event>("StafiNetworkSettings");
        made.calls<staking_pool_settings::GetCurrentNodeDepositAmount,
                   staking_pool_settings::GetNodeDepositAmountAllowed,
                   staking_pool_settings::GetCompatibleWithOldClients,
                   staking_pool_settings::GetLaunchBalance>("StafiStakingPoolSettings");
        made.events<staking_pool_settings::Event>("StafiStakingPoolSettings");
        made.calls<node_manager::GetTrustedNodeCount, node_manager::GetTrustedNodeAt,
                   node_manager::GetNodeTrusted, node_manager::GetQuorum,
                   node_manager::GetSuperNodeCount, node_manager::GetSuperNodeAt,
                   node_manager::GetSuperNodeExists>("StafiNodeManager");
        made.events<node_manager::Event>("StafiNodeManager");
        made.calls<ether::BalanceOf>("StafiEther");
        made.events<ether::Event>("StafiEther");
        made.events<fee_pool::Event>("StafiFeePool");
        made.events<fee_pool::Event>("StafiSuperNodeFeePool");
        made.events<node_deposit::Event>("StafiNodeDeposit");
        made.calls<staking_pool_manager::GetStakingPoolCount,
                   staking_pool_manager::GetStakingPoolAt,
                   staking_pool_manager::GetStakingPoolPubkey>("StafiStakingPoolManager");
        return made;
    }();
    return all;
}

const std::vector<std::string> kContracts{"StafiStorage",
                                          "StafiUserDeposit",
                                          "RETHToken",
                                          "StafiLightNode",
                                          "StafiSuperNode",
                                          "StafiWithdraw",
                                          "StafiDistributor",
                                          "StafiNetworkBalances",
                                          "StafiNetworkSettings",
                                          "StafiStakingPoolSettings",
                                          "StafiNodeManager",
                                          "StafiEther",
                                          "StafiFeePool",
                                          "StafiNodeDeposit",
                                          "StafiStakingPoolManager",
                                          "StafiSuperNodeFeePool",
                                          "StafiUpgrade"};

std::vector<std::string> texts_of(std::span<const RefusalRow> rows) {
    std::vector<std::string> texts;
    for (const RefusalRow& row : rows)
        texts.emplace_back(row.text);
    return texts;
}

TEST(PoolBindings, cover_every_entry_of_the_abi_or_say_why_not) {
    test::expect_all_bound(bindings(), kContracts, texts_of(refusal_errors()));
}

TEST(PoolBindings, read_and_write_what_another_encoder_wrote) {
    for (const test::Binding& bound : bindings().list())
        test::expect_reads_samples(bound);
}

}  // namespace
}  // namespace stafi::pool
