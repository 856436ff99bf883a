#include "ssv/clusters/accounting.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

// Expected values: observed on a local chain with SSV Network's own code, four operators at
// 1,778,800,000 wei, the network at 3,366,600,000 wei.

namespace stafi::ssv {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

PackedFee packed(Asset asset, std::uint64_t wei) { return *pack(asset, {wei}); }

struct AccountingTest : testing::Test {
    PackedFee fee = packed(Asset::eth, 4 * std::uint64_t{1'778'800'000} + 3'366'600'000);
    LiquidationRule rule{.minimum_collateral = {}, .period = 50'120};
    Cluster cluster{.validator_count = 1,
                    .network_fee_index = 0,
                    .index = 0,
                    .active = true,
                    .balance = {525'347'816'000'000}};
};

TEST_F(AccountingTest, of_one_key_burns_what_the_contract_says) {
    EXPECT_EQ(burn_rate(Asset::eth, kVUnitsPerValidator, fee), AssetWei{10'481'800'000});
}

TEST_F(AccountingTest, needs_the_smallest_deposit_that_the_contract_takes) {
    EXPECT_EQ(*minimum_balance(Asset::eth, kVUnitsPerValidator, fee, rule),
              AssetWei{525'347'816'000'000});
    EXPECT_FALSE(*is_liquidatable(cluster, Asset::eth, kVUnitsPerValidator, fee, rule));
    cluster.balance -= AssetWei{1};
    EXPECT_TRUE(*is_liquidatable(cluster, Asset::eth, kVUnitsPerValidator, fee, rule));
    EXPECT_EQ(*top_up(cluster, Asset::eth, kVUnitsPerValidator, fee, rule, 0), AssetWei{1});
}

TEST_F(AccountingTest, follows_what_the_oracles_say_of_three_keys) {
    EXPECT_EQ(burn_rate(Asset::eth, to_vunits({96}), fee), AssetWei{31'445'400'000});
    EXPECT_EQ(burn_rate(Asset::eth, to_vunits({200}), fee), AssetWei{65'511'250'000});
}

TEST_F(AccountingTest, keeps_at_least_the_collateral) {
    rule.minimum_collateral = AssetWei{940'000'000'000'000};
    EXPECT_EQ(*minimum_balance(Asset::eth, kVUnitsPerValidator, fee, rule),
              rule.minimum_collateral);
}

TEST_F(AccountingTest, runs_until_the_block_before_it_may_be_liquidated) {
    EXPECT_EQ(**runway_blocks(cluster, Asset::eth, kVUnitsPerValidator, fee, rule), Uint256{});
    cluster.balance += AssetWei{3 * std::uint64_t{10'481'800'000} - 1};
    EXPECT_EQ(**runway_blocks(cluster, Asset::eth, kVUnitsPerValidator, fee, rule), Uint256{2});
    cluster.balance += AssetWei{1};
    EXPECT_EQ(**runway_blocks(cluster, Asset::eth, kVUnitsPerValidator, fee, rule), Uint256{3});
    EXPECT_EQ(*top_up(cluster, Asset::eth, kVUnitsPerValidator, fee, rule, 4),
              AssetWei{10'481'800'000});
}

TEST_F(AccountingTest, without_validators_or_fees_runs_for_ever) {
    EXPECT_EQ(*runway_blocks(cluster, Asset::eth, kVUnitsPerValidator, {}, rule), std::nullopt);
    cluster.validator_count = 0;
    cluster.balance = {};
    EXPECT_EQ(*runway_blocks(cluster, Asset::eth, {}, fee, rule), std::nullopt);
    EXPECT_FALSE(*is_liquidatable(cluster, Asset::eth, {}, fee, rule));
}

TEST(VUnits, are_rounded_up_and_back_down) {
    EXPECT_EQ(to_vunits({32}), kVUnitsPerValidator);
    EXPECT_EQ(to_vunits({33}), VUnits{10'313});  // 10312.5
    EXPECT_EQ(to_effective_balance({10'313}), WholeEther{33});
    EXPECT_EQ(to_effective_balance({10'312}), WholeEther{32});
    for (std::uint64_t ether = 0; ether <= 100'000; ether += 7)
        EXPECT_EQ(to_effective_balance(to_vunits({ether})), WholeEther{ether});
}

TEST(Settling, charges_operators_and_network_apart_and_rounds_each_down) {
    // One vUnit more than a validator, an index grown by 9,999: 9,999.9999 each.
    const Cluster before{.validator_count = 1,
                         .network_fee_index = 10,
                         .index = 20,
                         .active = true,
                         .balance = {10'000'000'000}};
    const Rates rates{.operator_index = 20 + 9'999, .network_index = 10 + 9'999, .fee = {}};
    const Cluster after = *settle(before, Asset::eth, VUnits{10'001}, rates);
    EXPECT_EQ(after.balance, AssetWei{10'000'000'000 - 2 * std::uint64_t{9'999} * 100'000});
    EXPECT_EQ(after.index, 10'019U);
    EXPECT_EQ(after.network_fee_index, 10'009U);
}

TEST(Settling, in_ssv_charges_by_the_validator_in_its_own_unit) {
    const Cluster before{.validator_count = 3,
                         .network_fee_index = 0,
                         .index = 0,
                         .active = true,
                         .balance = {1'000'000'000'000}};
    const Rates rates{.operator_index = 1'000, .network_index = 10, .fee = {}};
    // (1,000 + 10) * 3 * 10^7
    EXPECT_EQ(settle(before, Asset::ssv, implicit_vunits(3), rates)->balance,
              AssetWei{1'000'000'000'000 - 30'300'000'000});
}

TEST(Settling, never_goes_below_zero_and_leaves_liquidated_clusters) {
    Cluster cluster{.validator_count = 1,
                    .network_fee_index = 0,
                    .index = 0,
                    .active = true,
                    .balance = {99'999}};
    const Rates rates{.operator_index = 1, .network_index = 0, .fee = {}};
    EXPECT_EQ(settle(cluster, Asset::eth, kVUnitsPerValidator, rates)->balance, AssetWei{});
    cluster.active = false;
    EXPECT_EQ(*settle(cluster, Asset::eth, kVUnitsPerValidator, rates), cluster);
}

TEST(Settling, in_two_steps_charges_the_same_as_in_one_but_for_rounding) {
    std::mt19937_64 random{20261123};  // NOLINT(bugprone-random-generator-seed): repeatable
    for (int i = 0; i < 1'000; ++i) {
        const auto below = [&](std::uint64_t bound) { return random() % bound; };
        const std::array<Account, 2> operators{
            Account{.index = below(1'000'000), .fee = {below(50'000)}, .settled = {below(100)}},
            Account{.index = below(1'000'000), .fee = {below(50'000)}, .settled = {below(100)}}};
        const Account network{
            .index = below(1'000'000), .fee = {below(50'000)}, .settled = {below(100)}};
        const BlockNumber first{100 + below(1'000)};
        const BlockNumber last = first + BlockNumber{below(100'000)};
        const Rates now = *rates_at(first, operators, network);
        const Rates later = *rates_at(last, operators, network);
        const VUnits size{below(200'000)};
        const Cluster start = *settle(Cluster{.validator_count = 1,
                                              .network_fee_index = 0,
                                              .index = 0,
                                              .active = true,
                                              .balance = AssetWei{std::uint64_t{1} << 62}},
                                      Asset::eth, size, *rates_at({100}, operators, network));
        const Cluster twice =
            *settle(*settle(start, Asset::eth, size, now), Asset::eth, size, later);
        const Cluster once = *settle(start, Asset::eth, size, later);
        EXPECT_EQ(once.index, twice.index);
        EXPECT_GE(twice.balance, once.balance);
        EXPECT_LE((twice.balance - once.balance).value, Uint256{2 * 100'000});
    }
}

TEST(Rates, of_a_removed_operator_stand_still) {
    const std::array<Account, 2> operators{Account{.index = 500, .fee = {}, .settled = {}},
                                           Account{.index = 100, .fee = {7}, .settled = {10}}};
    const Rates rates = *rates_at({20}, operators, {.index = 1, .fee = {2}, .settled = {15}});
    EXPECT_EQ(rates, (Rates{.operator_index = 670, .network_index = 11, .fee = {9}}));
}

TEST(Rates, that_the_contract_could_not_hold_are_refused) {
    const std::array<Account, 1> full{Account{.index = kMax, .fee = {1}, .settled = {0}}};
    EXPECT_EQ(rates_at({1}, full, {}).error().reason, Reason::out_of_range);
    EXPECT_EQ(rates_at({0}, {}, {.index = 0, .fee = {}, .settled = {1}}).error().reason,
              Reason::out_of_range);
    EXPECT_EQ(settle(Cluster{.validator_count = 1,
                             .network_fee_index = 0,
                             .index = 1,
                             .active = true,
                             .balance = {}},
                     Asset::eth, kVUnitsPerValidator, {})
                  .error()
                  .reason,
              Reason::out_of_range);
    EXPECT_EQ(
        minimum_balance(Asset::eth, {kMax}, {kMax}, {.minimum_collateral = {}, .period = kMax})
            .error()
            .reason,
        Reason::out_of_range);
}

TEST(Packing, takes_whole_units_of_each_asset) {
    EXPECT_EQ(*pack(Asset::eth, {1'778'800'000}), PackedFee{17'788});
    EXPECT_EQ(unpack(Asset::eth, {17'788}), AssetWei{1'778'800'000});
    EXPECT_EQ(*pack(Asset::ssv, {10'000'000}), PackedFee{1});
    EXPECT_EQ(pack(Asset::ssv, {1'000'000}).error().reason, Reason::bad_amount);
    EXPECT_EQ(pack(Asset::eth, {99'999}).error().reason, Reason::bad_amount);
    EXPECT_EQ(unpack(Asset::ssv, *pack(Asset::ssv, unpack(Asset::ssv, {kMax}))),
              unpack(Asset::ssv, {kMax}));
    EXPECT_EQ(pack(Asset::eth, unpack(Asset::ssv, {kMax})).error().reason, Reason::out_of_range);
}

}  // namespace
}  // namespace stafi::ssv
