#include "devnet/ssv_api/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "devnet/ssv_api/respond.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "vector_file.hpp"

// Events are made by hand; what they mean is in ssv-network.md, sections 2, 3.10, 3.11 and 6.

namespace stafi::devnet::ssv_api {
namespace {

namespace event = ssv::event;
namespace json = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;

// Owner, committee and the key of their cluster: ssv-network.md, section 2.5.
const Address kOwner = parse_fixed<Address>(std::string(38, '0') + "aa").value();
const std::vector<OperatorId> kCommittee{{1}, {2}, {3}, {4}};
const std::string kClusterKey = "41a82462474f5949d1d219fb858cf23ae3500d7a16874180f812be2c307bb26b";

const Address kStranger = parse_fixed<Address>(std::string(38, '0') + "bb").value();
const PubkeyBytes kKey = parse_fixed<PubkeyBytes>(std::string(96, '1')).value();

ssv::Cluster cluster_of(std::uint32_t validators) {
    return {.validator_count = validators,
            .network_fee_index = 605'988,
            .index = 177'880,
            .active = true,
            .balance = {Uint256{525'347'816'000'000}}};
}

event::ValidatorAdded added(const PubkeyBytes& key, const Address& owner) {
    return {.owner = owner,
            .operator_ids = kCommittee,
            .public_key = key,
            .shares = {},
            .cluster = cluster_of(1)};
}

event::ValidatorRemoved removed(const PubkeyBytes& key, const Address& owner) {
    return {.owner = owner, .operator_ids = kCommittee, .public_key = key, .cluster = {}};
}

event::OperatorAdded operator_added(std::uint64_t id, std::uint64_t fee) {
    return {.operator_id = {id},
            .owner = kOwner,
            .public_key = ssv::encode_operator_key("LS0t"),
            .fee = {Uint256{fee}}};
}

struct LedgerTest : testing::Test {
    Entropy entropy = test::seeded(5);
    Ledger ledger{"devnet", ssv::Release::v2, entropy};

    void tell(std::uint64_t block, const ssv::Event& event) { ledger.apply({block}, {event}); }

