#include "devnet/operators/operator_nodes.hpp"

#include <gtest/gtest.h>

#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::devnet {
namespace {

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
constexpr UnixSeconds kNow{1'700'000'000};

/// A private key of the vectors once more: nodes own theirs.
RsaPrivateKey private_key(std::size_t index) {
    const auto file = test::vector_file("keyshares/operators.json");
    const auto& pem = file.at("cases").as_array().at(index).at("private_key");
    return RsaPrivateKey::parse(SecretBuffer{test::str(pem)}).value();
}

/// Four operators with nodes, and one validator key that a test registers with them.
struct OperatorNodesTest : testing::Test {
    Entropy entropy = test::seeded(5);
    const ssv::OperatorSet set = test::operator_set(4);
    const std::vector<OperatorId> ids{set.committee().ids().begin(), set.committee().ids().end()};
    const BlsSecretKey key = test::random_key(entropy);
    const PubkeyBytes validator = key.public_key().bytes();
    const Bytes32 root = parse_fixed<Bytes32>(std::string(64, 'a')).value();
    OperatorNodes operators = started();

    OperatorNodes started() {
        OperatorNodes made{test::seeded(6)};
        std::vector<ssv::RegistryEvent> added;
        for (std::size_t i = 0; i < 4; ++i) {
            made.start(ids[i], private_key(i));
            const auto& seat = test::operators()[i].seat;
            added.emplace_back(ssv::OperatorAdded{.id = seat.id(), .key_text = seat.key_text()});
        }
        (void)made.follow(added);
        return made;
    }
    ssv::ValidatorAdded registration(std::uint64_t nonce) {
        const auto split = ssv::split_key(key, set, kOwner, {nonce}, entropy).value();
        return {.owner = kOwner,
                .operators = ids,
                .validator = validator,
                .shares_data = split.keyshares().shares_data};
    }
    void register_it(const ssv::ValidatorAdded& added) {
        const std::vector<ssv::RegistryEvent> events{added};
        (void)operators.follow(events);
    }
    void break_operators(std::size_t count, OperatorFault fault) {
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_TRUE(operators.set_fault(ids[i], fault));
    }
    /// "", "in time" or "late", and always the validator's own signature.
    std::string outcome() {
        const auto made = operators.sign(validator, root, kNow);
        EXPECT_EQ(made.has_value(), operators.can_sign(validator));
        if (!made) return "";
        EXPECT_EQ(made->signature, key.sign(root.view()));
        return made->is_late ? "late" : "in time";
    }
    double performance(std::size_t index) {
        return operators.book().performance(ids[index], kNow, DutyBook::kDay).value_or(-1);
    }
};

TEST_F(OperatorNodesTest, sign_together_what_the_whole_key_would_sign) {
    register_it(registration(0));
    EXPECT_EQ(outcome(), "in time");
    EXPECT_EQ(performance(0), 100.0);
    const auto whole = operators.whole_key(validator);
    EXPECT_TRUE(whole && test::hex(*whole) == test::hex(key));
}

TEST_F(OperatorNodesTest, sign_nothing_for_validators_they_do_not_know) {
    EXPECT_EQ(outcome(), "");
    EXPECT_FALSE(operators.is_on_duty(validator));
    EXPECT_EQ(performance(0), -1);
}

TEST_F(OperatorNodesTest, sign_nothing_for_a_registration_with_the_wrong_nonce) {
    register_it(registration(1));
    EXPECT_EQ(outcome(), "");
    register_it(registration(1));  // now it is due
    EXPECT_EQ(outcome(), "in time");
}

TEST_F(OperatorNodesTest, bear_one_of_four_offline_and_no_more) {
    register_it(registration(0));
    break_operators(1, OperatorFault::offline);
    EXPECT_EQ(outcome(), "in time");
    break_operators(2, OperatorFault::offline);
    EXPECT_EQ(outcome(), "");
    EXPECT_EQ(operators.whole_key(validator), std::nullopt);
    EXPECT_EQ(performance(0), 0.0);
    EXPECT_EQ(performance(1), 50.0);
    EXPECT_EQ(performance(3), 100.0);
    break_operators(2, OperatorFault::none);
    EXPECT_EQ(outcome(), "in time");
}

TEST_F(OperatorNodesTest, find_the_one_who_signs_with_a_wrong_share) {
    register_it(registration(0));
    break_operators(1, OperatorFault::wrong_share);
    EXPECT_EQ(outcome(), "in time");
    break_operators(2, OperatorFault::wrong_share);
    EXPECT_EQ(outcome(), "");
}

TEST_F(OperatorNodesTest, are_late_when_too_many_are_slow) {
    register_it(registration(0));
    break_operators(1, OperatorFault::slow);
    EXPECT_EQ(outcome(), "in time");
    break_operators(2, OperatorFault::slow);
    EXPECT_EQ(outcome(), "late");
    EXPECT_EQ(performance(0), 0.0);
}

TEST_F(OperatorNodesTest, cannot_use_a_share_that_was_encrypted_for_another) {
    auto added = registration(0);
    auto parts = ssv::decode_shares_data(added.shares_data, 4).value();
    std::swap(parts.ciphertexts[0], parts.ciphertexts[1]);
    added.shares_data = ssv::encode_shares_data(parts);
    register_it(added);
    EXPECT_TRUE(operators.is_on_duty(validator));  // nodes accept it: the signature is right
    EXPECT_EQ(outcome(), "");                      // but only two of four can sign
}

TEST_F(OperatorNodesTest, cannot_sign_with_shares_of_another_key) {
    auto added = registration(0);
    const auto others =
        ssv::split_key(test::random_key(entropy), set, kOwner, {0}, entropy).value();
    auto parts = ssv::decode_shares_data(others.keyshares().shares_data, 4).value();
    parts.signature = ssv::decode_shares_data(added.shares_data, 4)->signature;
    added.shares_data = ssv::encode_shares_data(parts);
    register_it(added);
    EXPECT_TRUE(operators.is_on_duty(validator));
    EXPECT_EQ(outcome(), "");
}

TEST_F(OperatorNodesTest, rest_while_the_cluster_is_liquidated) {
    register_it(registration(0));
    operators.liquidate(kOwner, {ids[3], ids[1], ids[0], ids[2]});
    EXPECT_EQ(outcome(), "");
    EXPECT_EQ(performance(0), -1);
    operators.reactivate(kOwner, ids);
    EXPECT_EQ(outcome(), "in time");
}

TEST_F(OperatorNodesTest, stop_when_the_validator_is_removed) {
    register_it(registration(0));
    const std::vector<ssv::RegistryEvent> by_another{
        ssv::ValidatorRemoved{.owner = Address{}, .validator = validator}};
    (void)operators.follow(by_another);
    EXPECT_EQ(outcome(), "in time");
    const std::vector<ssv::RegistryEvent> removed{
        ssv::ValidatorRemoved{.owner = kOwner, .validator = validator}};
    (void)operators.follow(removed);
    EXPECT_EQ(outcome(), "");
}

TEST_F(OperatorNodesTest, take_no_fault_for_an_operator_that_does_not_run) {
    const auto refused = operators.set_fault(OperatorId{99}, OperatorFault::offline);
    EXPECT_EQ(refused.error().reason, Reason::unknown_operator);
    EXPECT_EQ(refused.error().what, "operator 99: this devnet runs none of that id");
}

}  // namespace
}  // namespace stafi::devnet
