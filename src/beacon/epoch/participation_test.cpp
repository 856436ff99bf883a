#include "beacon/epoch/participation.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

TEST(InactivityScores, follow_the_executable_specification) {
    test::expect_cases("beacon_epochs/inactivity_updates.json",
                       [](State& state, const object&) { update_inactivity_scores(state); });
}

TEST(Rewards, and_penalties_are_those_of_the_executable_specification) {
    test::expect_cases("beacon_epochs/rewards_and_penalties.json",
                       [](State& state, const object&) { apply_rewards_and_penalties(state); });
}

TEST(Participation, of_the_current_epoch_becomes_the_previous_ones) {
    test::expect_cases("beacon_epochs/participation_flag_updates.json",
                       [](State& state, const object&) { rotate_participation(state); });
}

TEST(Rewards, of_one_increment_are_as_worked_out_by_hand) {
    // get_base_reward_per_increment: 10^9 * 64 / isqrt(32 million ETH in gwei) = 6.4e10 /
    // 178885438.
    EXPECT_EQ(base_reward_per_increment({}, 32'000'000_eth), Gwei{357});
}

}  // namespace
}  // namespace stafi::beacon
