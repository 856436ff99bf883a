#include "ssv/network/events.hpp"

#include <gtest/gtest.h>

namespace stafi::ssv {
namespace {

const std::vector<OperatorId> kOperators{OperatorId{1}, OperatorId{2}};

TEST(SsvEvents, come_back_as_they_were_told) {
    const event::ClusterDeposited given{.owner = {},
                                        .operator_ids = kOperators,
                                        .value = {5},
                                        .cluster = {.validator_count = 3,
                                                    .network_fee_index = 1,
                                                    .index = 2,
                                                    .active = false,
                                                    .balance = {4}}};
    const auto log = abi::encode_event(given);
    EXPECT_EQ(**decode_event(log.topics, log.data), Event{given});
}

TEST(SsvEvents, that_are_not_followed_are_passed_over) {
    EXPECT_EQ(*decode_event({}, {}), std::nullopt);
    const std::array<Bytes32, 1> topics{Bytes32{}};
    EXPECT_EQ(*decode_event(topics, {}), std::nullopt);
}

TEST(SsvEvents, with_a_cluster_that_is_no_cluster_are_refused) {
    auto log = abi::encode_event(
        event::ClusterLiquidated{.owner = {}, .operator_ids = kOperators, .cluster = {}});
    log.data[32 + 4 * 32 - 1] = std::byte{2};  // `active`, the fourth word after the list's offset
    EXPECT_EQ(decode_event(log.topics, log.data).error().reason, Reason::bad_abi);
}

TEST(SsvEvents, are_what_nodes_keep_their_registry_of) {
    const auto seen = registry_event(event::OperatorAdded{.operator_id = OperatorId{3},
                                                          .owner = {},
                                                          .public_key = encode_operator_key("key"),
                                                          .fee = {}});
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(std::get<OperatorAdded>(*seen).key_text, "key");
    EXPECT_FALSE(registry_event(event::OperatorAdded{
        .operator_id = OperatorId{3}, .owner = {}, .public_key = {}, .fee = {}}));
    EXPECT_FALSE(registry_event(event::ClusterDeposited{}));
    const auto added = registry_event(event::ValidatorAdded{.owner = {},
                                                            .operator_ids = kOperators,
                                                            .public_key = {},
                                                            .shares = {std::byte{1}},
                                                            .cluster = {}});
    EXPECT_EQ(std::get<ValidatorAdded>(*added).operators, kOperators);
}

}  // namespace
}  // namespace stafi::ssv
