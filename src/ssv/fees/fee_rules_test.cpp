#include "ssv/fees/fee_rules.hpp"

#include <gtest/gtest.h>

// The rules are those of the operators' functions, which contracts/test/ssv tries on a chain.

namespace stafi::ssv {
namespace {

struct FeeRulesTest : testing::Test {
    FeeRules rules{.lowest = {10'000'000},
                   .highest = {5'336'500'000},
                   .increase_limit = 1'000,
                   .declare_period = {604'800},
                   .execute_period = {86'400}};
    ChargedFee current{.fee = {1'778'800'000}};

    std::optional<std::string_view> refusal(std::uint64_t fee, Release release = Release::v2) {
        return refusal_to_declare(release, rules, current, {fee});
    }
};

TEST_F(FeeRulesTest, let_a_fee_rise_by_a_tenth_at_once) {
    EXPECT_EQ(refusal(1'956'600'000), std::nullopt);  // 19,566.8 units, rounded up
    EXPECT_EQ(refusal(1'956'700'000), std::nullopt);
    EXPECT_EQ(refusal(1'956'800'000), "FeeExceedsIncreaseLimit");
}

TEST_F(FeeRulesTest, round_the_limit_down_in_v1_and_up_in_v2) {
    // 15 units and a tenth: 16.5.
    EXPECT_EQ(*highest_next_fee(Release::v1, {150'000'000}, 1'000), AssetWei{160'000'000});
    EXPECT_EQ(*highest_next_fee(Release::v2, {1'500'000}, 1'000), AssetWei{1'700'000});
    EXPECT_EQ(highest_next_fee(Release::v2, {1}, 1'000).error().reason, Reason::bad_amount);
}

TEST_F(FeeRulesTest, name_the_first_thing_that_is_wrong) {
    EXPECT_EQ(refusal(9'999'999), "FeeTooLow");  // and no whole unit
    EXPECT_EQ(refusal(5'336'500'001), "FeeTooHigh");
    EXPECT_EQ(refusal(1'800'000'001), "MaxPrecisionExceeded");
    EXPECT_EQ(refusal(1'778'800'000), "SameFeeChangeNotAllowed");
    EXPECT_EQ(refusal(0), std::nullopt);
}

TEST_F(FeeRulesTest, keep_an_operator_free_that_is) {
    current = {.fee = {}, .is_free = true};
    EXPECT_EQ(refusal(10'000'000), "FeeIncreaseNotAllowed");
    EXPECT_EQ(refusal(0), "SameFeeChangeNotAllowed");
    // Under v2, one that charges in SSV: nothing is a tenth more than nothing.
    current.is_free = false;
    EXPECT_EQ(refusal(10'000'000), "FeeExceedsIncreaseLimit");
}

TEST_F(FeeRulesTest, count_ssv_in_its_own_unit) {
    rules.lowest = {kLowestFeeOfV1};
    rules.highest = AssetWei{std::uint64_t{76'528'650'000'000}};
    current.fee = {2'000'000'000};
    EXPECT_EQ(refusal(2'100'000'000, Release::v1), std::nullopt);
    EXPECT_EQ(refusal(2'105'000'000, Release::v1), "MaxPrecisionExceeded");
}

TEST_F(FeeRulesTest, let_a_declared_fee_be_executed_in_its_time_only) {
    const auto declared = declare(rules, {1'800'000'000}, {1'000});
    EXPECT_EQ(declared.begin, UnixSeconds{605'800});
    EXPECT_EQ(declared.end, UnixSeconds{692'200});
    const auto at = [&](std::uint64_t time) {
        return refusal_to_execute(Release::v2, rules, declared, {time});
    };
    EXPECT_EQ(at(605'799), "ApprovalNotWithinTimeframe");
    EXPECT_EQ(at(605'800), std::nullopt);
    EXPECT_EQ(at(692'200), std::nullopt);
    EXPECT_EQ(at(692'201), "ApprovalNotWithinTimeframe");
    EXPECT_EQ(refusal_to_execute(Release::v2, rules, {}, {}), "NoFeeDeclared");
    rules.highest = {1'799'900'000};
    EXPECT_EQ(at(605'800), "FeeTooHigh");
    rules.lowest = {2'000'000'000};
    rules.highest = {5'000'000'000};
    EXPECT_EQ(at(605'800), "FeeTooLow");
    EXPECT_EQ(refusal_to_execute(Release::v1, rules, declared, {605'800}), std::nullopt);
}

TEST_F(FeeRulesTest, bound_what_an_operator_can_charge) {
    const DeclaredFee more{.fee = {1'900'000'000}, .begin = {100}, .end = {200}};
    EXPECT_EQ(highest_fee_until(current.fee, more, {0}, {99}), current.fee);
    EXPECT_EQ(highest_fee_until(current.fee, more, {0}, {100}), more.fee);
    EXPECT_EQ(highest_fee_until(current.fee, more, {200}, {300}), more.fee);
    EXPECT_EQ(highest_fee_until(current.fee, more, {201}, {300}), current.fee);
    EXPECT_EQ(highest_fee_until(current.fee, {}, {0}, {300}), current.fee);
    const DeclaredFee less{.fee = {1}, .begin = {100}, .end = {200}};
    EXPECT_EQ(highest_fee_until(current.fee, less, {0}, {300}), current.fee);
}

TEST_F(FeeRulesTest, survive_periods_beyond_all_time) {
    rules.declare_period = {~std::uint64_t{0}};
    EXPECT_EQ(declare(rules, {}, {5}).end, UnixSeconds{~std::uint64_t{0}});
}

}  // namespace
}  // namespace stafi::ssv
