#include "crypto/keystore/keystore.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/bip39.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using test::str;

constexpr ScryptCost kCheapScrypt{.n = 2, .r = 1, .p = 1};
constexpr Pbkdf2Cost kCheapPbkdf2{.c = 1};

SecretBuffer secret(std::string_view text) { return SecretBuffer{text}; }

BlsSecretKey key_of(std::string_view hex) {
    const Bytes bytes = parse_hex(hex).value();
    return BlsSecretKey::parse(std::span{bytes}.first<32>()).value();
}

std::string hex_of(const BlsSecretKey& key) { return to_hex(key.bytes().view()); }

/// Parses and opens, as a user would.
Result<BlsSecretKey> read(std::string_view json, std::string_view password) {
    TRY(const Keystore keystore, parse_keystore(json));
    return open_validator_keystore(keystore, secret(password));
}

void expect_opens(const boost::json::value& vector) {
    const auto key = read(serialize(vector.at("keystore")), str(vector.at("password")));
    ASSERT_TRUE(key) << str(vector.at("name")) << ": " << key.error().what;
    EXPECT_EQ(hex_of(*key), str(vector.at("secret")));
}

struct KeystoreTest : testing::Test {
    static constexpr std::string_view kPassword = "a good password";
    Entropy entropy{SecretBytes<32>{}};
    BlsSecretKey key = key_of("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");

    Keystore make(const KdfCost& cost = kCheapScrypt, std::string_view password = kPassword) {
        return encrypt_validator_key(key, secret(password), "m/12381/3600/7/0/0", cost, entropy)
            .value();
    }
    /// The text of a good keystore with one piece of it exchanged.
    std::string changed(std::string_view from, std::string_view to,
                        const KdfCost& cost = kCheapScrypt) {
        std::string json = to_json(make(cost));
        const std::size_t at = json.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return json.replace(at, from.size(), to);
    }
    /// As `changed`, and what it is refused for: "reason: what".
    std::string refusal(std::string_view from, std::string_view to,
                        const KdfCost& cost = kCheapScrypt) {
        const auto read = parse_keystore(changed(from, to, cost));
        if (read) return "accepted";
        return std::string{text_of(read.error().reason).code} + ": " + read.error().what;
    }
};

// Sources of the vectors: tests/vectors/eip2335/SOURCE.md.
TEST_F(KeystoreTest, opens_the_two_keystores_that_eip2335_prints) {
    const auto file = test::vector_file("eip2335/printed.json");
    for (const auto& vector : file.at("cases").as_array())
        expect_opens(vector);
}

TEST_F(KeystoreTest, opens_keystores_whose_passwords_need_normalising) {
    const auto file = test::vector_file("eip2335/passwords.json");
    for (const auto& vector : file.at("cases").as_array())
        expect_opens(vector);
}

TEST_F(KeystoreTest, refuses_every_fault_of_the_vectors) {
    const auto file = test::vector_file("eip2335/invalid.json");
    for (const auto& vector : file.at("cases").as_array())
        EXPECT_FALSE(read(serialize(vector.at("keystore")), str(vector.at("password"))))
            << str(vector.at("fault"));
}

TEST_F(KeystoreTest, opens_the_keystores_of_ssv_tools) {
    const auto file = test::shared_vector_file("02-eip2335-keystores.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const auto& vector : file->at("cases").as_array()) {
        if (str(vector.at("name")).starts_with("erc2335")) continue;  // opened above
        if (vector.as_object().contains("secret")) {
            expect_opens(vector);
        } else {
            const auto sealed = parse_encrypted_secret(serialize(vector.at("keystore"))).value();
            auto opener = KeystoreOpener::with(secret(str(vector.at("password")))).value();
            EXPECT_EQ(opener.open(sealed).value().text(), str(vector.at("secret_pem")));
            EXPECT_EQ(to_json(sealed), serialize(vector.at("keystore")));  // as Go wrote it
        }
    }
}

