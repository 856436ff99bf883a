#include <array>
#include <memory>
#include <set>

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "crypto/octets.hpp"
#include "crypto/rsa_encoding.hpp"

namespace stafi {
namespace {

OSSL_PARAM number(const char* name, std::span<std::byte> little_endian) {
    return OSSL_PARAM_construct_BN(name, writable(little_endian), little_endian.size());
}

/// What OpenSSL thinks of a whole key: primes, and numbers that belong together.
bool openssl_accepts(rsa::PrivateNumbers numbers) {
    std::ranges::reverse(numbers.modulus.bytes);
    unsigned int e = 65537;
    std::array params{number(OSSL_PKEY_PARAM_RSA_N, numbers.modulus.span()),
                      OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_E, &e),
                      number(OSSL_PKEY_PARAM_RSA_D, numbers.d.span()),
                      number(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers.p.span()),
                      number(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers.q.span()),
                      number(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers.d_mod_p1.span()),
                      number(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers.d_mod_q1.span()),
                      number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers.q_inverse.span()),
                      OSSL_PARAM_construct_end()};
    using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
    const Context maker{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free};
    EVP_PKEY* made = nullptr;
    if (EVP_PKEY_fromdata_init(maker.get()) != 1 ||
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_KEYPAIR, params.data()) != 1)
        return false;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{made, EVP_PKEY_free};
    const Context checker{EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free};
    return EVP_PKEY_get_bits(key.get()) == 2048 && EVP_PKEY_check(checker.get()) == 1;
}

TEST(RsaGeneration, makes_keys_that_openssl_accepts) {
    std::set<RsaModulus> seen;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        Entropy entropy = test::seeded(seed);
        auto numbers = rsa::draw_private_numbers(entropy);
        seen.insert(numbers.modulus);
        EXPECT_TRUE(openssl_accepts(std::move(numbers))) << "seed " << seed;
    }
    EXPECT_EQ(seen.size(), 4U);
}

TEST(RsaGeneration, gives_the_same_key_for_the_same_entropy) {
    Entropy first = test::seeded(7);
    Entropy second = test::seeded(7);
    EXPECT_EQ(RsaPrivateKey::generate(first).public_key(),
              RsaPrivateKey::generate(second).public_key());
}

TEST(RsaGeneration, makes_keys_that_open_what_was_encrypted_for_them) {
    Entropy entropy = test::seeded(9);
    const RsaPrivateKey key = RsaPrivateKey::generate(entropy);
    const auto public_key = RsaPublicKey::parse(key.public_key().canonical_text());
    ASSERT_TRUE(public_key) << public_key.error().what;
    const Bytes text(64, std::byte{0x61});
    const auto opened = key.decrypt(public_key->encrypt(text, entropy));
    ASSERT_TRUE(opened) << opened.error().what;
    EXPECT_EQ(to_hex(opened->view()), to_hex(text));
    EXPECT_TRUE(public_key->verify_pkcs1(text, key.sign_pkcs1(text)));
}

}  // namespace
}  // namespace stafi
