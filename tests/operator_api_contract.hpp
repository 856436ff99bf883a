#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ports/operator_api.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/network/events.hpp"

// What every OperatorApi promises, tried on a log of SSV Network that the test writes. What events
// mean for the API's rows: ssv-network.md, sections 2, 3.10, 3.11, 5, 6 and 9.1.

namespace stafi::test {

/// The log, and the port that is tried. Nodes run for the first four of `test::operators()`.
class OperatorApiWorld {
  public:
    virtual ~OperatorApiWorld() = default;
    virtual OperatorApi& api() = 0;
    /// The contract tells it in a block that is not before the last one.
    virtual void tell(BlockNumber block, const ssv::Event& event) = 0;
    /// Blocks after `last` are not part of the chain any more.
    virtual void rewind(BlockNumber last) = 0;
    /// Turns the loop until the task is done.
    virtual void run(Task<> task) = 0;
};

/// `first`: the release when the first event comes.
using MakeOperatorApiWorld = std::unique_ptr<OperatorApiWorld> (*)(ssv::Release first);

struct OperatorApiContract : testing::TestWithParam<MakeOperatorApiWorld> {
    // Owner, committee and the key of their cluster: ssv-network.md, section 2.5.
    const Address owner = parse_fixed<Address>(std::string(38, '0') + "aa").value();
    const std::vector<OperatorId> committee{{1}, {2}, {3}, {4}};
    const Bytes32 cluster_key =
        parse_fixed<Bytes32>("41a82462474f5949d1d219fb858cf23ae3500d7a16874180f812be2c307bb26b")
            .value();
    const Address stranger = parse_fixed<Address>(std::string(38, '0') + "bb").value();

    std::unique_ptr<OperatorApiWorld> world = GetParam()(ssv::Release::v2);

    OperatorApi& port() { return world->api(); }
    void tell(std::uint64_t block, const ssv::Event& event) { world->tell({block}, event); }
    void run(std::function<Task<>()> test) {
        world->run([](std::function<Task<>()> body) -> Task<> { co_await body(); }(test));
    }
    template <class T>
    static T value(Result<T> result) {
        if (!result) throw std::runtime_error{result.error().what};
        return *std::move(result);
    }
    static PubkeyBytes key(char digit) {
        return parse_fixed<PubkeyBytes>(std::string(96, digit)).value();
    }
    Task<ssv::ApiOperator> operator_of(std::uint64_t id) {
        co_return value(co_await port().operator_of({id}));
    }

    ssv::event::OperatorAdded added(std::uint64_t id, std::uint64_t fee = 1'000'000) const {
        return {.operator_id = {id},
                .owner = owner,
                .public_key = ssv::encode_operator_key("LS0t" + std::to_string(id)),
                .fee = {Uint256{fee}}};
    }
    ssv::event::ValidatorAdded registered(const PubkeyBytes& validator, const Address& by) const {
        return {.owner = by,
                .operator_ids = committee,
                .public_key = validator,
                .shares = {},
                .cluster = tuple(1)};
    }
    static ssv::Cluster tuple(std::uint32_t validators) {
        return {.validator_count = validators,
                .network_fee_index = 605'988,
                .index = 177'880,
                .active = true,
                .balance = {Uint256{525'347'816'000'000}}};
    }
    /// Operators 1 to `count`.
    void add_operators(std::uint64_t count) {
        for (std::uint64_t id = 1; id <= count; ++id)
            tell(1, added(id));
    }
};

TEST_P(OperatorApiContract, tells_all_operators_in_the_order_of_their_ids) {
    run([this]() -> Task<> {
        EXPECT_TRUE(value(co_await port().operators()).empty());
        add_operators(7);
        tell(2, ssv::event::OperatorRemoved{.operator_id = {5}});
        const auto all = value(co_await port().operators());
        EXPECT_EQ(all.size(), 7U);
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_EQ(all[i].id, OperatorId{i + 1});
            EXPECT_EQ(all[i].is_removed, i + 1 == 5);
            EXPECT_EQ(all[i], co_await operator_of(i + 1));
        }
    });
}

TEST_P(OperatorApiContract, tells_an_operator_as_it_registered) {
    run([this]() -> Task<> {
        tell(7, added(3, 1'900'000));
        const ssv::ApiOperator one = co_await operator_of(3);
        EXPECT_EQ(one.owner, owner);
        EXPECT_EQ(one.key_text, "LS0t3");
        EXPECT_EQ(one.fee, Wei{Uint256{1'900'000}});
        EXPECT_EQ(one.declared_fee, std::nullopt);
        EXPECT_EQ(one.is_private, false);
        EXPECT_EQ(one.is_removed, false);
        EXPECT_EQ(one.validators, 0U);
        EXPECT_EQ(one.status, ssv::OperatorStatus::no_validators);
        EXPECT_EQ(one.block, BlockNumber{7});
        EXPECT_TRUE(one.whitelist.empty());
    });
}

