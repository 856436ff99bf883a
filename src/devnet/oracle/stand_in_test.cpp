#include "devnet/oracle/stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bls_values.hpp"
#include "eth/deposit/deposit.hpp"
#include "pool/contracts/withdraw.hpp"

namespace stafi::devnet {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using namespace literals;
namespace light = pool::light_node;
namespace super = pool::super_node;
using pool::KeyStatus;
using pool::validator_keys::VoteWithdrawCredentials;

const Uint256 kPercent{10'000'000'000'000'000};
const PoolFees kFees{.node = {5 * kPercent}, .platform = {5 * kPercent}};

Address address(std::uint8_t number) {
    Address made;
    made.bytes.back() = std::byte{number};
    return made;
}
const Address kPool = address(1);  // what credentials pay to
const Address kThief = address(2);
const Address kLight = address(11);
const Address kSuper = address(12);
const Address kBalances = address(13);

/// One pool with three members, on a beacon chain that a test describes.
struct OracleTest : testing::Test {
    Entropy entropy = test::seeded(3);
    PoolLedger ledger;
    beacon::State state;
    OracleFacts facts = some_facts();
    OracleStandIn oracle{Epoch{8}};

    static Bytes32 credentials(const Address& to) {
        return eth::to_bytes({.kind = eth::WithdrawalCredentials::Kind::execution, .address = to});
    }
    static OracleFacts some_facts() {
        OracleFacts made{.block = {100},
                         .contracts = {},
                         .members = {address(21), address(22), address(23)},
                         .quorum = 2,
                         .credentials = credentials(kPool),
                         .genesis = {},
                         .fees = kFees,
                         .pool_balance = {},
                         .missing = {},
                         .supply = {},
                         .balances = {},
                         .distributed = {},
                         .next_request = {},
                         .max_claimable = {}};
        made.contracts.set(pool::Contract::light_node, kLight);
        made.contracts.set(pool::Contract::super_node, kSuper);
        made.contracts.set(pool::Contract::withdraw, kPool);
        made.contracts.set(pool::Contract::network_balances, kBalances);
        return made;
    }
    void at_epoch(std::uint64_t epoch) {
        state.slot = Slot{epoch * state.rules.slots_per_epoch.value};
    }
    std::vector<Transaction> plan() {
        auto made = oracle.plan(facts, ledger, state);
        EXPECT_TRUE(made) << made.error().what;
        return *std::move(made);
    }

    /// A deposit of a new key with one's own credentials, or a thief's.
    BlsSecretKey deposit(const Address& to) {
        BlsSecretKey key = test::random_key(entropy);
        deposit_of(key, to);
        return key;
    }
    void deposit_of(const BlsSecretKey& key, const Address& to) {
        const auto data =
            eth::sign_deposit(key,
                              {.kind = eth::WithdrawalCredentials::Kind::execution, .address = to},
                              1_eth, {})
                .value();
        follow(ledger, eth::DepositRequest{.pubkey = data.pubkey,
                                           .withdrawal_credentials = data.withdrawal_credentials,
                                           .amount = data.amount,
                                           .signature = data.signature,
                                           .index = next_index++});
    }
    std::uint64_t next_index = 0;
    void tell(const pool::Event& event) { follow(ledger, event); }
    PubkeyBytes trusted(const PubkeyBytes& key, KeyStatus status = KeyStatus::initial) {
        tell(super::Event{super::event::Deposited{
            .node = address(31), .pubkey = key, .validator_signature = {}}});
        tell(super::Event{
            pool::validator_keys::event::SetPubkeyStatus{.pubkey = key, .status = status}});
        return key;
    }
    PubkeyBytes solo(const PubkeyBytes& key, Gwei own, KeyStatus status = KeyStatus::initial) {
        tell(light::Event{light::event::Deposited{
            .node = address(32), .pubkey = key, .validator_signature = {}, .amount = to_wei(own)}});
        tell(light::Event{
            pool::validator_keys::event::SetPubkeyStatus{.pubkey = key, .status = status}});
        return key;
    }
    void validator(const PubkeyBytes& key, Gwei balance) {
        eth::Validator made;
        made.pubkey = key;
        made.withdrawal_credentials = credentials(kPool);
        state.validators.push_back(made);
        state.balances.push_back(balance);
    }
    static PubkeyBytes name(std::uint8_t number) {
        PubkeyBytes made;
        made.bytes.back() = std::byte{number};
        return made;
    }
};

TEST_F(OracleTest, votes_for_keys_whose_first_deposit_pays_to_the_pool) {
    const auto ours = trusted(deposit(kPool).public_key().bytes());
    BlsSecretKey stolen = deposit(kThief);
    deposit_of(stolen, kPool);
    const auto theirs = solo(stolen.public_key().bytes(), 12_eth);
    const auto made = plan();
    ASSERT_THAT(made, SizeIs(4));  // a quorum of two, on each lane
    for (const Transaction& one : made) {
        const auto call = abi::decode_call<VoteWithdrawCredentials>(one.data).value();
        EXPECT_EQ(call.pubkeys, std::vector{one.to == kSuper ? ours : theirs});
        EXPECT_EQ(call.matchs.at(0).value, one.to == kSuper);
        EXPECT_TRUE(one.from == address(21) || one.from == address(22));
    }
}

TEST_F(OracleTest, asks_for_a_vote_again_only_when_it_never_arrived) {
    const auto key = trusted(deposit(kPool).public_key().bytes());
    EXPECT_THAT(plan(), SizeIs(2));
    at_epoch(7);
    EXPECT_THAT(plan(), IsEmpty());
    tell(super::Event{pool::validator_keys::event::CredentialsVoted{
        .member = address(21), .pubkey = key, .matches = true}});
    at_epoch(8);
    const auto made = plan();
    ASSERT_THAT(made, SizeIs(1));
    EXPECT_EQ(made[0].from, address(22));
    tell(super::Event{
        pool::validator_keys::event::SetPubkeyStatus{.pubkey = key, .status = KeyStatus::match}});
    at_epoch(30);
    EXPECT_THAT(plan(), IsEmpty());
}

TEST_F(OracleTest, votes_for_many_keys_in_batches) {
    for (int i = 0; i < 31; ++i)
        trusted(deposit(kPool).public_key().bytes());
    const auto made = plan();
    ASSERT_THAT(made, SizeIs(4));
    EXPECT_THAT(abi::decode_call<VoteWithdrawCredentials>(made[0].data)->pubkeys, SizeIs(30));
    EXPECT_THAT(abi::decode_call<VoteWithdrawCredentials>(made[1].data)->pubkeys, SizeIs(1));
}

// By hand: 10 % of 1 ETH to operator and platform, 5 % each; an operator with 8 of 32 ETH also gets
// a quarter of the other 90 %.
TEST_F(OracleTest, splits_rewards_between_users_operators_and_platform) {
    const Wei one = to_wei(1_eth);
    const auto milli = [](std::uint64_t n) { return Wei{Uint256{n * 1'000'000'000'000'000}}; };
    EXPECT_EQ(split_reward(one, 0_eth, kFees),
              (Split{.user = milli(900), .node = milli(50), .platform = milli(50)}));
    EXPECT_EQ(split_reward(one, 8_eth, kFees),
              (Split{.user = milli(675), .node = milli(275), .platform = milli(50)}));
}

TEST_F(OracleTest, takes_large_withdrawals_for_principal) {
    EXPECT_EQ(split_withdrawal(33_eth, 8_eth, kFees).node,
              to_wei(8_eth) + split_reward(to_wei(1_eth), 8_eth, kFees).node);
    const Split slashed = split_withdrawal(30_eth, 8_eth, kFees);
    EXPECT_EQ(slashed, (Split{.user = to_wei(24_eth), .node = to_wei(6_eth), .platform = {}}));
    const Split broke = split_withdrawal(20_eth, 8_eth, kFees);
    EXPECT_EQ(broke, (Split{.user = to_wei(20_eth), .node = {}, .platform = {}}));
}

TEST_F(OracleTest, loses_no_wei_in_any_split) {
    std::uint64_t random = 9;
    for (int i = 0; i < 2000; ++i) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        const Gwei amount{random % 70'000'000'000};
        const Gwei own{(random >> 20) % 32'000'000'001};
        const Split split = split_withdrawal(amount, own, kFees);
        EXPECT_EQ(split.user + split.node + split.platform, to_wei(amount));
    }
}

TEST_F(OracleTest, counts_what_users_have_at_every_stage_of_a_key) {
    const auto users = [&] { return staked_ether(ledger, state, kFees).users; };
    trusted(name(1));
    EXPECT_EQ(users(), to_wei(1_eth));  // the probe
    solo(name(2), 12_eth);
    EXPECT_EQ(users(), to_wei(1_eth));
    solo(name(2), 12_eth, KeyStatus::staking);
    trusted(name(1), KeyStatus::staking);
    EXPECT_EQ(users(), to_wei(52_eth));  // 32 and 20, on their way
    validator(name(1), 33_eth);
    validator(name(2), 31_eth);
    EXPECT_EQ(users(), to_wei(52_eth) + split_reward(to_wei(1_eth), 0_eth, kFees).user);
    state.balances[0] = 0_eth;  // left, and paid out
    EXPECT_EQ(users(), to_wei(20_eth));
    trusted(name(3), KeyStatus::unmatch);
    EXPECT_EQ(users(), to_wei(20_eth));
}

TEST_F(OracleTest, submits_the_same_balances_by_a_quorum_once_an_era) {
    trusted(name(1), KeyStatus::staking);
    validator(name(1), 32_eth);
    facts.supply = {to_wei(60_eth).value};
    facts.pool_balance = to_wei(30_eth);
    facts.missing = to_wei(2_eth);
    at_epoch(40);
    const auto made = plan();
    ASSERT_THAT(made, SizeIs(2));
    EXPECT_EQ(made[0].data, made[1].data);
    EXPECT_NE(made[0].from, made[1].from);
    const auto call =
        abi::decode_call<pool::network_balances::SubmitBalances>(made[0].data).value();
    EXPECT_EQ(call.block, pool::balances_id(Epoch{40}));
    EXPECT_EQ(call.total_eth, to_wei(60_eth));
    EXPECT_EQ(call.staking_eth, to_wei(32_eth));
    EXPECT_EQ(call.reth_supply, facts.supply);
    at_epoch(47);
    EXPECT_THAT(plan(), IsEmpty());
    facts.balances = call.block;
    at_epoch(48);
    EXPECT_THAT(plan(), SizeIs(2));
}

TEST_F(OracleTest, distributes_what_was_paid_out_since_the_last_time) {
    trusted(name(1), KeyStatus::staking);
    validator(name(1), 32_eth);
    const std::vector<eth::Withdrawal> paid{
        {.index = {}, .validator_index = {0}, .address = kPool, .amount = 1_eth},
        {.index = {}, .validator_index = {0}, .address = kThief, .amount = 2_eth}};
    follow(ledger, BlockNumber{50}, paid, kPool);
    follow(ledger, BlockNumber{90}, paid, kPool);
    follow(ledger, BlockNumber{101}, paid, kPool);  // after the facts
    facts.distributed = {50};
    facts.next_request = {3};
    const auto made = plan();
    ASSERT_THAT(made, SizeIs(2));
    EXPECT_EQ(made[0].to, kPool);
    const auto call = abi::decode_call<pool::withdraw::DistributeWithdrawals>(made[0].data).value();
    const Split expected = split_reward(to_wei(1_eth), 0_eth, kFees);
    EXPECT_EQ(call.dealed_height, BlockNumber{100});
    EXPECT_EQ(call.user_amount, expected.user);
    EXPECT_EQ(call.node_amount, expected.node);
    EXPECT_EQ(call.platform_amount, expected.platform);
    EXPECT_EQ(call.max_claimable_withdraw_index, pool::WithdrawIndex{2});
    EXPECT_THAT(plan(), IsEmpty());
}

TEST_F(OracleTest, has_nothing_to_say_about_an_empty_pool) { EXPECT_THAT(plan(), IsEmpty()); }

TEST_F(OracleTest, refuses_fees_of_more_than_everything) {
    facts.fees.node = {96 * kPercent};
    const auto refused = oracle.plan(facts, ledger, state);
    EXPECT_EQ(refused.error().reason, Reason::bad_argument);
}

}  // namespace
}  // namespace stafi::devnet
