#include "ssv/network/node_acceptance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::ssv {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kOther = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();

/// Operators 0..6 of the vectors exist; a test adds its events and says what nodes make of them.
struct ReplayTest : testing::Test {
    const OperatorSet operators = test::operator_set(4);
    Entropy entropy = test::seeded(9);
    const BlsSecretKey key = test::random_key(entropy);
    Registry registry = [this] {
        Registry made;
        std::vector<RegistryEvent> additions;
        additions.reserve(7);
        for (std::size_t i = 0; i < 7; ++i)
            additions.emplace_back(OperatorAdded{.id = test::operators()[i].seat.id(),
                                                 .key_text = test::operators()[i].seat.key_text()});
        for (const Verdict& verdict : replay(additions, made, entropy))
            EXPECT_FALSE(verdict.malformed);
        return made;
    }();
    std::vector<RegistryEvent> events;

    /// A registration that nodes take when `nonce` is the owner's next.
    ValidatorAdded added(const BlsSecretKey& validator, std::uint64_t nonce,
                         const Address& owner = kOwner) {
        const auto split = split_key(validator, operators, owner, {nonce}, entropy).value();
        const auto ids = operators.committee().ids();
        return {.owner = owner,
                .operators = {ids.begin(), ids.end()},
                .validator = split.keyshares().validator.bytes(),
                .shares_data = split.keyshares().shares_data};
    }
    ValidatorAdded added(std::uint64_t nonce) { return added(test::random_key(entropy), nonce); }

    /// "accepted", or the code of the reason, for each event.
    std::vector<std::string_view> verdicts() {
        std::vector<std::string_view> codes;
        for (const Verdict& verdict : replay(events, registry, entropy))
            codes.push_back(verdict.malformed ? text_of(verdict.malformed->reason).code
                                              : "accepted");
        return codes;
    }
};

TEST_F(ReplayTest, takes_registrations_in_the_order_of_their_nonces) {
    events = {added(0), added(1), added(2)};
    EXPECT_THAT(verdicts(), ElementsAre("accepted", "accepted", "accepted"));
    EXPECT_EQ(registry.next_nonce[kOwner], 3);
    EXPECT_EQ(registry.owner_of.size(), 3U);
}

TEST_F(ReplayTest, tells_the_nonce_that_was_due) {
    events = {added(0), added(0), OperatorRemoved{{1}}};
    const auto all = replay(events, registry, entropy);
    EXPECT_EQ(all[0].nonce, OwnerNonce{0});
    EXPECT_EQ(all[1].nonce, OwnerNonce{1});
    EXPECT_EQ(all[2].nonce, std::nullopt);
}

TEST_F(ReplayTest, refuses_registrations_in_another_order) {
    events = {added(1), added(0)};
    EXPECT_THAT(verdicts(), ElementsAre("owner_nonce_mismatch", "owner_nonce_mismatch"));
    EXPECT_EQ(registry.next_nonce[kOwner], 2);
    EXPECT_THAT(registry.owner_of, IsEmpty());
}

TEST_F(ReplayTest, counts_nonces_of_each_owner_apart) {
    events = {added(0), added(test::random_key(entropy), 0, kOther), added(1)};
    EXPECT_THAT(verdicts(), ElementsAre("accepted", "accepted", "accepted"));
}

