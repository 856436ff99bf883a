#include "ssv/shares/encrypted_share.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using test::str;

struct EncryptedShare : testing::Test {
    Entropy entropy = test::seeded(5);
    BlsSecretKey share = test::random_key(entropy);
    const RsaPrivateKey& reader = test::operators()[0].private_key;
    const RsaPublicKey& writer = test::operators()[0].seat.key();

    /// What an operator makes of this plaintext.
    Result<BlsSecretKey> opened(std::string_view plaintext) {
        return open_share(reader, writer.encrypt(bytes_of(plaintext), entropy), share.public_key());
    }
};

TEST_F(EncryptedShare, holds_0x_and_64_lower_case_digits) {
    const RsaCiphertext sealed = encrypt_share(share, writer, entropy);
    EXPECT_EQ(reader.decrypt(sealed)->text(), "0x" + test::hex(share));
}

TEST_F(EncryptedShare, writes_every_hex_digit_and_leading_zeros) {
    const std::string digits = "00000000000000000123456789abcdef0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    const RsaCiphertext sealed = encrypt_share(test::secret_key(digits), writer, entropy);
    EXPECT_EQ(reader.decrypt(sealed)->text(), "0x" + digits);
}

TEST_F(EncryptedShare, opens_for_its_operator_only) {
    const RsaCiphertext sealed = encrypt_share(share, writer, entropy);
    EXPECT_EQ(test::hex(open_share(reader, sealed, share.public_key()).value()), test::hex(share));
    EXPECT_FALSE(open_share(test::operators()[1].private_key, sealed, share.public_key()));
}

TEST_F(EncryptedShare, opens_without_prefix_as_ssv_dkg_writes_it) {
    EXPECT_TRUE(opened(test::hex(share)));
    EXPECT_TRUE(opened("0x" + test::hex(share)));
}

TEST_F(EncryptedShare, refuses_everything_else_with_one_text) {
    const std::string digits = test::hex(share);
    const std::string nothing;
    const std::string refusal = opened(nothing).error().what;
    for (const std::string& text :
         {nothing, "0x" + digits.substr(1), digits.substr(2), "0x0" + digits, digits + "\n",
          " " + digits, "0x" + std::string(64, '0'), std::string(64, 'f'), std::string(64, 'g'),
          "0x" + test::hex(test::random_key(entropy)), std::string(32, 'a')}) {
        const auto refused = opened(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().reason, Reason::bad_ciphertext);
        EXPECT_EQ(refused.error().what, refusal);
    }
}

TEST_F(EncryptedShare, refuses_a_ciphertext_with_any_bit_changed) {
    const RsaCiphertext sealed = encrypt_share(share, writer, entropy);
    for (std::size_t bit = 0; bit < 2048; bit += 61) {
        RsaCiphertext changed = sealed;
        changed.bytes.at(bit / 8) ^= std::byte(1U << bit % 8);
        EXPECT_FALSE(open_share(reader, changed, share.public_key())) << bit;
    }
}

// Ciphertexts of ssv-keys 1.1.0 and the shares that py-ecc found in them.
TEST(EncryptedShareVectors, open_shares_of_ssv_keys) {
    for (const auto& one : test::ssv_keys_cases()) {
        const auto seats = test::operators_of(one);
        for (const auto& validator : one.at("validators").as_array()) {
            for (const auto& wanted : validator.at("shares").as_array()) {
                const OperatorId id{wanted.at("id").to_number<std::uint64_t>()};
                const auto sealed = parse_fixed<RsaCiphertext>(str(wanted.at("encrypted"))).value();
                const auto share = open_share(seats.at(id)->private_key, sealed,
                                              test::pubkey(str(wanted.at("pubkey"))));
                ASSERT_TRUE(share) << id.value;
                EXPECT_EQ(test::hex(*share), str(wanted.at("secret")));
            }
        }
    }
}

// Ciphertexts of ssv-dkg ceremonies: 64 digits without prefix.
TEST(EncryptedShareVectors, open_shares_of_ssv_dkg) {
    const auto vector = test::shared_vector_file("07-ssv-dkg-ceremony-outputs.json");
    if (!vector) GTEST_SKIP() << test::kNoSharedVectors;
    for (const auto& [name, ceremony] : vector->at("ceremonies").as_object()) {
        const auto& shares = ceremony.at("decrypted_shares").as_array();
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const auto id = shares[i].at("operator_id").to_number<int>();
            const auto& rsa = vector->at("operator_rsa_keys").at(std::to_string(id));
            const auto key = RsaPrivateKey::parse(SecretBuffer{str(rsa.at("rsa_private_key_pem"))});
            const auto& proof = ceremony.at("proofs").at(i).at("proof");
            const auto sealed =
                parse_fixed<RsaCiphertext>(str(proof.at("encrypted_share"))).value();
            const auto share = open_share(*key, sealed, test::pubkey(str(proof.at("share_pub"))));
            ASSERT_TRUE(share) << name << " operator " << id;
            EXPECT_EQ(test::hex(*share), str(shares[i].at("share_secret_hex_ascii_plaintext")));
        }
    }
}

}  // namespace
}  // namespace stafi::ssv
