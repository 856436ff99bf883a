#include "app/validator_files/operators_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stafi::app {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(OperatorsFile, has_the_form_of_ssv_dkg_of_the_ssv_api_or_of_ssv_keys) {
    const OperatorText one{.id = {1}, .key_text = "LS0t"};
    const OperatorText two{.id = {2}, .key_text = "LS1t"};
    EXPECT_THAT(*parse_operators(R"([{"id":2,"public_key":"LS1t","ip":"https://a:3030"},
                                     {"id":1,"public_key":"LS0t","ip":"https://b:3030"}])"),
                ElementsAre(two, one));
    EXPECT_THAT(*parse_operators(R"({"operators":[{"id":1,"id_str":"1","public_key":"LS0t",
                                      "fee":"0"}],"pagination":{"page":1}})"),
                ElementsAre(one));
    EXPECT_THAT(*parse_operators(R"([{"id":"1","operatorKey":"LS0t"}])"), ElementsAre(one));
    EXPECT_THAT(*parse_operators(R"({"id":1,"public_key":"LS0t"})"), ElementsAre(one));
    EXPECT_THAT(*parse_operators("[]"), ElementsAre());
}

TEST(OperatorsFile, names_the_operator_that_is_wrong) {
    const auto refusal = [](std::string_view text) {
        const auto parsed = parse_operators(text);
        return parsed
                   ? ""
                   : std::string{text_of(parsed.error().reason).code} + ' ' + parsed.error().what;
    };
    EXPECT_EQ(refusal(R"([{"id":1,"public_key":"a"},{"id":1}])"),
              "bad_json operators[1]: public_key: a text expected");
    EXPECT_EQ(refusal(R"([{"public_key":"a"}])"),
              "bad_json operators[0]: id: a positive number expected");
    EXPECT_EQ(refusal(R"([{"id":-1,"public_key":"a"}])"),
              "bad_json operators[0]: id: a positive number expected");
    EXPECT_EQ(refusal(R"([{"id":1.5,"public_key":"a"}])"),
              "bad_json operators[0]: id: a positive number expected");
    EXPECT_EQ(refusal(R"([{"id":"0","public_key":"a"}])"),
              "out_of_range operators[0]: 0 is not in 1..2147483647");
    EXPECT_EQ(refusal(R"([{"id":1,"public_key":"a"},{"id":2,"public_key":"b"},)"
                      R"({"id":1,"public_key":"c"}])"),
              "duplicate_key operators[2]: operator 1 is operators[0] already");
    EXPECT_EQ(refusal(R"([{"id":1,"public_key":"a","public_key":"b"}])"),
              "bad_json operators: [0].public_key: given twice");
    EXPECT_EQ(refusal(R"([{"id":1,"public_key":"a","operatorKey":"b"}])"),
              "bad_json operators[0]: public_key and operatorKey: two different keys");
    EXPECT_EQ(refusal(R"([{"id":1,"public_key":")" + std::string(2049, 'a') + "\"}]"),
              "bad_rsa_key operators[0]: public_key: 2049 characters, at most 2048 expected");
    EXPECT_EQ(refusal("[7]"), "bad_json operators[0]: an object expected");
    EXPECT_EQ(refusal("7"), "bad_json operators: an array expected");
    EXPECT_THAT(refusal("[{"), StartsWith("bad_json operators: "));
    EXPECT_THAT(refusal(std::string(kOperatorsFileMax + 1, ' ')), StartsWith("file_too_large "));
    std::string many = "[{}";
    for (std::size_t i = 0; i < kOperatorsMax; ++i)
        many += ",{}";
    EXPECT_THAT(refusal(many + "]"), StartsWith("out_of_range "));
}

}  // namespace
}  // namespace stafi::app
