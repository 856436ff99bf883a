#include "ssv/fees/fee_book.hpp"

#include <array>

#include <gtest/gtest.h>

// Expected values: section by section from the rules of SSV Network v1.2.0 and v2.0.0, and for the
// worked example what its own code answered on a local chain.

namespace stafi::ssv {
namespace {

const std::array<OperatorId, 4> kFour{OperatorId{1}, OperatorId{2}, OperatorId{3}, OperatorId{4}};

struct FeeBookTest : testing::Test {
    FeeBook book{.release = Release::v2,
                 .ssv = {},
                 .eth = {.network = {},
                         .rule = {.minimum_collateral = {}, .period = 50'120},
                         .lowest_fee = {10'000'000},
                         .highest_fee = {5'336'500'000}},
                 .increase_limit = 1'000,
                 .declare_period = {100},
                 .execute_period = {50},
                 .operators = {}};

    Result<> take(std::uint64_t block, const Event& event) {
        return apply(book, {.number = {block}, .time = {block * 12}}, event);
    }
    void add(std::uint64_t id, std::uint64_t block, std::uint64_t fee) {
        EXPECT_TRUE(
            take(block,
                 event::OperatorAdded{
                     .operator_id = OperatorId{id}, .owner = {}, .public_key = {}, .fee = {fee}}));
    }
    void execute(std::uint64_t id, std::uint64_t block, std::uint64_t fee) {
        EXPECT_TRUE(take(block, event::OperatorFeeExecuted{.owner = {},
                                                           .operator_id = OperatorId{id},
                                                           .block_number = {block},
                                                           .fee = {fee}}));
    }
    void declare_fee(std::uint64_t id, std::uint64_t block, std::uint64_t fee) {
        EXPECT_TRUE(take(block, event::OperatorFeeDeclared{.owner = {},
                                                           .operator_id = OperatorId{id},
                                                           .block_number = {block},
                                                           .fee = {fee}}));
    }
    Terms at(std::uint64_t block, Asset asset = Asset::eth) {
        return terms_at(book, kFour, asset, {block}).value();
    }
};

TEST_F(FeeBookTest, knows_what_a_cluster_must_hold) {
    for (const OperatorId id : kFour)
        add(id.value, 100, 1'778'800'000);
    EXPECT_TRUE(take(100, event::NetworkFeeUpdated{.old_fee = {}, .new_fee = {3'366'600'000}}));
    const Terms terms = at(100);
    EXPECT_EQ(*minimum_balance(Asset::eth, kVUnitsPerValidator, terms.rates.fee, terms.rule),
              AssetWei{525'347'816'000'000});
    const ClusterState none{
        .cluster = kNewCluster, .asset = Asset::eth, .said = {}, .root_block = {}};
    EXPECT_EQ(*registration_value(none, 1, terms), AssetWei{525'347'816'000'000});
}

TEST_F(FeeBookTest, carries_an_index_over_changes_of_the_fee) {
    add(1, 10, 1'000'000);
    execute(1, 20, 3'000'000);
    EXPECT_EQ(account_of(book, OperatorId{1}, Asset::eth, {25})->index, 10U * 10);
    for (const OperatorId id : {OperatorId{2}, OperatorId{3}, OperatorId{4}})
        add(id.value, 20, 0);
    EXPECT_EQ(at(25).rates.operator_index, 10U * 10 + 5 * 30);
}

TEST_F(FeeBookTest, carries_the_networks_index_over_changes_of_its_fee) {
    for (const OperatorId id : kFour)
        add(id.value, 1, 0);
    EXPECT_TRUE(take(10, event::NetworkFeeUpdated{.old_fee = {}, .new_fee = {200'000}}));
    EXPECT_TRUE(take(30, event::NetworkFeeUpdated{.old_fee = {200'000}, .new_fee = {100'000}}));
    EXPECT_EQ(at(35).rates.network_index, 20U * 2 + 5);
    EXPECT_EQ(at(35).rates.fee, PackedFee{1});
}

TEST_F(FeeBookTest, stops_the_index_of_a_removed_operator) {
    add(1, 10, 1'000'000);
    EXPECT_TRUE(take(14, event::OperatorRemoved{.operator_id = OperatorId{1}}));
    const Account account = *account_of(book, OperatorId{1}, Asset::eth, {99});
    EXPECT_EQ(account.index, 40U);
    EXPECT_EQ(account.fee, PackedFee{});
    EXPECT_EQ(rates_at({1'000}, std::array{account}, {})->operator_index, 40U);
    EXPECT_TRUE(book.operators.at(OperatorId{1}).is_removed);
}

TEST_F(FeeBookTest, keeps_a_declared_fee_until_it_is_executed_or_cancelled) {
    add(1, 10, 1'000'000'000);
    declare_fee(1, 20, 1'100'000'000);
    const auto& declared = book.operators.at(OperatorId{1}).declared;
    EXPECT_EQ(declared, (DeclaredFee{.fee = {1'100'000'000}, .begin = {340}, .end = {390}}));
    execute(1, 30, 1'100'000'000);
    EXPECT_EQ(declared, std::nullopt);
    declare_fee(1, 40, 1'000'000'000);
    EXPECT_TRUE(take(
        41, event::OperatorFeeDeclarationCancelled{.owner = {}, .operator_id = OperatorId{1}}));
    EXPECT_EQ(declared, std::nullopt);
}

struct UpgradeTest : FeeBookTest {
    UpgradeTest() {
        book.release = Release::v1;
        book.eth.network.fee = {33'666};
        for (const OperatorId id : kFour)
            add(id.value, 10, 2'000'000'000);  // 200 units of SSV
    }
    void upgrade(std::uint64_t block) {
        EXPECT_TRUE(take(
            block, event::SSVNetworkUpgradeBlock{.version = "v2.0.0", .block_number = {block}}));
    }
};

TEST_F(UpgradeTest, goes_on_charging_ssv_clusters_in_ssv) {
    EXPECT_TRUE(take(10, event::NetworkFeeUpdated{.old_fee = {}, .new_fee = {50'000'000}}));
    upgrade(20);
    EXPECT_TRUE(take(25, event::NetworkFeeUpdatedSSV{.old_fee = {50'000'000}, .new_fee = {}}));
    EXPECT_EQ(at(30, Asset::ssv).rates,
              (Rates{.operator_index = 16'000, .network_index = 75, .fee = {800}}));
}

TEST_F(UpgradeTest, begins_with_eth_at_the_upgrade) {
    upgrade(20);
    EXPECT_EQ(at(30).rates.network_index, 10U * 33'666);
}

TEST_F(UpgradeTest, expects_the_default_of_operators_that_nobody_asked_for_eth_yet) {
    upgrade(20);
    EXPECT_EQ(at(30).rates.operator_index, 0U);
    EXPECT_EQ(at(30).rates.fee, PackedFee{4 * 17'788 + 33'666});
    execute(1, 25, kDefaultEthFee);
    EXPECT_EQ(at(30).rates.operator_index, 5U * 17'788);
    EXPECT_EQ(at(30).rates.fee, PackedFee{4 * 17'788 + 33'666});
}

TEST_F(UpgradeTest, leaves_operators_free_that_were) {
    add(1, 11, 0);
    upgrade(20);
    EXPECT_EQ(account_of(book, OperatorId{1}, Asset::eth, {30})->fee, PackedFee{});
}

TEST_F(UpgradeTest, voids_fees_that_could_be_executed_before_it) {
    declare_fee(1, 10, 2'100'000'000);  // from second 220
    declare_fee(2, 20, 2'100'000'000);  // from second 340
    upgrade(20);                        // at second 240
    EXPECT_EQ(book.operators.at(OperatorId{1}).declared, std::nullopt);
    const auto& second = book.operators.at(OperatorId{2}).declared;
    EXPECT_EQ(second ? second->fee : AssetWei{}, AssetWei{21'000'000});
}

TEST_F(UpgradeTest, follows_the_parameters_of_each_asset) {
    const auto period = event::LiquidationThresholdPeriodUpdated{.value = 7};
    const auto collateral = event::MinimumLiquidationCollateralUpdated{.value = {70}};
    EXPECT_TRUE(take(11, period) && take(11, collateral));
    EXPECT_TRUE(take(12, event_v1::OperatorMaximumFeeUpdated{.max_fee = 500}));
    EXPECT_EQ(fee_rules(book).highest, AssetWei{500});
    upgrade(20);
    EXPECT_EQ(book.ssv.rule, (LiquidationRule{.minimum_collateral = {70}, .period = 7}));
    EXPECT_TRUE(take(21, event::LiquidationThresholdPeriodUpdated{.value = 8}));
    EXPECT_TRUE(take(21, event::LiquidationThresholdPeriodSSVUpdated{.value = 9}));
    EXPECT_TRUE(take(21, event::MinimumLiquidationCollateralUpdated{.value = {80}}));
    EXPECT_TRUE(take(21, event::MinimumLiquidationCollateralSSVUpdated{.value = {90}}));
    EXPECT_TRUE(take(21, event::OperatorMaximumFeeUpdated{.max_fee = Wei{600}}));
    EXPECT_TRUE(take(21, event::MinimumOperatorEthFeeUpdated{.min_fee = Wei{6}}));
    EXPECT_TRUE(take(21, event::OperatorFeeIncreaseLimitUpdated{.value = 2}));
    EXPECT_TRUE(take(21, event::DeclareOperatorFeePeriodUpdated{.value = {3}}));
    EXPECT_TRUE(take(21, event::ExecuteOperatorFeePeriodUpdated{.value = {4}}));
    EXPECT_EQ(book.eth.rule, (LiquidationRule{.minimum_collateral = {80}, .period = 8}));
    EXPECT_EQ(book.ssv.rule, (LiquidationRule{.minimum_collateral = {90}, .period = 9}));
    EXPECT_EQ(fee_rules(book), (FeeRules{.lowest = {6},
                                         .highest = {600},
                                         .increase_limit = 2,
                                         .declare_period = {3},
                                         .execute_period = {4}}));
}

TEST_F(FeeBookTest, stays_as_it_was_after_what_cannot_be) {
    add(1, 10, 1'000'000);
    const FeeBook before = book;
    EXPECT_EQ(take(11, event::OperatorRemoved{.operator_id = OperatorId{9}}).error().reason,
              Reason::unknown_operator);
    EXPECT_EQ(take(11, event::NetworkFeeUpdated{.old_fee = {}, .new_fee = {1}}).error().reason,
              Reason::bad_amount);
    EXPECT_EQ(take(9, event::OperatorRemoved{.operator_id = OperatorId{1}}).error().reason,
              Reason::out_of_range);
    EXPECT_EQ(book, before);
    EXPECT_EQ(terms_at(book, kFour, Asset::eth, {11}).error().reason, Reason::unknown_operator);
}

}  // namespace
}  // namespace stafi::ssv