// The nonce goes up before anything is looked at, so whatever was wrong with the first event, the
// second must be signed for nonce 1.
TEST_F(ReplayTest, a_malformed_registration_uses_up_its_nonce) {
    const std::vector<std::pair<std::string_view, std::function<void(ValidatorAdded&)>>> faults{
        {"bad_operator_set", [](auto& event) { event.operators.pop_back(); }},
        {"bad_operator_set", [](auto& event) { event.operators.clear(); }},
        {"bad_operator_set", [](auto& event) { event.operators[3] = event.operators[0]; }},
        {"unknown_operator", [](auto& event) { event.operators[2] = {999'999}; }},
        {"bad_shares_length", [](auto& event) { event.shares_data.pop_back(); }},
        {"bad_shares_length", [](auto& event) { event.shares_data.clear(); }},
        {"bad_public_key", [](auto& event) { event.validator = {}; }},
        {"owner_nonce_mismatch", [](auto& event) { event.shares_data[0] ^= std::byte{0xff}; }},
        {"owner_nonce_mismatch", [&](auto& event) { event.validator = key.public_key().bytes(); }},
        {"bad_public_key", [](auto& event) { event.shares_data[96] ^= std::byte{0xff}; }},
    };
    for (const auto& [reason, spoil] : faults) {
        registry.next_nonce.clear();
        ValidatorAdded spoilt = added(0);
        spoil(spoilt);
        events = {spoilt, added(1)};
        EXPECT_THAT(verdicts(), ElementsAre(reason, "accepted"));
    }
}

TEST_F(ReplayTest, nodes_take_any_order_of_operators) {
    ValidatorAdded event = added(0);
    std::swap(event.operators[0], event.operators[1]);
    events = {event};
    EXPECT_THAT(verdicts(), ElementsAre("accepted"));
}

TEST_F(ReplayTest, nonces_wrap_after_sixteen_bits) {
    registry.next_nonce[kOwner] = 65'535;
    events = {added(7), added(0), added(1)};
    EXPECT_THAT(verdicts(), ElementsAre("owner_nonce_mismatch", "accepted", "accepted"));
}

// `handleOperatorRemoved` of the Go node looks the operator up and does nothing more. The contract
// registers nothing with a removed operator, so only a replay of other logs could tell.
TEST_F(ReplayTest, an_operator_that_was_removed_keeps_its_id_and_its_key) {
    const auto& seat = operators.operators()[2];
    const auto before = registry.operators;
    events = {added(0),
              OperatorRemoved{seat.id()},
              OperatorRemoved{seat.id()},
              added(1),
              OperatorAdded{seat.id(), "another key"},
              OperatorAdded{{1234}, seat.key_text()}};
    EXPECT_THAT(verdicts(), ElementsAre("accepted", "accepted", "accepted", "accepted",
                                        "operator_registered", "duplicate_key"));
    EXPECT_EQ(registry.operators, before);
}

TEST_F(ReplayTest, an_operator_must_exist_before_the_validator) {
    const auto& seat = operators.operators()[2];
    registry.operators.erase(seat.id());
    events = {added(0), OperatorAdded{seat.id(), seat.key_text()}, added(1)};
    EXPECT_THAT(verdicts(), ElementsAre("unknown_operator", "accepted", "accepted"));
}

TEST_F(ReplayTest, an_operator_id_and_an_operator_key_are_taken_once) {
    const auto& seat = operators.operators()[0];
    events = {OperatorAdded{seat.id(), "another key"}, OperatorAdded{{1234}, seat.key_text()},
              OperatorRemoved{{1234}}};
    EXPECT_THAT(verdicts(),
                ElementsAre("operator_registered", "duplicate_key", "unknown_operator"));
}

TEST_F(ReplayTest, a_key_belongs_to_the_owner_who_came_first) {
    events = {added(key, 0), added(key, 0, kOther), added(key, 1)};
    EXPECT_THAT(verdicts(), ElementsAre("accepted", "key_registered", "accepted"));
    EXPECT_EQ(registry.owner_of.at(key.public_key().bytes()), kOwner);
}

TEST_F(ReplayTest, a_malformed_registration_claims_no_key) {
    events = {added(key, 5, kOther), added(key, 0)};
    EXPECT_THAT(verdicts(), ElementsAre("owner_nonce_mismatch", "accepted"));
}

TEST_F(ReplayTest, a_removed_key_may_come_back_under_any_owner) {
    const PubkeyBytes validator = key.public_key().bytes();
    events = {added(key, 0), ValidatorRemoved{kOwner, validator}, added(key, 0, kOther)};
    EXPECT_THAT(verdicts(), ElementsAre("accepted", "accepted", "accepted"));
    EXPECT_EQ(registry.owner_of.at(validator), kOther);
}

TEST_F(ReplayTest, only_its_owner_removes_a_key) {
    const PubkeyBytes validator = key.public_key().bytes();
    events = {ValidatorRemoved{kOwner, validator}, added(key, 0),
              ValidatorRemoved{kOther, validator}};
    EXPECT_THAT(verdicts(), ElementsAre("unknown_validator", "accepted", "key_registered"));
    EXPECT_EQ(registry.owner_of.at(validator), kOwner);
}

// Any cut of the log leads to the same verdicts and the same registry.
TEST_F(ReplayTest, pieces_of_the_log_give_what_the_whole_gives) {
    const PubkeyBytes validator = key.public_key().bytes();
    events = {added(key, 0),
              added(9),
              added(key, 0, kOther),
              ValidatorRemoved{kOwner, validator},
              added(key, 1, kOther),
              OperatorRemoved{operators.committee().ids()[0]},
              added(2)};
    const Registry start = registry;
    const auto whole = verdicts();
    const Registry end = registry;
    const auto log = events;
    for (std::size_t cut = 0; cut <= log.size(); ++cut) {
        registry = start;
        events.assign(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(cut));
        auto pieces = verdicts();
        events.assign(log.begin() + static_cast<std::ptrdiff_t>(cut), log.end());
        std::ranges::copy(verdicts(), std::back_inserter(pieces));
        EXPECT_EQ(pieces, whole) << cut;
        EXPECT_EQ(registry, end) << cut;
    }
}

}  // namespace
}  // namespace stafi::ssv
