#include "ssv/clusters/cluster_book.hpp"

#include <gtest/gtest.h>

// The rules are those of SSV Network v2.0.0, as contracts/test/ssv shows them on a chain.

namespace stafi::ssv {
namespace {

struct ClusterBookTest : testing::Test {
    ClusterBook book;
    ClusterId id{.owner = {},
                 .operators = {OperatorId{1}, OperatorId{2}, OperatorId{3}, OperatorId{4}}};

    static Cluster with(std::uint32_t validators) {
        return {.validator_count = validators,
                .network_fee_index = 5,
                .index = 6,
                .active = true,
                .balance = {7}};
    }
    void add(std::uint32_t validators) {
        apply(book, event::ValidatorAdded{.owner = id.owner,
                                          .operator_ids = id.operators,
                                          .public_key = {},
                                          .shares = {},
                                          .cluster = with(validators)});
    }
    void remove(std::uint32_t validators) {
        apply(book, event::ValidatorRemoved{.owner = id.owner,
                                            .operator_ids = id.operators,
                                            .public_key = {},
                                            .cluster = with(validators)});
    }
    void say(std::uint64_t ether, std::uint32_t validators) {
        apply(book, event::ClusterBalanceUpdated{.owner = id.owner,
                                                 .operator_ids = id.operators,
                                                 .block_num = {99},
                                                 .effective_balance = {ether},
                                                 .cluster = with(validators)});
    }
    ClusterState& state() { return book.clusters.at(id); }
};

TEST_F(ClusterBookTest, shows_a_new_cluster_before_any_event) {
    EXPECT_EQ(cluster_of(book, id), kNewCluster);
    EXPECT_TRUE(kNewCluster.active);
}

TEST_F(ClusterBookTest, shows_what_the_last_event_left) {
    add(1);
    const Cluster last{
        .validator_count = 1, .network_fee_index = 0, .index = 0, .active = false, .balance = {}};
    apply(book, event::ClusterLiquidated{
                    .owner = id.owner, .operator_ids = id.operators, .cluster = last});
    EXPECT_EQ(cluster_of(book, id), last);
}

TEST_F(ClusterBookTest, keeps_owners_and_committees_apart) {
    add(1);
    ClusterId other = id;
    other.operators.back() = OperatorId{5};
    EXPECT_EQ(cluster_of(book, other), kNewCluster);
    other = id;
    other.owner.bytes[0] = std::byte{1};
    EXPECT_EQ(cluster_of(book, other), kNewCluster);
}

TEST_F(ClusterBookTest, counts_32_ether_a_validator_until_the_oracles_speak) {
    add(2);
    EXPECT_EQ(state().size(), VUnits{20'000});
    say(200, 2);
    EXPECT_EQ(state().size(), VUnits{62'500});
    EXPECT_EQ(state().root_block, BlockNumber{99});
}

TEST_F(ClusterBookTest, moves_what_was_said_by_32_ether_a_validator) {
    add(1);
    say(64, 1);
    add(2);
    EXPECT_EQ(to_effective_balance(state().size()), WholeEther{96});
    remove(1);
    EXPECT_EQ(to_effective_balance(state().size()), WholeEther{64});
}

TEST_F(ClusterBookTest, forgets_what_was_said_of_an_emptied_cluster) {
    add(2);
    say(200, 2);
    remove(0);
    remove(0);
    EXPECT_EQ(state().said, std::nullopt);
    EXPECT_EQ(state().size(), VUnits{});
}

TEST_F(ClusterBookTest, keeps_what_was_said_over_a_liquidation) {
    add(1);
    say(64, 1);
    apply(book, event::ClusterLiquidated{
                    .owner = id.owner, .operator_ids = id.operators, .cluster = with(1)});
    EXPECT_EQ(to_effective_balance(state().size()), WholeEther{64});
}

TEST_F(ClusterBookTest, knows_what_clusters_of_v1_pay_in_until_they_migrate) {
    book.release = Release::v1;
    add(2);
    apply(book, event::SSVNetworkUpgradeBlock{.version = "v2.0.0", .block_number = {1}});
    EXPECT_EQ(book.release, Release::v2);
    say(200, 2);
    EXPECT_EQ(state().asset, Asset::ssv);
    EXPECT_EQ(state().size(), VUnits{20'000});
    apply(book, event::ClusterMigratedToETH{.owner = id.owner,
                                            .operator_ids = id.operators,
                                            .eth_deposited = {},
                                            .ssv_refunded = {},
                                            .effective_balance = {200},
                                            .cluster = with(2)});
    EXPECT_EQ(state().asset, Asset::eth);
    EXPECT_EQ(state().size(), VUnits{62'500});
}

TEST_F(ClusterBookTest, is_not_moved_by_events_of_others) {
    add(1);
    const ClusterBook before = book;
    apply(book, event::ValidatorExited{
                    .owner = id.owner, .operator_ids = id.operators, .public_key = {}});
    apply(book, event::OperatorRemoved{.operator_id = OperatorId{1}});
    EXPECT_EQ(book, before);
}

}  // namespace
}  // namespace stafi::ssv
