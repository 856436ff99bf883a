#include "crypto/rsa.hpp"

#include <array>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "base/hex.hpp"
#include "crypto/base64.hpp"
#include "crypto/hash.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

namespace json = boost::json;
using test::str;

Entropy seeded(std::uint64_t seed) {
    SecretBytes<32> bytes;
    std::ranges::copy(le64(seed), bytes.span().begin());
    return Entropy{std::move(bytes)};
}

const json::array& cases(const std::string& name) {
    static std::map<std::string, json::value> files;
    if (!files.contains(name)) files[name] = test::vector_file("rsa/" + name + ".json");
    return files[name].as_object().at("cases").as_array();
}

const json::object& key_case(std::size_t index) { return cases("keys").at(index).as_object(); }

Bytes bytes_in(const json::value& hex) { return parse_hex(str(hex)).value(); }

template <class T>
T fixed_in(const json::value& hex) {
    return parse_fixed<T>(str(hex)).value();
}

RsaPublicKey public_key(std::size_t index) {
    return RsaPublicKey::parse(str(key_case(index).at("operator_key"))).value();
}

/// Checking that a key is one is dear, so each is read once.
const RsaPrivateKey& private_key(std::size_t index) {
    static std::map<std::size_t, RsaPrivateKey> keys;
    if (!keys.contains(index))
        keys.emplace(
            index,
            RsaPrivateKey::parse(SecretBuffer{str(key_case(index).at("private_pkcs1"))}).value());
    return keys.at(index);
}

std::string opened(const RsaPrivateKey& key, const RsaCiphertext& ciphertext) {
    const auto plaintext = key.decrypt(ciphertext);
    return plaintext ? std::string{plaintext->text()} : plaintext.error().what;
}

// tests/vectors/rsa: everything there is made by pycryptodome, not by OpenSSL.

TEST(RsaVectors, reads_every_spelling_of_a_key_and_writes_one) {
    for (const json::value& given : cases("keys")) {
        const std::string canonical = str(given.at("operator_key"));
        const auto key = RsaPublicKey::parse(canonical);
        ASSERT_TRUE(key) << key.error().what;
        EXPECT_EQ(key->canonical_text(), canonical);
        EXPECT_EQ(canonical.size(), 612U);
        EXPECT_EQ(to_hex(key->fingerprint().view()), str(given.at("fingerprint")));
        for (const json::value& spelling : given.at("same_key").as_array()) {
            const auto same = RsaPublicKey::parse(str(spelling));
            ASSERT_TRUE(same) << same.error().what << "\n" << spelling;
            EXPECT_EQ(*same, *key);
            EXPECT_EQ(same->canonical_text(), canonical);
        }
    }
    EXPECT_NE(public_key(0), public_key(1));
}

TEST(RsaVectors, refuses_wrong_public_keys) {
    for (const json::value& given : cases("wrong_public_keys")) {
        const auto key = RsaPublicKey::parse(str(given.at("text")));
        ASSERT_FALSE(key) << given.at("fault");
        EXPECT_EQ(key.error().reason, Reason::bad_rsa_key) << given.at("fault");
        EXPECT_TRUE(key.error().what.starts_with("rsa key: ")) << key.error().what;
    }
}

TEST(RsaVectors, says_how_a_key_differs) {
    std::map<std::string, std::string> said;
    for (const json::value& given : cases("wrong_public_keys"))
        said[str(given.at("fault"))] = RsaPublicKey::parse(str(given.at("text"))).error().what;
    EXPECT_EQ(said["1024 bits"], "rsa key: the modulus has 1024 bits, not 2048");
    EXPECT_EQ(said["4096 bits"], "rsa key: the modulus has 4096 bits, not 2048");
    EXPECT_EQ(said["2047 bits"], "rsa key: the modulus has 2047 bits, not 2048");
    EXPECT_EQ(said["exponent 3"], "rsa key: the exponent is not 65537");
    EXPECT_EQ(said["not base64"], "rsa key: base64: 613 characters, not a multiple of 4");
    EXPECT_EQ(said["label of a certificate"],
              "rsa key: no PEM text labelled RSA PUBLIC KEY or PUBLIC KEY");
}

