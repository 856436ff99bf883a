#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "ports/store.hpp"

// What every Store promises. A `World` has `store()` and `reopen()`, which ends the store as a
// crash does, and begins it again.

namespace stafi::test {

inline Address account_of(std::uint8_t n) { return {.bytes = {std::byte{n}}}; }
inline tx::Subject key_of(std::uint8_t n) { return PubkeyBytes{.bytes = {std::byte{n}}}; }

/// A signed form of some transaction; the store does not look into it.
inline tx::Attempt attempt_of(std::uint8_t n) {
    return {.raw = Bytes(100, std::byte{n}),
            .hash = {.bytes = {std::byte{n}}},
            .max_fee_per_gas = Wei{Uint256::max()},
            .max_priority_fee_per_gas = Wei{Uint256{n}},
            .cost_max = Wei{Uint256{1} << 200},
            .is_cancel = n % 2 == 0,
            .signed_at = UnixMillis{1'700'000'000'000}};
}

inline tx::Mined mined_of(std::uint8_t attempt, bool is_final = false) {
    return {.receipt = {.transaction = {.bytes = {std::byte{attempt}}},
                        .block = {.number = BlockNumber{100}, .hash = {.bytes = {std::byte{0xbb}}}},
                        .succeeded = true,
                        .gas_used = Gas{21'000},
                        .gas_price = Wei{Uint256{7}}},
            .is_final = is_final};
}

template <class World>
struct StoreContract : testing::Test {
    World world;
    Address ours = account_of(1);

    Store& store() { return world.store(); }
    void SetUp() override { ASSERT_TRUE(store().adopt_account(ours, AccountNonce{5})); }

    /// Not recorded yet; its one attempt is made from `nonce`.
    tx::Intent intent(std::vector<tx::Subject> subjects, std::uint64_t nonce,
                      tx::Kind kind = tx::Kind::deposit_key) {
        return {.purpose = store().next_purpose(kind, std::move(subjects)).value(),
                .account = ours,
                .nonce = {nonce},
                .is_urgent = true,
                .attempts = {attempt_of(static_cast<std::uint8_t>(nonce))}};
    }
    tx::Intent recorded(std::vector<tx::Subject> subjects, std::uint64_t nonce) {
        tx::Intent made = intent(std::move(subjects), nonce);
        EXPECT_TRUE(store().record(made));
        return made;
    }
    Reason refusal(const tx::Intent& intent) {
        const auto done = store().record(intent);
        return done ? Reason::bad_usage : done.error().reason;
    }
    std::vector<tx::Intent> open() { return store().open_intents().value(); }

    static KeyRecord place(std::uint8_t index, KeyOrigin origin = KeyOrigin::reserved) {
        return {.key = {.index = {index}, .pubkey = {.bytes = {std::byte{index}, std::byte{7}}}},
                .origin = origin};
    }
    Reason key_refusal(const std::vector<KeyRecord>& keys) {
        const auto done = store().record_keys(keys);
        return done ? Reason::bad_usage : done.error().reason;
    }
};

TYPED_TEST_SUITE_P(StoreContract);

TYPED_TEST_P(StoreContract, keeps_an_intent_as_it_was_through_a_crash) {
    const tx::Intent first = this->recorded({key_of(1), key_of(2)}, 5);
    const tx::Intent second = this->recorded({key_of(3)}, 6);
    this->world.reopen();
    EXPECT_EQ(this->open(), (std::vector{first, second}));
    EXPECT_EQ(this->store().latest_intents(1).value(), std::vector{second});
    EXPECT_EQ(this->store().nonce_queue(this->ours).value(),
              (NonceQueue{.first = AccountNonce{5}, .next = AccountNonce{7}}));
}

TYPED_TEST_P(StoreContract, does_not_know_an_account_that_was_not_adopted) {
    EXPECT_EQ(this->store().nonce_queue(account_of(9)).value(), std::nullopt);
}

TYPED_TEST_P(StoreContract, takes_nonces_in_their_order_only) {
    (void)this->recorded({key_of(1)}, 5);
    EXPECT_EQ(this->refusal(this->intent({key_of(2)}, 5)), Reason::nonce_taken);
    EXPECT_EQ(this->refusal(this->intent({key_of(2)}, 7)), Reason::nonce_gap);
    EXPECT_EQ(this->open().size(), 1U);
}

TYPED_TEST_P(StoreContract, does_one_of_a_kind_to_a_subject_at_a_time) {
    const tx::Intent first = this->recorded({key_of(1), key_of(2)}, 5);
    EXPECT_EQ(this->refusal(this->intent({key_of(2), key_of(3)}, 6)), Reason::intent_open);
    ASSERT_TRUE(this->store().record(this->intent({key_of(2)}, 6, tx::Kind::stake_key)));
    ASSERT_TRUE(this->store().record_mined(tx::id_of(first.purpose), mined_of(5)));
    EXPECT_TRUE(this->store().record(this->intent({key_of(2), key_of(3)}, 7)));
}

TYPED_TEST_P(StoreContract, counts_how_often_the_same_was_wanted) {
    const tx::Intent first = this->recorded({key_of(1)}, 5);
    ASSERT_TRUE(this->store().record_mined(tx::id_of(first.purpose), mined_of(5, true)));
    this->world.reopen();
    tx::Intent second = this->intent({key_of(1)}, 6);
    EXPECT_EQ(first.purpose.generation, 0U);
    EXPECT_EQ(second.purpose.generation, 1U);
    EXPECT_EQ(this->refusal({.purpose = first.purpose,
                             .account = this->ours,
                             .nonce = AccountNonce{6},
                             .is_urgent = false,
                             .attempts = {attempt_of(6)}}),
              Reason::out_of_range);
    EXPECT_TRUE(this->store().record(second));
    // Another set of the same keys is another purpose.
    EXPECT_EQ(this->intent({key_of(1), key_of(2)}, 7).purpose.generation, 0U);
}

TYPED_TEST_P(StoreContract, keeps_every_attempt) {
    tx::Intent intent = this->recorded({key_of(1)}, 5);
    intent.attempts.push_back(attempt_of(50));
    ASSERT_TRUE(this->store().record_attempt(tx::id_of(intent.purpose), attempt_of(50)));
    this->world.reopen();
    EXPECT_EQ(this->open(), std::vector{intent});
}

TYPED_TEST_P(StoreContract, keeps_what_the_chain_said_until_it_is_final) {
    tx::Intent intent = this->recorded({key_of(1)}, 5);
    const tx::IntentId id = tx::id_of(intent.purpose);
    ASSERT_TRUE(this->store().record_mined(id, mined_of(5)));
    this->world.reopen();
    intent.mined = mined_of(5);
    EXPECT_EQ(this->open(), std::vector{intent});
    ASSERT_TRUE(this->store().record_mined(id, mined_of(5, true)));
    EXPECT_EQ(this->open(), std::vector<tx::Intent>{});
    intent.mined = mined_of(5, true);
    EXPECT_EQ(this->store().latest_intents(9).value(), std::vector{intent});
    EXPECT_EQ(this->store().record_mined(id, std::nullopt).error().reason, Reason::intent_closed);
    EXPECT_EQ(this->store().record_attempt(id, attempt_of(51)).error().reason,
              Reason::intent_closed);
}

TYPED_TEST_P(StoreContract, lets_both_wait_when_a_reorg_brings_the_first_back) {
    tx::Intent first = this->recorded({key_of(1)}, 5);
    ASSERT_TRUE(this->store().record_mined(tx::id_of(first.purpose), mined_of(5)));
    const tx::Intent second = this->recorded({key_of(1)}, 6);
    ASSERT_TRUE(this->store().record_mined(tx::id_of(first.purpose), std::nullopt));
    EXPECT_EQ(this->open(), (std::vector{first, second}));
    // And nothing new until both are mined, in whatever order.
    ASSERT_TRUE(this->store().record_mined(tx::id_of(second.purpose), mined_of(6)));
    EXPECT_EQ(this->refusal(this->intent({key_of(1)}, 7)), Reason::intent_open);
    ASSERT_TRUE(this->store().record_mined(tx::id_of(first.purpose), mined_of(5)));
    EXPECT_TRUE(this->store().record(this->intent({key_of(1)}, 7)));
}

TYPED_TEST_P(StoreContract, does_not_know_what_was_never_recorded) {
    const tx::IntentId id = tx::id_of(this->intent({key_of(1)}, 5).purpose);
    EXPECT_EQ(this->store().record_mined(id, std::nullopt).error().reason, Reason::unknown_intent);
    EXPECT_EQ(this->store().record_attempt(id, attempt_of(1)).error().reason,
              Reason::unknown_intent);
}

TYPED_TEST_P(StoreContract, ends_what_lost_its_nonce_to_another_tool) {
    tx::Intent lost = this->recorded({key_of(1)}, 5);
    const tx::Intent waiting = this->recorded({key_of(2)}, 6);
    ASSERT_TRUE(this->store().adopt_account(this->ours, AccountNonce{6}));
    this->world.reopen();
    EXPECT_EQ(this->open(), std::vector{waiting});
    lost.is_superseded = true;
    EXPECT_EQ(this->store().latest_intents(2).value().back(), lost);
    EXPECT_EQ(this->store().nonce_queue(this->ours).value(),
              (NonceQueue{.first = AccountNonce{6}, .next = AccountNonce{7}}));
    EXPECT_TRUE(this->store().record(this->intent({key_of(1)}, 7)));  // it is wanted still
}

TYPED_TEST_P(StoreContract, leaves_what_is_mined_when_an_account_is_taken_over) {
    tx::Intent mined = this->recorded({key_of(1)}, 5);
    ASSERT_TRUE(this->store().record_mined(tx::id_of(mined.purpose), mined_of(5)));
    ASSERT_TRUE(this->store().adopt_account(this->ours, AccountNonce{9}));
    mined.mined = mined_of(5);
    EXPECT_EQ(this->open(), std::vector{mined});
}

TYPED_TEST_P(StoreContract, refuses_to_leave_a_gap_before_what_waits) {
    (void)this->recorded({key_of(1)}, 5);
    EXPECT_EQ(this->store().adopt_account(this->ours, AccountNonce{4}).error().reason,
              Reason::nonce_gap);
    EXPECT_EQ(this->open().size(), 1U);
}

TYPED_TEST_P(StoreContract, gives_out_places_of_the_mnemonic_once_and_without_a_gap) {
    EXPECT_EQ(this->store().next_key_index().value(), KeyIndex{0});
    const std::vector first{this->place(0), this->place(1, KeyOrigin::passed_over)};
    ASSERT_TRUE(this->store().record_keys(first));
    this->world.reopen();
    EXPECT_EQ(this->store().next_key_index().value(), KeyIndex{2});
    EXPECT_EQ(this->key_refusal({this->place(1)}), Reason::key_index_taken);
    EXPECT_EQ(this->key_refusal({this->place(3)}), Reason::key_index_gap);
    EXPECT_EQ(this->key_refusal({this->place(2), this->place(4)}), Reason::key_index_gap);
    KeyRecord again = this->place(2);
    again.key.pubkey = this->place(0).key.pubkey;
    EXPECT_EQ(this->key_refusal({again}), Reason::duplicate_key);
    // Of what was refused nothing is there.
    EXPECT_EQ(this->store().next_key_index().value(), KeyIndex{2});
    ASSERT_TRUE(this->store().record_keys({this->place(2, KeyOrigin::found)}));
    ASSERT_TRUE(this->store().record_keys({}));
    EXPECT_EQ(this->store().key_records({1}, 10).value(),
              (std::vector{first[1], this->place(2, KeyOrigin::found)}));
    EXPECT_EQ(this->store().key_records({0}, 1).value(), std::vector{first[0]});
    EXPECT_TRUE(this->store().key_records({3}, 1).value().empty());
}

REGISTER_TYPED_TEST_SUITE_P(
    StoreContract, keeps_an_intent_as_it_was_through_a_crash,
    does_not_know_an_account_that_was_not_adopted, takes_nonces_in_their_order_only,
    does_one_of_a_kind_to_a_subject_at_a_time, counts_how_often_the_same_was_wanted,
    keeps_every_attempt, keeps_what_the_chain_said_until_it_is_final,
    lets_both_wait_when_a_reorg_brings_the_first_back, does_not_know_what_was_never_recorded,
    ends_what_lost_its_nonce_to_another_tool, leaves_what_is_mined_when_an_account_is_taken_over,
    refuses_to_leave_a_gap_before_what_waits,
    gives_out_places_of_the_mnemonic_once_and_without_a_gap);

}  // namespace stafi::test
