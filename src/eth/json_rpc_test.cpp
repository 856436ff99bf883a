#include "eth/json_rpc.hpp"

#include <gmock/gmock.h>

#include "base/hex.hpp"

namespace stafi::eth {
namespace {

using testing::HasSubstr;

RpcResult result_of(std::string_view text) {
    return accepted(parse_rpc_answer(text, RpcId{7}).value()).value();
}
RpcError error_of(std::string_view text) {
    return std::get<RpcError>(parse_rpc_answer(text, RpcId{7}).value());
}
std::string problem_of(std::string_view text) {
    const auto answer = parse_rpc_answer(text, RpcId{7});
    EXPECT_FALSE(answer) << text;
    if (answer) return "";
    EXPECT_EQ(answer.error().reason, Reason::bad_rpc) << text;
    return answer.error().what;
}

TEST(RpcRequest, names_method_params_and_id) {
    EXPECT_EQ(rpc_request(RpcId{1}, {"eth_chainId"}),
              R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]})");
    EXPECT_EQ(rpc_request(RpcId{2}, {"eth_getBalance", {json_quoted("0xab"), R"({"a":[1]})"}}),
              R"({"jsonrpc":"2.0","id":2,"method":"eth_getBalance","params":["0xab",{"a":[1]}]})");
}

TEST(RpcRequest, counts_the_ids_of_a_batch_up) {
    const std::vector<RpcCall> calls{{"a"}, {"b", {"1"}}};
    EXPECT_EQ(rpc_batch(RpcId{5}, calls), R"([{"jsonrpc":"2.0","id":5,"method":"a","params":[]},)"
                                          R"({"jsonrpc":"2.0","id":6,"method":"b","params":[1]}])");
}

// From the examples of https://ethereum.org/developers/docs/apis/json-rpc, shortened.
TEST(RpcAnswer, is_a_text_an_object_a_list_or_null) {
    EXPECT_EQ(result_of(R"({"id":7,"jsonrpc":"2.0","result":"0x4b7"})").text().value(), "0x4b7");
    const RpcResult block =
        result_of(R"({"jsonrpc":"2.0","id":7,"result":{"number":"0x1b4","uncles":["0x16"]}})");
    EXPECT_EQ(block.object()->text("number").value(), "0x1b4");
    EXPECT_EQ(block.object()->text("hash").error().what, "result.hash: missing");
    const RpcResult logs =
        result_of(R"({"id":7,"jsonrpc":"2.0","result":[{"logIndex":"0x1"},{"logIndex":"0x2"}]})");
    EXPECT_EQ(logs.objects(2).value().at(1).text("logIndex").value(), "0x2");
    EXPECT_FALSE(logs.objects(1));
    EXPECT_EQ(logs.json().value(), R"([{"logIndex":"0x1"},{"logIndex":"0x2"}])");
    EXPECT_TRUE(result_of(R"({"id":7,"jsonrpc":"2.0","result":null})").is_null());
    EXPECT_FALSE(logs.is_null());
}

TEST(RpcAnswer, may_carry_the_other_field_as_null) {
    EXPECT_EQ(result_of(R"({"id":7,"jsonrpc":"2.0","result":"0x1","error":null})").text().value(),
              "0x1");
    EXPECT_EQ(
        error_of(R"({"id":7,"jsonrpc":"2.0","result":null,"error":{"code":1,"message":"m"}})").code,
        1);
}

// The shape that geth and anvil answer a reverted eth_call with.
TEST(RpcError, has_a_code_a_message_and_what_a_contract_reverted_with) {
    EXPECT_EQ(
        error_of(R"({"jsonrpc":"2.0","id":7,"error":{"code":3,"message":"execution reverted",)"
                 R"("data":"0x08c379a0"}})"),
        (RpcError{
            .code = 3, .message = "execution reverted", .data = parse_hex("08c379a0").value()}));
    EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":7,"error":{"code":-38003,"message":"x",)"
                       R"("data":{"err":"y"}}})"),
              (RpcError{.code = -38003, .message = "x"}));
    EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse"}})"),
              (RpcError{.code = -32700, .message = "parse"}));
}

