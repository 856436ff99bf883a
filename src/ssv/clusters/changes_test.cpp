#include "ssv/clusters/changes.hpp"

#include <array>
#include <random>

#include <gtest/gtest.h>

// Expected values: observed on a local chain with SSV Network's own code, four operators at
// 1,778,800,000 wei, the network at 3,366,600,000 wei, 50,120 blocks; and its rules.

namespace stafi::ssv {
namespace {

const AssetWei kLeast{525'347'816'000'000};  // for one validator

struct ChangesTest : testing::Test {
    Terms terms{.rates = {.operator_index = 1'000, .network_index = 500, .fee = {104'818}},
                .rule = {.minimum_collateral = {}, .period = 50'120}};
    const ClusterState none{
        .cluster = kNewCluster, .asset = Asset::eth, .said = {}, .root_block = {}};

    ClusterState registered(std::uint32_t validators) {
        const auto change = after_registration(none, validators, {validators * kLeast}, terms);
        return change.value().state;
    }
    /// So many blocks later.
    void pass(std::uint64_t blocks) {
        terms.rates.operator_index += blocks * 4 * 17'788;
        terms.rates.network_index += blocks * 33'666;
    }
};

TEST_F(ChangesTest, take_a_registration_with_exactly_enough) {
    const Change change = after_registration(none, 1, kLeast, terms);
    EXPECT_EQ(change->state.cluster, (Cluster{.validator_count = 1,
                                              .network_fee_index = 500,
                                              .index = 1'000,
                                              .active = true,
                                              .balance = kLeast}));
    EXPECT_EQ(after_registration(none, 1, kLeast - AssetWei{1}, terms).error(),
              Refusal::insufficient_balance);
    EXPECT_EQ(*registration_value(none, 1, terms), kLeast);
}

TEST_F(ChangesTest, charge_the_old_size_before_a_cluster_grows) {
    const ClusterState one = registered(1);
    pass(10);
    const AssetWei burned{10 * std::uint64_t{10'481'800'000}};
    EXPECT_EQ(*registration_value(one, 1, terms), kLeast + burned);
    const Change two = after_registration(one, 1, kLeast + burned, terms);
    EXPECT_EQ(two->state.cluster.balance, 2 * kLeast);
    EXPECT_EQ(two->state.cluster.index, terms.rates.operator_index);
}

TEST_F(ChangesTest, follow_effective_balances_as_keys_come_and_go) {
    ClusterState state = registered(1);
    state.cluster.balance = 10 * kLeast;
    state = after_balance_update(state, {64}, {90}, terms)->state;
    EXPECT_EQ(state.size(), VUnits{20'000});
    state = after_registration(state, 1, {}, terms)->state;
    EXPECT_EQ(to_effective_balance(state.size()), WholeEther{96});
    state = after_removal(state, 1, terms)->state;
    EXPECT_EQ(to_effective_balance(state.size()), WholeEther{64});
    state = after_removal(state, 1, terms)->state;
    EXPECT_EQ(state.said, std::nullopt);
    EXPECT_EQ(after_removal(state, 1, terms).error(), Refusal::validator_missing);
}

TEST_F(ChangesTest, refuse_balances_that_no_validators_could_have) {
    const ClusterState state = registered(2);
    EXPECT_EQ(after_balance_update(state, {63}, {9}, terms).error(), Refusal::bad_proof);
    EXPECT_EQ(after_balance_update(state, {4'097}, {9}, terms).error(), Refusal::bad_proof);
    const ClusterState said = after_balance_update(state, {64}, {9}, terms)->state;
    EXPECT_EQ(after_balance_update(said, {65}, {9}, terms).error(), Refusal::bad_proof);
}

TEST_F(ChangesTest, liquidate_who_weighs_too_much_and_pay_the_rest) {
    const ClusterState state = registered(1);
    const Change change = after_balance_update(state, {33}, {9}, terms);
    EXPECT_EQ(change->paid, kLeast);
    EXPECT_EQ(change->state.cluster, (Cluster{.validator_count = 1,
                                              .network_fee_index = 0,
                                              .index = 0,
                                              .active = false,
                                              .balance = {}}));
    EXPECT_EQ(change->state.said, VUnits{10'313});  // kept for the day it is reactivated
}

TEST_F(ChangesTest, liquidate_for_others_one_block_later_and_for_the_owner_at_once) {
    const ClusterState state = registered(1);
    EXPECT_EQ(after_liquidation(state, false, terms).error(), Refusal::not_liquidatable);
    EXPECT_EQ(after_liquidation(state, true, terms)->paid, kLeast);
    pass(1);
    const Change change = after_liquidation(state, false, terms);
    EXPECT_EQ(change->paid, kLeast - AssetWei{10'481'800'000});
    EXPECT_EQ(after_liquidation(change->state, true, terms).error(), Refusal::cluster_liquidated);
    EXPECT_EQ(after_registration(change->state, 1, kLeast, terms).error(),
              Refusal::cluster_liquidated);
}

TEST_F(ChangesTest, reactivate_with_enough) {
    const ClusterState state = registered(1);
    EXPECT_EQ(after_reactivation(state, kLeast, terms).error(), Refusal::cluster_active);
    const ClusterState ended = after_liquidation(state, true, terms)->state;
    pass(100);
    EXPECT_EQ(after_reactivation(ended, kLeast - AssetWei{1}, terms).error(),
              Refusal::insufficient_balance);
    const ClusterState deposited = after_deposit(ended, {1})->state;
    const Change again = after_reactivation(deposited, kLeast - AssetWei{1}, terms);
    EXPECT_EQ(again->state.cluster.balance, kLeast);
    EXPECT_EQ(again->state.cluster.index, terms.rates.operator_index);
}

TEST_F(ChangesTest, withdraw_down_to_the_minimum) {
    ClusterState state = registered(1);
    state.cluster.balance += AssetWei{5};
    EXPECT_EQ(after_withdrawal(state, {6}, terms).error(), Refusal::insufficient_balance);
    EXPECT_EQ(after_withdrawal(state, {5}, terms)->state.cluster.balance, kLeast);
    EXPECT_EQ(after_withdrawal(state, {5}, terms)->paid, AssetWei{5});
    // An emptied cluster must hold nothing.
    state = after_removal(state, 1, terms)->state;
    EXPECT_EQ(after_withdrawal(state, kLeast + AssetWei{5}, terms)->state.cluster.balance,
              AssetWei{});
}

TEST_F(ChangesTest, give_back_what_a_liquidated_cluster_got_in_eth_only) {
    ClusterState ended = after_liquidation(registered(1), true, terms)->state;
    ended = after_deposit(ended, {7})->state;
    EXPECT_EQ(after_withdrawal(ended, {7}, terms)->paid, AssetWei{7});
    ended.asset = Asset::ssv;
    EXPECT_EQ(after_withdrawal(ended, {7}, terms).error(), Refusal::cluster_liquidated);
}

TEST_F(ChangesTest, migrate_with_the_rest_paid_back_in_ssv) {
    const ClusterState in_ssv{.cluster = {.validator_count = 2,
                                          .network_fee_index = 10,
                                          .index = 20,
                                          .active = true,
                                          .balance = {1'000'000'000'000}},
                              .asset = Asset::ssv,
                              .said = {},
                              .root_block = {}};
    const Rates ssv{.operator_index = 120, .network_index = 60, .fee = {9}};
    const Change change = after_migration(in_ssv, 2 * kLeast, ssv, terms);
    EXPECT_EQ(change->paid, AssetWei{1'000'000'000'000 - std::uint64_t{150} * 2 * 10'000'000});
    EXPECT_EQ(change->state.asset, Asset::eth);
    EXPECT_EQ(change->state.cluster, (Cluster{.validator_count = 2,
                                              .network_fee_index = 500,
                                              .index = 1'000,
                                              .active = true,
                                              .balance = 2 * kLeast}));
    EXPECT_EQ(after_migration(in_ssv, kLeast, ssv, terms).error(), Refusal::insufficient_balance);
    EXPECT_EQ(after_migration(change->state, kLeast, ssv, terms).error(),
              Refusal::incorrect_cluster_version);
}

TEST_F(ChangesTest, panic_where_the_contract_would) {
    const AssetWei half{Uint256{1} << 255};
    EXPECT_EQ(after_deposit(after_deposit(registered(1), half)->state, half).error(),
              Refusal::arithmetic);
    ClusterState full = registered(1);
    full.cluster.validator_count = ~std::uint32_t{0};
    EXPECT_EQ(after_registration(full, 1, {}, terms).error(), Refusal::arithmetic);
    const Terms before{};  // an index cannot fall
    EXPECT_EQ(after_removal(registered(1), 1, before).error(), Refusal::arithmetic);
}

/// Operators and the network with what they earn, kept apart from the code under test: each block
/// every cluster owes each of them the fee for its size.
struct Economy {
    static constexpr std::size_t kOperators = 4;
    Asset asset;
    std::array<Account, kOperators + 1> accounts{};  // the network is the last
    ClusterState state{.cluster = kNewCluster, .asset = asset, .said = {}, .root_block = {}};
    BlockNumber now{1};
    Uint256 owed{};  // packed unit times 10,000 vUnits
    AssetWei in{};   // what was paid to the contract
    AssetWei out{};  // what it has paid
    LiquidationRule rule{.minimum_collateral = {50'000'000'000}, .period = 1'000};

    [[nodiscard]] Terms terms() const {
        return {
            .rates = rates_at(now, std::span{accounts}.first(kOperators), accounts.back()).value(),
            .rule = rule};
    }
    void pass(std::uint64_t blocks) {
        now += BlockNumber{blocks};
        if (!state.cluster.active) return;
        for (const Account& account : accounts)
            owed =
                owed + Uint256{blocks} * Uint256{account.fee.value} * Uint256{state.size().value};
    }
    void set_fee(std::size_t i, PackedFee fee) {
        const auto index = rates_at(now, {}, accounts.at(i))->network_index;
        accounts.at(i) = {.index = index, .fee = fee, .settled = now};
    }
    bool take(const Change& change, const AssetWei& value) {
        if (!change) return false;
        state = change->state;
        in += value;
        out += change->paid;
        return true;
    }
};

/// Random calls; whoever holds too little is liquidated before its balance is used up.
void live(Economy& world, std::mt19937_64& random, std::size_t steps) {
    const auto below = [&](std::uint64_t bound) { return random() % bound; };
    for (std::size_t step = 0; step < steps; ++step) {
        world.pass(below(900));
        world.take(after_liquidation(world.state, false, world.terms()), {});
        const Terms terms = world.terms();
        const auto count = static_cast<std::uint32_t>(1 + below(3));
        const AssetWei some{below(1'000'000'000'000'000)};
        switch (below(8)) {
            case 0:
            case 1: {
                if (!world.state.cluster.active) break;
                const AssetWei value = *registration_value(world.state, count, terms);
                if (value != AssetWei{})
                    EXPECT_EQ(
                        after_registration(world.state, count, value - AssetWei{1}, terms).error(),
                        Refusal::insufficient_balance);
                EXPECT_TRUE(
                    world.take(after_registration(world.state, count, value, terms), value));
                break;
            }
            case 2:
                world.take(after_removal(world.state, count, terms), {});
                break;
            case 3:
                world.take(after_deposit(world.state, some), some);
                break;
            case 4:
                world.take(after_withdrawal(world.state, some, terms), {});
                break;
            case 5:
                world.take(after_reactivation(world.state, some, terms), some);
                break;
            case 6:
                world.set_fee(below(world.accounts.size()), {below(50'000)});
                world.take(after_liquidation(world.state, false, world.terms()), {});
                break;
            default: {
                const std::uint64_t keys = world.state.cluster.validator_count;
                const WholeEther ether{keys * 32 + below(keys * 40 + 1)};
                world.take(after_balance_update(world.state, ether, world.now, terms), {});
            }
        }
    }
}

// In SSV nothing is ever rounded: what came in is what went out, is owed to those who charge, or is
// still there.
TEST(Histories, conserve_every_wei_of_ssv) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        std::mt19937_64 random{seed};
        Economy world{.asset = Asset::ssv};
        live(world, random, 200);
        const Terms terms = world.terms();
        const auto settled =
            settle(world.state.cluster, Asset::ssv, world.state.size(), terms.rates);
        const Uint256 fees = world.owed / Uint256{10'000} * Uint256{10'000'000};
        EXPECT_EQ(world.in.value, world.out.value + settled->balance.value + fees) << seed;
    }
}

// In ETH every settlement may leave less than two units of dust with the cluster.
TEST(Histories, lose_no_eth_but_dust) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        std::mt19937_64 random{seed};
        Economy world{.asset = Asset::eth};
        live(world, random, 200);
        const Terms terms = world.terms();
        const auto settled =
            settle(world.state.cluster, Asset::eth, world.state.size(), terms.rates);
        const Uint256 fees = world.owed * Uint256{10};  // 100,000 wei for 10,000 vUnits
        const Uint256 accounted = world.out.value + settled->balance.value + fees;
        EXPECT_GE(accounted, world.in.value) << seed;
        EXPECT_LT(accounted - world.in.value, Uint256{2ULL * 100'000 * 601}) << seed;
    }
}

}  // namespace
}  // namespace stafi::ssv
