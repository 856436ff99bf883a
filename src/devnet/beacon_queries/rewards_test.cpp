#include "devnet/beacon_queries/rewards.hpp"

#include <algorithm>
#include <functional>

#include "beacon_node.hpp"

// Rewards are what balances show: every test compares with those of the chain's states.

namespace stafi::devnet::beacon_api {
namespace {

using test::text;

struct RewardsTest : test::BeaconNodeTest {
    Gwei balance(Slot slot, ValidatorIndex of) {
        return (*chain.state_at(slot))->balances[of.value];
    }
};

TEST_F(RewardsTest, tells_what_a_block_brought_its_proposer) {
    forward(1);
    const auto data_of_block = data("/eth/v1/beacon/rewards/blocks/6");
    const ValidatorIndex proposer = chain.at(Slot{6})->block->message.proposer_index;
    EXPECT_EQ(text(data_of_block, "proposer_index"), std::to_string(proposer.value));
    const std::int64_t total = std::stoll(text(data_of_block, "total"));
    EXPECT_EQ(total, std::stoll(text(data_of_block, "attestations")) +
                         std::stoll(text(data_of_block, "sync_aggregate")));
    // Besides, a proposer only gets what its own seats in the sync committee earn.
    const auto seats = data_of(post("/eth/v1/beacon/rewards/sync_committee/6",
                                    R"([")" + std::to_string(proposer.value) + R"("])"));
    const std::int64_t own = seats.as_array().empty() ? 0 : std::stoll(text(seats.at(0), "reward"));
    EXPECT_EQ(balance(Slot{6}, proposer),
              balance(Slot{5}, proposer) + Gwei{static_cast<std::uint64_t>(total + own)});
    EXPECT_EQ(text(data("/eth/v1/beacon/rewards/blocks/genesis"), "total"), "0");
}

TEST_F(RewardsTest, takes_from_those_who_did_not_sign_with_the_sync_committee) {
    beacon::Drive most = all;
    most.performs = [](ValidatorIndex index) { return index.value != 5; };
    forward(2, most);
    const std::string block = std::to_string(chain.head().slot.value);
    const auto rewards = data_of(post("/eth/v1/beacon/rewards/sync_committee/" + block, "[]"));
    for (const auto& row : rewards.as_array())
        EXPECT_EQ(text(row, "reward").starts_with('-'), text(row, "validator_index") == "5");
}

TEST_F(RewardsTest, tells_what_an_epochs_votes_brought) {
    beacon::Drive most = all;
    most.performs = [](ValidatorIndex index) { return index.value != 5; };
    forward(3, most);
    const auto rewards = data_of(post("/eth/v1/beacon/rewards/attestations/1", R"(["3","5"])"));
    const auto& rows = rewards.at("total_rewards");
    const auto deltas = *chain.attestation_rewards(Epoch{1});
    EXPECT_EQ(text(rows.at(0), "validator_index"), "3");
    EXPECT_EQ(text(rows.at(0), "target"), std::to_string(deltas[3].target_reward.value));
    EXPECT_EQ(text(rows.at(1), "target"), "-" + std::to_string(deltas[5].target_penalty.value));
    EXPECT_EQ(text(rows.at(1), "head"), "0");
    const auto& ideal = rewards.at("ideal_rewards");
    ASSERT_EQ(ideal.as_array().size(), 1U);
    EXPECT_EQ(text(ideal.at(0), "effective_balance"), "32000000000");
    // Somebody did everything right.
    const auto best = [&](auto part) {
        return std::to_string(std::invoke(part, std::ranges::max(deltas, {}, part)).value);
    };
    EXPECT_EQ(text(ideal.at(0), "source"), best(&beacon::Deltas::source_reward));
    EXPECT_EQ(text(ideal.at(0), "target"), best(&beacon::Deltas::target_reward));
    EXPECT_EQ(text(ideal.at(0), "head"), best(&beacon::Deltas::head_reward));
    EXPECT_EQ(post("/eth/v1/beacon/rewards/attestations/3", "[]").status, 404U);
    EXPECT_EQ(post("/eth/v1/beacon/rewards/attestations/18446744073709551615", "[]").status, 400U);
}

TEST_F(RewardsTest, remembers_the_rewards_of_blocks_that_the_chain_has_pruned) {
    forward(1);
    const Answer before = get("/eth/v1/beacon/rewards/blocks/6");
    forward(7);
    ASSERT_EQ(chain.at(Slot{6}), nullptr);
    EXPECT_EQ(data_of(get("/eth/v1/beacon/rewards/blocks/6")), data_of(before));
    EXPECT_EQ(post("/eth/v1/beacon/rewards/attestations/1", "[]").status, 200U);
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
