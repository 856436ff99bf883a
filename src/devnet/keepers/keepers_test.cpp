#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "devnet/keepers/balance_oracle.hpp"
#include "devnet/keepers/liquidator.hpp"
#include "devnet/keepers/operator_owner.hpp"
#include "ssv/network/calls.hpp"
#include "ssv/network/calls_v2.hpp"
#include "ssv/network/dev_calls.hpp"
#include "ssv/network/operator_calls.hpp"

namespace stafi::devnet {
namespace {

using testing::IsEmpty;
namespace event = ssv::event;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kKeeper = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();
const Address kNetwork = parse_fixed<Address>("58410bef803ecd7e63b23664c586a6db72daf59c").value();

PubkeyBytes key(std::uint8_t number) {
    PubkeyBytes made;
    made.bytes.back() = std::byte{number};
    return made;
}

/// One owner's clusters, as events tell of them.
struct KeepersTest : testing::Test {
    ssv::ClusterBook book;
    ClusterMembers members;
    beacon::State state;
    ssv::ClusterId one{.owner = kOwner, .operators = {{1}, {2}, {3}, {4}}};
    ssv::ClusterId two{.owner = kOwner, .operators = {{5}, {6}, {7}, {8}}};

    void tell(const ssv::Event& told) {
        ssv::apply(book, told);
        follow(members, told);
    }
    static ssv::Cluster cluster(std::uint32_t validators, bool is_active = true) {
        return {.validator_count = validators,
                .network_fee_index = 5,
                .index = 6,
                .active = is_active,
                .balance = {Uint256{7}}};
    }
    void add(const ssv::ClusterId& id, std::uint8_t number, std::uint32_t count) {
        tell(event::ValidatorAdded{.owner = id.owner,
                                   .operator_ids = id.operators,
                                   .public_key = key(number),
                                   .shares = {},
                                   .cluster = cluster(count)});
    }
    void liquidate(const ssv::ClusterId& id) {
        tell(event::ClusterLiquidated{
            .owner = id.owner, .operator_ids = id.operators, .cluster = cluster(1, false)});
    }
    BalanceCommitment committed() const {
        auto made = commit_to(book, members, state, BlockNumber{50});
        if (!made) throw std::runtime_error{"nothing to commit to"};
        return *std::move(made);
    }
    void activate(std::uint8_t number, Gwei effective) {
        eth::Validator validator;
        validator.pubkey = key(number);
        validator.effective_balance = effective;
        state.validators.push_back(validator);
    }
};

TEST_F(KeepersTest, ask_about_every_cluster_that_can_be_liquidated) {
    EXPECT_THAT(liquidation_questions(book), IsEmpty());
    add(one, 1, 1);
    add(two, 2, 1);
    const auto questions = liquidation_questions(book);
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].cluster, one);
    liquidate(one);
    EXPECT_EQ(liquidation_questions(book).size(), 1U);
}

TEST_F(KeepersTest, liquidate_with_the_tuple_that_the_last_event_left) {
    add(one, 1, 1);
    const auto plan = plan_liquidations(book, std::array{one, two}, kKeeper, kNetwork);
    ASSERT_EQ(plan.size(), 1U);  // nobody knows the other
    EXPECT_EQ(plan[0].from, kKeeper);
    EXPECT_EQ(plan[0].to, kNetwork);
    const auto call = abi::decode_call<ssv::call::Liquidate>(plan[0].data).value();
    EXPECT_EQ(call.cluster_owner, kOwner);
    EXPECT_EQ(call.operator_ids, one.operators);
    EXPECT_EQ(call.cluster, cluster(1));
    liquidate(one);
    EXPECT_THAT(plan_liquidations(book, std::array{one}, kKeeper, kNetwork), IsEmpty());
}

TEST_F(KeepersTest, liquidate_old_clusters_by_the_call_for_them) {
    book.release = ssv::Release::v1;
    add(one, 1, 1);
    auto plan = plan_liquidations(book, std::array{one}, kKeeper, kNetwork);
    EXPECT_TRUE(abi::decode_call<ssv::call::Liquidate>(plan.at(0).data));
    book.release = ssv::Release::v2;
    plan = plan_liquidations(book, std::array{one}, kKeeper, kNetwork);
    EXPECT_TRUE(abi::decode_call<ssv::call_v2::LiquidateSSV>(plan.at(0).data));
}