TEST_P(OperatorApiContract, says_that_there_is_no_such_operator) {
    run([this]() -> Task<> {
        add_operators(1);
        const auto none = co_await port().operator_of({2});
        EXPECT_FALSE(none);
        if (none) co_return;
        EXPECT_EQ(none.error().reason, Reason::unknown_operator) << none.error().what;
    });
}

TEST_P(OperatorApiContract, tells_a_fee_that_is_to_come) {
    run([this]() -> Task<> {
        tell(1, added(1, 1'900'000));
        tell(2, ssv::event::OperatorFeeDeclared{.owner = owner,
                                                .operator_id = {1},
                                                .block_number = {2},
                                                .fee = {Uint256{2'000'000}}});
        const ssv::ApiOperator before = co_await operator_of(1);
        EXPECT_EQ(before.fee, Wei{Uint256{1'900'000}});
        EXPECT_EQ(before.declared_fee, ssv::AssetWei{Uint256{2'000'000}});
        tell(3, ssv::event::OperatorFeeExecuted{.owner = owner,
                                                .operator_id = {1},
                                                .block_number = {3},
                                                .fee = {Uint256{2'000'000}}});
        const ssv::ApiOperator after = co_await operator_of(1);
        EXPECT_EQ(after.fee, Wei{Uint256{2'000'000}});
        EXPECT_EQ(after.declared_fee, std::nullopt);
    });
}

TEST_P(OperatorApiContract, tells_who_may_register_with_an_operator) {
    run([this]() -> Task<> {
        add_operators(2);
        tell(2,
             ssv::event::OperatorPrivacyStatusUpdated{.operator_ids = {{2}}, .to_private = true});
        tell(2, ssv::event::OperatorMultipleWhitelistUpdated{
                    .operator_ids = {{2}}, .whitelist_addresses = {stranger, owner, stranger}});
        const ssv::ApiOperator one = co_await operator_of(2);
        EXPECT_EQ(one.is_private, true);
        EXPECT_THAT(one.whitelist, testing::UnorderedElementsAre(stranger, owner));
        EXPECT_EQ((co_await operator_of(1)).is_private, false);
        tell(3, ssv::event::OperatorMultipleWhitelistRemoved{.operator_ids = {{2}},
                                                             .whitelist_addresses = {stranger}});
        EXPECT_THAT((co_await operator_of(2)).whitelist, testing::ElementsAre(owner));
    });
}

// Section 5: the nonce counts the owner's registrations, those that nodes ignore included.
TEST_P(OperatorApiContract, tells_the_nonce_of_any_owner) {
    run([this]() -> Task<> {
        const auto account = [this](Address of) { return port().account(of); };
        EXPECT_EQ(value(co_await account(owner)),
                  (ssv::ApiAccount{.owner = owner, .recipient = owner, .nonce = {0}}));
        tell(1, registered(key('1'), owner));
        tell(2, ssv::event::ValidatorRemoved{.owner = owner,
                                             .operator_ids = committee,
                                             .public_key = key('1'),
                                             .cluster = tuple(0)});
        tell(3, registered(key('1'), owner));
        tell(3,
             ssv::event::FeeRecipientAddressUpdated{.owner = owner, .recipient_address = stranger});
        EXPECT_EQ(value(co_await account(owner)),
                  (ssv::ApiAccount{.owner = owner, .recipient = stranger, .nonce = {2}}));
        EXPECT_EQ(value(co_await account(stranger)).nonce, OwnerNonce{0});
    });
}

TEST_P(OperatorApiContract, tells_an_owners_clusters_as_their_last_events_left_them) {
    run([this]() -> Task<> {
        add_operators(5);
        EXPECT_TRUE(value(co_await port().clusters(owner)).empty());
        tell(5, registered(key('1'), owner));
        tell(6, registered(key('2'), stranger));
        auto other = registered(key('3'), owner);
        other.operator_ids = {{2}, {3}, {4}, {5}};
        tell(7, other);
        ssv::Cluster richer = tuple(1);
        richer.balance = {Uint256{625'347'816'000'000}};
        tell(8, ssv::event::ClusterDeposited{.owner = owner,
                                             .operator_ids = committee,
                                             .value = {Uint256{100'000'000'000'000}},
                                             .cluster = richer});
        const auto all = value(co_await port().clusters(owner));
        EXPECT_EQ(all.size(), 2U);
        EXPECT_TRUE(std::ranges::is_sorted(all, {}, &ssv::ApiCluster::key));
        const auto found = std::ranges::find(all, cluster_key, &ssv::ApiCluster::key);
        EXPECT_NE(found, all.end());
        if (found == all.end()) co_return;
        EXPECT_EQ(found->id, (ssv::ClusterId{.owner = owner, .operators = committee}));
        EXPECT_EQ(found->tuple, richer);
        EXPECT_EQ(found->asset, ssv::Asset::eth);
        EXPECT_EQ(found->block, BlockNumber{5});
        EXPECT_EQ(value(co_await port().clusters(stranger)).size(), 1U);
    });
}