    const OperatorRow& operator_row(std::uint64_t id) {
        static const OperatorRow none;
        const auto found = ledger.rows().operators.find({id});
        return found == ledger.rows().operators.end() ? none : found->second;
    }
    std::uint64_t nonce(const Address& owner) {
        const auto found = ledger.rows().accounts.find(owner);
        return found == ledger.rows().accounts.end() ? 0 : found->second.nonce;
    }
    /// What a client is told: each validator as "its owner's last byte, deleted or not".
    std::vector<std::string> validators() {
        std::vector<std::string> told;
        const Answer answer =
            respond(Target::parse("/api/v4/devnet/validators").value(), ledger.rows());
        const json::value parsed = json::parse(answer.json);
        for (const json::value& row : parsed.at("validators").as_array()) {
            const std::string owner = test::str(row.at("owner_address"));
            told.push_back(owner.substr(owner.size() - 2) +
                           (row.at("is_deleted").as_bool() ? " deleted" : ""));
        }
        return told;
    }
};

// Section 2.3: keys are unique for each owner only, another may register the same one.
TEST_F(LedgerTest, keeps_both_owners_of_a_key) {
    tell(1, added(kKey, kOwner));
    tell(2, added(kKey, kStranger));
    EXPECT_THAT(validators(), ElementsAre("AA", "bb"));
}

TEST_F(LedgerTest, deletes_a_validator_of_the_owner_who_removes_it) {
    tell(1, added(kKey, kOwner));
    tell(2, added(kKey, kStranger));
    tell(3, removed(kKey, kStranger));
    EXPECT_THAT(validators(), ElementsAre("AA", "bb deleted"));
    tell(4, removed(kKey, kOwner));
    EXPECT_THAT(validators(), ElementsAre("AA deleted", "bb deleted"));
    tell(5, added(kKey, kOwner));
    EXPECT_THAT(validators(), ElementsAre("AA", "bb deleted"));
}

// Section 3.11: a bit for each address, which is set or not.
TEST_F(LedgerTest, lists_an_address_once) {
    const event::OperatorMultipleWhitelistUpdated update{
        .operator_ids = {{1}, {2}}, .whitelist_addresses = {kStranger, kOwner, kStranger}};
    tell(1, operator_added(1, 0));
    tell(1, operator_added(2, 0));
    tell(2, update);
    tell(3, update);
    EXPECT_THAT(operator_row(1).whitelist, ElementsAre(kStranger, kOwner));
    EXPECT_THAT(operator_row(2).whitelist, ElementsAre(kStranger, kOwner));
    tell(4, event::OperatorMultipleWhitelistRemoved{.operator_ids = {{2}},
                                                    .whitelist_addresses = {kStranger}});
    EXPECT_THAT(operator_row(1).whitelist, ElementsAre(kStranger, kOwner));
    EXPECT_THAT(operator_row(2).whitelist, ElementsAre(kOwner));
}

TEST_F(LedgerTest, shows_an_operator_as_it_registered) {
    tell(7, operator_added(3, 1'000'000));
    tell(7, event::OperatorPrivacyStatusUpdated{.operator_ids = {{3}}, .to_private = true});
    const OperatorRow& row = operator_row(3);
    EXPECT_EQ(row.id, OperatorId{3});
    EXPECT_EQ(row.owner, kOwner);
    EXPECT_EQ(row.key_text, "LS0t");
    EXPECT_EQ(row.block, BlockNumber{7});
    EXPECT_TRUE(row.is_private);
    EXPECT_FALSE(row.is_removed);
    tell(8, event::OperatorPrivacyStatusUpdated{.operator_ids = {{3}}, .to_private = false});
    tell(8, event::OperatorRemoved{.operator_id = {3}});
    EXPECT_FALSE(row.is_private);
    EXPECT_TRUE(row.is_removed);
}

// Section 6.1: the fees of an event are SSV under v1.2 and ETH under v2.
TEST_F(LedgerTest, tells_fees_in_ssv_from_fees_in_eth) {
    Ledger old{"devnet", ssv::Release::v1, entropy};
    const auto after = [&old](std::uint64_t block, const ssv::Event& event) {
        old.apply({block}, {event});
        return old.rows().operators.at({1});
    };
    const auto executed = [](std::uint64_t fee) {
        return event::OperatorFeeExecuted{
            .owner = kOwner, .operator_id = {1}, .block_number = {}, .fee = {Uint256{fee}}};
    };
    const OperatorRow added = after(1, operator_added(1, 1'000'000'000));
    EXPECT_EQ(added.fee, Wei{Uint256{1'000'000'000}});
    EXPECT_EQ(added.eth_fee, Wei{});
    const OperatorRow dearer = after(2, executed(1'100'000'000));
    EXPECT_EQ(dearer.fee, Wei{Uint256{1'100'000'000}});
    EXPECT_FALSE(dearer.has_eth_fee);
    old.apply({3}, {event::SSVNetworkUpgradeBlock{.version = "v2.0.0", .block_number = {3}}});
    const OperatorRow moved = after(4, executed(1'778'800'000));
    EXPECT_EQ(moved.fee, Wei{Uint256{1'100'000'000}});
    EXPECT_EQ(moved.eth_fee, Wei{Uint256{1'778'800'000}});
    EXPECT_TRUE(moved.has_eth_fee);
}

// Section 3.11: declared, then executed or cancelled.
TEST_F(LedgerTest, shows_a_declared_fee_until_it_is_executed_or_cancelled) {
    const event::OperatorFeeDeclared declared{
        .owner = kOwner, .operator_id = {1}, .block_number = {}, .fee = {Uint256{2'000'000}}};
    tell(1, operator_added(1, 1'900'000));
    tell(2, declared);
    EXPECT_EQ(operator_row(1).declared_eth_fee, Wei{Uint256{2'000'000}});
    EXPECT_EQ(operator_row(1).eth_fee, Wei{Uint256{1'900'000}});
    tell(3, event::OperatorFeeDeclarationCancelled{.owner = kOwner, .operator_id = {1}});
    EXPECT_EQ(operator_row(1).declared_eth_fee, std::nullopt);
    tell(4, declared);
    tell(5,
         event::OperatorFeeExecuted{
             .owner = kOwner, .operator_id = {1}, .block_number = {}, .fee = {Uint256{2'000'000}}});
    EXPECT_EQ(operator_row(1).declared_eth_fee, std::nullopt);
    EXPECT_EQ(operator_row(1).eth_fee, Wei{Uint256{2'000'000}});
    tell(6, declared);
    tell(7, event::OperatorRemoved{.operator_id = {1}});
    EXPECT_EQ(operator_row(1).declared_eth_fee, std::nullopt);
}

// Section 5: the nonce counts the owner's registrations, removed ones included.
TEST_F(LedgerTest, counts_every_registration_of_an_owner) {
    tell(1, added(kKey, kOwner));
    tell(2, removed(kKey, kOwner));
    tell(3, added(kKey, kOwner));
    tell(4, added(kKey, kStranger));
    EXPECT_EQ(nonce(kOwner), 2U);
    EXPECT_EQ(nonce(kStranger), 1U);
}

// Section 3.10: the owner, unless he says another; before his first registration too.
TEST_F(LedgerTest, pays_the_fees_to_whom_the_owner_named) {
    tell(1, added(kKey, kOwner));
    EXPECT_EQ(ledger.rows().accounts.at(kOwner).recipient, kOwner);
    tell(2, event::FeeRecipientAddressUpdated{.owner = kStranger, .recipient_address = kOwner});
    tell(3, added(kKey, kStranger));
    EXPECT_EQ(ledger.rows().accounts.at(kStranger).recipient, kOwner);
}

TEST_F(LedgerTest, forgets_the_blocks_that_a_reorg_took) {
    tell(1, operator_added(1, 100));
    tell(2, added(kKey, kOwner));
    tell(3, added(kKey, kStranger));
    tell(3, event::OperatorRemoved{.operator_id = {1}});
    ledger.rewind({2});
    EXPECT_THAT(validators(), ElementsAre("AA"));
    EXPECT_FALSE(operator_row(1).is_removed);
    EXPECT_EQ(nonce(kStranger), 0U);
    EXPECT_EQ(ledger.log().size(), 2U);
    ledger.rewind({0});
    EXPECT_THAT(validators(), IsEmpty());
    EXPECT_EQ(ledger.clusters().clusters.size(), 0U);
}

TEST_F(LedgerTest, shows_a_cluster_as_its_last_event_left_it) {
    tell(5, added(kKey, kOwner));
    const View view = ledger.view(OperatorNodes{test::seeded(1)}, beacon::State{}, {}, {});
    const ClusterRow& row = view.clusters.at(parse_fixed<Bytes32>(kClusterKey).value());
    EXPECT_EQ(row.owner, kOwner);
    EXPECT_EQ(row.operators, kCommittee);
    EXPECT_EQ(row.validator_count, 1U);
    EXPECT_EQ(row.network_fee_index, 605'988U);
    EXPECT_EQ(row.index, 177'880U);
    EXPECT_EQ(row.balance, Wei{Uint256{525'347'816'000'000}});
    EXPECT_EQ(row.block, BlockNumber{5});
    EXPECT_TRUE(row.is_active);
    EXPECT_TRUE(row.is_migrated);
}

/// Four operators whose nodes took up what the ledger was told.
struct LedgerWithNodes : LedgerTest {
    const ssv::OperatorSet set = test::operator_set(4);
    OperatorNodes nodes{test::seeded(6)};

    LedgerWithNodes() {
        for (std::size_t i = 0; i < set.operators().size(); ++i) {
            const ssv::Operator& one = set.operators()[i];
            nodes.start(one.id(), test::private_key(i));
            tell_all(event::OperatorAdded{.operator_id = one.id(),
                                          .owner = kOwner,
                                          .public_key = ssv::encode_operator_key(one.key_text()),
                                          .fee = {}});
        }
    }
    void tell_all(const ssv::Event& event) {
        tell(1, event);
        nodes.follow(std::span{&event, 1});
    }
};

// Section 5: nodes ignore the second owner of a key. Section 3.1: the contract charges him.
TEST_F(LedgerWithNodes, tell_the_owner_whom_nodes_took_from_the_stranger) {
    const BlsSecretKey key = test::random_key(entropy);
    const PubkeyBytes validator = key.public_key().bytes();
    const auto split = ssv::split_key(key, set, kOwner, {0}, entropy).value();
    auto registration = added(validator, kOwner);
    registration.operator_ids.assign(set.committee().ids().begin(), set.committee().ids().end());
    registration.shares = split.keyshares().shares_data;
    tell_all(registration);
    registration.owner = kStranger;
    tell_all(registration);
    nodes.record(validator, {100});

    const View view = ledger.view(nodes, beacon::State{}, {100}, {50});
    ASSERT_EQ(view.validators.size(), 2U);
    for (const auto& [id, row] : view.validators) {
        EXPECT_EQ(row.is_valid, row.owner == kOwner);
        EXPECT_EQ(row.is_attesting, row.owner == kOwner);
    }
    for (const auto& [id, row] : view.operators)
        EXPECT_EQ(row.validators, 2U);
}

// Section 9.1: is_valid says what nodes think of the registration, whatever became of it.
TEST_F(LedgerWithNodes, judges_a_registration_at_once_and_for_ever) {
    const BlsSecretKey key = test::random_key(entropy);
    const PubkeyBytes validator = key.public_key().bytes();
    const auto split = ssv::split_key(key, set, kOwner, {0}, entropy).value();
    auto registration = added(validator, kOwner);
    registration.operator_ids.assign(set.committee().ids().begin(), set.committee().ids().end());
    registration.shares = split.keyshares().shares_data;
    const auto is_valid = [&] {
        return ledger.rows().validators.at({.key = validator, .owner = kOwner}).is_valid;
    };
    tell(2, registration);
    EXPECT_TRUE(is_valid());
    tell(3, removed(validator, kOwner));
    EXPECT_TRUE(is_valid());
    tell(4, registration);
    EXPECT_FALSE(is_valid()) << "its shares are signed for the nonce before";
    ledger.rewind({3});
    EXPECT_TRUE(is_valid());
    ledger.rewind({1});
    tell(2, registration);
    EXPECT_TRUE(is_valid());
}

}  // namespace
}  // namespace stafi::devnet::ssv_api
