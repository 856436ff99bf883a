#include "crypto/keystore/web3_keystore.hpp"

#include <span>
#include <string>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using test::str;

constexpr ScryptCost kCheapScrypt{.n = 2, .r = 1, .p = 1};
constexpr Pbkdf2Cost kCheapPbkdf2{.c = 1};

// The example of geth's documentation of the format, in geth's own order of fields.
constexpr std::string_view kGethKeystore =
    R"({"address":"008aeeda4d805471df9b2a5b0f38a0c3bcba786b","crypto":{"cipher":"aes-128-ctr",)"
    R"("ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",)"
    R"("cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},"kdf":"pbkdf2",)"
    R"("kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",)"
    R"("salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},)"
    R"("mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},)"
    R"("id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3})";

SecretBuffer secret(std::string_view text) { return SecretBuffer{text}; }

std::string hex_of(const EthSecretKey& key) { return to_hex(key.bytes().view()); }

Result<EthSecretKey> read(std::string_view json, std::string_view password) {
    TRY(const Web3Keystore keystore, parse_web3_keystore(json));
    Entropy entropy{SecretBytes<32>{}};
    return open_account_keystore(keystore, secret(password), entropy);
}

void expect_opens(const boost::json::value& vector, const char* secret_name) {
    const auto key = read(serialize(vector.at("keystore")), str(vector.at("password")));
    ASSERT_TRUE(key) << key.error().what;
    EXPECT_EQ(hex_of(*key), str(vector.at(secret_name)));
    EXPECT_EQ(key->address(), parse_fixed<Address>(str(vector.at("address"))).value());
}

struct Web3KeystoreTest : testing::Test {
    static constexpr std::string_view kPassword = "a good password";
    Entropy entropy{SecretBytes<32>{}};
    EthSecretKey key =
        EthSecretKey::parse(Bytes32{.bytes = {std::byte{7}}}.view(), entropy).value();

    Result<EthSecretKey> open(const Web3Keystore& keystore, std::string_view password) {
        return open_account_keystore(keystore, secret(password), entropy);
    }

    Web3Keystore make(const KdfCost& cost = kCheapScrypt, std::string_view password = kPassword) {
        return encrypt_account_key(key, secret(password), cost, entropy).value();
    }
    std::string refusal(std::string_view from, std::string_view to,
                        const KdfCost& cost = kCheapScrypt) {
        std::string json = to_json(make(cost));
        const std::size_t at = json.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        const auto read = parse_web3_keystore(json.replace(at, from.size(), to));
        if (read) return "accepted";
        return std::string{text_of(read.error().reason).code} + ": " + read.error().what;
    }
};

// Sources of the vectors: tests/vectors/web3_keystore/SOURCE.md.
TEST_F(Web3KeystoreTest, opens_the_keystores_that_the_definition_prints) {
    const auto file = test::vector_file("web3_keystore/printed.json");
    for (const auto& vector : file.at("cases").as_array())
        expect_opens(vector, "secret");
}

TEST_F(Web3KeystoreTest, opens_what_eth_account_made) {
    const auto file = test::vector_file("web3_keystore/made.json");
    for (const auto& vector : file.at("cases").as_array())
        expect_opens(vector, "secret");
}