// Source: tests/vectors/deposit/SOURCE.md. Two of the three files share a salt: one derivation.
TEST_F(KeystoreTest, reads_and_writes_what_ethstaker_deposit_writes) {
    const auto file = test::vector_file("deposit/keystores.json");
    const auto& vectors = file.at("cases").as_array();
    auto opener = KeystoreOpener::with(secret(str(vectors.at(0).at("password")))).value();
    for (const auto& vector : vectors) {
        const Keystore keystore = parse_keystore(str(vector.at("text"))).value();
        EXPECT_EQ(to_json(keystore), str(vector.at("text")));
        const BlsSecretKey opened = opener.open(keystore).value();
        EXPECT_EQ(hex_of(opened), str(vector.at("secret")));
        const Mnemonic mnemonic = Mnemonic::parse(str(vector.at("mnemonic"))).value();
        const BlsSecretKey master = derive_master(mnemonic.seed().value().view()).value();
        EXPECT_EQ(hex_of(derive_path(master, keystore.path).value()), hex_of(opened));
    }
}

TEST_F(KeystoreTest, opens_what_it_made) {
    for (const KdfCost& cost :
         {KdfCost{kCheapScrypt}, KdfCost{kCheapPbkdf2}, KdfCost{ScryptCost{.n = 1024}}}) {
        const Keystore made = make(cost);
        const Keystore parsed = parse_keystore(to_json(made)).value();
        EXPECT_EQ(parsed, made);
        EXPECT_EQ(parsed.path, "m/12381/3600/7/0/0");
        EXPECT_EQ(hex_of(open_validator_keystore(parsed, secret(kPassword)).value()), hex_of(key));
    }
}

TEST_F(KeystoreTest, draws_salt_iv_and_uuid_anew) {
    const Keystore first = make();
    const Keystore second = make();
    EXPECT_NE(first.crypto.kdf.salt, second.crypto.kdf.salt);
    EXPECT_NE(first.crypto.iv, second.crypto.iv);
    EXPECT_NE(first.uuid, second.uuid);
}

TEST_F(KeystoreTest, shares_one_salt_in_a_batch_and_never_an_iv) {
    const auto sealer = KeystoreSealer::with(secret(kPassword), kCheapScrypt, entropy).value();
    auto opener = KeystoreOpener::with(secret(kPassword)).value();
    std::vector<Keystore> batch;
    batch.reserve(50);
    for (int i = 0; i < 50; ++i)
        batch.push_back(sealer.seal(key, "", entropy));
    for (const Keystore& keystore : batch) {
        EXPECT_EQ(keystore.crypto.kdf, batch[0].crypto.kdf);
        EXPECT_EQ(hex_of(opener.open(keystore).value()), hex_of(key));
        for (const Keystore& other : batch)
            EXPECT_TRUE(&other == &keystore || other.crypto.iv != keystore.crypto.iv);
    }
}

TEST_F(KeystoreTest, one_opener_opens_more_batches_than_it_remembers) {
    auto opener = KeystoreOpener::with(secret(kPassword)).value();
    std::vector<Keystore> all;
    all.reserve(40);
    for (int i = 0; i < 40; ++i)
        all.push_back(make());
    for (int round = 0; round < 2; ++round)
        for (const Keystore& keystore : all)
            EXPECT_EQ(hex_of(opener.open(keystore).value()), hex_of(key));
}

TEST_F(KeystoreTest, refuses_a_wrong_password) {
    const Keystore keystore = make();
    for (const std::string_view wrong :
         {"", "a good passworD", "a good password ", "a  good password", "pässword"})
        EXPECT_EQ(open_validator_keystore(keystore, secret(wrong)).error().reason,
                  Reason::wrong_password);
    EXPECT_EQ(open_validator_keystore(keystore, secret("\xff")).error().reason, Reason::bad_utf8);
}

TEST_F(KeystoreTest, does_not_mind_a_line_end_after_the_password) {
    EXPECT_TRUE(open_validator_keystore(make(), secret("a good password\n")));
    EXPECT_TRUE(open_validator_keystore(make(), secret("a good password\r\n")));
    const Keystore made_from_a_file = make(kCheapScrypt, "a good password\n");
    EXPECT_TRUE(open_validator_keystore(made_from_a_file, secret("a good password")));
}

