#include "beacon/state/genesis.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

struct GenesisTest : testing::Test {
    boost::json::value vectors = test::vector_file("beacon_blocks/chain.json");
    const boost::json::object& row = vectors.at("cases").as_array().at(0).as_object();
    std::vector<GenesisValidator> validators = [this] {
        const State state = test::state_of(row.at("pre"));
        std::vector<GenesisValidator> list;
        for (std::size_t i = 0; i < state.validators.size(); ++i)
            list.push_back({.pubkey = state.validators[i].pubkey,
                            .withdrawal_credentials = state.validators[i].withdrawal_credentials,
                            .balance = state.balances[i]});
        return list;
    }();

    [[nodiscard]] Result<State> made() const {
        return genesis_state(
            {.rules = {},
             .time = UnixSeconds{1'700'000'000},
             .execution_block_hash = *parse_fixed<Bytes32>(test::str(row.at("randao_mix"))),
             .validators = validators});
    }
};

TEST_F(GenesisTest, is_the_state_that_the_executable_specification_began_with) {
    const auto state = made();
    ASSERT_TRUE(state) << state.error().what;
    EXPECT_EQ(to_hex(root_of(*state).view()), test::str(row.at("root")));
}

TEST_F(GenesisTest, lets_whoever_has_less_than_the_activation_balance_wait) {
    validators[3].balance = 31_eth;
    const auto state = made();
    EXPECT_EQ(state->validators[3].activation_epoch, eth::kFarFutureEpoch);
    EXPECT_EQ(state->validators[4].activation_epoch, Epoch{0});
}

TEST_F(GenesisTest, refuses_keys_that_are_no_points_or_given_twice) {
    validators[2].pubkey = validators[5].pubkey;
    EXPECT_EQ(made().error().reason, Reason::duplicate_key);
    validators[2].pubkey = {};
    EXPECT_EQ(made().error().reason, Reason::bad_public_key);
}

TEST_F(GenesisTest, refuses_to_begin_without_anybody_active) {
    for (GenesisValidator& one : validators)
        one.balance = 1_eth;
    EXPECT_EQ(made().error().reason, Reason::bad_argument);
}

}  // namespace
}  // namespace stafi::beacon