TEST(RsaVectors, reads_private_keys_of_both_forms) {
    for (std::size_t i = 0; i < 2; ++i) {
        const auto pkcs8 = RsaPrivateKey::parse(SecretBuffer{str(key_case(i).at("private_pkcs8"))});
        ASSERT_TRUE(pkcs8) << pkcs8.error().what;
        EXPECT_EQ(pkcs8->public_key(), public_key(i));
        EXPECT_EQ(private_key(i).public_key(), public_key(i));
    }
}

TEST(RsaVectors, refuses_wrong_private_keys) {
    for (const json::value& given : cases("wrong_private_keys")) {
        const auto key = RsaPrivateKey::parse(SecretBuffer{str(given.at("pem"))});
        ASSERT_FALSE(key) << given.at("fault");
        EXPECT_EQ(key.error().reason, Reason::bad_rsa_key) << given.at("fault");
    }
}

TEST(RsaVectors, opens_ciphertexts) {
    for (const json::value& given : cases("encrypted")) {
        const RsaPrivateKey& key = private_key(given.at("key").to_number<std::size_t>());
        const auto plaintext = key.decrypt(fixed_in<RsaCiphertext>(given.at("ciphertext")));
        ASSERT_TRUE(plaintext) << given.at("plaintext");
        EXPECT_EQ(to_hex(plaintext->view()), str(given.at("plaintext")));
    }
}

TEST(RsaVectors, refuses_all_wrong_ciphertexts_with_one_text) {
    std::vector<Error> errors;
    for (const json::value& given : cases("wrong_ciphertexts")) {
        const auto plaintext =
            private_key(0).decrypt(fixed_in<RsaCiphertext>(given.at("ciphertext")));
        ASSERT_FALSE(plaintext) << given.at("fault");
        errors.push_back(plaintext.error());
    }
    for (const Error& error : errors) {
        EXPECT_EQ(error.reason, Reason::bad_ciphertext);
        EXPECT_EQ(error.what, errors[0].what);
    }
}

TEST(RsaVectors, verifies_signatures_with_any_salt_length) {
    for (const json::value& given : cases("signed")) {
        const auto index = given.at("key").to_number<std::size_t>();
        const RsaPublicKey key = public_key(index);
        const Bytes message = bytes_in(given.at("message"));
        const auto pkcs1 = fixed_in<RsaSignature>(given.at("pkcs1"));
        EXPECT_TRUE(key.verify_pkcs1(message, pkcs1));
        EXPECT_FALSE(key.verify_pss(message, pkcs1));
        EXPECT_FALSE(public_key(1 - index).verify_pkcs1(message, pkcs1));
        EXPECT_EQ(private_key(index).sign_pkcs1(message), pkcs1) << "it has no other signature";
        for (const auto& [salt_length, hex] : given.at("pss_by_salt_length").as_object()) {
            const auto pss = fixed_in<RsaSignature>(hex);
            EXPECT_TRUE(key.verify_pss(message, pss)) << salt_length;
            EXPECT_FALSE(key.verify_pkcs1(message, pss));
            EXPECT_FALSE(public_key(1 - index).verify_pss(message, pss));
        }
    }
}

// Against OpenSSL's own paddings.

class OpenSsl {
  public:
    explicit OpenSsl(const std::string& pem) {
        BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        key_ = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
        BIO_free(bio);
    }
    OpenSsl(const OpenSsl&) = delete;
    OpenSsl& operator=(const OpenSsl&) = delete;
    ~OpenSsl() { EVP_PKEY_free(key_); }

    std::string decrypt_pkcs1(const RsaCiphertext& ciphertext) const {
        EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key_, nullptr);
        std::array<unsigned char, 256> out{};
        std::size_t size = out.size();
        const bool done =
            EVP_PKEY_decrypt_init(context) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
            EVP_PKEY_decrypt(context, out.data(), &size,
                             reinterpret_cast<const unsigned char*>(ciphertext.bytes.data()),
                             ciphertext.bytes.size()) == 1;
        EVP_PKEY_CTX_free(context);
        return done ? std::string{out.begin(), out.begin() + static_cast<std::ptrdiff_t>(size)}
                    : "not decrypted";
    }

    bool verify_pss(std::string_view message, const RsaSignature& signature, int salt_length) {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_PKEY_CTX* params = nullptr;
        const bool good =
            EVP_DigestVerifyInit(context, &params, EVP_sha256(), nullptr, key_) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(params, RSA_PKCS1_PSS_PADDING) == 1 &&
            EVP_PKEY_CTX_set_rsa_pss_saltlen(params, salt_length) == 1 &&
            EVP_DigestVerify(
                context, reinterpret_cast<const unsigned char*>(signature.bytes.data()),
                signature.bytes.size(), reinterpret_cast<const unsigned char*>(message.data()),
                message.size()) == 1;
        EVP_MD_CTX_free(context);
        return good;
    }

  private:
    EVP_PKEY* key_ = nullptr;
};

