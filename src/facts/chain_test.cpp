#include "facts/chain.hpp"

#include <gtest/gtest.h>

namespace stafi::facts {
namespace {

namespace told = ssv::event;
using pool::KeyStatus;

template <class Fixed>
Fixed filled(unsigned char n) {
    Fixed made;
    made.bytes.fill(std::byte{n});
    return made;
}

struct ChainTest : testing::Test {
    Chain chain;
    const PubkeyBytes key = filled<PubkeyBytes>(1);
    const Address owner = filled<Address>(2);
    const Address other = filled<Address>(3);
    const std::vector<OperatorId> four{OperatorId{1}, OperatorId{2}, OperatorId{3}, OperatorId{4}};

    void tell(decltype(Fact::content) content) {
        apply(chain, Fact{.place = {}, .content = std::move(content)});
    }
    void tell_super_node(pool::super_node::Event event) {
        tell(PoolFact{.contract = pool::Contract::super_node, .event = event});
    }
    void tell_light_node(pool::light_node::Event event) {
        tell(PoolFact{.contract = pool::Contract::light_node, .event = event});
    }
    void add(const PubkeyBytes& pubkey, const Address& by) {
        tell(ssv::Event{told::ValidatorAdded{
            .owner = by, .operator_ids = four, .public_key = pubkey, .shares = {}, .cluster = {}}});
    }
    Registration& registration(const Address& by) { return chain.registrations.at({key, by}); }
};

TEST_F(ChainTest, knows_a_key_of_each_lane_by_itself) {
    using namespace pool::validator_keys::event;
    tell_super_node(SetPubkeyStatus{.pubkey = key, .status = KeyStatus::initial});
    tell_super_node(pool::super_node::event::Deposited{
        .node = owner, .pubkey = key, .validator_signature = {}});
    tell_light_node(pool::light_node::event::Deposited{
        .node = other, .pubkey = key, .validator_signature = {}, .amount = {Uint256{12}}});
    tell_light_node(SetPubkeyStatus{.pubkey = key, .status = KeyStatus::offboard});
    tell_super_node(pool::super_node::event::SuperNodePubkeyRetired{.node = owner, .pubkey = key});
    const std::map<LaneKey, PoolKey> expected{
        {{key, pool::Contract::light_node},
         {.status = KeyStatus::offboard, .node = other, .own_part = Wei{Uint256{12}}}},
        {{key, pool::Contract::super_node},
         {.status = KeyStatus::initial, .node = owner, .own_part = {}, .is_retired = true}}};
    EXPECT_EQ(chain.keys, expected);
}

// What counts again is as setSuperNodePubkeyStatus of StafiSuperNode.sol has it.
TEST_F(ChainTest, counts_a_retired_key_again_once_it_matches) {
    using pool::super_node::event::SuperNodePubkeyRetired;
    const PubkeyBytes sibling = filled<PubkeyBytes>(8);
    const auto set = [&](KeyStatus status) {
        tell_super_node(
            pool::validator_keys::event::SetPubkeyStatus{.pubkey = key, .status = status});
    };
    const auto is_retired = [&](const PubkeyBytes& pubkey) {
        return chain.keys.at({.pubkey = pubkey, .lane = pool::Contract::super_node}).is_retired;
    };
    tell_super_node(SuperNodePubkeyRetired{.node = owner, .pubkey = sibling});
    set(KeyStatus::unmatch);
    tell_super_node(SuperNodePubkeyRetired{.node = owner, .pubkey = key});
    set(KeyStatus::unmatch);
    EXPECT_TRUE(is_retired(key));
    set(KeyStatus::match);
    EXPECT_FALSE(is_retired(key));
    EXPECT_TRUE(is_retired(sibling));
    set(KeyStatus::staking);
    EXPECT_FALSE(is_retired(key));
    tell_super_node(SuperNodePubkeyRetired{.node = owner, .pubkey = key});
    EXPECT_TRUE(is_retired(key));
}

TEST_F(ChainTest, knows_the_credentials_that_were_set_last) {
    for (const std::byte n : {std::byte{4}, std::byte{5}})
        tell(PoolFact{.contract = pool::Contract::network_settings,
                      .event = pool::network_settings::Event{
                          pool::network_settings::event::WithdrawalCredentialsChanged{
                              .credentials = Bytes(32, n)}}});
    EXPECT_EQ(chain.withdrawal_credentials, Bytes(32, std::byte{5}));
}

TEST_F(ChainTest, counts_every_registration_of_an_owner) {
    add(key, owner);
    add(filled<PubkeyBytes>(9), owner);
    add(key, other);
    tell(ssv::Event{told::ValidatorRemoved{
        .owner = owner, .operator_ids = four, .public_key = key, .cluster = {}}});
    EXPECT_TRUE(registration(owner).is_removed);
    EXPECT_FALSE(registration(other).is_removed);
    add(key, owner);
    EXPECT_FALSE(registration(owner).is_removed);
    EXPECT_EQ(registration(owner).nonce, OwnerNonce{2});
    EXPECT_EQ(registration(other).nonce, OwnerNonce{0});
    EXPECT_EQ(chain.owner_nonces.at(owner), OwnerNonce{3});
    EXPECT_EQ(chain.clusters.clusters.size(), 2U);
}

TEST_F(ChainTest, counts_beyond_the_16_bits_of_nodes) {
    chain.owner_nonces[owner] = {65'535};
    add(key, owner);
    EXPECT_EQ(registration(owner).nonce, OwnerNonce{65'535});
    EXPECT_EQ(chain.owner_nonces.at(owner), OwnerNonce{65'536});
}

TEST_F(ChainTest, follows_what_an_operator_charges_and_whom_it_admits) {
    const OperatorId id{7};
    tell(ssv::Event{told::OperatorAdded{
        .operator_id = id, .owner = owner, .public_key = {}, .fee = {Uint256{5}}}});
    tell(ssv::Event{told::OperatorPrivacyStatusUpdated{.operator_ids = {id}, .to_private = true}});
    tell(ssv::Event{told::OperatorMultipleWhitelistUpdated{.operator_ids = {id},
                                                           .whitelist_addresses = {owner, other}}});
    tell(ssv::Event{told::OperatorMultipleWhitelistRemoved{.operator_ids = {id},
                                                           .whitelist_addresses = {owner}}});
    tell(ssv::Event{told::OperatorWhitelistingContractUpdated{.operator_ids = {id},
                                                              .whitelisting_contract = other}});
    tell(ssv::Event{told::OperatorFeeDeclared{
        .owner = owner, .operator_id = id, .block_number = {8}, .fee = {Uint256{6}}}});
    Operator expected{.owner = owner,
                      .public_key = {},
                      .fee = {Uint256{5}},
                      .declared = FeeDeclaration{.fee = {Uint256{6}}, .block = {8}},
                      .is_private = true,
                      .is_removed = false,
                      .whitelist = {other},
                      .whitelisting_contract = other};
    EXPECT_EQ(chain.operators.at(id), expected);

    tell(ssv::Event{told::OperatorFeeExecuted{
        .owner = owner, .operator_id = id, .block_number = {9}, .fee = {Uint256{6}}}});
    tell(ssv::Event{told::OperatorWhitelistingContractUpdated{.operator_ids = {id},
                                                              .whitelisting_contract = {}}});
    tell(ssv::Event{told::OperatorRemoved{.operator_id = id}});
    expected.fee = {Uint256{6}};
    expected.declared.reset();
    expected.whitelisting_contract.reset();
    expected.is_removed = true;
    EXPECT_EQ(chain.operators.at(id), expected);
}

TEST_F(ChainTest, hashes_like_another_only_when_it_is_equal) {
    std::vector<Chain> steps{chain};
    const auto step = [&] { steps.push_back(chain); };
    add(key, owner), step();
    add(key, other), step();
    tell(
        ssv::Event{told::ValidatorExited{.owner = owner, .operator_ids = four, .public_key = key}});
    step();
    tell(ssv::Event{told::FeeRecipientAddressUpdated{.owner = owner, .recipient_address = other}});
    step();
    tell(ssv::Event{told::OperatorRemoved{.operator_id = {1}}}), step();
    tell_super_node(pool::validator_keys::event::SetPubkeyStatus{.pubkey = key}), step();
    tell(pool::storage::Event{pool::storage::event::ContractSet{
        .name = "stafiWithdraw", .previous = {}, .current = owner}});
    step();
    for (const Chain& a : steps)
        for (const Chain& b : steps)
            EXPECT_EQ(hash_of(a) == hash_of(b), a == b);
    EXPECT_EQ(std::ranges::adjacent_find(steps), steps.end());
}

}  // namespace
}  // namespace stafi::facts
