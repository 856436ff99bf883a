#include "pool/events.hpp"

#include <gtest/gtest.h>

namespace stafi::pool {
namespace {

PubkeyBytes key(unsigned char n) {
    PubkeyBytes made;
    made.bytes.fill(std::byte{n});
    return made;
}

TEST(PoolEvents, are_told_by_contract_and_topic) {
    const validator_keys::event::SetPubkeyStatus given{.pubkey = key(1),
                                                       .status = KeyStatus::match};
    const auto log = abi::encode_event(given);
    for (const Contract lane : {Contract::light_node, Contract::super_node})
        EXPECT_EQ(**decode_event(lane, log.topics, log.data),
                  lane == Contract::light_node ? Event{light_node::Event{given}}
                                               : Event{super_node::Event{given}});
}

TEST(PoolEvents, that_a_contract_does_not_have_are_passed_over) {
    const auto log = abi::encode_event(validator_keys::event::SetPubkeyStatus{});
    EXPECT_EQ(*decode_event(Contract::withdraw, log.topics, log.data), std::nullopt);
    EXPECT_EQ(*decode_event(Contract::eth_deposit, log.topics, log.data), std::nullopt);
    EXPECT_EQ(*decode_event(Contract::light_node, {}, {}), std::nullopt);
}

TEST(PoolEvents, with_a_status_that_does_not_exist_are_refused) {
    const auto log = abi::encode_event(validator_keys::event::SetPubkeyStatus{.pubkey = key(1)});
    Bytes data = log.data;
    data[63] = std::byte{8};  // the second word: one more than the last status
    const auto event = decode_event(Contract::super_node, log.topics, data);
    ASSERT_FALSE(event.has_value());
    EXPECT_EQ(event.error().reason, Reason::out_of_range);
}

TEST(PoolEvents, with_a_key_of_another_length_are_refused) {
    const auto log = abi::encode_event(validator_keys::event::SetPubkeyStatus{.pubkey = key(1)});
    Bytes data = log.data;
    data[95] = std::byte{47};  // the length, and so one byte more of padding
    data[96 + 47] = std::byte{0};
    EXPECT_EQ(decode_event(Contract::super_node, log.topics, data).error().reason, Reason::bad_abi);
}

TEST(PoolEvents, of_the_registry_say_which_contract_moved) {
    const storage::event::ContractSet given{.name = "stafiWithdraw", .previous = {}, .current = {}};
    const auto log = abi::encode_event(given);
    EXPECT_EQ(**decode_storage_event(log.topics, log.data), storage::Event{given});
}

}  // namespace
}  // namespace stafi::pool