TEST_F(Web3KeystoreTest, opens_the_owner_key_of_a_key_generation_ceremony) {
    const auto file = test::shared_vector_file("02-eip2335-keystores.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    expect_opens(file->at("web3_v3_owner_key"), "private_key");
}

TEST_F(Web3KeystoreTest, refuses_every_fault_of_the_vectors) {
    const auto file = test::vector_file("web3_keystore/invalid.json");
    for (const auto& vector : file.at("cases").as_array())
        EXPECT_FALSE(read(serialize(vector.at("keystore")), str(vector.at("password"))))
            << str(vector.at("fault"));
}

TEST_F(Web3KeystoreTest, writes_fields_in_the_order_of_geth) {
    EXPECT_EQ(to_json(parse_web3_keystore(kGethKeystore).value()), kGethKeystore);
}

TEST_F(Web3KeystoreTest, opens_what_it_made) {
    for (const KdfCost& cost :
         {KdfCost{kCheapScrypt}, KdfCost{kCheapPbkdf2}, KdfCost{ScryptCost{.n = 1024}}}) {
        const Web3Keystore made = make(cost);
        EXPECT_EQ(made.address, key.address());
        const Web3Keystore parsed = parse_web3_keystore(to_json(made)).value();
        EXPECT_EQ(parsed, made);
        EXPECT_EQ(hex_of(open(parsed, kPassword).value()), hex_of(key));
    }
}

TEST_F(Web3KeystoreTest, needs_no_address) {
    Web3Keystore keystore = make();
    keystore.address.reset();
    const Web3Keystore parsed = parse_web3_keystore(to_json(keystore)).value();
    EXPECT_EQ(parsed, keystore);
    EXPECT_TRUE(open(parsed, kPassword));
}

TEST_F(Web3KeystoreTest, takes_the_password_as_it_is_but_for_a_line_end) {
    EXPECT_TRUE(open(make(), "a good password\n"));
    EXPECT_TRUE(open(make(kCheapScrypt, "a good password\r\n"), kPassword));
    const Web3Keystore composed = make(kCheapScrypt, "\u00fcberlange Geduld");
    EXPECT_TRUE(open(composed, "\u00fcberlange Geduld"));
    EXPECT_FALSE(open(composed, "u\u0308berlange Geduld"));
    // A tool that kept the line end.
    const auto derived = derive_new_key(bytes_of("kept\n"), kCheapScrypt, entropy).value();
    Web3Keystore kept = make();
    kept.crypto = seal_secret(key.bytes().view(), derived, ChecksumHash::keccak256, entropy);
    EXPECT_TRUE(open(kept, "kept\n"));
}

TEST_F(Web3KeystoreTest, refuses_weak_and_wrong_passwords) {
    EXPECT_EQ(encrypt_account_key(key, secret("1234567"), kCheapScrypt, entropy).error().reason,
              Reason::bad_password);
    EXPECT_EQ(open(make(), "").error().reason, Reason::wrong_password);
    EXPECT_EQ(open(make(), "A good password").error().reason, Reason::wrong_password);
}

TEST_F(Web3KeystoreTest, notices_every_changed_byte) {
    const Web3Keystore good = make();
    const auto refused = [&](const Web3Keystore& bad) {
        const auto opened = open(bad, kPassword);
        return opened ? Reason{} : opened.error().reason;
    };
    for (std::size_t i = 0; i < 32; ++i) {
        Web3Keystore bad = good;
        bad.crypto.ciphertext[i] ^= std::byte{1};
        EXPECT_EQ(refused(bad), Reason::wrong_password);
        bad = good;
        bad.crypto.checksum.bytes[i] ^= std::byte{1};
        EXPECT_EQ(refused(bad), Reason::wrong_password);
        bad = good;
        bad.crypto.kdf.salt[i] ^= std::byte{1};
        EXPECT_EQ(refused(bad), Reason::wrong_password);
        bad = good;  // the mac does not cover the IV, the address does
        bad.crypto.iv.bytes[i % 16] ^= std::byte{1};
        EXPECT_TRUE(refused(bad) == Reason::keystore_key_mismatch ||
                    refused(bad) == Reason::bad_keystore);
    }
    Web3Keystore bad = good;
    bad.address = Address{};
    EXPECT_EQ(refused(bad), Reason::keystore_key_mismatch);
}

TEST_F(Web3KeystoreTest, refuses_a_text_cut_anywhere) {
    const std::string json = to_json(make());
    for (std::size_t length = 0; length < json.size(); ++length)
        EXPECT_FALSE(parse_web3_keystore(std::string_view{json}.substr(0, length))) << length;
}

TEST_F(Web3KeystoreTest, names_the_field_that_is_wrong) {
    EXPECT_EQ(refusal(R"("n":2)", R"("n":2097152)"),
              "keystore_too_costly: crypto.kdfparams.n: 2097152 exceeds 1048576");
    EXPECT_EQ(refusal(R"("c":1)", R"("c":16777217)", kCheapPbkdf2),
              "keystore_too_costly: crypto.kdfparams.c: 16777217 exceeds 16777216");
    EXPECT_EQ(refusal(R"("dklen":32)", R"("dklen":16)"),
              "bad_keystore: crypto.kdfparams.dklen: 16 is not between 32 and 1024");
    EXPECT_EQ(refusal(R"("kdf":"scrypt")", R"("kdf":"bcrypt")"),
              "bad_keystore: crypto.kdf: neither scrypt nor pbkdf2");
    EXPECT_EQ(refusal(R"("version":3)", R"("version":4)"),
              "bad_keystore: version: 4, but 3 expected");
    EXPECT_EQ(refusal(R"("version":3)", R"("version":3,"version":3)"),
              "bad_json: version: given twice");
    EXPECT_EQ(refusal(R"("ciphertext":")", R"("ciphertext":"00)"),
              "bad_keystore: crypto.ciphertext: 33 bytes, 32 expected");
    EXPECT_EQ(refusal(R"("mac":")", R"("mac":"0)"),
              "bad_hex: crypto.mac: hex: 64 digits expected, 65 given");
    EXPECT_EQ(parse_web3_keystore(std::string(kKeystoreJsonMax + 1, ' ')).error().reason,
              Reason::file_too_large);
}

}  // namespace
}  // namespace stafi
