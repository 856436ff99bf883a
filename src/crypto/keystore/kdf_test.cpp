#include "crypto/keystore/kdf.hpp"

#include <array>

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "base/hex.hpp"
#include "crypto/entropy.hpp"

namespace stafi {
namespace {

Reason refusal(const KdfCost& cost) {
    const auto checked = check_cost(cost);
    return checked ? Reason{} : checked.error().reason;
}

std::string derive(std::string_view password, std::string_view salt, const KdfCost& cost) {
    const BytesView bytes = bytes_of(salt);
    return to_hex(
        derive_key(bytes_of(password), Kdf{.cost = cost, .salt = {bytes.begin(), bytes.end()}})
            .value()
            .view());
}

// Source: RFC 7914, section 12; the first 32 of 64 bytes.
TEST(Kdf, agrees_with_the_scrypt_vectors_of_rfc7914) {
    EXPECT_EQ(derive("", "", ScryptCost{.n = 16, .r = 1, .p = 1}),
              "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442");
    EXPECT_EQ(derive("password", "NaCl", ScryptCost{.n = 1024, .r = 8, .p = 16}),
              "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
    EXPECT_EQ(derive("pleaseletmein", "SodiumChloride", ScryptCost{.n = 16384, .r = 8, .p = 1}),
              "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
}

// Source: RFC 7914, section 11; the first 32 of 64 bytes.
TEST(Kdf, agrees_with_the_pbkdf2_vectors_of_rfc7914) {
    EXPECT_EQ(derive("passwd", "salt", Pbkdf2Cost{.c = 1}),
              "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    EXPECT_EQ(derive("Password", "NaCl", Pbkdf2Cost{.c = 80'000}),
              "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
}

TEST(Kdf, agrees_with_openssl_for_every_shape_of_scrypt) {
    Entropy entropy{SecretBytes<32>{}};
    for (std::uint64_t n = 2; n <= 4096; n *= 2) {
        for (const std::uint64_t r : {1U, 2U, 3U, 8U}) {
            const ScryptCost cost{.n = n, .r = r, .p = 1 + n % 3};
            const auto password = entropy.draw<9>();
            const auto salt = entropy.draw<32>();
            std::array<std::byte, 32> expected{};
            ASSERT_EQ(EVP_PBE_scrypt(reinterpret_cast<const char*>(password.view().data()), 9,
                                     reinterpret_cast<const unsigned char*>(salt.view().data()), 32,
                                     cost.n, cost.r, cost.p, 1U << 30,
                                     reinterpret_cast<unsigned char*>(expected.data()), 32),
                      1);
            EXPECT_EQ(derive(text_of(password.view()), text_of(salt.view()), cost),
                      to_hex(expected));
        }
    }
}

TEST(Kdf, refuses_costs_without_meaning) {
    for (const std::uint64_t n : {0U, 1U, 3U, 262'143U})
        EXPECT_EQ(refusal(ScryptCost{.n = n}), Reason::out_of_range) << n;
    EXPECT_EQ(refusal(ScryptCost{.r = 0}), Reason::out_of_range);
    EXPECT_EQ(refusal(ScryptCost{.p = 0}), Reason::out_of_range);
    EXPECT_EQ(refusal(Pbkdf2Cost{.c = 0}), Reason::out_of_range);
}

TEST(Kdf, refuses_hostile_costs_before_any_work) {
    constexpr std::uint64_t huge = ~0ULL;
    EXPECT_EQ(refusal(ScryptCost{.n = 1ULL << 21}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.n = 1ULL << 63}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.r = huge}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.r = kScryptRMax + 1}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.p = huge}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.n = 1ULL << 20, .r = 8, .p = 2}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(ScryptCost{.n = 1ULL << 20, .r = 9, .p = 1}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(Pbkdf2Cost{.c = kPbkdf2RoundsMax + 1}), Reason::keystore_too_costly);
    EXPECT_EQ(refusal(Pbkdf2Cost{.c = huge}), Reason::keystore_too_costly);
    const Kdf long_salt{.cost = Pbkdf2Cost{.c = 1}, .salt = Bytes(kKdfSaltMax + 1)};
    EXPECT_EQ(derive_key({}, long_salt).error().reason, Reason::out_of_range);
}

TEST(Kdf, allows_the_largest_costs_of_the_specification) {
    EXPECT_TRUE(check_cost(ScryptCost{.n = 1ULL << 20, .r = 8, .p = 1}));
    EXPECT_TRUE(check_cost(ScryptCost{.n = 1ULL << 18, .r = 1, .p = 8}));
    EXPECT_TRUE(check_cost(Pbkdf2Cost{.c = kPbkdf2RoundsMax}));
}

// Source: NIST SP 800-38A, F.5.1, CTR-AES128.Encrypt.
TEST(Kdf, agrees_with_the_ctr_vector_of_nist) {
    const Bytes key = parse_hex("2b7e151628aed2a6abf7158809cf4f3c").value();
    const auto iv = parse_fixed<CipherIv>("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff").value();
    Bytes data = parse_hex(
                     "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                     "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
                     .value();
    const Bytes plain = data;
    aes128_ctr(std::span{key}.first<16>(), iv, data);
    EXPECT_EQ(to_hex(data),
              "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
              "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee");
    aes128_ctr(std::span{key}.first<16>(), iv, data);
    EXPECT_EQ(data, plain);
}

TEST(Kdf, counts_blocks_in_128_bits) {
    // With an all-one counter block the second block is block zero's: the carry runs through.
    const Bytes key(16);
    CipherIv last;
    last.bytes.fill(std::byte{0xff});
    Bytes two(32);
    Bytes one(16);
    aes128_ctr(std::span{key}.first<16>(), last, two);
    aes128_ctr(std::span{key}.first<16>(), CipherIv{}, one);
    EXPECT_TRUE(std::ranges::equal(std::span{two}.last(16), one));
}

}  // namespace
}  // namespace stafi
