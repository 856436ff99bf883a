#include "ssv/keyshares/keyshares_check.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/network/node_acceptance.hpp"
#include "ssv/shares/shares_data.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
constexpr std::string_view kOwnerText = "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494";

/// "bad_hex shares[1].payload.sharesData", or "bad_hex data.ownerNonce" for the whole file.
std::string short_form(const Finding& finding) {
    const std::string place = finding.item ? fmt::format("shares[{}].", *finding.item) : "";
    return fmt::format("{} {}{}", text_of(finding.reason).code, place, finding.field);
}

/// A file of three validators that is right until a test spoils it; most spoil the middle one.
struct CheckFileTest : testing::Test {
    const OperatorSet operators = test::operator_set(4);
    Entropy entropy = test::seeded(7);
    const BlsSecretKey key = test::random_key(entropy);
    KeysharesFile file{.version = "v1.1.0",
                       .created_at = "",
                       .items = {item(test::random_key(entropy), 7), item(key, 8),
                                 item(test::random_key(entropy), 9)}};
    KeysharesItem& spoilt = file.items[1];
    SharesDataBytes parts = decode_shares_data(spoilt.shares_data, 4).value();
    KeysharesExpectation expected;

    KeysharesItem item(const BlsSecretKey& validator, std::uint64_t nonce) {
        std::vector<SplitKey> splits;
        splits.push_back(split_key(validator, operators, kOwner, {nonce}, entropy).value());
        const auto verified = VerifiedShares::verify(std::move(splits), entropy).value();
        return item_of(verified[0], operators).value();
    }
    void deal_with_threshold(std::size_t threshold) {
        const auto shares =
            split_secret(key, operators.committee().ids(), threshold, entropy).value();
        for (std::size_t i = 0; i < 4; ++i)
            parts.share_keys[i] = shares[i].key.public_key().bytes();
        put_parts();
    }
    void put_parts() { spoilt.shares_data = encode_shares_data(parts); }

    std::vector<std::string> found() {
        std::vector<std::string> texts;
        for (const Finding& finding : check_file(file, expected, entropy))
            texts.push_back(short_form(finding));
        return texts;
    }
    /// The text of the only finding.
    std::string what() {
        const auto findings = check_file(file, expected, entropy);
        EXPECT_EQ(findings.size(), 1U);
        return findings.empty() ? "" : findings[0].what;
    }
};

TEST_F(CheckFileTest, finds_nothing_in_a_good_file) {
    EXPECT_THAT(found(), IsEmpty());
    expected.owner = kOwner;
    expected.first_nonce = OwnerNonce{7};
    for (const auto& one : test::operators())
        expected.operators.push_back(one.seat);
    EXPECT_THAT(found(), IsEmpty());
}

// Rule 1.
TEST_F(CheckFileTest, finds_unsorted_operators) {
    std::swap(spoilt.payload_ids[1], spoilt.payload_ids[2]);
    std::swap(spoilt.operators[1], spoilt.operators[2]);
    EXPECT_THAT(found(), ElementsAre("bad_operator_set shares[1].payload.operatorIds"));
    EXPECT_THAT(what(), HasSubstr("ids must ascend"));
}

TEST_F(CheckFileTest, finds_other_operators_in_data_than_in_payload) {
    spoilt.operators[0].id = {2};
    EXPECT_THAT(found(), ElementsAre("bad_operator_set shares[1].data.operators"));
}