TEST_F(KeystoreTest, opens_what_tools_that_normalise_nothing_made) {
    const std::string_view raw = "\u00dcbergr\u00f6\u00dfentr\u00e4ger";
    const auto derived = derive_new_key(bytes_of(raw), kCheapScrypt, entropy).value();
    Keystore keystore = make();
    keystore.crypto = seal_secret(key.bytes().view(), derived, ChecksumHash::sha256, entropy);
    EXPECT_TRUE(open_validator_keystore(keystore, secret(raw)));
    EXPECT_TRUE(open_validator_keystore(keystore, secret(std::string{raw} + "\n")));
    EXPECT_FALSE(
        open_validator_keystore(keystore, secret("U\u0308bergro\u0308\u00dfentra\u0308ger")));
}

// As many as ethstaker-deposit asks for.
TEST_F(KeystoreTest, asks_twelve_characters_of_a_new_password) {
    EXPECT_TRUE(check_new_password(secret("123456789012")));
    EXPECT_TRUE(check_new_password(secret("🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑")));
    for (const std::string_view weak :
         {"", "12345678901", "12345678901\n", "12345678\t901", "🔑🔑🔑"}) {
        EXPECT_EQ(check_new_password(secret(weak)).error().reason, Reason::bad_password);
        EXPECT_EQ(
            encrypt_validator_key(key, secret(weak), "", kCheapScrypt, entropy).error().reason,
            Reason::bad_password);
    }
    EXPECT_EQ(check_new_password(secret("123456789012\x80")).error().reason, Reason::bad_utf8);
}

TEST_F(KeystoreTest, opens_older_ones_whose_password_is_shorter) {
    for (const std::string_view old : {"", "1234567", "12345678"}) {
        Keystore keystore = make();
        const auto derived = derive_new_key(bytes_of(old), kCheapScrypt, entropy).value();
        keystore.crypto = seal_secret(key.bytes().view(), derived, ChecksumHash::sha256, entropy);
        EXPECT_TRUE(open_validator_keystore(keystore, secret(old))) << old;
    }
}

TEST_F(KeystoreTest, notices_every_changed_byte) {
    const Keystore good = make();
    const auto refused = [&](const Keystore& bad) {
        const auto opened = open_validator_keystore(bad, secret(kPassword));
        return opened ? Reason{} : opened.error().reason;
    };
    for (std::size_t i = 0; i < 32; ++i) {
        for (const std::byte flip : {std::byte{0x01}, std::byte{0x80}}) {
            Keystore bad = good;
            bad.crypto.ciphertext[i] ^= flip;
            EXPECT_EQ(refused(bad), Reason::wrong_password);
            bad = good;
            bad.crypto.checksum.bytes[i] ^= flip;
            EXPECT_EQ(refused(bad), Reason::wrong_password);
            bad = good;
            bad.crypto.kdf.salt[i] ^= flip;
            EXPECT_EQ(refused(bad), Reason::wrong_password);
            bad = good;  // the checksum does not cover the IV, the public key does
            bad.crypto.iv.bytes[i % 16] ^= flip;
            EXPECT_TRUE(refused(bad) == Reason::keystore_key_mismatch ||
                        refused(bad) == Reason::bad_keystore);
        }
    }
    Keystore bad = good;
    bad.pubkey = key_of(std::string(63, '0') + "1").public_key().bytes();
    EXPECT_EQ(refused(bad), Reason::keystore_key_mismatch);
}

TEST_F(KeystoreTest, refuses_a_secret_that_is_no_validator_key) {
    const auto sealer = KeystoreSealer::with(secret(kPassword), kCheapScrypt, entropy).value();
    const auto refused = [&](std::string_view hex) {
        Keystore keystore = make();
        keystore.crypto = sealer.seal(parse_hex(hex).value(), entropy).value();
        return open_validator_keystore(keystore, secret(kPassword)).error().reason;
    };
    EXPECT_EQ(refused(std::string(64, '0')), Reason::bad_keystore);
    EXPECT_EQ(refused(std::string(64, 'f')), Reason::bad_keystore);
    EXPECT_EQ(refused(std::string(62, '1')), Reason::bad_keystore);
    EXPECT_EQ(refused(std::string(66, '1')), Reason::bad_keystore);
    Keystore nameless = make();
    nameless.pubkey.reset();
    EXPECT_EQ(open_validator_keystore(nameless, secret(kPassword)).error().reason,
              Reason::bad_keystore);
}