TEST(RpcError, is_bounded_and_fit_for_a_terminal) {
    const RpcError error =
        error_of(R"({"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"\u001b[2J)" +
                 std::string(10'000, 'x') + R"(","data":"0x)" +
                 std::string(2 * kRpcErrorDataMax + 2, 'a') + R"("}})");
    EXPECT_EQ(error.message.size(), kRpcMessageBytesMax);
    EXPECT_THAT(error.message, testing::StartsWith("?[2J"));
    EXPECT_TRUE(error.data.empty());
}

TEST(RpcError, is_one_refusal_to_those_who_ask_no_further) {
    const auto refused = accepted(RpcError{.code = -32000, .message = "nonce too low"});
    EXPECT_EQ(refused.error().reason, Reason::rpc_refused);
    EXPECT_EQ(refused.error().what, "code -32000: nonce too low");
}

TEST(RpcAnswer, is_nothing_else) {
    for (const std::string_view bad : {
             "",
             "null",
             "[]",
             "{",
             "<html>",
             R"("x")",
             R"({"jsonrpc":"2.0","id":7})",
             R"({"jsonrpc":"2.0","result":1})",
             R"({"jsonrpc":"2.0","id":null,"result":1})",
             R"({"jsonrpc":"1.0","id":7,"result":1})",
             R"({"id":7,"result":1})",
             R"({"jsonrpc":"2.0","id":"7","result":1})",
             R"({"jsonrpc":"2.0","id":7.5,"result":1})",
             R"({"jsonrpc":"2.0","id":-7,"result":1})",
             R"({"jsonrpc":"2.0","id":7,"result":1,"error":{"code":1,"message":""}})",
             R"({"jsonrpc":"2.0","id":7,"error":"no"})",
             R"({"jsonrpc":"2.0","id":7,"error":{"message":"m"}})",
             R"({"jsonrpc":"2.0","id":7,"error":{"code":1}})",
             R"({"jsonrpc":"2.0","id":7,"error":{"code":1.5,"message":"m"}})",
             R"({"jsonrpc":"2.0","id":7,"result":1,"result":2})",
             R"({"jsonrpc":"2.0","id":7,"result":1}{})",
             "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"\xff\"}",
         })
        EXPECT_NE(problem_of(bad), "") << bad;
    EXPECT_EQ(problem_of(R"({"jsonrpc":"2.0","id":8,"result":1})"), "id: 8, not 7 as asked");
}

std::string answer(int id, int result) {
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"result":")" +
           std::to_string(result) + "\"}";
}

TEST(RpcBatch, is_answered_in_any_order) {
    const std::string text = "[" + answer(9, 2) + "," + answer(7, 0) +
                             R"(,{"jsonrpc":"2.0","id":8,"error":{"code":1,"message":"m"}}])";
    auto answers = parse_rpc_batch(text, RpcId{7}, 3).value();
    EXPECT_EQ(std::get<RpcResult>(answers.at(0)).text().value(), "0");
    EXPECT_EQ(std::get<RpcError>(answers.at(1)).message, "m");
    EXPECT_EQ(std::get<RpcResult>(answers.at(2)).text().value(), "2");
}

TEST(RpcBatch, has_one_answer_for_each_request) {
    for (const std::string& bad :
         {std::string{"[]"}, "[" + answer(7, 0) + "]",
          "[" + answer(7, 0) + "," + answer(7, 1) + "]",
          "[" + answer(7, 0) + "," + answer(9, 1) + "]",
          "[" + answer(7, 0) + "," + answer(6, 1) + "]",
          "[" + answer(7, 0) + "," + answer(8, 1) + "," + answer(9, 1) + "]",
          "[" + answer(7, 0) + ",1]", answer(7, 0),
          R"([{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}},)" + answer(8, 0) +
              "]"}) {
        const auto answers = parse_rpc_batch(bad, RpcId{7}, 2);
        ASSERT_FALSE(answers) << bad;
        EXPECT_EQ(answers.error().reason, Reason::bad_rpc) << bad;
    }
}

TEST(RpcBatch, may_be_refused_as_a_whole) {
    const auto answers = parse_rpc_batch(
        R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large"}})",
        RpcId{7}, 2);
    EXPECT_EQ(answers.error().reason, Reason::rpc_refused);
    EXPECT_EQ(answers.error().what, "code -32600: batch too large");
}

}  // namespace
}  // namespace stafi::eth
