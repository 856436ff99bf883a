#include "tx/fees.hpp"

#include <random>

#include <gtest/gtest.h>

namespace stafi::tx {
namespace {

Wei gwei(std::uint64_t amount) { return to_wei(Gwei{amount}); }
eth::FeeMarket market(std::uint64_t base, std::uint64_t tip) {
    return {.base_fee_per_gas = gwei(base), .max_priority_fee_per_gas = gwei(tip)};
}
Price price(std::uint64_t fee, std::uint64_t tip) {
    return {.max_fee_per_gas = gwei(fee), .max_priority_fee_per_gas = gwei(tip)};
}
const FeePolicy kPolicy;  // 60 gwei, urgent 300, as the product's defaults

TEST(Price, has_room_for_a_base_fee_that_doubles) {
    EXPECT_EQ(price_for(market(10, 2), false, kPolicy), price(22, 2));
}

TEST(Price, ends_at_the_ceiling) {
    EXPECT_EQ(price_for(market(40, 2), false, kPolicy), price(60, 2));
    EXPECT_EQ(price_for(market(58, 2), false, kPolicy), price(60, 2));
}

TEST(Price, does_not_exist_when_the_next_block_is_above_the_ceiling) {
    EXPECT_EQ(price_for(market(59, 2), false, kPolicy), std::nullopt);
    EXPECT_EQ(price_for(market(61, 0), false, kPolicy), std::nullopt);
    EXPECT_EQ(price_for(market(0, 61), false, kPolicy), std::nullopt);
}

TEST(Price, may_be_higher_for_what_is_urgent) {
    EXPECT_EQ(price_for(market(100, 2), true, kPolicy), price(202, 2));
    EXPECT_EQ(price_for(market(299, 2), true, kPolicy), std::nullopt);
}

TEST(Price, survives_an_absurd_market) {
    const Wei all{Uint256::max()};
    const eth::FeeMarket absurd{.base_fee_per_gas = all, .max_priority_fee_per_gas = all};
    EXPECT_EQ(price_for(absurd, true, kPolicy), std::nullopt);
    EXPECT_FALSE(is_competitive(price(300, 2), absurd));
}

TEST(Price, competes_while_it_covers_base_fee_and_tip) {
    EXPECT_TRUE(is_competitive(price(22, 2), market(20, 2)));
    EXPECT_FALSE(is_competitive(price(22, 2), market(21, 2)));
    EXPECT_FALSE(is_competitive(price(22, 2), market(10, 3)));
}

TEST(Replacement, is_an_eighth_higher_in_both_parts) {
    EXPECT_EQ(replacement_for(price(40, 8), market(1, 1), false, kPolicy), price(45, 9));
}

TEST(Replacement, rounds_up) {
    const Price odd{.max_fee_per_gas = Wei{Uint256{9}},
                    .max_priority_fee_per_gas = Wei{Uint256{1}}};
    const Price raised{.max_fee_per_gas = Wei{Uint256{11}},
                       .max_priority_fee_per_gas = Wei{Uint256{2}}};
    EXPECT_EQ(replacement_for(odd, market(0, 0), false, kPolicy), raised);
}

TEST(Replacement, follows_a_market_that_rose_further) {
    EXPECT_EQ(replacement_for(price(10, 1), market(20, 3), false, kPolicy), price(43, 3));
}

TEST(Replacement, does_not_exist_above_the_ceiling) {
    EXPECT_EQ(replacement_for(price(54, 1), market(1, 1), false, kPolicy), std::nullopt);
    EXPECT_EQ(replacement_for(price(10, 1), market(60, 1), false, kPolicy), std::nullopt);
}

// geth (core/txpool/list.go) asks for more than 110 % of both parts, and a tip within the whole.
TEST(Replacement, is_taken_by_nodes_whatever_the_market) {
    std::mt19937_64 chance{7};
    const auto below = [&](std::uint64_t bound) { return chance() % bound; };
    for (int i = 0; i < 2'000; ++i) {
        const Price before =
            price_for(market(below(60), 1 + below(5)), true, kPolicy).value_or(Price{});
        const auto after = replacement_for(before, market(below(300), below(9)), true, kPolicy);
        if (!after) continue;
        EXPECT_GE(10 * after->max_fee_per_gas, 11 * before.max_fee_per_gas);
        EXPECT_GE(10 * after->max_priority_fee_per_gas, 11 * before.max_priority_fee_per_gas);
        EXPECT_LE(after->max_priority_fee_per_gas, after->max_fee_per_gas);
        EXPECT_LE(after->max_fee_per_gas, kPolicy.urgent_max);
    }
}

}  // namespace
}  // namespace stafi::tx
