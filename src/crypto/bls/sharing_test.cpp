#include <bit>
#include <type_traits>

#include <gmock/gmock.h>

#include "base/uint256.hpp"
#include "bls_values.hpp"
#include "crypto/bls/bls.hpp"
#include "vector_file.hpp"

namespace stafi {
namespace {

using boost::json::value;
using test::hex;
using test::str;

OperatorId id_of(const value& number) { return {number.to_number<std::uint64_t>()}; }

std::vector<OperatorId> first_ids(std::size_t n) {
    std::vector<OperatorId> ids;
    for (std::uint64_t id = 1; id <= n; ++id)
        ids.push_back({id});
    return ids;
}

SecretShare copy(const SecretShare& share) { return {share.id, share.key.copy()}; }

/// A whole key and its shares, all ways to see them.
struct Sharing {
    BlsSecretKey whole;
    std::vector<SecretShare> secrets;
    std::vector<PublicShare> keys;

    [[nodiscard]] std::vector<PartialSignature> sign(BytesView message) const {
        std::vector<PartialSignature> partials;
        partials.reserve(secrets.size());
        for (const SecretShare& share : secrets)
            partials.push_back({share.id, share.key.sign(message)});
        return partials;
    }
};

Sharing share_out(std::span<const OperatorId> ids, std::size_t threshold, Entropy& entropy) {
    Sharing made{.whole = test::random_key(entropy), .secrets = {}, .keys = {}};
    made.secrets = split_secret(made.whole, ids, threshold, entropy).value();
    for (const SecretShare& share : made.secrets)
        made.keys.push_back({share.id, share.key.public_key()});
    return made;
}

/// Those items whose bit is set.
template <class T>
std::vector<T> chosen(const std::vector<T>& items, std::uint32_t mask) {
    std::vector<T> some;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if ((mask >> i & 1) == 0) continue;
        if constexpr (std::is_same_v<T, SecretShare>)
            some.push_back(copy(items[i]));
        else
            some.push_back(items[i]);
    }
    return some;
}

/// Up to `limit` ways to choose `k` of `n`: all of them, or random ones.
std::vector<std::uint32_t> subsets(std::size_t n, std::size_t k, std::size_t limit,
                                   Entropy& entropy) {
    std::vector<std::uint32_t> masks;
    for (std::uint32_t mask = 0; mask < 1U << n; ++mask)
        if (std::popcount(mask) == static_cast<int>(k)) masks.push_back(mask);
    while (masks.size() > limit) {
        std::array<std::byte, 8> drawn;
        entropy.fill(drawn);
        std::swap(masks[from_le64(drawn) % masks.size()], masks.back());
        masks.pop_back();
    }
    return masks;
}

// From py_ecc: secrets, keys and shares of known polynomials.
TEST(BlsSharing, restores_secrets_and_public_keys_that_others_split) {
    Entropy entropy = test::seeded(1);
    const value file = test::vector_file("shamir/splits.json");
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const value& c : file.at("cases").as_array()) {
        std::vector<SecretShare> secrets;
        std::vector<PublicShare> keys;
        for (const value& share : c.at("shares").as_array()) {
            secrets.push_back({id_of(share.at("id")), test::secret_key(str(share.at("secret")))});
            keys.push_back({id_of(share.at("id")), test::pubkey(str(share.at("pubkey")))});
            EXPECT_EQ(secrets.back().key.public_key(), keys.back().key);
        }
        const auto threshold = c.at("threshold").to_number<std::size_t>();
        EXPECT_TRUE(check_shares(test::pubkey(str(c.at("pubkey"))), keys, threshold, entropy));
        for (const std::uint32_t mask : subsets(keys.size(), threshold, 5, entropy)) {
            EXPECT_EQ(hex(recover_secret(chosen(secrets, mask)).value()), str(c.at("secret")));
            EXPECT_EQ(hex(recover_public_key(chosen(keys, mask)).value()), str(c.at("pubkey")));
        }
    }
}

