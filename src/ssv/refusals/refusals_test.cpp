#include "ssv/refusals/refusals.hpp"

#include <cctype>
#include <string>

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

TEST(SsvRefusals, keep_the_name_and_the_arguments) {
    const Refused refused =
        read_refusal(abi::encode_call("CallerNotWhitelistedWithData(uint64)", OperatorId{42}));
    EXPECT_EQ(refused.name, "CallerNotWhitelistedWithData");
    EXPECT_EQ(refused.text, "CallerNotWhitelistedWithData(42)");
    EXPECT_EQ(refused.explanation, "the operator is private and has not admitted the caller");
}

TEST(SsvRefusals, of_a_module_name_no_operator) {
    const Refused refused =
        read_refusal(abi::encode_call("TargetModuleDoesNotExistWithData(uint8)", std::uint8_t{6}));
    EXPECT_EQ(refused.word, Refusal::not_ours);
    EXPECT_EQ(refused.operator_id, std::nullopt);
}

TEST(SsvRefusals, of_the_token_and_of_libraries_come_as_texts) {
    const auto read = [](const std::string& text) {
        return read_refusal(abi::encode_call("Error(string)", text)).word;
    };
    EXPECT_EQ(read("ERC20: insufficient allowance"), Refusal::insufficient_balance);
    EXPECT_EQ(read("Ownable: caller is not the owner"), Refusal::not_owner);
}

// Each is what somebody will read: a clause, lower case, no stop, and one line of a terminal.
TEST(SsvRefusals, are_explained_each_in_one_sentence) {
    for (const auto rows : {refusal_errors(), refusal_texts()})
        for (const RefusalRow& row : rows) {
            EXPECT_GE(row.explanation.size(), 15U) << row.declaration;
            EXPECT_LE(row.explanation.size(), 90U) << row.declaration;
            EXPECT_TRUE(std::islower(static_cast<unsigned char>(row.explanation.front())) != 0 ||
                        row.explanation.starts_with("SSV"))
                << row.explanation;
            EXPECT_NE(row.explanation.back(), '.') << row.explanation;
            EXPECT_NE(row.word, Refusal::unknown) << row.declaration;
        }
}

TEST(SsvRefusals, without_arguments_are_known_by_their_selector) {
    for (const RefusalRow& row : refusal_errors()) {
        const auto error = *abi::Signature::parse(row.declaration);
        if (!error.inputs().parts().empty()) continue;
        const Refused refused = read_refusal(error.selector().view());
        EXPECT_EQ(refused.word, row.word) << row.declaration;
        EXPECT_EQ(refused.explanation, row.explanation) << row.declaration;
    }
}

}  // namespace
}  // namespace stafi::ssv
