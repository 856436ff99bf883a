#include "base/hex.hpp"

#include <random>

#include <gtest/gtest.h>

namespace stafi {
namespace {

TEST(Hex, reads_either_case_with_and_without_prefix) {
    const Bytes expected{std::byte{0xde}, std::byte{0xad}, std::byte{0x01}};
    for (const char* text : {"dead01", "DEAD01", "0xdeAd01", "0Xdead01"})
        EXPECT_EQ(*parse_hex(text), expected) << text;
    EXPECT_TRUE(parse_hex("0x")->empty());
}

TEST(Hex, refuses_an_odd_number_of_digits_and_names_the_bad_one) {
    EXPECT_EQ(parse_hex("0xabc").error().reason, Reason::bad_hex);
    EXPECT_EQ(parse_hex("00g0").error().what, "hex: no digit at position 2");
    EXPECT_EQ(parse_hex("0x0x").error().reason, Reason::bad_hex);
}

TEST(Hex, has_twenty_two_digits_and_no_other) {
    for (unsigned code = 0; code < 256; ++code) {
        const char c = static_cast<char>(code);
        const std::size_t at = std::string_view{"0123456789abcdefABCDEF"}.find(c);
        const auto high = parse_hex(std::string{c, '0'});
        const auto low = parse_hex(std::string{'0', c});
        if (c == 'x' || c == 'X') continue;  // "0x" is no digit but no byte either
        ASSERT_EQ(high.has_value(), at != std::string_view::npos) << code;
        ASSERT_EQ(low.has_value(), at != std::string_view::npos) << code;
        if (!low) continue;
        const unsigned value = static_cast<unsigned>(at < 16 ? at : at - 6);
        EXPECT_EQ(*low, Bytes{std::byte(value)}) << code;
        EXPECT_EQ(*high, Bytes{std::byte(value << 4)}) << code;
    }
}

TEST(Hex, a_fixed_size_is_exact) {
    EXPECT_TRUE(parse_fixed<Address>(std::string(40, 'a')).has_value());
    EXPECT_EQ(parse_fixed<Address>(std::string(42, 'a')).error().what,
              "hex: 40 digits expected, 42 given");
}

TEST(Hex, reads_back_what_it_writes) {
    std::mt19937_64 random{1};  // NOLINT(bugprone-random-generator-seed): repeatable on purpose
    for (std::size_t size = 0; size < 300; ++size) {
        Bytes bytes(size);
        for (std::byte& b : bytes)
            b = static_cast<std::byte>(random());
        ASSERT_EQ(*parse_hex(to_hex(bytes)), bytes);
        ASSERT_EQ(*parse_hex(to_hex0x(bytes)), bytes);
    }
}

}  // namespace
}  // namespace stafi