TEST(BlsSharing, restores_signatures_that_others_made) {
    Entropy entropy = test::seeded(2);
    const value file = test::vector_file("shamir/signatures.json");
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const value& c : file.at("cases").as_array()) {
        std::vector<PublicShare> keys;
        std::vector<PartialSignature> partials;
        for (const value& p : c.at("partials").as_array()) {
            keys.push_back({id_of(p.at("id")), test::pubkey(str(p.at("pubkey")))});
            partials.push_back({id_of(p.at("id")), test::signature(str(p.at("signature")))});
        }
        const Bytes message = parse_hex(str(c.at("message"))).value();
        EXPECT_TRUE(verify_partials(keys, partials, message, entropy));
        const auto threshold = c.at("threshold").to_number<std::size_t>();
        for (const std::uint32_t mask : subsets(keys.size(), threshold, 5, entropy))
            EXPECT_EQ(hex(recover_signature(chosen(partials, mask)).value()),
                      str(c.at("signature")));
    }
}

/// Shares that are all alike, but for the i-th, which is one more, have as their whole what they
/// are plus coefficient i.
void expect_coefficients(const value& ids, const value& coefficients) {
    const auto order =
        parse_fixed<Bytes32>("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
    const Uint256 all = 1'000'003;
    ASSERT_EQ(ids.as_array().size(), coefficients.as_array().size());
    for (std::size_t i = 0; i < ids.as_array().size(); ++i) {
        std::vector<SecretShare> shares;
        for (const value& id : ids.as_array())
            shares.push_back({id_of(id), BlsSecretKey::parse(be256(all)).value()});
        shares[i].key = BlsSecretKey::parse(be256(all + 1)).value();
        const auto coefficient = parse_fixed<Bytes32>(str(coefficients.at(i))).value();
        EXPECT_EQ(hex(recover_secret(shares).value()),
                  to_hex(be256((from_be256(coefficient.view()) + all) %
                               from_be256(order.value().view()))));
    }
}

TEST(BlsSharing, weighs_shares_with_the_coefficients_of_lagrange) {
    const value file = test::vector_file("shamir/lagrange.json");
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const value& c : file.at("cases").as_array())
        expect_coefficients(c.at("ids"), c.at("coefficients"));
}

