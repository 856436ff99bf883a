#include "crypto/secp256k1.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/uint256.hpp"
#include "crypto/address.hpp"
#include "crypto/entropy.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

namespace json = boost::json;
using test::str;

// Source: SEC 2, section 2.4.1.
const Uint256 kOrder = from_be256(
    parse_fixed<Bytes32>("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
        .value()
        .view());

json::array cases(const std::string& name) {
    return test::vector_file("secp256k1/" + name + ".json").at("cases").as_array();
}

Bytes32 hash_in(const json::value& hex) { return parse_fixed<Bytes32>(str(hex)).value(); }

Result<EthSecretKey> parse_key(const Bytes32& bytes) {
    Entropy entropy{SecretBytes<32>{}};
    return EthSecretKey::parse(bytes.view(), entropy);
}
EthSecretKey key_in(const json::value& hex) { return parse_key(hash_in(hex)).value(); }
EthSecretKey key_one() { return parse_key(Bytes32{{std::byte{1}}}).value(); }

RecoverableSignature signature_in(const json::value& given) {
    return {.r = hash_in(given.at("r")),
            .s = hash_in(given.at("s")),
            .y_parity = given.at("y_parity").to_number<std::uint8_t>()};
}

/// The other signature of the same key for the same digest.
RecoverableSignature twin_of(RecoverableSignature signature) {
    signature.s.bytes = be256(kOrder - from_be256(signature.s.view()));
    signature.y_parity ^= 1;
    return signature;
}

// tests/vectors/secp256k1: made with eth-keys and eth-account.

TEST(Secp256k1Vectors, derives_public_keys_and_addresses) {
    for (const json::value& given : cases("keys")) {
        const auto key = parse_key(hash_in(given.at("privkey")));
        ASSERT_EQ(key.has_value(), !given.at("pubkey").is_null()) << given.at("privkey");
        if (!key) {
            EXPECT_EQ(key.error().reason, Reason::bad_secret_key);
            continue;
        }
        EXPECT_EQ("04" + to_hex(key->public_key().view()), str(given.at("pubkey")));
        EXPECT_EQ(to_checksum_text(key->address()), str(given.at("address")));
        EXPECT_EQ(address_of(key->public_key()), key->address());
    }
}

TEST(Secp256k1Vectors, signs_as_rfc_6979_with_low_s) {
    for (const json::value& given : cases("sign")) {
        const EthSecretKey key = key_in(given.at("privkey"));
        const Bytes32 digest = hash_in(given.at("hash"));
        EXPECT_EQ(key.sign(digest), signature_in(given));
        EXPECT_EQ(to_checksum_text(recover_address(digest, signature_in(given)).value()),
                  str(given.at("address")));
    }
}

TEST(Secp256k1Vectors, recovers_accounts_but_never_from_a_high_s) {
    for (const json::value& given : cases("recover")) {
        const auto address = recover_address(hash_in(given.at("hash")), signature_in(given));
        const bool is_good = !given.at("address").is_null() && !given.at("high_s").as_bool();
        ASSERT_EQ(address.has_value(), is_good) << given.at("name");
        if (address)
            EXPECT_EQ(to_checksum_text(*address), str(given.at("address")));
        else
            EXPECT_EQ(address.error().reason, Reason::bad_signature);
    }
}

TEST(Secp256k1Vectors, signs_messages_of_people) {
    for (const json::value& given : cases("eip191")) {
        if (str(given.at("kind")) != "personal") continue;
        const Bytes message = parse_hex(str(given.at("message"))).value();
        const Bytes32 digest = personal_message_digest(message);
        EXPECT_EQ(to_hex(digest.view()), str(given.at("hash")));
        const RecoverableSignature signature = key_in(given.at("privkey")).sign(digest);
        EXPECT_EQ(to_hex(eth_signature_bytes(signature).view()), str(given.at("signature")));
    }
}

// Signatures that wallets gave to ssv-dkg.
TEST(Secp256k1Shared, recovers_owners_of_ssv_dkg) {
    const auto file = test::shared_vector_file("09-owner-signatures-eip191.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const json::value& given : file->at("cases").as_array()) {
        const Bytes32 digest = personal_message_digest(bytes_of(str(given.at("message_string"))));
        EXPECT_EQ(to_hex(digest.view()), str(given.at("digest")));
        const Bytes bytes = parse_hex(str(given.at("signature"))).value();
        const auto signature = parse_eth_signature(bytes);
        ASSERT_TRUE(signature) << signature.error().what;
        EXPECT_EQ(to_checksum_text(recover_address(digest, *signature).value()),
                  str(given.at("recovered")));
    }
}

TEST(Secp256k1Property, a_signature_recovers_its_signer_and_no_other_form_of_it_does) {
    Entropy entropy{SecretBytes<32>{}};
    for (int round = 0; round < 100; ++round) {
        const auto key = EthSecretKey::parse(entropy.draw<32>().view(), entropy).value();
        Bytes32 digest;
        entropy.fill(digest.span());
        const RecoverableSignature signature = key.sign(digest);
        EXPECT_EQ(signature, key.copy().sign(digest));
        EXPECT_EQ(recover_address(digest, signature).value(), key.address());

        const auto twin = recover_address(digest, twin_of(signature));
        ASSERT_FALSE(twin);
        EXPECT_EQ(twin.error().what, "signature: s is above half the group order (EIP-2)");

        RecoverableSignature changed = signature;
        changed.s.bytes[31] ^= std::byte{1};
        EXPECT_NE(recover_address(digest, changed).value_or(Address{}), key.address());
        Bytes32 other = digest;
        other.bytes[0] ^= std::byte{1};
        EXPECT_NE(recover_address(other, signature).value_or(Address{}), key.address());
    }
}

// Blinding cannot be seen in any result; that entropy was drawn for it can.
TEST(Secp256k1, blinds_each_key_with_entropy_and_computes_the_same) {
    const Bytes32 digest{{std::byte{7}}};
    Entropy entropy{SecretBytes<32>{}};
    Entropy unused{SecretBytes<32>{}};
    for (int round = 0; round < 10; ++round) {
        const auto key = EthSecretKey::parse(key_one().bytes().view(), entropy).value();
        EXPECT_EQ(key.sign(digest), key_one().sign(digest));
        EXPECT_EQ(key.copy().address(), key_one().address());
    }
    EXPECT_FALSE(equal_constant_time(entropy.draw<32>().view(), unused.draw<32>().view()));
}

TEST(Secp256k1, accepts_the_four_spellings_of_v) {
    const EthSecretKey key = key_one();
    const RecoverableSignature signature = key.sign(Bytes32{});
    EthSignatureBytes bytes = eth_signature_bytes(signature);
    EXPECT_EQ(bytes.bytes[64], std::byte(27 + signature.y_parity));
    for (unsigned v = 0; v < 256; ++v) {
        bytes.bytes[64] = std::byte(v);
        const auto parsed = parse_eth_signature(bytes.view());
        ASSERT_EQ(parsed.has_value(), v == 0 || v == 1 || v == 27 || v == 28) << v;
        if (parsed) EXPECT_EQ(parsed->y_parity, v == 1 || v == 28 ? 1 : 0);
    }
}

TEST(Secp256k1, refuses_signatures_that_are_no_65_bytes_or_no_numbers) {
    EXPECT_FALSE(parse_eth_signature(Bytes(64)));
    EXPECT_FALSE(parse_eth_signature(Bytes(66)));
    EXPECT_FALSE(parse_eth_signature({}));

    const RecoverableSignature good = key_one().sign({});
    RecoverableSignature wrong = good;
    wrong.y_parity = 2;
    EXPECT_FALSE(recover_address({}, wrong));
    for (const Uint256& number : {Uint256{0}, kOrder, Uint256::max()}) {
        wrong = good;
        wrong.r.bytes = be256(number);
        EXPECT_FALSE(recover_address({}, wrong));
        wrong = good;
        wrong.s.bytes = be256(number);
        EXPECT_FALSE(recover_address({}, wrong));
    }
}

}  // namespace
}  // namespace stafi