TEST(RsaProperty, openssl_opens_what_we_encrypt) {
    const OpenSsl openssl{str(key_case(0).at("private_pkcs1"))};
    const RsaPublicKey key = public_key(0);
    Entropy entropy = seeded(1);
    for (std::size_t size = 0; size <= kRsaPlaintextMax; size += size < 8 ? 1 : 7) {
        std::string plaintext(size, '\0');
        entropy.fill(std::as_writable_bytes(std::span{plaintext}));
        const RsaCiphertext ciphertext = key.encrypt(bytes_of(plaintext), entropy);
        EXPECT_EQ(openssl.decrypt_pkcs1(ciphertext), plaintext) << size;
        EXPECT_EQ(opened(private_key(0), ciphertext), plaintext) << size;
    }
}

TEST(RsaProperty, openssl_finds_the_salt_length_of_go_in_what_we_sign) {
    OpenSsl openssl{str(key_case(0).at("private_pkcs1"))};
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const std::string message(seed, 'm');
        Entropy entropy = seeded(seed);
        const RsaSignature signature = private_key(0).sign_pss(bytes_of(message), entropy);
        EXPECT_TRUE(openssl.verify_pss(message, signature, 222));
        EXPECT_TRUE(openssl.verify_pss(message, signature, RSA_PSS_SALTLEN_AUTO));
        EXPECT_FALSE(openssl.verify_pss(message, signature, 32));
        EXPECT_TRUE(public_key(0).verify_pss(bytes_of(message), signature));
    }
}

TEST(RsaProperty, equal_entropy_gives_equal_results_and_other_entropy_others) {
    const auto encrypted = [](std::uint64_t seed) {
        Entropy entropy = seeded(seed);
        return public_key(0).encrypt(bytes_of("share"), entropy);
    };
    const auto signed_with = [](std::uint64_t seed) {
        Entropy entropy = seeded(seed);
        return private_key(0).sign_pss(bytes_of("message"), entropy);
    };
    EXPECT_EQ(encrypted(1), encrypted(1));
    EXPECT_NE(encrypted(1), encrypted(2));
    EXPECT_EQ(signed_with(1), signed_with(1));
    EXPECT_NE(signed_with(1), signed_with(2));
}

// A random byte is zero once in 256: without care nearly half of all paddings would end early.
TEST(RsaProperty, padding_has_no_zeros) {
    const RsaPublicKey key = public_key(0);
    Entropy entropy = seeded(7);
    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(opened(private_key(0), key.encrypt(bytes_of("share"), entropy)), "share");
}

TEST(RsaProperty, a_changed_signature_or_message_is_no_longer_good) {
    const RsaPublicKey key = public_key(0);
    Entropy entropy = seeded(3);
    const RsaSignature pss = private_key(0).sign_pss(bytes_of("message"), entropy);
    const RsaSignature pkcs1 = private_key(0).sign_pkcs1(bytes_of("message"));
    EXPECT_FALSE(key.verify_pss(bytes_of("massage"), pss));
    EXPECT_FALSE(key.verify_pkcs1(bytes_of("massage"), pkcs1));
    for (std::size_t bit = 0; bit < 2048; bit += 37) {
        RsaSignature changed_pss = pss;
        RsaSignature changed_pkcs1 = pkcs1;
        changed_pss.bytes.at(bit / 8) ^= std::byte(1 << bit % 8);
        changed_pkcs1.bytes.at(bit / 8) ^= std::byte(1 << bit % 8);
        EXPECT_FALSE(key.verify_pss(bytes_of("message"), changed_pss)) << bit;
        EXPECT_FALSE(key.verify_pkcs1(bytes_of("message"), changed_pkcs1)) << bit;
    }
    EXPECT_FALSE(key.verify_pss(bytes_of("message"), RsaSignature{}));
    EXPECT_FALSE(key.verify_pkcs1(bytes_of("message"), RsaSignature{}));
}

