#include "devnet/operators/operator_nodes.hpp"

#include <gtest/gtest.h>

#include "bls_values.hpp"
#include "crypto/hash.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::devnet {
namespace {

namespace event = ssv::event;
const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
constexpr UnixSeconds kNow{1'700'000'000};

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
        std::vector<ssv::Event> added;
        for (std::size_t i = 0; i < 4; ++i) {
            made.start(ids[i], test::private_key(i));
            const auto& seat = test::operators()[i].seat;
            added.emplace_back(
                event::OperatorAdded{.operator_id = seat.id(),
                                     .owner = {},
                                     .public_key = ssv::encode_operator_key(seat.key_text()),
                                     .fee = {}});
        }
        made.follow(added);
        return made;
    }
    event::ValidatorAdded registration(std::uint64_t nonce) {
        const auto split = ssv::split_key(key, set, kOwner, {nonce}, entropy).value();
        return {.owner = kOwner,
                .operator_ids = ids,
                .public_key = validator,
                .shares = split.keyshares().shares_data,
                .cluster = {}};
    }
    void tell(const ssv::Event& event) { operators.follow(std::span{&event, 1}); }
    void register_it(const event::ValidatorAdded& added) { tell(added); }
    void break_operators(std::size_t count, OperatorFault fault) {
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_TRUE(operators.set_fault(ids[i], fault, i + 1));
    }
    /// "", "in time" or how many slots late, and always the validator's own signature.
    std::string outcome() {
        const auto foreseen = operators.lateness(validator);
        const auto made = operators.sign(validator, root, kNow);
        EXPECT_EQ(made.has_value(), foreseen.has_value());
        if (!made) return "";
        EXPECT_EQ(made->slots_late, foreseen);
        EXPECT_EQ(made->signature, key.sign(root.view()));
        return made->slots_late == 0 ? "in time" : std::to_string(made->slots_late);
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
    break_operators(2, OperatorFault::slow);  // by one slot and by two
    EXPECT_EQ(outcome(), "1");
    break_operators(4, OperatorFault::slow);
    EXPECT_EQ(outcome(), "3");
    EXPECT_EQ(performance(0), 0.0);
}

TEST_F(OperatorNodesTest, cannot_use_a_share_that_was_encrypted_for_another) {
    auto added = registration(0);
    auto parts = ssv::decode_shares_data(added.shares, 4).value();
    std::swap(parts.ciphertexts[0], parts.ciphertexts[1]);
    added.shares = ssv::encode_shares_data(parts);
    register_it(added);
    EXPECT_TRUE(operators.is_on_duty(validator));  // nodes accept it: the signature is right
    EXPECT_EQ(outcome(), "");                      // but only two of four can sign
}

TEST_F(OperatorNodesTest, cannot_sign_with_shares_of_another_key) {
    auto added = registration(0);
    const auto others =
        ssv::split_key(test::random_key(entropy), set, kOwner, {0}, entropy).value();
    auto parts = ssv::decode_shares_data(others.keyshares().shares_data, 4).value();
    parts.signature = ssv::decode_shares_data(added.shares, 4)->signature;
    added.shares = ssv::encode_shares_data(parts);
    register_it(added);
    EXPECT_TRUE(operators.is_on_duty(validator));
    EXPECT_EQ(outcome(), "");
}

TEST_F(OperatorNodesTest, rest_while_the_cluster_is_liquidated) {
    register_it(registration(0));
    tell(event::ClusterLiquidated{.owner = kOwner, .operator_ids = ids, .cluster = {}});
    EXPECT_EQ(outcome(), "");
    EXPECT_EQ(performance(0), -1);
    tell(event::ClusterReactivated{.owner = kOwner, .operator_ids = ids, .cluster = {}});
    EXPECT_EQ(outcome(), "in time");
}

TEST_F(OperatorNodesTest, stop_when_the_validator_is_removed) {
    register_it(registration(0));
    event::ValidatorRemoved removed{
        .owner = {}, .operator_ids = ids, .public_key = validator, .cluster = {}};
    tell(removed);  // another owner's validator of the same key
    EXPECT_EQ(outcome(), "in time");
    removed.owner = kOwner;
    tell(removed);
    EXPECT_EQ(outcome(), "");
}

TEST_F(OperatorNodesTest, ignore_a_registration_of_the_key_by_another_owner) {
    register_it(registration(0));
    auto foreign = registration(0);
    foreign.owner = Address{};
    register_it(foreign);
    EXPECT_TRUE(operators.is_accepted(validator, kOwner));
    EXPECT_FALSE(operators.is_accepted(validator, foreign.owner));
    EXPECT_EQ(outcome(), "in time");
}

TEST_F(OperatorNodesTest, switch_off_when_they_leave_the_network) {
    register_it(registration(0));
    tell(event::OperatorRemoved{.operator_id = ids[0]});
    EXPECT_EQ(outcome(), "in time");
    EXPECT_EQ(performance(0), 0.0);
    tell(event::OperatorRemoved{.operator_id = ids[1]});
    EXPECT_EQ(outcome(), "");
    EXPECT_EQ(operators.fault_of(ids[1]), OperatorFault::offline);
}

TEST_F(OperatorNodesTest, let_blocks_pay_the_owner_or_whom_it_names) {
    register_it(registration(0));
    EXPECT_EQ(operators.fee_recipient_of(validator), kOwner);
    const auto pool = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();
    tell(event::FeeRecipientAddressUpdated{.owner = kOwner, .recipient_address = pool});
    EXPECT_EQ(operators.fee_recipient_of(validator), pool);
}

TEST_F(OperatorNodesTest, take_up_each_request_for_an_exit_once) {
    register_it(registration(0));
    event::ValidatorExited exited{.owner = {}, .operator_ids = ids, .public_key = validator};
    tell(exited);  // by a stranger
    EXPECT_EQ(operators.take_exits(), std::vector<PubkeyBytes>());
    exited.owner = kOwner;
    tell(exited);
    EXPECT_EQ(operators.take_exits(), std::vector{validator});
    EXPECT_EQ(operators.take_exits(), std::vector<PubkeyBytes>());
}

TEST_F(OperatorNodesTest, are_active_while_they_do_most_of_their_duties) {
    register_it(registration(0));
    EXPECT_FALSE(operators.was_active(ids[0], kNow));
    EXPECT_EQ(outcome(), "in time");
    EXPECT_TRUE(operators.was_active(ids[0], kNow));
    EXPECT_TRUE(operators.was_live(validator, kNow));
    EXPECT_FALSE(operators.was_active(ids[0], kNow + UnixSeconds{1}));
    break_operators(2, OperatorFault::offline);
    operators.record(validator, kNow + UnixSeconds{1});
    EXPECT_FALSE(operators.was_active(ids[0], kNow + UnixSeconds{1}));
    EXPECT_TRUE(operators.was_active(ids[3], kNow + UnixSeconds{1}));
    EXPECT_FALSE(operators.was_live(validator, kNow + UnixSeconds{1}));
}

TEST(OperatorNodes, sign_exactly_when_a_threshold_of_seven_is_well) {
    constexpr std::size_t members = 7;
    constexpr std::size_t threshold = 5;  // of 7, as SSV has it
    Entropy entropy = test::seeded(12);
    const ssv::OperatorSet set = test::operator_set(members);
    const BlsSecretKey key = test::random_key(entropy);
    const auto split = ssv::split_key(key, set, kOwner, {0}, entropy).value();
    OperatorNodes operators{test::seeded(13)};
    std::vector<ssv::Event> events;
    for (std::size_t i = 0; i < members; ++i) {
        const auto& seat = test::operators()[i].seat;
        operators.start(seat.id(), test::private_key(i));
        events.emplace_back(
            event::OperatorAdded{.operator_id = seat.id(),
                                 .owner = {},
                                 .public_key = ssv::encode_operator_key(seat.key_text()),
                                 .fee = {}});
    }
    const auto ids = set.committee().ids();
    events.emplace_back(event::ValidatorAdded{.owner = kOwner,
                                              .operator_ids = {ids.begin(), ids.end()},
                                              .public_key = key.public_key().bytes(),
                                              .shares = split.keyshares().shares_data,
                                              .cluster = {}});
    operators.follow(events);
    std::set<bool> seen;
    for (std::uint8_t seed = 0; seed < 30; ++seed) {
        const Bytes32 root = sha256(std::array{std::byte{seed}});
        std::size_t well = 0;
        for (std::size_t i = 0; i < members; ++i) {
            const auto fault =
                static_cast<OperatorFault>(std::to_integer<unsigned>(root.bytes[i]) / 4 % 4);
            const bool is_faulty = root.bytes[i + 8] < std::byte{110};
            ASSERT_TRUE(operators.set_fault(ids[i], is_faulty ? fault : OperatorFault::none));
            const OperatorFault set_to = operators.fault_of(ids[i]);
            if (set_to == OperatorFault::none || set_to == OperatorFault::slow) ++well;
        }
        const auto made = operators.sign(key.public_key().bytes(), root, kNow);
        ASSERT_EQ(made.has_value(), well >= threshold) << well;
        if (made) EXPECT_TRUE(verify(key.public_key(), root.view(), made->signature));
        seen.insert(made.has_value());
    }
    EXPECT_EQ(seen.size(), 2U);
}

TEST_F(OperatorNodesTest, take_no_fault_for_an_operator_that_does_not_run) {
    const auto refused = operators.set_fault(OperatorId{99}, OperatorFault::offline);
    EXPECT_EQ(refused.error().reason, Reason::unknown_operator);
    EXPECT_EQ(refused.error().what, "operator 99: this devnet runs none of that id");
}

}  // namespace
}  // namespace stafi::devnet
