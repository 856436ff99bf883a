#include "base/amount.hpp"

#include <array>
#include <random>

#include <gtest/gtest.h>

namespace stafi {
namespace {

using namespace literals;

struct Example {
    const char* text;
    const char* wei;
};

// By the definition of the units: 1 ETH = 10^9 gwei = 10^18 wei.
constexpr std::array kExamples{
    Example{"1.5eth", "1500000000000000000"},
    Example{"32eth", "32000000000000000000"},
    Example{"0.000000000000000001eth", "1"},
    Example{"20gwei", "20000000000"},
    Example{"0.5gwei", "500000000"},
    Example{"7wei", "7"},
    Example{"0eth", "0"},
};

TEST(Amount, reads_eth_gwei_and_wei) {
    for (const Example& example : kExamples)
        EXPECT_EQ(to_decimal(parse_amount(example.text)->value), example.wei) << example.text;
}

TEST(Amount, refuses_a_bare_number_and_anything_that_is_not_whole_wei) {
    for (const char* text : {"", "32", "eth", ".5eth", "1.eth", "1..5eth", "-1eth", "1 eth", "1ETH",
                             "1.5wei", "0.0000000001gwei", "1e3gwei", "1.0000000000000000001eth"})
        EXPECT_FALSE(parse_amount(text).has_value()) << text;
    const auto too_large =
        parse_amount("115792089237316195423570985008687907853269984665640564039457.6eth");
    EXPECT_EQ(too_large.error().reason, Reason::out_of_range);
}

TEST(Amount, writes_what_it_reads_back) {
    std::mt19937_64 random{7};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
    for (int i = 0; i < 2000; ++i) {
        const Wei amount{(Uint256{random()} << 60) + random() >>
                         static_cast<unsigned>(random() % 128)};
        ASSERT_EQ(*parse_amount(to_text(amount)), amount) << to_text(amount);
    }
    EXPECT_EQ(to_text(32_eth), "32eth");
    EXPECT_EQ(to_text(20_gwei), "20gwei");
    EXPECT_EQ(to_text(Wei{7}), "7wei");
}

TEST(Amount, names_its_rounding) {
    EXPECT_EQ(*floor_gwei(Wei{1'999'999'999}), 1_gwei);
    EXPECT_EQ(exact_gwei(Wei{1'999'999'999}).error().reason, Reason::bad_amount);
    EXPECT_EQ(*exact_gwei(to_wei(31_eth)), 31_eth);
}

// A chain may hold any number: that is no bug of ours.
TEST(Amount, refuses_what_does_not_fit_into_gwei) {
    EXPECT_EQ(*floor_gwei(to_wei(Gwei{~0ULL})), Gwei{~0ULL});
    EXPECT_EQ(floor_gwei(to_wei(Gwei{~0ULL}) + to_wei(1_gwei)).error().reason,
              Reason::out_of_range);
    EXPECT_EQ(floor_gwei(Wei{Uint256::max()}).error().reason, Reason::out_of_range);
}

TEST(AmountDeathTest, overflow_and_empty_epochs_are_bugs) {
    EXPECT_DEATH((void)(Gwei{~0ULL} + 1_gwei), "check failed");
    EXPECT_DEATH((void)(1_gwei - 2_gwei), "check failed");
    EXPECT_DEATH((void)epoch_of(Slot{1}, SlotsPerEpoch{0}), "per.value > 0");
}

}  // namespace
}  // namespace stafi
