#include "crypto/address.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/entropy.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using test::str;

std::string upper(std::string text) {
    for (char& c : std::span{text}.subspan(2))
        if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

// EIP-55's own examples, and more from eth-utils.
TEST(Address, has_the_checksum_of_eip55) {
    const auto file = test::vector_file("eip55/addresses.json");
    for (const auto& given : file.at("cases").as_array()) {
        const std::string lower = str(given.at("address"));
        const std::string checksummed = str(given.at("checksummed"));
        const auto address = parse_fixed<Address>(lower).value();
        EXPECT_EQ(to_checksum_text(address), checksummed);
        for (const std::string& spelling : {lower, upper(lower), checksummed})
            EXPECT_EQ(parse_address(spelling).value(), address) << spelling;
    }
}

TEST(Address, with_a_wrong_checksum_is_refused_and_corrected) {
    const auto file = test::vector_file("eip55/wrong.json");
    for (const auto& given : file.at("cases").as_array()) {
        const auto address = parse_address(str(given.at("wrong")));
        ASSERT_FALSE(address) << given;
        EXPECT_EQ(address.error().reason, Reason::bad_address);
        const auto right = parse_fixed<Address>(str(given.at("address"))).value();
        EXPECT_NE(address.error().what.find(to_checksum_text(right)), std::string::npos);
    }
}

TEST(Address, is_refused_when_any_one_letter_changes_case) {
    Entropy entropy{SecretBytes<32>{}};
    for (int round = 0; round < 100; ++round) {
        Address address;
        entropy.fill(address.span());
        const std::string text = to_checksum_text(address);
        ASSERT_EQ(parse_address(text).value(), address);
        for (std::size_t i = 2; i < text.size(); ++i) {
            std::string changed = text;
            changed[i] = static_cast<char>(changed[i] ^ 0x20);
            if (changed[i] < 'A') continue;  // was a digit
            const auto read = parse_address(changed);
            const bool has_one_case =
                changed == upper(changed) || changed == to_hex0x(address.view());
            EXPECT_EQ(read.has_value(), has_one_case) << changed;
        }
    }
}

TEST(Address, is_0x_and_40_digits) {
    const std::string good = "0x52908400098527886e0f7030069857d2e4169ee7";
    ASSERT_TRUE(parse_address(good));
    for (const std::string& text :
         {std::string{}, std::string{"0x"}, good.substr(2), good.substr(0, 41), good + "0",
          good + " ", " " + good, "0X" + good.substr(2), "0x0x" + good.substr(4),
          good.substr(0, 41) + "g"}) {
        const auto address = parse_address(text);
        ASSERT_FALSE(address) << text;
        EXPECT_EQ(address.error().reason, Reason::bad_address);
    }
}

}  // namespace
}  // namespace stafi
