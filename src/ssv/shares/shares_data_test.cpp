#include "ssv/shares/shares_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using test::str;

Bytes random_bytes(std::size_t size, Entropy& entropy) {
    Bytes bytes(size);
    entropy.fill(bytes);
    return bytes;
}

TEST(SharesData, has_the_lengths_of_the_contract) {
    EXPECT_EQ(shares_data_size(4), 1312U);
    EXPECT_EQ(shares_data_size(7), 2224U);
    EXPECT_EQ(shares_data_size(10), 3136U);
    EXPECT_EQ(shares_data_size(13), 4048U);
}

TEST(SharesData, decodes_any_bytes_of_the_right_length_and_encodes_them_back) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Entropy entropy = test::seeded(seed);
        for (const std::size_t operators : {4U, 7U, 10U, 13U}) {
            const Bytes bytes = random_bytes(shares_data_size(operators), entropy);
            const auto parts = decode_shares_data(bytes, operators);
            ASSERT_TRUE(parts);
            EXPECT_EQ(encode_shares_data(*parts), bytes);
        }
    }
}

TEST(SharesData, refuses_every_other_length) {
    for (std::size_t size = 0; size <= 4100; ++size) {
        const auto parts = decode_shares_data(Bytes(size), 4);
        if (size == 1312) continue;
        ASSERT_FALSE(parts) << size;
        EXPECT_EQ(parts.error().reason, Reason::bad_shares_length);
    }
    EXPECT_EQ(decode_shares_data(Bytes(1311), 4).error().what,
              "shares data: 1311 bytes, 1312 expected for 4 operators");
}

// The parts that the vectors name, in files of ssv-keys 1.1.0 for every committee size.
TEST(SharesData, lies_as_ssv_keys_writes_it) {
    for (const auto& one : test::ssv_keys_cases()) {
        const auto file = boost::json::parse(str(one.at("text")));
        const auto& validators = one.at("validators").as_array();
        for (std::size_t v = 0; v < validators.size(); ++v) {
            const auto& payload = file.at("shares").at(v).at("payload");
            const auto& shares = validators[v].at("shares").as_array();
            const Bytes bytes = parse_hex(str(payload.at("sharesData"))).value();
            const auto parts = parse_shares_data(bytes, shares.size());
            ASSERT_TRUE(parts) << parts.error().what;
            EXPECT_EQ(test::hex(parts->signature), str(validators[v].at("signature")));
            for (std::size_t i = 0; i < shares.size(); ++i) {
                EXPECT_EQ(test::hex(parts->share_keys[i]), str(shares[i].at("pubkey")));
                EXPECT_EQ(to_hex(parts->ciphertexts[i].view()), str(shares[i].at("encrypted")));
            }
        }
    }
}

struct SharesDataTest : testing::Test {
    Entropy entropy = test::seeded(1);
    SharesDataBytes parts{
        .signature = test::random_key(entropy).sign(bytes_of("any")).bytes(),
        .share_keys = {test::random_key(entropy).public_key().bytes(),
                       test::random_key(entropy).public_key().bytes()},
        .ciphertexts = {RsaCiphertext{}, RsaCiphertext{}},
    };
    Error refusal() { return parse_shares_data(encode_shares_data(parts), 2).error(); }
};

TEST_F(SharesDataTest, parses_points_that_are_in_their_groups) {
    EXPECT_TRUE(parse_shares_data(encode_shares_data(parts), 2));
}

TEST_F(SharesDataTest, refuses_infinity_as_a_share_key) {
    parts.share_keys[1] = PubkeyBytes{};
    parts.share_keys[1].bytes[0] = std::byte{0xc0};
    EXPECT_EQ(refusal().reason, Reason::bad_public_key);
    EXPECT_THAT(refusal().what, testing::StartsWith("shares data: share key 1: "));
}

TEST_F(SharesDataTest, refuses_infinity_as_the_signature) {
    parts.signature = SignatureBytes{};
    parts.signature.bytes[0] = std::byte{0xc0};
    EXPECT_EQ(refusal().reason, Reason::bad_signature);
}

// On the curve (x = 4 has a y) but of another order: the case of the consensus test suite.
TEST_F(SharesDataTest, refuses_a_share_key_outside_the_group) {
    parts.share_keys[0] = PubkeyBytes{};
    parts.share_keys[0].bytes[0] = std::byte{0x80};
    parts.share_keys[0].bytes[47] = std::byte{4};
    EXPECT_EQ(refusal().reason, Reason::bad_public_key);
}

}  // namespace
}  // namespace stafi::ssv
