#include "ssv/keyshares/keyshares.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/owner_nonce.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::ssv {
namespace {

using testing::HasSubstr;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();

/// What the operators find when they open their shares.
std::vector<SecretShare> opened(const Keyshares& keyshares) {
    const std::size_t size = keyshares.committee.size();
    const SharesData parts = parse_shares_data(keyshares.shares_data, size).value();
    std::vector<SecretShare> shares;
    shares.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
        shares.push_back({.id = keyshares.committee.ids()[i],
                          .key = open_share(test::operators()[i].private_key, parts.ciphertexts[i],
                                            parts.share_keys[i])
                                     .value()});
    return shares;
}

/// Calls `visit` with every choice of `count` of the shares.
void for_each_choice(std::span<const SecretShare> shares, std::size_t count,
                     const std::function<void(std::span<const SecretShare>)>& visit) {
    std::vector<bool> chosen(shares.size());
    std::fill_n(chosen.begin(), count, true);
    do {
        std::vector<SecretShare> choice;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (chosen[i]) choice.push_back({.id = shares[i].id, .key = shares[i].key.copy()});
        }
        visit(choice);
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
}

struct SplitTest : testing::TestWithParam<std::size_t> {
    const OperatorSet operators = test::operator_set(GetParam());
    Entropy entropy = test::seeded(GetParam());
    const BlsSecretKey key = test::random_key(entropy);
    const Keyshares keyshares = split_key(key, operators, kOwner, {7}, entropy).value().keyshares();
};

TEST_P(SplitTest, any_threshold_of_the_operators_restores_the_key) {
    for_each_choice(opened(keyshares), operators.committee().threshold(), [&](auto choice) {
        EXPECT_EQ(test::hex(recover_secret(choice).value()), test::hex(key));
    });
}

TEST_P(SplitTest, one_operator_less_restores_another_key) {
    for_each_choice(opened(keyshares), operators.committee().threshold() - 1, [&](auto choice) {
        const auto restored = recover_secret(choice);
        EXPECT_TRUE(!restored || test::hex(*restored) != test::hex(key));
    });
}

TEST_P(SplitTest, a_threshold_of_the_operators_signs_as_the_key_would) {
    const auto shares = opened(keyshares);
    std::vector<PartialSignature> partials;
    partials.reserve(shares.size());
    for (std::size_t i = 0; i < operators.committee().threshold(); ++i)
        partials.push_back({.id = shares[i].id, .signature = shares[i].key.sign(bytes_of("duty"))});
    EXPECT_EQ(recover_signature(partials).value(), key.sign(bytes_of("duty")));
}

TEST_P(SplitTest, carries_the_owner_nonce_signature_of_the_key) {
    const auto parts = parse_shares_data(keyshares.shares_data, GetParam()).value();
    EXPECT_TRUE(verify_owner_nonce(key.public_key(), kOwner, {7}, parts.signature));
}

TEST_P(SplitTest, names_the_rsa_keys_that_the_shares_were_encrypted_for) {
    ASSERT_EQ(keyshares.operator_keys.size(), GetParam());
    for (std::size_t i = 0; i < GetParam(); ++i)
        EXPECT_EQ(keyshares.operator_keys[i], operators.operators()[i].key().fingerprint());
}

TEST_P(SplitTest, passes_its_own_checks) {
    const auto checked = check_keyshares({&keyshares, 1}, entropy);
    EXPECT_TRUE(checked) << checked.error().what;
}

INSTANTIATE_TEST_SUITE_P(Sizes, SplitTest, testing::Values(4, 7, 10, 13),
                         [](const auto& size) { return std::to_string(size.param); });

TEST(Split, depends_on_the_entropy_alone) {
    const OperatorSet operators = test::operator_set(4);
    Entropy first = test::seeded(1);
    Entropy same = test::seeded(1);
    Entropy other = test::seeded(2);
    const BlsSecretKey key = test::secret_key(std::string(63, '0') + "7");
    const auto with = [&](Entropy& entropy) {
        return split_key(key, operators, kOwner, {0}, entropy).value().keyshares();
    };
    const Keyshares made = with(first);
    EXPECT_EQ(with(same), made);
    EXPECT_NE(with(other), made);
    EXPECT_NE(with(first), made);  // the stream goes on: no share is ever made twice
}

TEST(Split, refuses_nonces_that_nodes_would_count_from_zero_again) {
    Entropy entropy = test::seeded(3);
    const OperatorSet operators = test::operator_set(4);
    const BlsSecretKey key = test::random_key(entropy);
    EXPECT_TRUE(split_key(key, operators, kOwner, {64'999}, entropy));
    for (const std::uint64_t nonce : {65'000U, 65'001U, 65'536U})
        EXPECT_EQ(split_key(key, operators, kOwner, {nonce}, entropy).error().reason,
                  Reason::bad_owner_nonce);
}

TEST(VerifiedShares, come_from_splits_in_their_order) {
    Entropy entropy = test::seeded(4);
    const OperatorSet operators = test::operator_set(4);
    std::vector<SplitKey> splits;
    std::vector<Keyshares> expected;
    for (std::uint64_t nonce = 0; nonce < 5; ++nonce) {
        splits.push_back(
            split_key(test::random_key(entropy), operators, kOwner, {nonce}, entropy).value());
        expected.push_back(splits.back().keyshares());
    }
    const auto verified = VerifiedShares::verify(std::move(splits), entropy);
    ASSERT_TRUE(verified) << verified.error().what;
    ASSERT_EQ(verified->size(), 5U);
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ((*verified)[i].keyshares(), expected[i]);
}

/// A batch of three that is right until a test spoils the middle one.
struct CheckTest : testing::Test {
    const OperatorSet operators = test::operator_set(4);
    Entropy entropy = test::seeded(5);
    const BlsSecretKey key = test::random_key(entropy);
    std::vector<Keyshares> batch{split(0), split(1), split(2)};
    Keyshares& spoilt = batch[1];
    SharesDataBytes parts = decode_shares_data(spoilt.shares_data, 4).value();

    Keyshares split(std::uint64_t nonce) {
        return split_key(nonce == 1 ? key.copy() : test::random_key(entropy), operators, kOwner,
                         {nonce}, entropy)
            .value()
            .keyshares();
    }
    /// Deals by a polynomial of another degree than the committee's.
    void deal_with_threshold(std::size_t threshold) {
        const auto shares =
            split_secret(key, operators.committee().ids(), threshold, entropy).value();
        for (std::size_t i = 0; i < 4; ++i)
            parts.share_keys[i] = shares[i].key.public_key().bytes();
    }
    /// Why the batch with the changed parts is refused.
    Error refusal() {
        spoilt.shares_data = encode_shares_data(parts);
        return refusal_as_it_is();
    }
    Error refusal_as_it_is() {
        const auto checked = check_keyshares(batch, entropy);
        EXPECT_FALSE(checked);
        if (checked) return {};
        EXPECT_THAT(checked.error().what, HasSubstr(test::hex(key.public_key())));
        return checked.error();
    }
};

TEST_F(CheckTest, passes_what_was_not_touched) {
    EXPECT_TRUE(check_keyshares(batch, entropy));
    EXPECT_TRUE(check_keyshares({}, entropy));
}

// With all four operators this key comes back, with some three of them it does not.
TEST_F(CheckTest, finds_a_dealer_whose_shares_fit_only_all_together) {
    deal_with_threshold(4);
    std::vector<PublicShare> all;
    all.reserve(4);
    for (std::size_t i = 0; i < 4; ++i)
        all.push_back({.id = operators.committee().ids()[i],
                       .key = BlsPubkey::parse(parts.share_keys[i]).value()});
    EXPECT_EQ(recover_public_key(all).value(), key.public_key());
    EXPECT_EQ(refusal().reason, Reason::shares_inconsistent);
}

// Two operators could sign for this key, though the committee promises that it takes three.
TEST_F(CheckTest, finds_a_dealer_whose_shares_need_too_few_operators) {
    deal_with_threshold(2);
    EXPECT_EQ(refusal().reason, Reason::bad_threshold);
}

TEST_F(CheckTest, finds_one_ciphertext_given_to_two_operators) {
    parts.ciphertexts[3] = parts.ciphertexts[0];
    EXPECT_EQ(refusal().reason, Reason::bad_ciphertext);
}

TEST_F(CheckTest, finds_one_operator_key_in_two_seats) {
    spoilt.operator_keys[3] = spoilt.operator_keys[0];
    EXPECT_EQ(refusal_as_it_is().reason, Reason::duplicate_key);
}

// Signed for it, as ssv-keys would: nodes take it, but soon after they begin anew.
TEST_F(CheckTest, finds_a_nonce_that_this_program_never_uses) {
    spoilt.nonce = {65'535};
    parts.signature = key.sign(owner_nonce_digest(kOwner, spoilt.nonce).view()).bytes();
    EXPECT_EQ(refusal().reason, Reason::bad_owner_nonce);
}

TEST_F(CheckTest, finds_two_share_keys_that_are_swapped) {
    std::swap(parts.share_keys[1], parts.share_keys[2]);
    EXPECT_EQ(refusal().reason, Reason::shares_inconsistent);
}

TEST_F(CheckTest, finds_the_shares_of_another_key) {
    parts.share_keys = decode_shares_data(batch[0].shares_data, 4)->share_keys;
    EXPECT_EQ(refusal().reason, Reason::shares_inconsistent);
}

TEST_F(CheckTest, finds_one_share_key_twice) {
    parts.share_keys[3] = parts.share_keys[0];
    EXPECT_EQ(refusal().reason, Reason::duplicate_key);
}

TEST_F(CheckTest, finds_an_operator_that_was_given_the_whole_key) {
    parts.share_keys[3] = key.public_key().bytes();
    EXPECT_EQ(refusal().reason, Reason::duplicate_key);
    EXPECT_THAT(refusal().what, HasSubstr("the validator's own key"));
}

TEST_F(CheckTest, finds_a_key_that_comes_twice_in_a_batch) {
    batch = {split(1), split(1)};
    EXPECT_EQ(check_keyshares(batch, entropy).error().reason, Reason::duplicate_key);
}

TEST_F(CheckTest, finds_a_nonce_that_comes_twice_in_a_batch) {
    batch = {split(2), split(2)};
    EXPECT_EQ(check_keyshares(batch, entropy).error().reason, Reason::owner_nonce_mismatch);
}

TEST_F(CheckTest, finds_infinity_as_a_share_key) {
    parts.share_keys[2] = PubkeyBytes{};
    parts.share_keys[2].bytes[0] = std::byte{0xc0};
    EXPECT_EQ(refusal().reason, Reason::bad_public_key);
}

TEST_F(CheckTest, finds_a_signature_of_another_key_or_nonce) {
    parts.signature = decode_shares_data(batch[0].shares_data, 4)->signature;
    EXPECT_EQ(refusal().reason, Reason::owner_nonce_mismatch);
}

TEST_F(CheckTest, finds_another_owner_than_the_one_signed_for) {
    spoilt.owner.bytes[0] ^= std::byte{1};
    EXPECT_EQ(refusal_as_it_is().reason, Reason::owner_nonce_mismatch);
}

TEST_F(CheckTest, finds_another_nonce_than_the_one_signed_for) {
    spoilt.nonce = {3};
    EXPECT_EQ(refusal_as_it_is().reason, Reason::owner_nonce_mismatch);
}

TEST_F(CheckTest, finds_a_missing_or_added_byte) {
    spoilt.shares_data.pop_back();
    EXPECT_EQ(refusal_as_it_is().reason, Reason::bad_shares_length);
    spoilt.shares_data.resize(1313);
    EXPECT_EQ(refusal_as_it_is().reason, Reason::bad_shares_length);
}

TEST_F(CheckTest, finds_another_committee) {
    spoilt.committee = Committee::parse(std::vector<OperatorId>{{1}, {2}, {3}, {5}}).value();
    EXPECT_EQ(refusal_as_it_is().reason, Reason::shares_inconsistent);
    spoilt.committee = test::operator_set(7).committee();
    EXPECT_EQ(refusal_as_it_is().reason, Reason::bad_operator_set);
}

// Of all bits that the checks can see; a ciphertext only its operator can check.
TEST_F(CheckTest, finds_any_changed_bit_before_the_ciphertexts) {
    const Bytes right = spoilt.shares_data;
    for (std::size_t bit = 0; bit < std::size_t{96 + 4 * 48} * 8; bit += 7) {
        spoilt.shares_data = right;
        spoilt.shares_data[bit / 8] ^= std::byte(1U << bit % 8);
        EXPECT_FALSE(check_keyshares(batch, entropy)) << bit;
    }
}

}  // namespace
}  // namespace stafi::ssv
