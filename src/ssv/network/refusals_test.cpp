#include "ssv/network/refusals.hpp"

#include <gtest/gtest.h>

#include "eth/abi/message.hpp"

namespace stafi::ssv {
namespace {

TEST(SsvRefusals, name_the_key_that_is_to_be_taken_out) {
    PubkeyBytes key;
    key.bytes.fill(std::byte{7});
    const Refused refused = read_refusal(abi::encode_call(
        "ValidatorAlreadyRegistered(bytes,address)", Bytes(48, std::byte{7}), Address{}));
    EXPECT_EQ(refused.word, Refusal::validator_registered);
    EXPECT_EQ(refused.validator, key);
    EXPECT_EQ(refused.operator_id, std::nullopt);
}

TEST(SsvRefusals, name_the_operator_that_is_full) {
    const Refused refused =
        read_refusal(abi::encode_call("ExceedValidatorLimitWithData(uint64)", OperatorId{42}));
    EXPECT_EQ(refused.word, Refusal::operator_full);
    EXPECT_EQ(refused.operator_id, OperatorId{42});
    EXPECT_EQ(refused.validator, std::nullopt);
}

TEST(SsvRefusals, of_both_releases_have_one_word) {
    for (const char* name : {"ClusterDoesNotExist()", "ClusterDoesNotExists()"}) {
        const auto error = abi::Signature::parse(name);
        const auto selector = error->selector();
        EXPECT_EQ(read_refusal(selector.view()).word, Refusal::cluster_missing) << name;
    }
}

TEST(SsvRefusals, without_data_tell_of_another_release) {
    EXPECT_EQ(read_refusal({}).word, Refusal::no_such_function);
}

TEST(SsvRefusals, of_v1_for_odd_amounts_come_as_texts) {
    EXPECT_EQ(
        read_refusal(abi::encode_call("Error(string)", std::string{"Max precision exceeded"})).word,
        Refusal::bad_arguments);
    EXPECT_EQ(read_refusal(abi::encode_call("Error(string)", std::string{"whatever"})).word,
              Refusal::unknown);
    EXPECT_EQ(read_refusal(abi::encode_call("Panic(uint256)", Uint256{0x11})).word,
              Refusal::arithmetic);
}

}  // namespace
}  // namespace stafi::ssv