TEST_F(KeystoreTest, refuses_a_text_cut_anywhere) {
    const std::string json = to_json(make());
    for (std::size_t length = 0; length < json.size(); ++length)
        EXPECT_FALSE(parse_keystore(std::string_view{json}.substr(0, length))) << length;
    EXPECT_FALSE(parse_keystore(json + "}"));
    EXPECT_TRUE(parse_keystore("\n " + json + "\r\n"));
}

TEST_F(KeystoreTest, refuses_hostile_parameters_before_any_work) {
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": 2097152)"),
              "keystore_too_costly: crypto.kdf.params.n: 2097152 exceeds 1048576");
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": 1099511627776)"),
              "keystore_too_costly: crypto.kdf.params.n: 1099511627776 exceeds 1048576");
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": 3)"),
              "out_of_range: crypto.kdf.params.n: 3 is not a power of two above 1");
    EXPECT_EQ(refusal(R"("r": 1)", R"("r": 18446744073709551615)"),
              "keystore_too_costly: crypto.kdf.params.r: 18446744073709551615 exceeds 1024");
    EXPECT_EQ(refusal(R"("p": 1)", R"("p": 4194305)"),
              "keystore_too_costly: crypto.kdf.params.p: 128 * 2 * 1 * 4194305 bytes exceed 1 GiB");
    EXPECT_EQ(refusal(R"("p": 1)", R"("p": 0)"),
              "out_of_range: crypto.kdf.params.p: 0 is not a number of lanes");
    EXPECT_EQ(refusal(R"("c": 1)", R"("c": 16777217)", kCheapPbkdf2),
              "keystore_too_costly: crypto.kdf.params.c: 16777217 exceeds 16777216");
    EXPECT_EQ(refusal(R"("c": 1)", R"("c": 0)", kCheapPbkdf2),
              "out_of_range: crypto.kdf.params.c: 0 is not a number of rounds");
    EXPECT_EQ(refusal(R"("dklen": 32)", R"("dklen": 31)"),
              "bad_keystore: crypto.kdf.params.dklen: 31 is not between 32 and 1024");
}

