#include <algorithm>
#include <array>
#include <set>
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
#include "ssv/network/token.hpp"
#include "ssv/network/views.hpp"
#include "ssv/network/views_v2.hpp"
#include "ssv/refusals/refusals.hpp"

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
                 event::NetworkEarningsWithdrawn, event::OwnershipTransferred>;
using EventsOfV2 =
    std::variant<event::ClusterMigratedToETH, event::ClusterBalanceUpdated, event::RootCommitted,
                 event::OperatorWithdrawnSSV, event::SSVNetworkUpgradeBlock,
                 event::NetworkFeeUpdatedSSV, event::LiquidationThresholdPeriodSSVUpdated,
                 event::MinimumLiquidationCollateralSSVUpdated, event::MinimumOperatorEthFeeUpdated,
                 event::MinBlocksBetweenUpdatesUpdated, event::OperatorMaximumFeeUpdated>;
using EventsOfV1 = std::variant<event_v1::OperatorMaximumFeeUpdated>;
/// Events that a local network does not emit.
using PublishedEvents =
    std::variant<event::Upgraded, event::ModuleUpgraded, event::OwnershipTransferStarted,
                 event::OracleReplaced, event::QuorumUpdated, event::WeightedRootProposed>;

const test::Bindings& bindings() {
    static const test::Bindings all = [] {
        test::Bindings made;
        add_common(made, "v1.2");
        add_common(made, "v2");
        made.events<CommonEvents>("SSVNetwork-v1.2");
        made.events<CommonEvents>("SSVNetwork-v2");
        made.events<EventsOfV1>("SSVNetwork-v1.2");
        made.events<EventsOfV2>("SSVNetwork-v2");
        made.calls<call_v1::RegisterValidator, call_v1::BulkRegisterValidator, call_v1::Deposit,
                   call_v1::Reactivate>("SSVNetwork-v1.2");
        made.calls<call_v2::RegisterValidator, call_v2::BulkRegisterValidator, call_v2::Deposit,
                   call_v2::Reactivate, call_v2::MigrateClusterToETH, call_v2::LiquidateSSV,
                   call_v2::UpdateClusterBalance, call_v2::WithdrawOperatorEarningsSSV,
                   call_v2::WithdrawAllOperatorEarningsSSV,
                   call_v2::WithdrawAllVersionOperatorEarnings>("SSVNetwork-v2");
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

/// What is bound, but not of contracts/abi.
const test::Bindings& published_bindings() {
    static const test::Bindings all = [] {
        test::Bindings made;
        made.events<PublishedEvents>("SSV");
        made.calls<view::GetOracle, view::GetOracleWeight, view::GetQuorumBps>("SSV");
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

/// The text of what is bound of this kind, and of events which of their parameters are indexed.
std::string shape_of(const abi::Signature& signature, const std::string& kind) {
    std::string text = signature.text();
    if (kind == "event")
        for (const auto& parameter : signature.parameters())
            text += parameter.is_indexed ? " indexed" : " data";
    return text;
}

std::set<std::string> bound_shapes(const std::string& kind) {
    std::set<std::string> shapes;
    for (const auto* bindings_of : {&bindings(), &published_bindings()})
        for (const test::Binding& bound : bindings_of->list())
            if (bound.kind == kind) shapes.insert(shape_of(*bound.signature, kind));
    if (kind == "error")
        for (const std::string& text : declared_errors())
            shapes.insert(text);
    return shapes;
}

// The ABI that SSV Network published, of both releases; a local network has a part of it.
TEST(SsvBindings, cover_every_entry_of_the_published_abi_or_say_why_not) {
    const auto published = test::vector_file("abi_signatures/ssv.json");
    auto rows = test::unbound_entries();
    std::erase_if(rows, [](const test::Unbound& row) { return row.contract != "SSV"; });
    std::set<std::string> used;
    for (const std::string kind : {"function", "event", "error"}) {
        const std::set<std::string> bound = bound_shapes(kind);
        for (const auto& entry : published.at(kind + "s").as_array()) {
            const auto signature = *abi::Signature::parse(test::str(entry.at("declaration")));
            const std::string text = signature.text();
            if (text == "Error(string)" || text == "Panic(uint256)") continue;  // of the language
            const bool is_bound = bound.contains(shape_of(signature, kind));
            bool is_listed = false;
            for (const test::Unbound& row : rows)
                if (row.kind == kind && test::fits(row.text, text)) {
                    is_listed = true;
                    used.insert(row.text);
                }
            EXPECT_NE(is_bound, is_listed) << kind << " " << text;
        }
    }
    for (const test::Unbound& row : rows)
        EXPECT_TRUE(used.contains(row.text)) << row.text << " is in no ABI";
}

// Samples of them would have to be encoded from the ABI of contracts that are not ours.
TEST(SsvBindings, read_what_they_write_of_events_that_no_local_network_emits) {
    const Address owner = Address::from(std::array<std::byte, 20>{std::byte{7}});
    const std::vector<Event> events{
        event::Upgraded{.implementation = owner},
        event::ModuleUpgraded{.module_id = 6, .module_address = owner},
        event::OwnershipTransferStarted{.previous_owner = {}, .new_owner = owner},
        event::OracleReplaced{.oracle_id = 4, .old_oracle = owner, .new_oracle = {}},
        event::QuorumUpdated{.new_quorum = 7'500},
        event::WeightedRootProposed{.merkle_root = {},
                                    .block_num = {25'000'000},
                                    .accumulated_weight = Uint256{75},
                                    .quorum = Uint256{76},
                                    .oracle_id = 3,
                                    .oracle = owner}};
    for (const Event& event : events) {
        const auto log = std::visit([](const auto& it) { return abi::encode_event(it); }, event);
        EXPECT_EQ(**decode_event(log.topics, log.data), event);
    }
    EXPECT_EQ(events.size(), std::variant_size_v<PublishedEvents>);
}

TEST(SsvBindings, follow_every_event_that_is_bound) {
    EXPECT_EQ(std::variant_size_v<Event>,
              std::variant_size_v<CommonEvents> + std::variant_size_v<EventsOfV1> +
                  std::variant_size_v<EventsOfV2> + std::variant_size_v<PublishedEvents>);
}

}  // namespace
}  // namespace stafi::ssv
