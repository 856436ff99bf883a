#include "crypto/hash.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

std::string sha256_hex(std::string_view text) { return to_hex(sha256(bytes_of(text)).view()); }
std::string keccak_hex(std::string_view text) { return to_hex(keccak256(bytes_of(text)).view()); }

// FIPS 180-4, the examples that NIST publishes with it.
TEST(Hash, is_sha256) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// The first two are the hash of no code and of no RLP list in the Ethereum yellow paper.
TEST(Hash, is_keccak256_as_ethereum_uses_it) {
    EXPECT_EQ(keccak_hex(""), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    EXPECT_EQ(keccak_hex("\xc0"),
              "1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
    EXPECT_EQ(keccak_hex("Transfer(address,address,uint256)"),
              "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

// From pycryptodome.
TEST(Hash, is_right_for_texts) {
    const boost::json::value file = test::vector_file("hashes/texts.json");
    ASSERT_GE(file.at("cases").as_array().size(), 7);
    for (const boost::json::value& c : file.at("cases").as_array()) {
        const Bytes text = *parse_hex(test::str(c.at("message")));
        EXPECT_EQ(to_hex(sha256(text).view()), test::str(c.at("sha256")));
        EXPECT_EQ(to_hex(keccak256(text).view()), test::str(c.at("keccak256")));
    }
}

// From pycryptodome: every length up to twice the block of either hash, and longer ones.
TEST(Hash, is_right_for_every_length) {
    const boost::json::value file = test::vector_file("hashes/lengths.json");
    ASSERT_GT(file.at("cases").as_array().size(), 300);
    for (const boost::json::value& c : file.at("cases").as_array()) {
        const auto length = c.at("length").to_number<std::size_t>();
        Bytes message(length);
        for (std::size_t i = 0; i < length; ++i)
            message[i] = static_cast<std::byte>((7 * i + length) % 251);
        EXPECT_EQ(to_hex(sha256(message).view()), test::str(c.at("sha256"))) << length;
        EXPECT_EQ(to_hex(keccak256(message).view()), test::str(c.at("keccak256"))) << length;
    }
}

TEST(Hash, joins_pieces) {
    EXPECT_EQ(sha256({bytes_of("a"), bytes_of(""), bytes_of("bc")}), sha256(bytes_of("abc")));
    EXPECT_EQ(sha256(std::initializer_list<BytesView>{}), sha256(BytesView{}));
}

// Zero hashes 1 and 2 of the deposit contract.
TEST(Hash, pairs_two_nodes_of_a_tree) {
    const Bytes32 one = hash_pair(Bytes32{}, Bytes32{});
    EXPECT_EQ(to_hex(one.view()),
              "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
    EXPECT_EQ(to_hex(hash_pair(one, one).view()),
              "db56114e00fdd4c1f85c892bf35ac9a89289aaecb1ebd0a96cde606a748b5d71");
}

}  // namespace
}  // namespace stafi
