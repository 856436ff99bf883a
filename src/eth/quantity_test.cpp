#include "eth/quantity.hpp"

#include <random>

#include <gtest/gtest.h>

namespace stafi::eth {
namespace {

// Right and wrong examples of the specification: execution-apis, "Hex value encoding".
TEST(Quantity, follows_the_specification_s_examples) {
    EXPECT_EQ(to_quantity(65), "0x41");
    EXPECT_EQ(to_quantity(1024), "0x400");
    EXPECT_EQ(to_quantity(0), "0x0");
    EXPECT_EQ(*parse_quantity("0x41"), Uint256{65});
    EXPECT_EQ(*parse_quantity("0x400"), Uint256{1024});
    EXPECT_EQ(*parse_quantity("0x0"), Uint256{0});
    for (const auto* wrong : {"0x", "0x0400", "ff", "", "0X41", "0x4g", "0x 4", "-0x4", "0x00"})
        EXPECT_EQ(parse_quantity(wrong).error().reason, Reason::bad_number) << wrong;
}

TEST(Quantity, reads_what_it_writes_up_to_256_bits) {
    std::mt19937_64 random{3};
    for (unsigned bits = 0; bits < 256; ++bits) {
        const Uint256 value = (Uint256{1} << bits) + Uint256{random() % 2};
        EXPECT_EQ(*parse_quantity(to_quantity(value)), value);
    }
    EXPECT_EQ(to_quantity(Uint256::max()), "0x" + std::string(64, 'f'));
    EXPECT_EQ(parse_quantity("0x1" + std::string(64, '0')).error().reason, Reason::out_of_range);
}

TEST(Quantity, shows_what_it_refuses_but_never_all_of_a_long_text) {
    EXPECT_EQ(parse_quantity("0x0400").error().what,
              "'0x0400' is no quantity: it begins with a zero");
    EXPECT_LT(parse_quantity("0x1" + std::string(1000, '0')).error().what.size(), 120U);
}

}  // namespace
}  // namespace stafi::eth
