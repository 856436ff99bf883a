#include "beacon/state/registry.hpp"

#include <gtest/gtest.h>

#include "beacon/epoch/deposits.hpp"
#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

TEST(Registry, updates_as_the_executable_specification) {
    test::expect_cases("beacon_registry/registry_updates.json",
                       [](State& state, const object&) { update_registry(state); });
}

TEST(EffectiveBalances, update_as_in_the_executable_specification) {
    test::expect_cases("beacon_registry/effective_balances.json",
                       [](State& state, const object&) { update_effective_balances(state); });
}

/// Ordinary validators, active for ever.
State state_with(std::uint64_t count, const Parameters& rules) {
    State state{{}, rules, {}};
    for (std::uint64_t i = 0; i < count; ++i) {
        PubkeyBytes key;
        std::ranges::copy(le64(i), key.bytes.begin());
        add_validator(state, key, {}, 32_eth);
        state.validators.back().activation_epoch = Epoch{0};
    }
    return state;
}

TEST(ExitQueue, lets_four_validators_out_an_epoch_in_the_order_they_asked) {
    // 128 ETH of churn (MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA), 32 each; the first after
    // 1 + MAX_SEED_LOOKAHEAD epochs.
    State state = state_with(10, {});
    for (std::uint64_t i = 10; i-- > 0;)
        initiate_exit(state, ValidatorIndex{i}, activation_exit_churn(state));
    for (std::uint64_t i = 0; i < 10; ++i) {
        const eth::Validator& validator = state.validators[9 - i];
        EXPECT_EQ(validator.exit_epoch, Epoch{5 + i / 4});
        EXPECT_EQ(validator.withdrawable_epoch, Epoch{5 + i / 4 + 256});
    }
}

TEST(ExitQueue, takes_nobody_twice) {
    State state = state_with(2, {});
    initiate_exit(state, ValidatorIndex{0}, activation_exit_churn(state));
    const State once = state;
    state.slot = Slot{320};
    initiate_exit(state, ValidatorIndex{0}, activation_exit_churn(state));
    EXPECT_EQ(state.validators, once.validators);
    EXPECT_EQ(state.exit_balance_to_consume, once.exit_balance_to_consume);
}

TEST(Churn, of_the_devnet_moves_as_much_as_comes_and_goes) {
    const State state = state_with(4, devnet_parameters());
    EXPECT_EQ(activation_exit_churn(state), 8192_eth);
    EXPECT_EQ(consolidation_churn(state), 8192_eth);
}

TEST(KeyIndex, finds_validators_that_joined_after_the_last_question) {
    State state = state_with(3, {});
    EXPECT_EQ(state.find(state.validators[2].pubkey), ValidatorIndex{2});
    PubkeyBytes key;
    key.bytes.back() = std::byte{9};
    EXPECT_FALSE(state.find(key));
    add_validator(state, key, {}, 1_eth);
    EXPECT_EQ(state.find(key), ValidatorIndex{3});
}

}  // namespace
}  // namespace stafi::beacon
