#include "beacon/block/withdrawals.hpp"

#include <gtest/gtest.h>

#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using Withdrawals = ssz::List<eth::Withdrawal, eth::kMaxWithdrawalsPerPayload>;

TEST(Withdrawals, are_those_of_the_executable_specification) {
    test::expect_cases("beacon_registry/withdrawals.json", [](State& state,
                                                              const boost::json::object& row) {
        const ExpectedWithdrawals expected = expected_withdrawals(state);
        const auto given = test::given<Withdrawals>(row, "withdrawals");
        EXPECT_EQ(expected.withdrawals, static_cast<const std::vector<eth::Withdrawal>&>(given));
        apply_withdrawals(state, expected);
    });
}

TEST(Withdrawals, of_an_empty_registry_are_none) {
    State state;
    const ExpectedWithdrawals expected = expected_withdrawals(state);
    EXPECT_EQ(expected, ExpectedWithdrawals{});
    apply_withdrawals(state, expected);
    EXPECT_EQ(state.next_withdrawal_validator_index, ValidatorIndex{0});
}

}  // namespace
}  // namespace stafi::beacon
