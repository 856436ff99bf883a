#include "tx/intent.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi::tx {
namespace {

Purpose given() {
    return {.kind = Kind::register_validator,
            .subjects = {PubkeyBytes{}, Bytes32{}, Address{}},
            .generation = 7};
}

// keccak256("stafi-router intent 1" ‖ "register_validator" ‖ 7 as 8 bytes, big-endian ‖ 00 ‖ 48
// zeros ‖ 01 ‖ 32 zeros ‖ 02 ‖ 20 zeros), by Foundry's `cast keccak`.
TEST(IntentId, is_a_hash_of_kind_generation_and_subjects) {
    EXPECT_EQ(to_hex(id_of(given()).view()),
              "dcc8032f7640805ba66602be23c6b39955d1399c254175912a171103ab0141eb");
}

TEST(IntentId, differs_for_everything_that_is_meant) {
    Purpose other_kind = given();
    other_kind.kind = Kind::remove_validator;
    Purpose later = given();
    later.generation = 8;
    Purpose fewer = given();
    fewer.subjects.pop_back();
    for (const Purpose& other : {other_kind, later, fewer})
        EXPECT_NE(id_of(other), id_of(given()));
}

TEST(Kind, is_read_back_from_its_text) {
    for (std::size_t i = 0; i < kKinds; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(parse_kind(to_text(kind)), kind);
    }
}

TEST(Kind, refuses_what_does_not_exist) {
    EXPECT_EQ(parse_kind("deposit").error().reason, Reason::bad_argument);
}

eth::SignedTransaction signed_by_us(eth::FeeMarketTransaction content) {
    Entropy entropy{SecretBytes<32>{}};
    const Bytes32 scalar{.bytes = {std::byte{1}}};
    return eth::sign_transaction(std::move(content),
                                 EthSecretKey::parse(scalar.view(), entropy).value());
}

TEST(Attempt, holds_the_bytes_that_are_sent_and_what_they_may_cost) {
    const auto transaction = signed_by_us({.chain = ChainId{1},
                                           .nonce = AccountNonce{3},
                                           .max_priority_fee_per_gas = Wei{Uint256{2}},
                                           .max_fee_per_gas = Wei{Uint256{20}},
                                           .gas_limit = Gas{21'000},
                                           .to = Address{},
                                           .value = Wei{Uint256{5}}});
    const Attempt made = attempt_of(transaction, UnixMillis{9});
    EXPECT_EQ(eth::decode_transaction(made.raw), transaction);
    EXPECT_EQ(made.hash, eth::transaction_hash(transaction));
    EXPECT_EQ(made.cost_max, Wei{Uint256{420'005}});
    EXPECT_FALSE(made.is_cancel);
}

TEST(Attempt, to_its_own_sender_with_nothing_is_a_cancel) {
    eth::FeeMarketTransaction content{.chain = ChainId{1},
                                      .nonce = AccountNonce{3},
                                      .max_priority_fee_per_gas = Wei{Uint256{2}},
                                      .max_fee_per_gas = Wei{Uint256{20}},
                                      .gas_limit = Gas{21'000},
                                      .to = std::nullopt};
    content.to = signed_by_us(content).sender;
    EXPECT_TRUE(attempt_of(signed_by_us(content), UnixMillis{9}).is_cancel);
}

struct OutcomeTest : testing::Test {
    Intent intent{.purpose = {}, .account = {}, .nonce = {}, .attempts = {Attempt{}, Attempt{}}};
    void SetUp() override { intent.attempts[1].hash.bytes[0] = std::byte{1}; }
    void is_mined(std::size_t attempt, bool succeeded) {
        intent.mined.emplace();
        intent.mined->receipt.transaction = intent.attempts[attempt].hash;
        intent.mined->receipt.succeeded = succeeded;
    }
};

TEST_F(OutcomeTest, is_open_while_nothing_is_mined) {
    EXPECT_EQ(outcome_of(intent), Outcome::waiting);
}
TEST_F(OutcomeTest, is_what_the_mined_attempt_came_to) {
    is_mined(0, true);
    EXPECT_EQ(outcome_of(intent), Outcome::succeeded);
    is_mined(0, false);
    EXPECT_EQ(outcome_of(intent), Outcome::reverted);
}
TEST_F(OutcomeTest, is_a_cancel_only_when_the_cancel_was_mined) {
    intent.attempts[1].is_cancel = true;
    is_mined(0, true);
    EXPECT_EQ(outcome_of(intent), Outcome::succeeded);
    is_mined(1, true);
    EXPECT_EQ(outcome_of(intent), Outcome::cancelled);
    EXPECT_EQ(to_text(outcome_of(intent)), "cancelled");
}
TEST_F(OutcomeTest, is_lost_to_another_tool_for_good) {
    intent.is_superseded = true;
    EXPECT_EQ(outcome_of(intent), Outcome::superseded);
}

}  // namespace
}  // namespace stafi::tx
