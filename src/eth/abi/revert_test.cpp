#include "eth/abi/revert.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "eth/abi/message.hpp"

namespace stafi::abi {
namespace {

const std::vector<Signature> kKnown{Signature{"IncorrectClusterState()"},
                                    Signature{"CallerNotOwnerWithData(address,address)"}};

Revert read(std::string_view digits) { return read_revert(parse_hex(digits).value(), kKnown); }
std::string selector_hex(const Revert& revert) { return to_hex(revert.selector.view()); }

std::string word(std::string_view digits) {
    return std::string(64 - digits.size(), '0') + std::string{digits};
}

// Selectors of Solidity's own errors and of SSV Network's, from their documentation.
TEST(Revert, names_the_error) {
    EXPECT_EQ(read("08c379a0" + word("20") + word("2") + "6e6f" + std::string(60, '0')).text,
              "Error(\"no\")");
    EXPECT_EQ(read("4e487b71" + word("11")).text, "Panic(0x11): arithmetic overflow or underflow");
    EXPECT_EQ(read("4e487b71" + word("1234")).text, "Panic(4660)");
    EXPECT_EQ(read("12e04c87").name, "IncorrectClusterState");
    EXPECT_EQ(read("12e04c87").text, "IncorrectClusterState()");
    EXPECT_EQ(read("8907fc65" + word("aa") + word("bb")).text,
              "CallerNotOwnerWithData(0x00000000000000000000000000000000000000aa, "
              "0x00000000000000000000000000000000000000bb)");
    EXPECT_EQ(selector_hex(read("12e04c87")), "12e04c87");
}

TEST(Revert, shows_what_it_does_not_know) {
    EXPECT_EQ(read(""), (Revert{{}, "", "reverted without data"}));
    EXPECT_EQ(read("12e04c"), (Revert{{}, "", "0x12e04c"}));
    EXPECT_EQ(selector_hex(read("deadbeef")), "deadbeef");
    EXPECT_EQ(read("deadbeef").text, "0xdeadbeef");
    EXPECT_EQ(read("12e04c87" + word("1")).name, "");  // a known selector, other content
    EXPECT_EQ(read("08c379a0" + word("20") + word("ff")).name, "");
    EXPECT_EQ(read(std::string(200, 'a')).text, "0x" + std::string(136, 'a') + "...");
}

TEST(Revert, keeps_hostile_text_printable) {
    const Bytes data = encode_call("Error(string)", std::string{"\x1b[2Jall is well\n"});
    EXPECT_EQ(read_revert(data, {}).text, R"(Error("\x1b[2Jall is well\x0a"))");
}

}  // namespace
}  // namespace stafi::abi
