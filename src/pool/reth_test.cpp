#include "pool/reth.hpp"

#include <gtest/gtest.h>

namespace stafi::pool {
namespace {

TEST(Reth, is_written_with_its_unit_and_read_back) {
    for (const std::string_view text : {"0reth", "1.5reth", "0.000000000000000001reth", "32reth"}) {
        const Result<Reth> amount = parse_reth(text);
        ASSERT_TRUE(amount) << text;
        EXPECT_EQ(to_text(*amount), text);
    }
    EXPECT_EQ(parse_reth("1.5reth")->value, Uint256{1'500'000'000'000'000'000});
}

TEST(Reth, is_refused_without_its_unit) {
    EXPECT_EQ(parse_reth("1.5").error().what, "1.5 does not end with reth");
    EXPECT_EQ(parse_reth("1.5eth").error().what, "1.5eth does not end with reth");
}

TEST(Reth, is_a_number_with_at_most_18_decimals) {
    for (const std::string_view text :
         {"reth", "-1reth", " 1reth", "1 reth", "1.reth", "1e3reth", "1.0000000000000000001reth"})
        EXPECT_EQ(parse_reth(text).error().reason, Reason::bad_amount) << text;
}

}  // namespace
}  // namespace stafi::pool
