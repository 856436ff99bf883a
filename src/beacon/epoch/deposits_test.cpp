#include "beacon/epoch/deposits.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

TEST(PendingDeposits, apply_as_in_the_executable_specification) {
    test::expect_cases(
        "beacon_registry/pending_deposits.json",
        [](State& state, const boost::json::object&) { apply_pending_deposits(state); });
}

TEST(DepositRequests, wait_in_the_order_they_came) {
    State state;
    state.slot = Slot{77};
    for (std::uint64_t i = 1; i <= 3; ++i)
        ASSERT_TRUE(queue_deposit(state, {.pubkey = {},
                                          .withdrawal_credentials = {},
                                          .amount = Gwei{i},
                                          .signature = {},
                                          .index = i}));
    ASSERT_EQ(state.pending_deposits.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(state.pending_deposits[i].amount, Gwei{i + 1});
        EXPECT_EQ(state.pending_deposits[i].slot, Slot{77});
    }
}

TEST(DepositRequests, of_more_ether_than_there_is_are_refused) {
    State state;
    const eth::DepositRequest request{.pubkey = {},
                                      .withdrawal_credentials = {},
                                      .amount = Gwei{~0ULL},
                                      .signature = {},
                                      .index = 0};
    EXPECT_EQ(queue_deposit(state, request).error().reason, Reason::out_of_range);
    EXPECT_TRUE(state.pending_deposits.empty());
}

}  // namespace
}  // namespace stafi::beacon