TEST(RsaProperty, a_changed_ciphertext_does_not_open_as_the_same) {
    Entropy entropy = seeded(4);
    const RsaCiphertext ciphertext = public_key(0).encrypt(bytes_of("share"), entropy);
    for (std::size_t bit = 0; bit < 2048; bit += 97) {
        RsaCiphertext changed = ciphertext;
        changed.bytes.at(bit / 8) ^= std::byte(1 << bit % 8);
        EXPECT_NE(opened(private_key(0), changed), "share") << bit;
    }
}

TEST(RsaProperty, every_changed_character_gives_another_key_or_none) {
    const std::string canonical = str(key_case(0).at("operator_key"));
    const std::string pem{text_of(parse_base64(canonical).value())};
    for (std::size_t i = 0; i < pem.size(); ++i) {
        std::string changed = pem;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        const auto key = RsaPublicKey::parse(changed);
        if (key) EXPECT_NE(*key, public_key(0)) << i;
    }
    for (std::size_t size = 0; size < canonical.size(); ++size)
        EXPECT_FALSE(RsaPublicKey::parse(canonical.substr(0, size))) << size;
    for (std::size_t size = 0; size + 1 < pem.size(); ++size)  // the last line end is free
        EXPECT_FALSE(RsaPublicKey::parse(pem.substr(0, size))) << size;
}

TEST(Rsa, copies_of_a_key_are_equal_and_outlive_it) {
    std::optional<RsaPublicKey> original = public_key(0);
    const RsaPublicKey copy = *original;
    original.reset();
    Entropy entropy = seeded(5);
    EXPECT_EQ(opened(private_key(0), copy.encrypt(bytes_of("share"), entropy)), "share");
}

TEST(Rsa, one_key_serves_several_threads) {
    const RsaPublicKey key = public_key(0);
    const RsaPrivateKey& secret = private_key(0);
    std::array<bool, 4> good{};
    {
        std::vector<std::thread> threads;  // tidy: safe
        threads.reserve(good.size());
        for (std::size_t t = 0; t < good.size(); ++t)
            threads.emplace_back([&, t] {
                Entropy entropy = seeded(t);
                good.at(t) = true;
                for (int i = 0; i < 20; ++i) {
                    const RsaCiphertext ciphertext = key.encrypt(bytes_of("share"), entropy);
                    const RsaSignature signature = secret.sign_pss(bytes_of("m"), entropy);
                    good.at(t) = good.at(t) && opened(secret, ciphertext) == "share" &&
                                 key.verify_pss(bytes_of("m"), signature);
                }
            });
        for (std::thread& thread : threads)  // tidy: safe
            thread.join();
    }
    EXPECT_EQ(good, (std::array{true, true, true, true}));
}

TEST(Rsa, leaves_no_error_behind_for_others_on_this_thread) {
    ERR_clear_error();
    EXPECT_FALSE(public_key(0).verify_pss(bytes_of("m"), RsaSignature{}));
    EXPECT_FALSE(public_key(0).verify_pkcs1(bytes_of("m"), RsaSignature{}));
    RsaCiphertext too_large;
    too_large.bytes.fill(std::byte{0xff});
    EXPECT_FALSE(private_key(0).decrypt(too_large));
    for (const json::value& given : cases("wrong_private_keys"))
        EXPECT_FALSE(RsaPrivateKey::parse(SecretBuffer{str(given.at("pem"))}));
    EXPECT_EQ(ERR_peek_error(), 0U);
}

// The vectors beside CI's checkout: what ssv-keys, dkg-spec and ssv-dkg made.

TEST(RsaShared, opens_the_shares_of_ssv_keys) {
    const auto file = test::shared_vector_file("05-ssv-keys-keyshares-4ops.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const json::value& op : file->at("operators").as_array()) {
        const auto key = RsaPrivateKey::parse(SecretBuffer{str(op.at("rsa_private_key_pem"))});
        ASSERT_TRUE(key) << key.error().what;
        EXPECT_EQ(key->public_key().canonical_text(), str(op.at("operatorKey")));
        EXPECT_EQ(opened(*key, fixed_in<RsaCiphertext>(op.at("encrypted_share"))),
                  str(op.at("decrypted_plaintext_ascii")));
    }
}

