#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "contract_abi.hpp"
#include "ssv/network/calls.hpp"
#include "ssv/network/calls_v1.hpp"
#include "ssv/network/calls_v2.hpp"
#include "ssv/network/dev_calls.hpp"
#include "ssv/network/events.hpp"
#include "ssv/network/operator_calls.hpp"
#include "ssv/network/refusals.hpp"
#include "ssv/network/token.hpp"
#include "ssv/network/views.hpp"
#include "ssv/network/views_v2.hpp"

// Bindings against contracts/abi, which the compiler wrote, and against eth-abi's samples.

namespace stafi::ssv {
namespace {

void add_common(test::Bindings& made, const std::string& release) {
    const std::string network = "SSVNetwork-" + release;
    made.calls<call::BulkRemoveValidator, call::RemoveValidator, call::ExitValidator,
               call::BulkExitValidator, call::Withdraw, call::Liquidate,
               call::SetFeeRecipientAddress, call::RegisterOperator, call::RemoveOperator,
               call::DeclareOperatorFee, call::ExecuteOperatorFee, call::CancelDeclaredOperatorFee,
               call::ReduceOperatorFee, call::WithdrawOperatorEarnings,
               call::WithdrawAllOperatorEarnings, call::SetOperatorsPrivateUnchecked,
               call::SetOperatorsPublicUnchecked, call::SetOperatorsWhitelists,
               call::RemoveOperatorsWhitelists, call::SetOperatorsWhitelistingContract,
               call::RemoveOperatorsWhitelistingContract>(network);
    made.calls<view::GetVersion, view::GetBalance, view::GetBurnRate, view::IsLiquidatable,
               view::IsLiquidated, view::GetValidator, view::GetOperatorById, view::GetOperatorFee,
               view::GetOperatorDeclaredFee, view::GetOperatorEarnings,
               view::GetWhitelistedOperators, view::IsWhitelistingContract,
               view::IsAddressWhitelistedInWhitelistingContract, view::GetNetworkFee,
               view::GetLiquidationThresholdPeriod, view::GetMinimumLiquidationCollateral,
               view::GetMaximumOperatorFee, view::GetValidatorsPerOperatorLimit,
               view::GetOperatorFeeIncreaseLimit, view::GetOperatorFeePeriods,
               view::GetNetworkEarnings, view::GetNetworkValidatorsCount>("SSVNetworkViews-" +
                                                                          release);
}

/// Events that both releases have.
using CommonEvents =
    std::variant<event::ValidatorAdded, event::ValidatorRemoved, event::ClusterDeposited,
                 event::ClusterWithdrawn, event::ClusterLiquidated, event::ClusterReactivated,
                 event::ValidatorExited, event::FeeRecipientAddressUpdated, event::OperatorAdded,
                 event::OperatorRemoved, event::OperatorPrivacyStatusUpdated,
                 event::OperatorMultipleWhitelistUpdated, event::OperatorMultipleWhitelistRemoved,
                 event::OperatorWhitelistingContractUpdated, event::OperatorFeeDeclared,
                 event::OperatorFeeDeclarationCancelled, event::OperatorFeeExecuted,
                 event::OperatorWithdrawn, event::NetworkFeeUpdated,
                 event::LiquidationThresholdPeriodUpdated,
                 event::MinimumLiquidationCollateralUpdated, event::OperatorFeeIncreaseLimitUpdated,
                 event::DeclareOperatorFeePeriodUpdated, event::ExecuteOperatorFeePeriodUpdated,
                 event::NetworkEarningsWithdrawn>;
using EventsOfV2 =
    std::variant<event::ClusterMigratedToETH, event::ClusterBalanceUpdated, event::RootCommitted,
                 event::OperatorWithdrawnSSV, event::SSVNetworkUpgradeBlock,
                 event::NetworkFeeUpdatedSSV, event::LiquidationThresholdPeriodSSVUpdated,
                 event::MinimumLiquidationCollateralSSVUpdated, event::MinimumOperatorEthFeeUpdated,
                 event::MinBlocksBetweenUpdatesUpdated>;

const test::Bindings& bindings() {
    static const test::Bindings all = [] {
        test::Bindings made;
        add_common(made, "v1.2");
        add_common(made, "v2");
        made.events<CommonEvents>("SSVNetwork-v1.2");
        made.events<CommonEvents>("SSVNetwork-v2");
        made.events<EventsOfV2>("SSVNetwork-v2");
        made.calls<call_v1::RegisterValidator, call_v1::BulkRegisterValidator, call_v1::Deposit,
                   call_v1::Reactivate>("SSVNetwork-v1.2");
        made.calls<call_v2::RegisterValidator, call_v2::BulkRegisterValidator, call_v2::Deposit,
                   call_v2::Reactivate, call_v2::MigrateClusterToETH, call_v2::LiquidateSSV,
                   call_v2::UpdateClusterBalance>("SSVNetwork-v2");
        made.calls<view::GetClusterAssetType, view::GetEffectiveBalance, view::GetCommittedRoot,
                   view::GetMinimumOperatorEthFee, view::GetBalanceSSV, view::GetBurnRateSSV,
                   view::IsLiquidatableSSV, view::GetOperatorByIdSSV, view::GetOperatorFeeSSV,
                   view::GetOperatorEarningsSSV, view::GetNetworkFeeSSV,
                   view::GetNetworkEarningsSSV, view::GetLiquidationThresholdPeriodSSV,
                   view::GetMinimumLiquidationCollateralSSV, view::GetMaximumOperatorFeeSSV>(
            "SSVNetworkViews-v2");
        made.calls<token::BalanceOf, token::Allowance, token::Approve, token::Transfer,
                   token::TransferFrom, token::TotalSupply, token::DevMint>("SSVToken");
        made.events<token::Event>("SSVToken");
        made.calls<dev_call::DevUpgradeToV2, dev_call::DevCommitRoot, dev_call::DevSetOperatorFee,
                   dev_call::DevAllowShortPeriods, dev_call::DevSetValidatorsPerOperatorLimit>(
            "SSVDevTools");
        return made;
    }();
    return all;
}

std::vector<std::string> declared_errors() {
    std::vector<std::string> texts;
    for (const RefusalRow& row : refusal_errors())
        texts.emplace_back(row.declaration);
    return texts;
}

TEST(SsvBindings, cover_every_entry_of_the_abi_or_say_why_not) {
    test::expect_all_bound(bindings(),
                           {"SSVNetwork-v1.2", "SSVNetwork-v2", "SSVNetworkViews-v1.2",
                            "SSVNetworkViews-v2", "SSVToken", "SSVDevTools"},
                           declared_errors());
}

TEST(SsvBindings, read_and_write_what_another_encoder_wrote) {
    for (const test::Binding& bound : bindings().list())
        test::expect_reads_samples(bound);
}

TEST(SsvBindings, follow_every_event_that_is_bound) {
    EXPECT_EQ(std::variant_size_v<Event>,
              std::variant_size_v<CommonEvents> + std::variant_size_v<EventsOfV2>);
}

}  // namespace
}  // namespace stafi::ssv