TEST_F(KeepersTest, weigh_a_cluster_with_at_least_32_ether_for_each_validator) {
    activate(1, Gwei{40'500'000'000});
    activate(2, Gwei{31'000'000'000});
    const std::set<PubkeyBytes> three{key(1), key(2), key(3)};  // the chain knows two
    EXPECT_EQ(effective_balance_of(three, state), ssv::WholeEther{104});
    EXPECT_EQ(effective_balance_of({}, state), ssv::WholeEther{0});
}

TEST_F(KeepersTest, commit_to_active_clusters_only) {
    EXPECT_FALSE(commit_to(book, members, state, BlockNumber{50}));
    add(one, 1, 1);
    add(two, 2, 1);
    liquidate(two);
    activate(1, Gwei{64'000'000'000});
    const BalanceCommitment commitment = committed();
    const ssv::ClusterBalance leaf{.cluster = ssv::cluster_key(one), .effective_balance = {64}};
    EXPECT_EQ(commitment.balances, (std::map<ssv::ClusterId, ssv::ClusterBalance>{{one, leaf}}));
    const Transaction sent = commit_transaction(commitment, kOwner, kNetwork);
    const auto call = abi::decode_call<ssv::dev_call::DevCommitRoot>(sent.data).value();
    EXPECT_EQ(call.merkle_root, ssv::leaf_of(leaf));
    EXPECT_EQ(call.block_num, BlockNumber{50});
}

TEST_F(KeepersTest, update_each_cluster_that_a_root_changes_once) {
    add(one, 1, 1);
    add(two, 2, 1);
    activate(1, Gwei{64'000'000'000});
    activate(2, Gwei{32'000'000'000});
    const BalanceCommitment commitment = committed();
    const auto plan = plan_updates(commitment, book, kKeeper, kNetwork);
    ASSERT_EQ(plan.size(), 1U);
    const auto call = abi::decode_call<ssv::call_v2::UpdateClusterBalance>(plan[0].data).value();
    EXPECT_EQ(call.block_num, BlockNumber{50});
    EXPECT_EQ(call.cluster, cluster(1));
    EXPECT_EQ(call.effective_balance, ssv::WholeEther{64});
    const ssv::ClusterBalance leaf{.cluster = ssv::cluster_key(one), .effective_balance = {64}};
    EXPECT_TRUE(ssv::is_proven(leaf, call.merkle_proof, commitment.tree.root()));
    tell(event::ClusterBalanceUpdated{.owner = one.owner,
                                      .operator_ids = one.operators,
                                      .block_num = BlockNumber{50},
                                      .effective_balance = {64},
                                      .cluster = cluster(1)});
    EXPECT_THAT(plan_updates(commitment, book, kKeeper, kNetwork), IsEmpty());
}

TEST_F(KeepersTest, do_not_update_a_cluster_that_has_grown_beyond_what_was_said) {
    add(one, 1, 1);
    activate(1, Gwei{64'000'000'000});
    const BalanceCommitment commitment = committed();
    for (std::uint8_t number = 2; number < 5; ++number)
        add(one, number, number);
    EXPECT_THAT(plan_updates(commitment, book, kKeeper, kNetwork), IsEmpty());
}

TEST_F(KeepersTest, speak_for_operators_as_their_owners_do) {
    const OperatorSeat seat{.id = {3}, .owner = kOwner, .ssv_network = kNetwork};
    EXPECT_EQ(leave_network(seat).from, kOwner);
    EXPECT_EQ(abi::decode_call<ssv::call::RemoveOperator>(leave_network(seat).data)->operator_id,
              seat.id);
    const ssv::AssetWei fee{Uint256{2'000'000'000}};
    const auto declared = declare_fee(seat, fee);
    EXPECT_EQ(abi::decode_call<ssv::call::DeclareOperatorFee>(declared.data)->fee, fee);
    EXPECT_TRUE(abi::decode_call<ssv::call::ExecuteOperatorFee>(execute_fee(seat).data));
    const auto forced = force_fee(seat, fee, kKeeper);
    EXPECT_EQ(forced.from, kKeeper);
    EXPECT_EQ(abi::decode_call<ssv::dev_call::DevSetOperatorFee>(forced.data)->fee, fee);
}

}  // namespace
}  // namespace stafi::devnet