TEST_F(CheckFileTest, finds_five_operators) {
    spoilt.payload_ids.push_back({999});
    spoilt.operators.push_back({.id = {999}, .key_text = test::operators()[4].seat.key_text()});
    EXPECT_THAT(found(), ElementsAre("bad_operator_set shares[1].payload.operatorIds",
                                     "bad_shares_length shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, finds_an_operator_twice) {
    spoilt.payload_ids[3] = spoilt.payload_ids[2];
    spoilt.operators[3] = spoilt.operators[2];
    EXPECT_THAT(found(), ElementsAre("bad_operator_set shares[1].payload.operatorIds",
                                     "duplicate_key shares[1].data.operators[3].operatorKey"));
}

// Rule 2.
TEST_F(CheckFileTest, finds_an_operator_key_that_is_none) {
    spoilt.operators[2].key_text = "LS0t";
    EXPECT_THAT(found(), ElementsAre("bad_rsa_key shares[1].data.operators[2].operatorKey"));
}

TEST_F(CheckFileTest, finds_an_operator_key_that_is_not_the_chains) {
    for (std::size_t i = 0; i < 4; ++i)
        expected.operators.push_back(test::operators()[i].seat);
    spoilt.operators[2].key_text = test::operators()[9].seat.key_text();
    EXPECT_THAT(found(),
                ElementsAre("operator_key_mismatch shares[1].data.operators[2].operatorKey"));
}

TEST_F(CheckFileTest, finds_an_operator_that_is_not_on_the_chain) {
    for (const std::size_t i : {0U, 1U, 3U})
        expected.operators.push_back(test::operators()[i].seat);
    EXPECT_THAT(found(), ElementsAre("unknown_operator shares[0].data.operators[2].id",
                                     "unknown_operator shares[1].data.operators[2].id",
                                     "unknown_operator shares[2].data.operators[2].id"));
}

TEST_F(CheckFileTest, finds_an_operator_that_was_removed_or_does_not_admit_the_owner) {
    const auto ids = operators.committee().ids();
    expected.statuses[ids[0]] = {.is_removed = false, .admits_owner = true, .room = 3};
    EXPECT_THAT(found(), IsEmpty());
    expected.statuses[ids[1]].is_removed = true;
    expected.statuses[ids[3]].admits_owner = false;
    file.items.resize(1);
    EXPECT_THAT(found(), ElementsAre("operator_removed shares[0].data.operators[1].id",
                                     "operator_private shares[0].data.operators[3].id"));
}

// The limit is for the whole file, however its items are checked in pieces.
TEST_F(CheckFileTest, finds_an_operator_without_room_for_all) {
    expected.statuses[operators.committee().ids()[2]].room = 1;
    EXPECT_THAT(found(), ElementsAre("operator_full shares[1].payload.operatorIds",
                                     "operator_full shares[2].payload.operatorIds"));
    expected.statuses[operators.committee().ids()[2]].room = 0;
    EXPECT_EQ(found().size(), 3U);
}

// Rule 3.
TEST_F(CheckFileTest, finds_a_key_that_is_registered) {
    expected.registered = {key.public_key().bytes()};
    EXPECT_THAT(found(), ElementsAre("key_registered shares[1].payload.publicKey"));
}

TEST_F(CheckFileTest, finds_another_key_in_data_than_in_payload) {
    spoilt.public_key = file.items[0].public_key;
    EXPECT_THAT(found(), ElementsAre("bad_keyshares shares[1].data.publicKey"));
}

TEST_F(CheckFileTest, finds_a_key_that_is_none) {
    spoilt.public_key = spoilt.payload_key = Bytes(48);
    EXPECT_THAT(found(), ElementsAre("bad_public_key shares[1].payload.publicKey"));
    spoilt.public_key[0] = spoilt.payload_key[0] = std::byte{0xc0};  // infinity
    EXPECT_THAT(found(), ElementsAre("bad_public_key shares[1].payload.publicKey"));
    spoilt.public_key.pop_back();
    spoilt.payload_key.pop_back();
    EXPECT_THAT(found(), ElementsAre("bad_public_key shares[1].payload.publicKey"));
    EXPECT_THAT(what(), HasSubstr("47 bytes, 48 expected"));
}

TEST_F(CheckFileTest, finds_a_validator_twice) {
    file.items[2] = item(key, 9);
    EXPECT_THAT(found(), ElementsAre("duplicate_key shares[2].payload.publicKey"));
    EXPECT_EQ(what(), "the same as of shares[1]");
}

// Rule 4.
TEST_F(CheckFileTest, finds_a_byte_too_many) {
    spoilt.shares_data.push_back({});
    EXPECT_THAT(found(), ElementsAre("bad_shares_length shares[1].payload.sharesData"));
}

// Rule 5.
TEST_F(CheckFileTest, finds_a_signature_for_something_else) {
    parts.signature = key.sign(bytes_of("something else")).bytes();
    put_parts();
    EXPECT_THAT(found(), ElementsAre("owner_nonce_mismatch shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, finds_a_signature_that_is_none) {
    parts.signature = SignatureBytes{};
    put_parts();
    EXPECT_THAT(found(), ElementsAre("bad_signature shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, finds_an_owner_whose_checksum_is_wrong) {
    spoilt.owner_text = "0x81592C3DE184A3E2c0DCB5a261BC107Bfa91f494";
    EXPECT_THAT(found(), ElementsAre("bad_address shares[1].data.ownerAddress"));
}

TEST_F(CheckFileTest, takes_an_owner_in_lower_case_or_without_0x_as_ssv_keys_does) {
    spoilt.owner_text = "0x81592c3de184a3e2c0dcb5a261bc107bfa91f494";
    EXPECT_THAT(found(), IsEmpty());
    spoilt.owner_text = kOwnerText.substr(2);
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckFileTest, finds_a_nonce_out_of_order) {
    file.items[1] = item(key, 9);
    EXPECT_THAT(found(), ElementsAre("owner_nonce_mismatch shares[1].data.ownerNonce"));
    EXPECT_EQ(what(), "9, but it will be registered as 8");
}

TEST_F(CheckFileTest, finds_items_in_the_wrong_order) {
    std::swap(file.items[0], file.items[1]);
    EXPECT_THAT(found(), ElementsAre("owner_nonce_mismatch shares[1].data.ownerNonce",
                                     "owner_nonce_mismatch shares[2].data.ownerNonce"));
}

TEST_F(CheckFileTest, finds_that_the_owners_nonce_has_moved_on) {
    expected.first_nonce = OwnerNonce{8};
    EXPECT_THAT(found(), ElementsAre("owner_nonce_mismatch shares[0].data.ownerNonce",
                                     "owner_nonce_mismatch shares[1].data.ownerNonce",
                                     "owner_nonce_mismatch shares[2].data.ownerNonce"));
}

TEST_F(CheckFileTest, finds_a_nonce_that_nodes_count_from_zero_again) {
    file.items.resize(1);
    file.items[0].owner_nonce = {65'001};
    EXPECT_THAT(found(), ElementsAre("bad_owner_nonce shares[0].data.ownerNonce",
                                     "owner_nonce_mismatch shares[0].payload.sharesData"));
    file.items[0].owner_nonce = {~0ULL};
    EXPECT_EQ(found().size(), 2U);
}

TEST_F(CheckFileTest, finds_a_file_for_another_owner) {
    expected.owner = Address{};
    EXPECT_THAT(found(), ElementsAre("owner_mismatch shares[0].data.ownerAddress",
                                     "owner_mismatch shares[1].data.ownerAddress",
                                     "owner_mismatch shares[2].data.ownerAddress"));
}

TEST_F(CheckFileTest, finds_two_owners_in_one_file) {
    spoilt.owner_text = "0x0000000000000000000000000000000000000001";
    EXPECT_THAT(found(), ElementsAre("owner_nonce_mismatch shares[1].payload.sharesData",
                                     "owner_mismatch shares[1].data.ownerAddress"));
}

// Rule 6.
TEST_F(CheckFileTest, finds_a_share_key_that_is_none) {
    parts.share_keys[2] = PubkeyBytes{};
    parts.share_keys[2].bytes[0] = std::byte{0xc0};
    put_parts();
    EXPECT_THAT(found(), ElementsAre("bad_public_key shares[1].payload.sharesData"));
    EXPECT_THAT(what(), HasSubstr("share key 2: "));
}

TEST_F(CheckFileTest, finds_share_keys_that_are_the_same_or_the_validators) {
    parts.share_keys[3] = parts.share_keys[1];
    parts.share_keys[0] = key.public_key().bytes();
    put_parts();
    EXPECT_THAT(found(), ElementsAre("duplicate_key shares[1].payload.sharesData",
                                     "duplicate_key shares[1].payload.sharesData",
                                     "shares_inconsistent shares[1].payload.sharesData"));
}

// Rule 7.
TEST_F(CheckFileTest, finds_a_dealer_whose_shares_fit_only_all_together) {
    deal_with_threshold(4);
    EXPECT_THAT(found(), ElementsAre("shares_inconsistent shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, finds_a_dealer_whose_shares_need_too_few_operators) {
    deal_with_threshold(2);
    EXPECT_THAT(found(), ElementsAre("bad_threshold shares[1].payload.sharesData"));
    EXPECT_EQ(what(), "2 shares already restore the key, 3 should be needed");
}

TEST_F(CheckFileTest, finds_swapped_share_keys) {
    std::swap(parts.share_keys[0], parts.share_keys[3]);
    put_parts();
    EXPECT_THAT(found(), ElementsAre("shares_inconsistent shares[1].payload.sharesData"));
}

// Rule 8. The proofs are signed here by the operators' keys; those of real ceremonies are below.
struct CheckProofsTest : CheckFileTest {
    DkgProofs& proofs = expected.proofs.emplace();
    std::vector<SignedDkgProof>& of_spoilt = proofs[key.public_key().bytes()];

    CheckProofsTest() {
        for (const KeysharesItem& one : file.items) {
            const auto bytes = decode_shares_data(one.shares_data, 4).value();
            const auto validator = PubkeyBytes::from(BytesView{one.payload_key}.first<48>());
            for (std::size_t i = 0; i < 4; ++i) {
                SignedDkgProof proof;
                proof.proof.validator = validator;
                const auto share = bytes.ciphertexts[i].view();
                proof.proof.encrypted_share.assign(share.begin(), share.end());
                proof.proof.share_key = bytes.share_keys[i];
                proof.proof.owner = kOwner;
                sign(proof, i);
                proofs[validator].push_back(proof);
            }
        }
    }
    void sign(SignedDkgProof& proof, std::size_t by) {
        proof.signature = test::operators()[by].private_key.sign_pss(
            ssz::hash_tree_root(proof.proof).view(), entropy);
    }
};

TEST_F(CheckProofsTest, finds_nothing_when_all_fits) { EXPECT_THAT(found(), IsEmpty()); }

TEST_F(CheckProofsTest, finds_a_validator_without_proofs) {
    proofs.erase(key.public_key().bytes());
    EXPECT_THAT(found(), ElementsAre("proof_mismatch shares[1].payload.publicKey"));
}

TEST_F(CheckProofsTest, finds_proofs_that_are_missing) {
    of_spoilt.pop_back();
    EXPECT_THAT(found(), ElementsAre("proof_mismatch shares[1].payload.sharesData"));
    EXPECT_EQ(what(), "3 proofs for 4 operators");
}

TEST_F(CheckProofsTest, finds_a_proof_of_something_else) {
    of_spoilt[0].proof.share_key = parts.share_keys[1];
    sign(of_spoilt[0], 0);
    EXPECT_EQ(what(), "proof 0, of operator 1: for another share key");
    of_spoilt[0].proof.share_key = parts.share_keys[0];
    of_spoilt[0].proof.encrypted_share[7] ^= std::byte{1};
    sign(of_spoilt[0], 0);
    EXPECT_EQ(what(), "proof 0, of operator 1: for another encrypted share");
    of_spoilt[0].proof.encrypted_share[7] ^= std::byte{1};
    of_spoilt[0].proof.owner = {};
    sign(of_spoilt[0], 0);
    EXPECT_EQ(what(), "proof 0, of operator 1: for another owner");
}

TEST_F(CheckProofsTest, finds_a_proof_that_another_operator_signed) {
    sign(of_spoilt[2], 1);
    EXPECT_EQ(what(), "proof 2, of operator 4: not signed by it");
}

// Whoever made the file may have put its own keys there, and signed with them.
TEST_F(CheckProofsTest, believes_the_given_key_of_an_operator_before_the_files) {
    for (const auto& one : test::operators())
        expected.operators.push_back(one.seat);
    spoilt.operators[2].key_text = test::operators()[9].seat.key_text();
    sign(of_spoilt[2], 9);
    EXPECT_THAT(found(),
                ElementsAre("operator_key_mismatch shares[1].data.operators[2].operatorKey",
                            "proof_mismatch shares[1].payload.sharesData"));
}

// Swapped ciphertexts pass all other rules: this one alone sees them.
TEST_F(CheckProofsTest, finds_swapped_ciphertexts) {
    std::swap(parts.ciphertexts[0], parts.ciphertexts[1]);
    put_parts();
    EXPECT_THAT(found(), ElementsAre("proof_mismatch shares[1].payload.sharesData",
                                     "proof_mismatch shares[1].payload.sharesData"));
}

// Rule 9, as far as it goes.
TEST_F(CheckFileTest, finds_one_ciphertext_given_to_two_operators) {
    parts.ciphertexts[2] = parts.ciphertexts[0];
    put_parts();
    EXPECT_THAT(found(), ElementsAre("bad_ciphertext shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, cannot_see_swapped_ciphertexts_and_says_so) {
    std::swap(parts.ciphertexts[0], parts.ciphertexts[1]);
    put_parts();
    EXPECT_THAT(found(), IsEmpty());
    EXPECT_THAT(kCiphertextCaveat, HasSubstr("cannot be checked from outside"));
}

TEST_F(CheckFileTest, reports_everything_at_once) {
    spoilt.operators[0].key_text = "";
    spoilt.public_key.clear();
    spoilt.shares_data.clear();
    spoilt.owner_text = "me";
    EXPECT_THAT(found(), ElementsAre("bad_rsa_key shares[1].data.operators[0].operatorKey",
                                     "bad_keyshares shares[1].data.publicKey",
                                     "bad_address shares[1].data.ownerAddress",
                                     "bad_shares_length shares[1].payload.sharesData"));
}

TEST_F(CheckFileTest, survives_an_empty_file_and_empty_items) {
    file.items.assign(2, KeysharesItem{});
    EXPECT_GE(found().size(), 4U);
    file.items.clear();
    EXPECT_THAT(found(), ElementsAre("bad_keyshares shares"));
}

// Halves checked apart, as threads do, find the same.
TEST_F(CheckFileTest, items_can_be_checked_in_pieces) {
    spoilt.owner_nonce = {3};
    file.items[2].payload_ids.pop_back();
    std::vector<Finding> apart;
    const std::span<const KeysharesItem> items{file.items};
    for (std::size_t i = 0; i < 3; ++i)
        std::ranges::copy(check_items(items.subspan(i, 1), i, expected, entropy),
                          std::back_inserter(apart));
    EXPECT_EQ(apart, check_items(items, 0, expected, entropy));
    EXPECT_FALSE(apart.empty());
}

// What nodes refuse is found before it costs anything: the other half of the promise is in
// node_acceptance_test.cpp.
TEST_F(CheckFileTest, nodes_take_what_has_no_findings) {
    Registry registry;
    std::vector<RegistryEvent> events;
    for (const Operator& seat : operators.operators())
        events.emplace_back(OperatorAdded{.id = seat.id(), .key_text = seat.key_text()});
    registry.next_nonce[kOwner] = 7;
    for (const KeysharesItem& one : file.items)
        events.emplace_back(
            ValidatorAdded{.owner = kOwner,
                           .operators = one.payload_ids,
                           .validator = PubkeyBytes::from(BytesView{one.payload_key}.first<48>()),
                           .shares_data = one.shares_data});
    EXPECT_THAT(found(), IsEmpty());
    for (const Verdict& verdict : replay(events, registry, entropy))
        EXPECT_FALSE(verdict.malformed);
}

std::vector<std::string> findings_in(std::string_view text,
                                     const KeysharesExpectation& expected = {}) {
    Entropy entropy = test::seeded(8);
    std::vector<std::string> texts;
    for (const Finding& finding : check_file(read_keyshares(text).value(), expected, entropy))
        texts.push_back(short_form(finding) + ": " + finding.what);
    return texts;
}

TEST(CheckForeignFile, finds_nothing_in_files_of_ssv_keys) {
    for (const auto& one : test::ssv_keys_cases()) {
        // ssv-keys signs any nonce; one of its files has the last that nodes can count.
        const bool is_last = one.at("validators").at(0).at("owner_nonce") == 65'535;
        const auto found = findings_in(test::str(one.at("text")));
        if (is_last)
            EXPECT_THAT(found,
                        ElementsAre(StartsWith("bad_owner_nonce shares[0].data.ownerNonce")));
        else
            EXPECT_THAT(found, IsEmpty());
    }
}

// Of ssv-keys 1.2.0 and ssv-dkg.
TEST(CheckForeignFile, finds_nothing_in_the_shared_files) {
    const auto keys = test::shared_vector_file("05-ssv-keys-keyshares-4ops.json");
    const auto dkg = test::shared_vector_file("07-ssv-dkg-ceremony-outputs.json");
    if (!keys || !dkg) GTEST_SKIP() << test::kNoSharedVectors;
    using boost::json::serialize;
    EXPECT_THAT(findings_in(serialize(keys->at("keyshares_json"))), IsEmpty());
    for (const auto& [name, ceremony] : dkg->at("ceremonies").as_object()) {
        KeysharesExpectation expected;
        expected.proofs = read_proofs(serialize(ceremony.at("proofs"))).value();
        EXPECT_THAT(findings_in(serialize(ceremony.at("keyshares")), expected), IsEmpty()) << name;
    }
}

}  // namespace
}  // namespace stafi::ssv
