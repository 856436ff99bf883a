#include "eth/beacon_api/validator_status.hpp"

#include <gtest/gtest.h>

namespace stafi::eth {
namespace {

// The names and their order are those of beacon-APIs, ValidatorStatus.
TEST(ValidatorStatusTest, names_where_a_validator_is_on_its_way) {
    using enum ValidatorStatus;
    constexpr Epoch never = kFarFutureEpoch;
    Validator validator;
    validator.activation_eligibility_epoch = never;
    validator.activation_epoch = never;
    validator.exit_epoch = never;
    validator.withdrawable_epoch = never;
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{5}), pending_initialized);
    validator.activation_eligibility_epoch = Epoch{3};
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{5}), pending_queued);
    validator.activation_epoch = Epoch{6};
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{5}), pending_queued);
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{6}), active_ongoing);
    validator.exit_epoch = Epoch{9};
    validator.withdrawable_epoch = Epoch{12};
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{8}), active_exiting);
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{9}), exited_unslashed);
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{12}), withdrawal_possible);
    EXPECT_EQ(status_of(validator, Gwei{0}, Epoch{12}), withdrawal_done);
    validator.slashed = true;
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{8}), active_slashed);
    EXPECT_EQ(status_of(validator, Gwei{1}, Epoch{11}), exited_slashed);
    EXPECT_EQ(text_of(exited_slashed), "exited_slashed");
    EXPECT_FALSE(parse_statuses({"active_"}));
    EXPECT_FALSE(parse_statuses({""}));
}

}  // namespace
}  // namespace stafi::eth