TEST_F(KeystoreTest, bounds_everything_that_has_a_length) {
    const std::string salt(2 * kKdfSaltMax, '0');
    EXPECT_EQ(refusal(R"("salt": ")", R"("salt": ")" + salt),
              "out_of_range: crypto.kdf.params.salt: 1056 bytes, at most 1024 expected");
    Keystore wide = make();
    wide.crypto.ciphertext.resize(kCiphertextMax + 1);
    EXPECT_EQ(parse_keystore(to_json(wide)).error().what,
              "crypto.cipher.message: 16385 bytes, at most 16384 expected");
    EXPECT_EQ(parse_keystore(std::string(kKeystoreJsonMax + 1, ' ')).error().reason,
              Reason::file_too_large);
    const std::string deep = std::string(1'000, '[') + std::string(1'000, ']');
    EXPECT_EQ(
        parse_keystore(changed(R"("version": 4)", R"("version": 4, "x": )" + deep)).error().reason,
        Reason::bad_json);
}

TEST_F(KeystoreTest, names_the_field_that_is_wrong) {
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": "2")"),
              "bad_json: crypto.kdf.params.n: not a whole number");
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": 2.0)"),
              "bad_json: crypto.kdf.params.n: not a whole number");
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": -2)"),
              "bad_json: crypto.kdf.params.n: not a whole number");
    EXPECT_EQ(refusal(R"("n": 2)", R"("m": 2)"), "bad_json: crypto.kdf.params.n: missing");
    EXPECT_EQ(refusal(R"("n": 2)", R"("n": 2, "n": 2)"),
              "bad_json: crypto.kdf.params.n: given twice");
    EXPECT_EQ(refusal(R"("version": 4)", R"("version": 4, "uuid": "")"),
              "bad_json: uuid: given twice");
    EXPECT_EQ(refusal(R"("version": 4)", R"("version": 3)"),
              "bad_keystore: version: 3, but 4 expected");
    EXPECT_EQ(refusal(R"("version": 4)", R"("version": "4")"),
              "bad_json: version: not a whole number");
    EXPECT_EQ(refusal(R"("function": "scrypt")", R"("function": "argon2")"),
              "bad_keystore: crypto.kdf.function: neither scrypt nor pbkdf2");
    EXPECT_EQ(refusal("sha256", "sha512"), "bad_keystore: crypto.checksum.function: not 'sha256'");
    EXPECT_EQ(refusal("aes-128-ctr", "aes-128-cbc"),
              "bad_keystore: crypto.cipher.function: not 'aes-128-ctr'");
    EXPECT_EQ(refusal("hmac-sha256", "hmac-sha1", kCheapPbkdf2),
              "bad_keystore: crypto.kdf.params.prf: not 'hmac-sha256'");
    EXPECT_EQ(refusal(R"("iv": ")", R"("iv": "00)"),
              "bad_hex: crypto.cipher.params.iv: hex: 32 digits expected, 34 given");
    EXPECT_EQ(refusal(R"("pubkey": ")", R"("pubkey": "z)"),
              "bad_hex: pubkey: hex: 96 digits expected, 97 given");
    EXPECT_EQ(refusal(R"("uuid": ")", R"("uuid": "-)"),
              "bad_hex: uuid: uuid: digits 8-4-4-4-12 expected");
    EXPECT_EQ(refusal(R"("path": ")", R"("path": 5, "was": ")"), "bad_json: path: not a text");
    EXPECT_EQ(refusal(R"("crypto": {)", R"("crypto": null, "was": {)"),
              "bad_json: crypto: not an object");
}

TEST_F(KeystoreTest, ignores_fields_that_it_does_not_know) {
    EXPECT_EQ(
        refusal(R"("version": 4)", R"("version": 4, "name": "x", "list": [{"a": 1}, {"a": 1}])"),
        "accepted");
}

TEST_F(KeystoreTest, takes_null_for_an_optional_field) {
    EXPECT_EQ(refusal(R"("description": "")", R"("description": null)"), "accepted");
    EXPECT_EQ(refusal(R"("description": "")", R"("description": 5)"),
              "bad_json: description: not a text");
}

TEST_F(KeystoreTest, keeps_any_description) {
    Keystore keystore = make();
    keystore.description = "a \"quoted\" \\ \b\f\n\r\t\x01\x7f \u00e4 \u20ac \U0001f511";
    EXPECT_EQ(parse_keystore(to_json(keystore)).value(), keystore);
    // What Python's json.dumps prints for the same text.
    EXPECT_NE(to_json(keystore).find(R"("description": "a \"quoted\" \\ \b\f\n\r\t\u0001\u007f )"
                                     R"(\u00e4 \u20ac \ud83d\udd11", )"),
              std::string::npos);
}

TEST_F(KeystoreTest, keeps_secrets_of_any_length) {
    const auto sealer = KeystoreSealer::with(secret(kPassword), kCheapPbkdf2, entropy).value();
    auto opener = KeystoreOpener::with(secret(kPassword)).value();
    for (const std::size_t size : {1U, 15U, 16U, 17U, 1675U, 16'384U}) {
        const Bytes plain(size, std::byte{'k'});
        const EncryptedSecret sealed = sealer.seal(plain, entropy).value();
        const auto parsed = parse_encrypted_secret(to_json(sealed)).value();
        EXPECT_EQ(parsed, sealed);
        EXPECT_TRUE(std::ranges::equal(opener.open(parsed).value().view(), plain));
    }
    EXPECT_EQ(sealer.seal(BytesView{}, entropy).error().reason, Reason::out_of_range);
    EXPECT_EQ(sealer.seal(Bytes(kCiphertextMax + 1), entropy).error().reason, Reason::out_of_range);
}

}  // namespace
}  // namespace stafi
