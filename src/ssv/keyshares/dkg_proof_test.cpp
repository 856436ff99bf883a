#include "ssv/keyshares/dkg_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using boost::json::serialize;
using test::str;
using testing::HasSubstr;

std::string text_of_proof(const SignedDkgProof& one) {
    return R"({"proof":{"validator":")" + to_hex(one.proof.validator.view()) +
           R"(","encrypted_share":")" + to_hex(one.proof.encrypted_share) + R"(","share_pub":")" +
           to_hex(one.proof.share_key.view()) + R"(","owner":")" + to_hex(one.proof.owner.view()) +
           R"("},"signature":")" + to_hex(one.signature.view()) + R"("})";
}

struct DkgProofTest : testing::Test {
    Entropy entropy = test::seeded(3);
    const RsaPrivateKey& signer = test::operators()[0].private_key;
    SignedDkgProof proof = signed_for(1);

    SignedDkgProof signed_for(std::uint8_t validator) {
        SignedDkgProof made;
        made.proof.validator.bytes.fill(std::byte{validator});
        made.proof.encrypted_share.assign(256, std::byte{2});
        made.proof.share_key.bytes.fill(std::byte{3});
        made.proof.owner.bytes.fill(std::byte{4});
        made.signature = signer.sign_pss(ssz::hash_tree_root(made.proof).view(), entropy);
        return made;
    }
    static Error refusal(const std::string& json) {
        const auto read = read_proofs(json);
        EXPECT_FALSE(read) << json;
        return read ? Error{} : read.error();
    }
};

// Computed from the SSZ specification with Python's hashlib alone.
TEST_F(DkgProofTest, has_the_root_of_its_container) {
    EXPECT_EQ(to_hex(ssz::hash_tree_root(proof.proof).view()),
              "fac5f7f35fc291270d751fed535ddd623a8f70e175f3fd29cd015e37a6f6e091");
}

TEST_F(DkgProofTest, reads_one_ceremony_or_many) {
    const std::string one = text_of_proof(proof);
    const std::string other = text_of_proof(signed_for(9));
    const DkgProofs flat = read_proofs("[" + one + "," + one + "]").value();
    ASSERT_EQ(flat.size(), 1U);
    EXPECT_EQ(flat.at(proof.proof.validator), (std::vector{proof, proof}));
    const DkgProofs nested = read_proofs("[[" + one + "],[" + other + "," + other + "]]").value();
    ASSERT_EQ(nested.size(), 2U);
    EXPECT_EQ(nested.at(proof.proof.validator), std::vector{proof});
    EXPECT_EQ(nested.at(signed_for(9).proof.validator).size(), 2U);
}

TEST_F(DkgProofTest, refuses_what_is_no_proofs_file) {
    const std::string one = text_of_proof(proof);
    const std::string other = text_of_proof(signed_for(9));
    EXPECT_EQ(refusal("").reason, Reason::bad_json);
    EXPECT_EQ(refusal("{}").reason, Reason::bad_json);
    EXPECT_EQ(refusal("[]").reason, Reason::bad_proof);
    EXPECT_EQ(refusal("[[]]").reason, Reason::bad_proof);
    EXPECT_EQ(refusal("[7]").what, "proofs[0]: an object expected");
    EXPECT_EQ(refusal("[[" + one + "],7]").what, "proofs[1]: an array expected");
    EXPECT_THAT(refusal("[{}]").what, HasSubstr("proofs[0].proof"));
    EXPECT_EQ(refusal("[" + one + "," + other + "]").what,
              "proofs[1]: for another validator than the first");
    EXPECT_EQ(refusal("[[" + one + "],[" + one + "]]").what,
              "proofs[1]: the validator has proofs before");
    std::string too_many = "[" + one;
    for (int i = 0; i < 64; ++i)
        too_many += "," + one;
    EXPECT_EQ(refusal(too_many + "]").reason, Reason::bad_proof);
    proof.proof.encrypted_share.push_back({});
    EXPECT_TRUE(read_proofs("[" + text_of_proof(proof) + "]"));
    proof.proof.encrypted_share.resize(513);
    EXPECT_EQ(refusal("[" + text_of_proof(proof) + "]").reason, Reason::out_of_range);
}

TEST_F(DkgProofTest, is_signed_in_every_field) {
    EXPECT_TRUE(is_signed_by(signer.public_key(), proof));
    EXPECT_FALSE(is_signed_by(test::operators()[1].private_key.public_key(), proof));
    const auto expect_refused = [&](auto change) {
        SignedDkgProof changed = proof;
        change(changed);
        EXPECT_FALSE(is_signed_by(signer.public_key(), changed));
    };
    expect_refused([](auto& one) { one.proof.validator.bytes[47] ^= std::byte{1}; });
    expect_refused([](auto& one) { one.proof.encrypted_share[255] ^= std::byte{1}; });
    expect_refused([](auto& one) { one.proof.encrypted_share.pop_back(); });
    expect_refused([](auto& one) { one.proof.share_key.bytes[0] ^= std::byte{1}; });
    expect_refused([](auto& one) { one.proof.owner.bytes[19] ^= std::byte{1}; });
    expect_refused([](auto& one) { one.signature.bytes[0] ^= std::byte{1}; });
}

// Proofs of dkg-spec's own tests, with the roots that Go computed.
TEST(DkgProofShared, has_the_roots_and_signatures_of_dkg_spec) {
    const auto file = test::shared_vector_file("06-dkg-spec-fixtures-n4-n7-n10-n13.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    const Address owner = parse_fixed<Address>(str(file->at("common").at("owner"))).value();
    for (const auto& [size, cluster] : file->at("clusters").as_object()) {
        for (const auto& one : cluster.at("operators").as_array()) {
            SignedDkgProof proof;
            proof.proof.validator =
                parse_fixed<PubkeyBytes>(str(cluster.at("validator_pubkey"))).value();
            const Bytes share = parse_hex(str(one.at("encrypted_share"))).value();
            proof.proof.encrypted_share.assign(share.begin(), share.end());
            proof.proof.share_key = parse_fixed<PubkeyBytes>(str(one.at("share_pubkey"))).value();
            proof.proof.owner = owner;
            proof.signature =
                parse_fixed<RsaSignature>(str(one.at("proof_signature_rsa_pss"))).value();
            EXPECT_EQ(to_hex(ssz::hash_tree_root(proof.proof).view()),
                      str(one.at("proof_hash_tree_root")));
            if (size != "4") continue;  // reading a private key is dear
            const auto key =
                RsaPrivateKey::parse(SecretBuffer{str(one.at("rsa_private_key_pem"))}).value();
            EXPECT_TRUE(is_signed_by(key.public_key(), proof)) << size;
        }
    }
}

}  // namespace
}  // namespace stafi::ssv
