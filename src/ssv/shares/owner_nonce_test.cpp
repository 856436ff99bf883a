#include "ssv/shares/owner_nonce.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "crypto/address.hpp"
#include "operators.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using test::str;
using testing::ElementsAre;
using testing::IsEmpty;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();

// Messages and signatures of ssv-keys 1.1.0.
TEST(OwnerNonce, signs_as_ssv_keys_does) {
    for (const auto& one : test::ssv_keys_cases()) {
        const Address owner = parse_address(str(one.at("owner_address"))).value();
        for (const auto& validator : one.at("validators").as_array()) {
            const OwnerNonce nonce{validator.at("owner_nonce").to_number<std::uint64_t>()};
            const BlsSecretKey key = test::secret_key(str(validator.at("validator_secret")));
            EXPECT_EQ(owner_nonce_message(owner, nonce), str(validator.at("signed_message")));
            const std::string signature = str(validator.at("signature"));
            EXPECT_TRUE(
                verify_owner_nonce(key.public_key(), owner, nonce, test::signature(signature)));
            if (const auto ours = sign_owner_nonce(key, owner, nonce))
                EXPECT_EQ(test::hex(*ours), signature);
            else
                EXPECT_EQ(nonce, OwnerNonce{65'535});  // one of the files
        }
    }
}

// Digest and signatures of the dkg-spec fixtures, for all four committee sizes.
TEST(OwnerNonce, signs_as_the_dkg_does) {
    const auto vector = test::shared_vector_file("06-dkg-spec-fixtures-n4-n7-n10-n13.json");
    if (!vector) GTEST_SKIP() << test::kNoSharedVectors;
    const Address owner = parse_address(str(vector->at("common").at("owner"))).value();
    for (const auto& [size, cluster] : vector->at("clusters").as_object()) {
        const BlsSecretKey key = test::secret_key(str(cluster.at("validator_secret_TEST_ONLY")));
        EXPECT_EQ(to_hex(owner_nonce_digest(owner, {0}).view()),
                  str(cluster.at("owner_nonce_digest")));
        EXPECT_EQ(test::hex(sign_owner_nonce(key, owner, {0}).value()),
                  str(cluster.at("owner_nonce_signature")))
            << size;
    }
}

TEST(OwnerNonce, message_has_the_checksummed_owner_and_a_plain_number) {
    EXPECT_EQ(owner_nonce_message(kOwner, {0}), "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494:0");
    EXPECT_EQ(owner_nonce_message(kOwner, {64999}),
              "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494:64999");
}

TEST(OwnerNonce, signature_is_for_one_key_one_owner_and_one_nonce) {
    Entropy entropy = test::seeded(2);
    const BlsSecretKey key = test::random_key(entropy);
    const BlsSignature signature = sign_owner_nonce(key, kOwner, {7}).value();
    const BlsPubkey pubkey = key.public_key();
    Address other = kOwner;
    other.bytes[19] ^= std::byte{1};
    EXPECT_TRUE(verify_owner_nonce(pubkey, kOwner, {7}, signature));
    EXPECT_FALSE(verify_owner_nonce(pubkey, kOwner, {8}, signature));
    EXPECT_FALSE(verify_owner_nonce(pubkey, other, {7}, signature));
    EXPECT_FALSE(
        verify_owner_nonce(test::random_key(entropy).public_key(), kOwner, {7}, signature));
}

TEST(OwnerNonce, the_last_one_is_64999) {
    EXPECT_TRUE(check_owner_nonces({64'999}, 1));
    for (const std::uint64_t nonce : {65'000ULL, 65'001ULL, 65'536ULL, ~0ULL}) {
        const auto refused = check_owner_nonces({nonce}, 1);
        ASSERT_FALSE(refused) << nonce;
        EXPECT_EQ(refused.error().reason, Reason::bad_owner_nonce);
    }
    Entropy entropy = test::seeded(3);
    EXPECT_EQ(sign_owner_nonce(test::random_key(entropy), kOwner, {65'000}).error().reason,
              Reason::bad_owner_nonce);
}

TEST(OwnerNonce, a_batch_must_end_before_the_last_one) {
    EXPECT_TRUE(check_owner_nonces({0}, 65'000));
    EXPECT_TRUE(check_owner_nonces({64'000}, 1'000));
    EXPECT_TRUE(check_owner_nonces({65'000}, 0));
    EXPECT_FALSE(check_owner_nonces({64'000}, 1'001));
    EXPECT_FALSE(check_owner_nonces({1}, ~std::size_t{0}));
}

struct FindBadSignatures : testing::Test {
    Entropy entropy = test::seeded(4);
    std::vector<SignedRoot> batch = [this] {
        std::vector<SignedRoot> made;
        for (std::uint64_t i = 0; i < 9; ++i) {
            const BlsSecretKey key = test::random_key(entropy);
            const Bytes32 root = owner_nonce_digest(kOwner, {i});
            made.push_back(
                {.key = key.public_key(), .root = root, .signature = key.sign(root.view())});
        }
        return made;
    }();
};

TEST_F(FindBadSignatures, finds_none_among_good_ones) {
    EXPECT_THAT(find_bad_signatures(batch, entropy), IsEmpty());
    EXPECT_THAT(find_bad_signatures({}, entropy), IsEmpty());
}

TEST_F(FindBadSignatures, finds_every_bad_one) {
    batch[0].root.bytes[0] ^= std::byte{1};
    batch[5].root.bytes[31] ^= std::byte{1};
    batch[8].key = batch[7].key;
    EXPECT_THAT(find_bad_signatures(batch, entropy), ElementsAre(0, 5, 8));
}

// Swapped signatures add up to the right sum: only random factors tell.
TEST_F(FindBadSignatures, finds_two_that_are_swapped) {
    std::swap(batch[2].signature, batch[3].signature);
    EXPECT_THAT(find_bad_signatures(batch, entropy), ElementsAre(2, 3));
}

}  // namespace
}  // namespace stafi::ssv
