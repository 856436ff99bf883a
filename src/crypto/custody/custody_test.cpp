#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/custody/sealed_mnemonic.hpp"
#include "crypto/custody/validator_tree.hpp"
#include "crypto/keystore/keystore.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using test::str;

constexpr ScryptCost kCheap{.n = 2, .r = 1, .p = 1};

SecretBuffer secret(std::string_view text) { return SecretBuffer{text}; }

// tests/vectors/deposit: keys of ethstaker-deposit 1.3.1.
TEST(ValidatorTree, has_the_keys_that_the_deposit_cli_makes) {
    std::size_t compared = 0;
    const auto vectors = test::vector_file("deposit/files.json");
    for (const auto& file : vectors.at("cases").as_array()) {
        const auto seed = Mnemonic::parse(str(file.at("mnemonic"))).value().seed().value();
        const ValidatorTree tree = ValidatorTree::of(seed);
        std::uint64_t index = file.at("start_index").to_number<std::uint64_t>();
        for (const auto& deposit : file.at("deposits").as_array()) {
            const BlsSecretKey key = tree.key_at({index++});
            EXPECT_EQ(to_hex(key.public_key().bytes().view()), str(deposit.at("pubkey")));
            ++compared;
        }
    }
    EXPECT_GT(compared, 5U);
}

TEST(ValidatorTree, reaches_to_the_last_index) {
    const ValidatorTree tree = ValidatorTree::of(SecretBytes<64>{});
    EXPECT_EQ(
        tree.key_at(kKeyIndexMax).public_key(),
        derive_path(derive_master(SecretBytes<64>{}.view()).value(), "m/12381/3600/4294967295/0/0")
            .value()
            .public_key());
    EXPECT_DEATH((void)tree.key_at(kKeyIndexMax + KeyIndex{1}), "");
}

struct SealedMnemonic : testing::Test {
    static constexpr std::string_view kPassword = "a good password";
    Entropy entropy{SecretBytes<32>{}};

    std::string seal(const std::string& words, std::string_view passphrase = "") {
        return seal_mnemonic(Mnemonic::parse(words).value(), passphrase, secret(kPassword), kCheap,
                             entropy)
            .value();
    }
};

// tests/vectors/bip39: seeds that Trezor's list prints, with the passphrase TREZOR.
TEST_F(SealedMnemonic, gives_back_the_seed_of_words_and_passphrase) {
    const auto vectors = test::vector_file("bip39/english.json");
    std::size_t compared = 0;
    for (const auto& each : vectors.at("cases").as_array()) {
        const std::string words = str(each.at("mnemonic"));
        const std::string passphrase = str(each.at("passphrase"));
        const std::string json = seal(words, passphrase);
        EXPECT_EQ(json.find(words.substr(0, 6)), std::string::npos);
        const auto seed = open_mnemonic(json, secret(kPassword));
        EXPECT_EQ(to_hex(seed.value().view()), str(each.at("seed")));
        if (++compared == 5) break;
    }
    EXPECT_EQ(compared, 5U);
}

// Made with Python's hashlib.scrypt and PyPI pycryptodome after docs/formats/sealed-mnemonic.md;
// the seed is Trezor's. What was sealed once must be opened for ever.
TEST_F(SealedMnemonic, is_opened_as_it_was_first_written) {
    constexpr std::string_view json =
        R"({"checksum":{"function":"sha256","message":)"
        R"("30bc227b681cd2c976714013f90bcbc996da52f10ca66e88c499411b6cb971ee","params":{}},)"
        R"("cipher":{"function":"aes-128-ctr","message":)"
        R"("4e69f5b969f1925cce0beb61a6de7282b64bbf25e00e7c73ad4ee25b63b63dcb41cf887bde7ebcdd)"
        R"(3fb63ef3)"
        R"(5f4b9e14553995b4f31b143ba023aba9d8a8d8373a599f336216bd9fb2e2bf4b5690606b0ab5)"
        R"(5eeb989d519d)"
        R"(f546a132ebaa064d244ab4b4","params":{"iv":"000102030405060708090a0b0c0d0e0f"}},)"
        R"("kdf":{"function":"scrypt","message":"","params":{"dklen":32,"n":2,"p":1,"r":1,"salt":)"
        R"("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}}})";
    const auto vectors = test::vector_file("bip39/english.json");
    const auto& first = vectors.at("cases").as_array().at(0);
    EXPECT_EQ(to_hex(open_mnemonic(json, secret(kPassword)).value().view()), str(first.at("seed")));
}

TEST_F(SealedMnemonic, keeps_a_passphrase_of_several_lines) {
    const std::string words =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "about";
    const Mnemonic mnemonic = Mnemonic::parse(words).value();
    for (const std::string_view passphrase : {"", " ", "\n", "a\nb\n"}) {
        const auto seed = open_mnemonic(seal(words, passphrase), secret(kPassword));
        EXPECT_TRUE(
            equal_constant_time(seed.value().view(), mnemonic.seed(passphrase).value().view()));
    }
}

TEST_F(SealedMnemonic, refuses_a_short_password_and_a_wrong_one) {
    const Mnemonic mnemonic = Mnemonic::generate(24, MnemonicLanguage::english, entropy).value();
    const auto short_one = seal_mnemonic(mnemonic, "", secret("short"), kCheap, entropy);
    EXPECT_EQ(short_one.error().reason, Reason::bad_password);
    const std::string json = seal(std::string{mnemonic.text()});
    EXPECT_EQ(open_mnemonic(json, secret("another password")).error().reason,
              Reason::wrong_password);
    EXPECT_EQ(open_mnemonic("{}", secret(kPassword)).error().reason, Reason::bad_json);
}

TEST_F(SealedMnemonic, refuses_another_kind_of_secret_without_telling_it) {
    const auto sealer = KeystoreSealer::with(secret(kPassword), kCheap, entropy).value();
    const auto sealed = sealer.seal(bytes_of("-----BEGIN RSA PRIVATE KEY-----"), entropy).value();
    const auto refused = open_mnemonic(to_json(sealed), secret(kPassword));
    EXPECT_EQ(refused.error().reason, Reason::bad_keystore);
    EXPECT_EQ(refused.error().what.find("RSA"), std::string::npos);
}

}  // namespace
}  // namespace stafi
