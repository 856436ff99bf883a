#include "crypto/entropy.hpp"

#include <array>

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi {
namespace {

/// Bytes [64 * block, 64 * block + 64) of the stream of `seed`.
std::string block_of(const std::string& seed, std::size_t block) {
    SecretBytes<32> key;
    EXPECT_TRUE(parse_hex_into(seed, key.span()));
    Entropy entropy{std::move(key)};
    std::vector<std::byte> stream(64 * (block + 1));
    entropy.fill(stream);
    return to_hex(std::span{stream}.last(64));
}

Entropy seeded_with(std::uint8_t byte) {
    SecretBytes<32> seed;
    std::ranges::fill(seed.span(), std::byte{byte});
    return Entropy{std::move(seed)};
}

// RFC 8439, appendix A.1, test vectors 1 to 4 (the fifth has another nonce).
TEST(Entropy, is_the_chacha20_key_stream) {
    const std::string zeros(64, '0');
    EXPECT_EQ(block_of(zeros, 0),
              "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
              "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586");
    EXPECT_EQ(block_of(zeros, 1),
              "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
              "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f");
    EXPECT_EQ(block_of(zeros.substr(1) + "1", 1),
              "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
              "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0");
    EXPECT_EQ(block_of("00ff" + zeros.substr(4), 2),
              "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
              "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096");
}

TEST(Entropy, gives_the_same_bytes_however_they_are_drawn) {
    Entropy whole = seeded_with(7);
    std::array<std::byte, 400> expect{};
    whole.fill(expect);

    Entropy parts = seeded_with(7);
    std::array<std::byte, 400> drawn{};
    std::span<std::byte> rest = drawn;
    for (std::size_t n = 0; !rest.empty(); ++n) {  // pieces of 0, 1, 2, … bytes
        const std::size_t take = std::min(n, rest.size());
        parts.fill(rest.first(take));
        rest = rest.subspan(take);
    }
    EXPECT_EQ(drawn, expect);
}

TEST(Entropy, goes_on_where_it_was_when_moved) {
    Entropy still = seeded_with(9);
    Entropy first = seeded_with(9);
    EXPECT_TRUE(equal_constant_time(first.draw<40>().view(), still.draw<40>().view()));
    Entropy second = std::move(first);
    EXPECT_TRUE(equal_constant_time(second.draw<40>().view(), still.draw<40>().view()));
}

TEST(EntropyDeathTest, refuses_to_be_drawn_from_after_a_move) {
    Entropy first = seeded_with(9);
    const Entropy second = std::move(first);
    EXPECT_DEATH((void)first.draw<1>(), "used_ <= kBlockBytes");  // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace stafi