TEST(BlsSharing, weighs_shares_with_the_shared_coefficients) {
    const auto file = test::shared_vector_file("10-lagrange-shamir.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    for (const value& c : file->at("lagrange_at_zero").as_array())
        expect_coefficients(c.at("ids"), c.at("lambda"));
}

// Fixtures of ssvlabs/dkg-spec, signed bit by bit as its Go code did.
TEST(BlsSharing, agrees_with_the_key_generation_fixtures) {
    const auto file = test::shared_vector_file("06-dkg-spec-fixtures-n4-n7-n10-n13.json");
    if (!file) GTEST_SKIP() << test::kNoSharedVectors;
    Entropy entropy = test::seeded(3);
    for (const auto& [n, cluster] : file->at("clusters").as_object()) {
        std::vector<SecretShare> secrets;
        std::vector<PublicShare> keys;
        std::vector<PartialSignature> partials;
        const auto root = parse_hex(str(cluster.at("deposit_signing_root"))).value();
        for (const value& o : cluster.at("operators").as_array()) {
            const OperatorId id = id_of(o.at("operator_id"));
            secrets.push_back({id, test::secret_key(str(o.at("share_secret")))});
            keys.push_back({id, test::pubkey(str(o.at("share_pubkey")))});
            partials.push_back({id, secrets.back().key.sign(root)});
            EXPECT_EQ(secrets.back().key.public_key(), keys.back().key);
            EXPECT_EQ(hex(partials.back().signature), str(o.at("deposit_partial_signature")));
        }
        const BlsPubkey whole = test::pubkey(str(cluster.at("validator_pubkey")));
        const auto threshold = cluster.at("t").to_number<std::size_t>();
        EXPECT_TRUE(check_shares(whole, keys, threshold, entropy));
        EXPECT_EQ(hex(recover_secret(secrets).value()),
                  str(cluster.at("validator_secret_TEST_ONLY")));
        EXPECT_EQ(recover_public_key(keys).value(), whole);
        EXPECT_EQ(hex(recover_signature(partials).value()), str(cluster.at("deposit_signature")));
        expect_coefficients(cluster.at("lagrange_ids"), cluster.at("lagrange_coefficients"));
    }
}

TEST(BlsSharing, lets_every_threshold_of_shares_restore_the_whole) {
    Entropy entropy = test::seeded(4);
    const BytesView message = bytes_of("message");
    for (const auto& [n, limit] : {std::pair{4U, 100U}, {7U, 100U}, {10U, 20U}, {13U, 10U}}) {
        const std::size_t threshold = n - (n - 1) / 3;
        const Sharing sharing = share_out(first_ids(n), threshold, entropy);
        const std::vector<PartialSignature> partials = sharing.sign(message);
        const BlsSignature signature = sharing.whole.sign(message);
        for (const std::uint32_t mask : subsets(n, threshold, limit, entropy)) {
            EXPECT_EQ(hex(recover_secret(chosen(sharing.secrets, mask)).value()),
                      hex(sharing.whole));
            EXPECT_EQ(recover_public_key(chosen(sharing.keys, mask)).value(),
                      sharing.whole.public_key());
            EXPECT_EQ(recover_signature(chosen(partials, mask)).value(), signature);
        }
    }
}

TEST(BlsSharing, splits_for_every_threshold) {
    Entropy entropy = test::seeded(5);
    const std::vector<OperatorId> ids{{7}, {kShareIdMax}, {1}, {500}, {123'456}};
    for (std::size_t threshold = 2; threshold <= ids.size(); ++threshold) {
        const Sharing sharing = share_out(ids, threshold, entropy);
        EXPECT_TRUE(check_shares(sharing.whole.public_key(), sharing.keys, threshold, entropy));
        const std::span shares{sharing.secrets};
        EXPECT_EQ(hex(recover_secret(shares.first(threshold)).value()), hex(sharing.whole));
        EXPECT_NE(hex(recover_secret(shares.first(threshold - 1)).value()), hex(sharing.whole));
    }
}

TEST(BlsSharing, splits_for_as_many_as_there_can_be) {
    Entropy entropy = test::seeded(6);
    const Sharing sharing = share_out(first_ids(kSharesMax), 43, entropy);
    const BlsPubkey whole = sharing.whole.public_key();
    EXPECT_TRUE(check_shares(whole, sharing.keys, 43, entropy));
    EXPECT_FALSE(check_shares(whole, sharing.keys, 42, entropy));
    EXPECT_EQ(recover_public_key(sharing.keys).value(), whole);
    EXPECT_EQ(recover_signature(sharing.sign(bytes_of("m"))).value(),
              sharing.whole.sign(bytes_of("m")));
}

TEST(BlsSharing, splits_alike_for_equal_entropy_only) {
    Entropy a = test::seeded(7);
    Entropy b = test::seeded(7);
    Entropy c = test::seeded(8);
    const BlsSecretKey whole = BlsSecretKey::parse(be256(1)).value();
    const auto share_of = [&](Entropy& entropy) {
        return hex(split_secret(whole, first_ids(4), 3, entropy).value()[0].key);
    };
    const std::string share = share_of(a);
    EXPECT_EQ(share_of(b), share);
    EXPECT_NE(share_of(c), share);
    EXPECT_NE(share_of(a), share);
}

TEST(BlsSharing, refuses_bad_ids_everywhere) {
    Entropy entropy = test::seeded(9);
    const BlsSecretKey key = test::random_key(entropy);
    const BlsSignature signature = key.sign(bytes_of("m"));
    const auto expect_refused = [&](const std::vector<OperatorId>& ids) {
        std::vector<SecretShare> secrets;
        std::vector<PublicShare> keys;
        std::vector<PartialSignature> partials;
        for (const OperatorId id : ids) {
            secrets.push_back({id, key.copy()});
            keys.push_back({id, key.public_key()});
            partials.push_back({id, signature});
        }
        EXPECT_EQ(split_secret(key, ids, 2, entropy).error().reason, Reason::bad_share_id);
        EXPECT_EQ(recover_secret(secrets).error().reason, Reason::bad_share_id);
        EXPECT_EQ(recover_public_key(keys).error().reason, Reason::bad_share_id);
        EXPECT_EQ(recover_signature(partials).error().reason, Reason::bad_share_id);
        EXPECT_EQ(check_shares(key.public_key(), keys, 1, entropy).error().reason,
                  Reason::bad_share_id);
    };
    expect_refused(first_ids(kSharesMax + 1));
    const value file = test::vector_file("shamir/invalid.json");
    for (const value& c : file.at("cases").as_array()) {
        SCOPED_TRACE(str(c.at("fault")));
        std::vector<OperatorId> ids;
        for (const value& id : c.at("ids").as_array())
            ids.push_back(id_of(id));
        expect_refused(ids);
    }
}

TEST(BlsSharing, says_which_id_is_bad) {
    Entropy entropy = test::seeded(10);
    const BlsSecretKey key = test::random_key(entropy);
    const auto why_not = [&](std::vector<OperatorId> ids) {
        return split_secret(key, ids, 2, entropy).error().what;
    };
    EXPECT_EQ(why_not({}), "shares: 0 given, 1 to 64 expected");
    EXPECT_EQ(why_not({{3}, {0}}), "share id 0: not in 1..2147483647");
    EXPECT_EQ(why_not({{1ULL << 31}}), "share id 2147483648: not in 1..2147483647");
    EXPECT_EQ(why_not({{5}, {4}, {5}}), "share id 5: given twice");
}

TEST(BlsSharing, refuses_thresholds_that_cannot_be) {
    Entropy entropy = test::seeded(11);
    const Sharing sharing = share_out(first_ids(4), 3, entropy);
    // With a threshold of one every share is the key itself.
    for (const std::size_t threshold : {0UL, 1UL, 5UL, ~0UL})
        EXPECT_EQ(split_secret(sharing.whole, first_ids(4), threshold, entropy).error().reason,
                  Reason::bad_threshold);
    for (const std::size_t threshold : {0UL, 5UL, ~0UL}) {
        EXPECT_EQ(check_shares(sharing.whole.public_key(), sharing.keys, threshold, entropy)
                      .error()
                      .reason,
                  Reason::bad_threshold);
    }
}

TEST(BlsSharing, refuses_to_restore_zero_or_infinity) {
    // With ids 1 and 2 the whole is 2 a - b: nothing is left of 1 and 2.
    std::vector<SecretShare> secrets;
    secrets.push_back({{1}, BlsSecretKey::parse(be256(1)).value()});
    secrets.push_back({{2}, BlsSecretKey::parse(be256(2)).value()});
    std::vector<PublicShare> keys;
    std::vector<PartialSignature> partials;
    for (const SecretShare& share : secrets) {
        keys.push_back({share.id, share.key.public_key()});
        partials.push_back({share.id, share.key.sign(bytes_of("m"))});
    }
    EXPECT_EQ(recover_secret(secrets).error().reason, Reason::bad_secret_key);
    EXPECT_EQ(recover_public_key(keys).error().reason, Reason::bad_public_key);
    EXPECT_EQ(recover_signature(partials).error().reason, Reason::bad_signature);
}

struct CheckSharesTest : testing::Test {
    Entropy entropy = test::seeded(12);
    Sharing sharing = share_out(std::vector<OperatorId>{{11}, {22}, {33}, {44}}, 3, entropy);
    BlsPubkey whole = sharing.whole.public_key();
    std::vector<PublicShare> shares = sharing.keys;

    [[nodiscard]] Result<> check(std::size_t threshold = 3) {
        return check_shares(whole, shares, threshold, entropy);
    }
    BlsPubkey other_key() { return test::random_key(entropy).public_key(); }
};

TEST_F(CheckSharesTest, accepts_an_honest_split_in_any_order) {
    EXPECT_TRUE(check());
    std::ranges::reverse(shares);
    EXPECT_TRUE(check());
}

TEST_F(CheckSharesTest, accepts_a_part_of_an_honest_split) {
    shares.pop_back();
    EXPECT_TRUE(check());
}

TEST_F(CheckSharesTest, names_the_key_of_inconsistent_shares) {
    shares[2].key = other_key();
    const auto checked = check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().reason, Reason::shares_inconsistent);
    EXPECT_EQ(checked.error().what, "4 shares of 0x" + hex(whole).substr(0, 8) +
                                        "..: not on one polynomial of degree 2 with it");
}

TEST_F(CheckSharesTest, catches_any_one_share_that_is_wrong) {
    for (std::size_t i = 0; i < 4; ++i) {
        shares = sharing.keys;
        shares[i].key = other_key();
        EXPECT_FALSE(check());
    }
}

TEST_F(CheckSharesTest, catches_swapped_shares) {
    std::swap(shares[0].key, shares[1].key);
    EXPECT_FALSE(check());
}

TEST_F(CheckSharesTest, catches_another_whole_key) {
    whole = other_key();
    EXPECT_FALSE(check());
}

TEST_F(CheckSharesTest, catches_a_threshold_below_the_real_one) {
    EXPECT_FALSE(check(2));
    EXPECT_FALSE(check(1));
    EXPECT_TRUE(check(4));  // degree 2 is also degree at most 3
}

// The dealer's lie that tools which interpolate all shares at once believe: right with all of
// them, wrong with any threshold of them.
TEST_F(CheckSharesTest, catches_shares_that_are_right_only_all_together) {
    for (const auto& [n, threshold] : {std::pair{4U, 3U}, {7U, 5U}, {10U, 7U}, {13U, 9U}}) {
        const Sharing lie = share_out(first_ids(n), n, entropy);
        whole = lie.whole.public_key();
        shares = lie.keys;
        ASSERT_EQ(recover_public_key(shares).value(), whole);
        EXPECT_FALSE(check(threshold));
        EXPECT_FALSE(check(n - 1));
        EXPECT_TRUE(check(n));
    }
}

// A dealer who knew the word of the code could choose shares that it annihilates.
TEST_F(CheckSharesTest, draws_its_question_anew) {
    Entropy unused = test::seeded(14);
    Entropy used = test::seeded(14);
    EXPECT_TRUE(check_shares(whole, shares, 3, used));
    EXPECT_FALSE(equal_constant_time(used.draw<32>().view(), unused.draw<32>().view()));
}

struct VerifyPartialsTest : testing::Test {
    Entropy entropy = test::seeded(13);
    Sharing sharing = share_out(first_ids(4), 3, entropy);
    BytesView message = bytes_of("message");
    std::vector<PartialSignature> partials = sharing.sign(message);

    bool all_valid() { return verify_partials(sharing.keys, partials, message, entropy); }
};

TEST_F(VerifyPartialsTest, accepts_all_or_some_in_any_order) {
    EXPECT_TRUE(all_valid());
    std::ranges::reverse(partials);
    partials.pop_back();
    EXPECT_TRUE(all_valid());
    partials.clear();
    EXPECT_TRUE(all_valid());
}

TEST_F(VerifyPartialsTest, refuses_one_of_another_message) {
    partials[3].signature = sharing.secrets[3].key.sign(bytes_of("other"));
    EXPECT_FALSE(all_valid());
}

// Their sum is right: only random factors tell.
TEST_F(VerifyPartialsTest, refuses_errors_that_cancel) {
    std::swap(partials[0].signature, partials[1].signature);
    EXPECT_FALSE(all_valid());
}

TEST_F(VerifyPartialsTest, refuses_one_without_share) {
    partials[0].id = {5};
    EXPECT_FALSE(all_valid());
}

/// As many keys as `check_shares` would be asked about one by one.
struct CheckSharedKeysTest : testing::Test {
    Entropy entropy = test::seeded(13);
    const std::vector<OperatorId> ids{{11}, {22}, {33}, {44}};
    std::vector<SharedKey> batch = [this] {
        std::vector<SharedKey> made;
        for (std::size_t i = 0; i < 20; ++i) {
            const Sharing sharing = share_out(ids, 3, entropy);
            SharedKey key{.whole = sharing.whole.public_key(), .shares = {}};
            for (const PublicShare& share : sharing.keys)
                key.shares.push_back(share.key);
            made.push_back(std::move(key));
        }
        return made;
    }();

    [[nodiscard]] Result<> check(std::size_t threshold = 3) {
        return check_shared_keys(batch, ids, threshold, entropy);
    }
};

TEST_F(CheckSharedKeysTest, accepts_any_number_of_honest_splits) {
    for (const std::size_t count : {20U, 2U, 1U, 0U}) {
        batch.resize(count, batch[0]);
        EXPECT_TRUE(check()) << count;
    }
}

TEST_F(CheckSharedKeysTest, finds_one_key_changed_in_any_place) {
    for (std::size_t place = 0; place <= 4; ++place) {
        const SharedKey right = batch[7];
        (place == 0 ? batch[7].whole : batch[7].shares[place - 1]) =
            test::random_key(entropy).public_key();
        EXPECT_EQ(check().error().reason, Reason::shares_inconsistent) << place;
        batch[7] = right;
    }
    EXPECT_TRUE(check());
}

// Errors that would cancel in a plain sum of the keys.
TEST_F(CheckSharedKeysTest, finds_shares_swapped_between_two_keys) {
    std::swap(batch[3].shares[1], batch[4].shares[1]);
    EXPECT_FALSE(check());
}

TEST_F(CheckSharedKeysTest, finds_another_threshold) {
    EXPECT_EQ(check(2).error().reason, Reason::shares_inconsistent);
    EXPECT_TRUE(check(4));
    EXPECT_EQ(check(5).error().reason, Reason::bad_threshold);
}

}  // namespace
}  // namespace stafi
