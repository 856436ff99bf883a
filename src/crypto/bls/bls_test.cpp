#include "crypto/bls/bls.hpp"

#include <gmock/gmock.h>

#include "bls_values.hpp"
#include "vector_file.hpp"

// The vectors of tests/vectors/bls come from py_ecc, in the shape of Ethereum's consensus tests.
// Where those let infinity pass as a point, we do not: our types cannot hold it.

namespace stafi {
namespace {

using boost::json::value;
using test::hex;
using test::str;

constexpr std::string_view kInfinity = "0xc0000000";

/// Runs `test(input, output)` over every case of a file; a failure names the case.
template <class Test>
void for_each_case(const std::string& name, Test test) {
    const value file = test::vector_file("bls/" + name + ".json");
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const value& c : file.at("cases").as_array()) {
        SCOPED_TRACE(name + ": " + str(c.at("name")));
        test(c.at("input"), c.at("output"));
    }
}

Bytes bytes(const value& text) { return parse_hex(str(text)).value(); }

/// All of them, or nothing if one is no key.
std::optional<std::vector<BlsPubkey>> keys_in(const value& list) {
    std::vector<BlsPubkey> keys;
    for (const value& text : list.as_array()) {
        const auto key = test::parse_pubkey(str(text));
        if (!key) return std::nullopt;
        keys.push_back(*key);
    }
    return keys;
}

TEST(Bls, finds_the_public_key_of_a_secret_key) {
    for_each_case("sk_to_pk", [](const value& input, const value& output) {
        const auto key = test::parse_secret_key(str(input.at("privkey")));
        ASSERT_EQ(key.has_value(), !output.is_null());
        if (key) EXPECT_EQ("0x" + hex(key->public_key()), str(output));
        if (!key) EXPECT_EQ(key.error().reason, Reason::bad_secret_key);
    });
}

TEST(Bls, signs_with_the_tag_of_ethereum) {
    for_each_case("sign", [](const value& input, const value& output) {
        const auto key = test::secret_key(str(input.at("privkey")));
        EXPECT_EQ("0x" + hex(key.sign(bytes(input.at("message")))), str(output));
    });
}

TEST(Bls, signs_with_the_tag_of_key_generation) {
    for_each_case("sign_basic", [](const value& input, const value& output) {
        const auto key = test::secret_key(str(input.at("privkey")));
        const Bytes message = bytes(input.at("message"));
        const BlsSignature signature = key.sign(message, BlsTag::nul);
        EXPECT_EQ("0x" + hex(signature), str(output));
        EXPECT_TRUE(verify(key.public_key(), message, signature, BlsTag::nul));
        EXPECT_FALSE(verify(key.public_key(), message, signature, BlsTag::pop));
    });
}

TEST(Bls, parses_public_keys_and_nothing_else) {
    for (const char* file : {"key_validate", "deserialization_G1"}) {
        for_each_case(file, [](const value& input, const value& output) {
            const std::string text = str(input.at("pubkey"));
            const auto key = test::parse_pubkey(text);
            EXPECT_EQ(key.has_value(), output.as_bool() && !text.starts_with(kInfinity));
            if (key) EXPECT_EQ("0x" + hex(*key), text);
        });
    }
}

TEST(Bls, parses_signatures_and_nothing_else) {
    for_each_case("deserialization_G2", [](const value& input, const value& output) {
        const std::string text = str(input.at("signature"));
        const auto signature = test::parse_signature(text);
        EXPECT_EQ(signature.has_value(), output.as_bool() && !text.starts_with(kInfinity));
        if (signature) EXPECT_EQ("0x" + hex(*signature), text);
    });
}

TEST(Bls, verifies_one_signature) {
    for_each_case("verify", [](const value& input, const value& output) {
        const auto key = test::parse_pubkey(str(input.at("pubkey")));
        const auto signature = test::parse_signature(str(input.at("signature")));
        EXPECT_EQ(key && signature && verify(*key, bytes(input.at("message")), *signature),
                  output.as_bool());
    });
}

TEST(Bls, verifies_one_message_signed_by_many) {
    for_each_case("fast_aggregate_verify", [](const value& input, const value& output) {
        const auto keys = keys_in(input.at("pubkeys"));
        const auto signature = test::parse_signature(str(input.at("signature")));
        EXPECT_EQ(keys && signature &&
                      fast_aggregate_verify(*keys, bytes(input.at("message")), *signature),
                  output.as_bool());
    });
}

TEST(Bls, verifies_many_messages_under_one_signature) {
    for_each_case("aggregate_verify", [](const value& input, const value& output) {
        const auto keys = keys_in(input.at("pubkeys"));
        const auto signature = test::parse_signature(str(input.at("signature")));
        std::vector<Bytes32> roots;
        for (const value& root : input.at("messages").as_array())
            roots.push_back(parse_fixed<Bytes32>(str(root)).value());
        EXPECT_EQ(keys && signature && aggregate_verify(*keys, roots, *signature),
                  output.as_bool());
    });
}

TEST(Bls, verifies_a_batch) {
    for_each_case("batch_verify", [](const value& input, const value& output) {
        std::vector<SignedRoot> batch;
        bool all_parse = true;
        for (std::size_t i = 0; i < input.at("pubkeys").as_array().size(); ++i) {
            const auto signature = test::parse_signature(str(input.at("signatures").at(i)));
            all_parse = all_parse && signature;
            if (!signature) continue;
            batch.push_back({
                .key = test::pubkey(str(input.at("pubkeys").at(i))),
                .root = parse_fixed<Bytes32>(str(input.at("messages").at(i))).value(),
                .signature = *signature,
            });
        }
        Entropy entropy = test::seeded(1);
        EXPECT_EQ(all_parse && batch_verify(batch, entropy), output.as_bool());
    });
}

TEST(Bls, adds_up_signatures) {
    for_each_case("aggregate", [](const value& input, const value& output) {
        if (!output.is_null() && str(output).starts_with(kInfinity)) return;  // next test
        std::vector<BlsSignature> signatures;
        for (const value& text : input.as_array()) {
            const auto signature = test::parse_signature(str(text));
            if (!signature) return;  // a summand is infinity
            signatures.push_back(*signature);
        }
        const auto sum = aggregate(signatures);
        ASSERT_EQ(sum.has_value(), !output.is_null());
        if (sum) EXPECT_EQ("0x" + hex(*sum), str(output));
    });
}

TEST(Bls, adds_up_public_keys) {
    for_each_case("eth_aggregate_pubkeys", [](const value& input, const value& output) {
        const auto keys = keys_in(input);
        const auto sum = keys ? aggregate(*keys) : fail(Reason::bad_public_key, "");
        ASSERT_EQ(sum.has_value(), !output.is_null());
        if (sum) EXPECT_EQ("0x" + hex(*sum), str(output));
    });
}

TEST(Bls, refuses_sums_that_are_infinity) {
    // r - 1 is the opposite of 1.
    const auto one = test::secret_key(std::string(63, '0') + "1");
    const auto minus_one =
        test::secret_key("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000");
    const BytesView message = bytes_of("message");
    const std::vector keys{one.public_key(), minus_one.public_key()};
    const std::vector signatures{one.sign(message), minus_one.sign(message)};

    EXPECT_EQ(aggregate(keys).error().reason, Reason::bad_public_key);
    EXPECT_EQ(aggregate(signatures).error().reason, Reason::bad_signature);
    EXPECT_FALSE(fast_aggregate_verify(keys, message, signatures[0]));
}

TEST(Bls, says_what_is_wrong_with_bytes) {
    const auto why_not = [](const std::string& text) {
        return test::parse_pubkey(text).error().what;
    };
    const std::string zeros(88, '0');
    EXPECT_EQ(why_not("c0000000" + zeros), "public key: the point at infinity");
    EXPECT_EQ(why_not("00000000" + zeros),
              "public key 0x00000000..: flag bits or a coordinate out of range");
    EXPECT_EQ(why_not("80000000" + zeros), "public key 0x80000000..: not in the group");
    EXPECT_EQ(test::parse_secret_key(std::string(64, 'f')).error().what,
              "secret key: zero or not below the group order");
}

TEST(Bls, keeps_the_bytes_of_a_secret_key) {
    Entropy entropy = test::seeded(2);
    for (int i = 0; i < 50; ++i) {
        const BlsSecretKey key = test::random_key(entropy);
        const auto again = BlsSecretKey::parse(key.bytes().view());
        ASSERT_TRUE(again);
        EXPECT_EQ(hex(*again), hex(key));
        EXPECT_EQ(hex(key.copy()), hex(key));
    }
}

// Sizes on both sides of 16 pairings at once, and of where sums go from tables to buckets.
TEST(Bls, finds_one_wrong_signature_in_a_batch_of_any_size) {
    Entropy entropy = test::seeded(3);
    std::vector<SignedRoot> batch;
    EXPECT_TRUE(batch_verify(batch, entropy));
    while (batch.size() < 34) {
        const BlsSecretKey key = test::random_key(entropy);
        const Bytes32 root = Bytes32::from(entropy.draw<32>().view());
        batch.push_back({key.public_key(), root, key.sign(root.view())});
        const std::size_t n = batch.size();
        if (n > 2 && n != 15 && n != 16 && n != 31 && n != 34) continue;

        EXPECT_TRUE(batch_verify(batch, entropy)) << n;
        std::vector<SignedRoot> wrong = batch;
        wrong[n / 2].root.bytes[31] ^= std::byte{1};
        EXPECT_FALSE(batch_verify(wrong, entropy)) << n;
    }
}

TEST(Bls, orders_public_keys_by_their_bytes) {
    const auto one = test::secret_key(std::string(63, '0') + "1").public_key();
    const auto two = test::secret_key(std::string(63, '0') + "2").public_key();
    EXPECT_EQ(one < two, one.bytes() < two.bytes());
    EXPECT_NE(one, two);
    EXPECT_EQ(one, test::pubkey(hex(one)));
}

TEST(BlsSecretKey, sums_sign_as_all_of_them_together) {
    std::array<std::byte, 32> five{};
    five.back() = std::byte{5};
    std::array<std::byte, 32> seven{};
    seven.back() = std::byte{7};
    const auto a = BlsSecretKey::parse(five);
    const auto b = BlsSecretKey::parse(seven);
    const auto sum = aggregate(std::array<const BlsSecretKey*, 3>{&*a, &*b, &*a});
    const Bytes32 root{};
    const std::array signatures{a->sign(root.view()), b->sign(root.view()), a->sign(root.view())};
    EXPECT_EQ(sum->sign(root.view()), *aggregate(signatures));
    EXPECT_EQ(sum->bytes().view().back(), std::byte{17});
    EXPECT_EQ(aggregate(std::span<const BlsSecretKey* const>{}).error().reason,
              Reason::bad_secret_key);
}

}  // namespace
}  // namespace stafi
