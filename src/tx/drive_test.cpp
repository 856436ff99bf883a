#include "tx/drive.hpp"

#include <gtest/gtest.h>

namespace stafi::tx {
namespace {

constexpr BlockNumber kBlock{100};

Wei gwei(std::uint64_t amount) { return to_wei(Gwei{amount}); }

Bytes32 hash(std::uint8_t of) { return {.bytes = {std::byte{of}}}; }

Attempt attempt(std::uint8_t of) {
    return {.raw = {},
            .hash = hash(of),
            .max_fee_per_gas = gwei(20),
            .max_priority_fee_per_gas = gwei(2),
            .cost_max = gwei(1),
            .signed_at = UnixMillis{1'000'000}};
}

eth::Receipt receipt(std::uint8_t of) {
    return {.transaction = hash(of),
            .block = {.number = kBlock, .hash = hash(0xbb)},
            .succeeded = true,
            .gas_used = Gas{21'000},
            .gas_price = gwei(12)};
}

/// An attempt was sent a moment ago; the chain has not taken it yet.
struct DriveTest : testing::Test {
    Intent intent{.purpose = {.kind = Kind::deposit_key, .subjects = {PubkeyBytes{}}},
                  .account = {},
                  .nonce = AccountNonce{5},
                  .attempts = {attempt(1)}};
    Sight sight{.used = AccountNonce{5}, .finalized = BlockNumber{90}};
    eth::FeeMarket market{.base_fee_per_gas = gwei(10), .max_priority_fee_per_gas = gwei(2)};
    UnixMillis now{1'001'000};
    Step expect = Send{};

    void TearDown() override {
        EXPECT_EQ(next_step(intent, sight, market, DrivePolicy{}, now), expect);
    }
    void is_mined(bool is_final = false) {
        sight.used = AccountNonce{6};
        sight.receipts = {receipt(1)};
        intent.mined = Mined{.receipt = receipt(1), .is_final = is_final};
    }
};

TEST_F(DriveTest, sends_what_the_chain_does_not_have) {}

TEST_F(DriveTest, sends_on_behind_others_that_wait) { sight.used = AccountNonce{2}; }

TEST_F(DriveTest, records_what_the_chain_has) {
    is_mined();
    intent.mined.reset();
    expect = Record{Mined{.receipt = receipt(1)}};
}

TEST_F(DriveTest, records_an_older_attempt_too) {
    intent.attempts.push_back(attempt(2));
    sight.used = AccountNonce{6};
    sight.receipts = {receipt(1)};
    expect = Record{Mined{.receipt = receipt(1)}};
}

TEST_F(DriveTest, does_not_take_the_receipt_of_another_intent) { sight.receipts = {receipt(9)}; }

TEST_F(DriveTest, records_nothing_twice) {
    is_mined();
    expect = Wait{};
}

TEST_F(DriveTest, records_that_no_reorg_can_drop_it_any_more) {
    is_mined();
    sight.finalized = kBlock;
    expect = Record{Mined{.receipt = receipt(1), .is_final = true}};
}

TEST_F(DriveTest, opens_again_what_a_reorg_dropped) {
    is_mined();
    sight = {.used = AccountNonce{5}, .finalized = BlockNumber{90}};
    expect = Record{std::nullopt};
}

TEST_F(DriveTest, records_the_other_block_that_a_reorg_put_it_into) {
    is_mined();
    sight.receipts[0].block.hash = hash(0xcc);
    expect = Record{Mined{.receipt = sight.receipts[0]}};
}

TEST_F(DriveTest, sees_that_somebody_else_used_the_nonce) {
    sight.used = AccountNonce{6};
    expect = Foreign{};
}

TEST_F(DriveTest, sees_that_a_reorg_gave_the_nonce_to_somebody_else) {
    is_mined();
    sight.receipts = {receipt(9)};
    expect = Foreign{};
}

TEST_F(DriveTest, is_patient_with_a_market_that_rose) {
    market.base_fee_per_gas = gwei(40);
    now = UnixMillis{1'300'000};
}

TEST_F(DriveTest, replaces_what_waited_in_vain) {
    market.base_fee_per_gas = gwei(24);
    now = UnixMillis{1'300'001};
    expect = Replace{
        {.max_fee_per_gas = gwei(50), .max_priority_fee_per_gas = Wei{Uint256{2'250'000'000}}}};
}

TEST_F(DriveTest, replaces_what_is_urgent_sooner) {
    intent.is_urgent = true;
    market.base_fee_per_gas = gwei(24);
    now = UnixMillis{1'030'001};
    expect = Replace{
        {.max_fee_per_gas = gwei(50), .max_priority_fee_per_gas = Wei{Uint256{2'250'000'000}}}};
}

TEST_F(DriveTest, replaces_nothing_that_the_next_block_would_take) { now = UnixMillis{9'000'000}; }

TEST_F(DriveTest, sends_the_same_again_while_the_market_is_above_the_ceiling) {
    market.base_fee_per_gas = gwei(70);
    now = UnixMillis{9'000'000};
}

TEST_F(DriveTest, does_not_replace_after_a_clock_that_jumped_back) {
    market.base_fee_per_gas = gwei(24);
    now = UnixMillis{0};
}

Intent costing(const Address& account, std::initializer_list<std::uint64_t> attempts_gwei) {
    Intent made{.purpose = {}, .account = account, .nonce = AccountNonce{5}, .attempts = {}};
    for (const std::uint64_t cost : attempts_gwei) {
        made.attempts.push_back(attempt(1));
        made.attempts.back().cost_max = gwei(cost);
    }
    return made;
}

TEST(Promised, counts_each_waiting_intent_at_its_dearest_attempt) {
    const Address ours;
    const Address other{.bytes = {std::byte{1}}};
    std::vector<Intent> intents{costing(ours, {7, 9, 8}), costing(ours, {1}), costing(ours, {50}),
                                costing(ours, {60}), costing(other, {70})};
    intents[2].mined.emplace();
    intents[3].is_superseded = true;
    EXPECT_EQ(promised(intents, ours), gwei(10));
}

}  // namespace
}  // namespace stafi::tx