TEST(RsaShared, opens_the_shares_and_verifies_the_proofs_of_dkg_spec) {
    const auto file = test::shared_vector_file("06-dkg-spec-fixtures-n4-n7-n10-n13.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    std::map<std::string, RsaPrivateKey> keys;  // the clusters share their operators
    for (const auto& [n, cluster] : file->at("clusters").as_object())
        for (const json::value& op : cluster.at("operators").as_array()) {
            const std::string pem = str(op.at("rsa_private_key_pem"));
            if (!keys.contains(pem))
                keys.emplace(pem, RsaPrivateKey::parse(SecretBuffer{pem}).value());
            const RsaPrivateKey& key = keys.at(pem);
            const auto share = key.decrypt(fixed_in<RsaCiphertext>(op.at("encrypted_share")));
            ASSERT_TRUE(share);
            EXPECT_EQ(to_hex(share->view()), str(op.at("share_secret")));
            EXPECT_TRUE(key.public_key().verify_pss(
                bytes_in(op.at("proof_hash_tree_root")),
                fixed_in<RsaSignature>(op.at("proof_signature_rsa_pss"))));
        }
}

TEST(RsaShared, writes_operator_keys_as_ssv_dkg) {
    const auto file = test::shared_vector_file("07-ssv-dkg-ceremony-outputs.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const auto& [id, op] : file->at("operator_rsa_keys").as_object()) {
        const auto key = RsaPrivateKey::parse(SecretBuffer{str(op.at("rsa_private_key_pem"))});
        ASSERT_TRUE(key) << key.error().what;
        EXPECT_EQ(key->public_key().canonical_text(), str(op.at("operatorKey")));
        const auto read = RsaPublicKey::parse(str(op.at("operatorKey")));
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(*read, key->public_key());
    }
}

TEST(RsaShared, opens_the_shares_of_ssv_dkg) {
    const auto file = test::shared_vector_file("07-ssv-dkg-ceremony-outputs.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    const json::value& ceremony = file->at("ceremonies").at("n4");
    const json::array& shares = ceremony.at("decrypted_shares").as_array();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const std::string id = std::to_string(shares[i].at("operator_id").as_int64());
        const json::value& op = file->at("operator_rsa_keys").at(id);
        const auto key = RsaPrivateKey::parse(SecretBuffer{str(op.at("rsa_private_key_pem"))});
        ASSERT_TRUE(key) << key.error().what;
        const json::value& proof = ceremony.at("proofs").as_array().at(i).at("proof");
        EXPECT_EQ(opened(*key, fixed_in<RsaCiphertext>(proof.at("encrypted_share"))),
                  str(shares[i].at("share_secret_hex_ascii_plaintext")));
    }
}

TEST(RsaShared, verifies_the_messages_of_a_go_ceremony) {
    const auto file = test::shared_vector_file("08-ssv-dkg-wire-transcript-go.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    const json::value& ceremony = file->at("transcript");
    std::map<std::int64_t, RsaPublicKey> operators;
    for (const json::value& op : ceremony.at("operators").as_array())
        operators.emplace(op.at("id").as_int64(),
                          RsaPublicKey::parse(str(op.at("rsa_public_key_b64pem"))).value());
    for (const char* kind : {"exchange_responses", "deal_responses", "output_responses"})
        for (const json::value& sent : ceremony.at(kind).as_array()) {
            const RsaPublicKey& key = operators.at(sent.at("operator_id").as_int64());
            EXPECT_TRUE(key.verify_pss(bytes_in(sent.at("transport_ssz")),
                                       fixed_in<RsaSignature>(sent.at("transport_signature"))));
        }
    const json::value& init = ceremony.at("init");
    const auto initiator =
        RsaPublicKey::parse(str(ceremony.at("initiator").at("rsa_public_key_b64pem")));
    ASSERT_TRUE(initiator) << initiator.error().what;
    EXPECT_TRUE(initiator->verify_pss(bytes_in(init.at("transport_ssz")),
                                      fixed_in<RsaSignature>(init.at("transport_signature"))));
}

}  // namespace
}  // namespace stafi