// Section 2: a cluster of v1.2 pays in SSV until it migrates.
TEST_P(OperatorApiContract, tells_clusters_that_pay_in_ssv_from_those_in_eth) {
    world = GetParam()(ssv::Release::v1);
    run([this]() -> Task<> {
        add_operators(4);
        tell(2, registered(key('1'), owner));
        const auto before = value(co_await port().clusters(owner));
        EXPECT_EQ(before.at(0).asset, ssv::Asset::ssv);
        EXPECT_EQ(before.at(0).tuple, tuple(1));
        const ssv::ApiOperator one = co_await operator_of(1);
        EXPECT_EQ(one.ssv_fee, ssv::SsvWei{Uint256{1'000'000}});
        EXPECT_EQ(one.fee.value_or(Wei{}), Wei{});
    });
}

TEST_P(OperatorApiContract, counts_no_validators_of_a_cluster_that_is_liquidated) {
    run([this]() -> Task<> {
        add_operators(4);
        tell(2, registered(key('1'), owner));
        EXPECT_EQ((co_await operator_of(4)).validators, 1U);
        ssv::Cluster gone = tuple(1);
        gone.active = false;
        gone.balance = {};
        tell(3, ssv::event::ClusterLiquidated{
                    .owner = owner, .operator_ids = committee, .cluster = gone});
        EXPECT_EQ((co_await operator_of(4)).validators, 0U);
        EXPECT_EQ(value(co_await port().clusters(owner)).at(0).tuple, gone);
        EXPECT_EQ(value(co_await port().validators(owner)).at(0).is_liquidated, true);
    });
}

// Section 2.3: keys are unique for each owner only.
TEST_P(OperatorApiContract, tells_an_owners_validators_and_not_those_of_others) {
    run([this]() -> Task<> {
        add_operators(4);
        for (const char digit : {'5', '3', '4'})
            tell(2, registered(key(digit), owner));
        tell(3, registered(key('3'), stranger));
        tell(4, ssv::event::ValidatorRemoved{.owner = stranger,
                                             .operator_ids = committee,
                                             .public_key = key('3'),
                                             .cluster = tuple(0)});
        const auto ours = value(co_await port().validators(owner));
        EXPECT_THAT(ours, testing::ElementsAre(testing::Field(&ssv::ApiValidator::key, key('3')),
                                               testing::Field(&ssv::ApiValidator::key, key('4')),
                                               testing::Field(&ssv::ApiValidator::key, key('5'))));
        for (const ssv::ApiValidator& one : ours) {
            EXPECT_EQ(one.owner, owner);
            EXPECT_EQ(one.cluster, cluster_key);
            EXPECT_EQ(one.operators, committee);
            EXPECT_FALSE(one.is_removed);
            EXPECT_EQ(one.block, BlockNumber{2});
            EXPECT_EQ(one.beacon, std::nullopt);
        }
        const auto theirs = value(co_await port().validators(stranger));
        EXPECT_EQ(theirs.size(), 1U);
        EXPECT_TRUE(theirs.at(0).is_removed);
    });
}

// Section 5: nodes ignore what is malformed; the contract takes it all the same.
TEST_P(OperatorApiContract, tells_which_registrations_nodes_took) {
    run([this]() -> Task<> {
        const ssv::OperatorSet set = operator_set(4);
        for (const ssv::Operator& one : set.operators())
            tell(1,
                 ssv::event::OperatorAdded{.operator_id = one.id(),
                                           .owner = owner,
                                           .public_key = ssv::encode_operator_key(one.key_text()),
                                           .fee = {}});
        Entropy entropy = seeded(5);
        const BlsSecretKey secret = random_key(entropy);
        auto registration = registered(secret.public_key().bytes(), owner);
        registration.operator_ids.assign(set.committee().ids().begin(),
                                         set.committee().ids().end());
        registration.shares =
            ssv::split_key(secret, set, owner, {0}, entropy).value().keyshares().shares_data;
        tell(2, registration);
        registration.public_key = random_key(entropy).public_key().bytes();
        tell(2, registration);
        const auto all = value(co_await port().validators(owner));
        EXPECT_EQ(all.size(), 2U);
        for (const ssv::ApiValidator& one : all)
            EXPECT_EQ(one.is_valid, one.key == secret.public_key().bytes());
    });
}

TEST_P(OperatorApiContract, forgets_the_blocks_that_a_reorg_took) {
    run([this]() -> Task<> {
        add_operators(4);
        tell(2, registered(key('1'), owner));
        tell(3, added(5));
        tell(3, registered(key('2'), owner));
        EXPECT_EQ(value(co_await port().operators()).size(), 5U);
        world->rewind({2});
        EXPECT_EQ(value(co_await port().operators()).size(), 4U);
        EXPECT_EQ(value(co_await port().validators(owner)).size(), 1U);
        EXPECT_EQ(value(co_await port().account(owner)).nonce, OwnerNonce{1});
    });
}

}  // namespace stafi::test
