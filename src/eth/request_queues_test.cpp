#include "eth/request_queues.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

// Layouts: EIP-7002 and EIP-7251, "add request"; amounts are big-endian in calls and logs and
// little-endian only in what the consensus layer gets.

namespace stafi::eth {
namespace {

PubkeyBytes key(unsigned char n) {
    PubkeyBytes made;
    made.bytes.fill(std::byte{n});
    return made;
}

Bytes log_of(const Bytes& calldata) {
    Bytes log(20, std::byte{0xaa});
    append(log, calldata);
    return log;
}

TEST(RequestQueues, take_a_withdrawal_as_key_and_amount) {
    EXPECT_EQ(to_hex(encode_withdrawal_call(key(0x11), Gwei{258})),
              std::string(96, '1') + "0000000000000102");
    EXPECT_EQ(encode_withdrawal_call(key(1), {}).size(), kWithdrawalCallBytes);
}

TEST(RequestQueues, take_a_consolidation_as_two_keys) {
    EXPECT_EQ(to_hex(encode_consolidation_call(key(0x11), key(0x22))),
              std::string(96, '1') + std::string(96, '2'));
}

TEST(RequestQueues, log_the_caller_and_what_it_asked_for) {
    const auto withdrawal =
        decode_withdrawal_log(log_of(encode_withdrawal_call(key(1), Gwei{1'000'000'000})));
    ASSERT_TRUE(withdrawal.has_value());
    EXPECT_EQ(to_hex(withdrawal->source_address.view()), std::string(40, 'a'));
    EXPECT_EQ(withdrawal->validator_pubkey, key(1));
    EXPECT_EQ(withdrawal->amount, Gwei{1'000'000'000});

    const auto consolidation =
        decode_consolidation_log(log_of(encode_consolidation_call(key(1), key(2))));
    ASSERT_TRUE(consolidation.has_value());
    EXPECT_EQ(consolidation->source_pubkey, key(1));
    EXPECT_EQ(consolidation->target_pubkey, key(2));
}

TEST(RequestQueues, are_read_with_their_exact_length_only) {
    for (const std::size_t size : {0U, 75U, 77U, 115U, 117U}) {
        const Bytes data(size, std::byte{0});
        EXPECT_EQ(decode_withdrawal_log(data).error().reason, Reason::bad_abi);
        EXPECT_EQ(decode_consolidation_log(data).error().reason, Reason::bad_abi);
    }
    EXPECT_FALSE(decode_request_fee(Bytes(31, std::byte{0})));
}

TEST(RequestQueues, answer_their_fee_in_wei) {
    Bytes answer(32, std::byte{0});
    answer.back() = std::byte{17};
    EXPECT_EQ(*decode_request_fee(answer), Wei{17});
}

TEST(RequestQueues, lie_where_the_eips_put_them) {
    EXPECT_EQ(to_hex(withdrawal_queue().view()), "00000961ef480eb55e80d19ad83579a64c007002");
    EXPECT_EQ(to_hex(consolidation_queue().view()), "0000bbddc7ce488642fb579f8b00f3a590007251");
}

}  // namespace
}  // namespace stafi::eth
