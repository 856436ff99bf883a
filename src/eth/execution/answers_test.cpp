#include "eth/execution/answers.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

// The block, the log and the receipt are those of mainnet's block 19,000,000 and of forms that
// execution-apis shows, shortened to what is read.

namespace stafi::eth {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kHash =
    "0xcf384012b91b081230cdf17a3f7dd370d8e67056058af6b272b3d54aa2714fac";
constexpr std::string_view kParent =
    "0x5bb2fd4ab3a3cd9ef18b3c0d7d3b6a9d5ef4fa6d7bb6a8d8bc4b5e1f0d2c3b4a";

RpcResult result(std::string_view json) {
    const std::string text = fmt::format(R"({{"jsonrpc":"2.0","id":1,"result":{}}})", json);
    return std::get<RpcResult>(parse_rpc_answer(text, RpcId{1}).value());
}

std::string block(std::string_view changed = "") {
    return fmt::format(
        R"({{"number":"0x121eac0","hash":"{}","parentHash":"{}","gasLimit":"0x1c9c380",)"
        R"("timestamp":"0x65a1c0bb"{},"unknown":[1,{{}}]}})",
        kHash, kParent, changed);
}

std::string log(std::string_view changed = "") {
    return fmt::format(
        R"({{"address":"0x00000000219ab540356cbb839cbe05303d7705fa","topics":["{}"],)"
        R"("data":"0x0102","blockNumber":"0x121eac0","blockHash":"{}","transactionHash":"{}",)"
        R"("transactionIndex":"0x3","logIndex":"0x1f"{}}})",
        kParent, kHash, kParent, changed);
}

std::string receipt(std::string_view status) {
    return fmt::format(R"({{"transactionHash":"{}","blockNumber":"0x121eac0","blockHash":"{}",)"
                       R"("status":"{}","gasUsed":"0x5208","effectiveGasPrice":"0x3b9aca07"}})",
                       kParent, kHash, status);
}

TEST(ExecutionAnswers, read_a_header) {
    const Header header =
        read_header(result(block(R"(,"baseFeePerGas":"0x342770c0")"))).value().value();
    EXPECT_EQ(header.self.number, BlockNumber{19'000'000});
    EXPECT_EQ(header.self.hash, parse_fixed<Bytes32>(kHash).value());
    EXPECT_EQ(header.parent, parse_fixed<Bytes32>(kParent).value());
    EXPECT_EQ(header.timestamp, UnixSeconds{1'705'099'451});
    EXPECT_EQ(header.gas_limit, Gas{30'000'000});
    EXPECT_EQ(header.base_fee_per_gas, Wei{875'000'000});
    EXPECT_EQ(read_header(result(block())).value().value().base_fee_per_gas, Wei{});
    EXPECT_EQ(read_header(result("null")).value(), std::nullopt);
}

TEST(ExecutionAnswers, name_the_field_of_a_header_that_cannot_be_used) {
    const auto what = [](std::string_view changed) {
        return read_header(result(block(changed))).error().what;
    };
    EXPECT_THAT(what(R"(,"baseFeePerGas":"0x1000000000000000000000000")"),
                StartsWith("result.baseFeePerGas: more than 96 bits"));
    EXPECT_THAT(what(R"(,"baseFeePerGas":7)"), StartsWith("result.baseFeePerGas: not a text"));
    EXPECT_THAT(read_header(result(R"({"number":"0x1000000000000"})")).error().what,
                StartsWith("result.number: 281474976710656, below 281474976710656 expected"));
    EXPECT_THAT(read_header(result(R"({"number":"1"})")).error().what, StartsWith("result.number"));
    EXPECT_THAT(read_header(result(R"({"number":"0x1"})")).error().what,
                StartsWith("result.hash: missing"));
    EXPECT_THAT(read_header(result("[]")).error().what, StartsWith("result: not an object"));
}

TEST(ExecutionAnswers, read_a_log) {
    const Log read = read_log(log(R"(,"removed":false)")).value();
    EXPECT_EQ(read, read_log(log()).value());
    EXPECT_EQ(read.block.number, BlockNumber{19'000'000});
    EXPECT_EQ(read.index, 31U);
    EXPECT_EQ(read.transaction, parse_fixed<Bytes32>(kParent).value());
    EXPECT_EQ(read.contract,
              parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa").value());
    EXPECT_EQ(read.topics, std::vector{parse_fixed<Bytes32>(kParent).value()});
    EXPECT_EQ(read.data, (Bytes{std::byte{1}, std::byte{2}}));
}

TEST(ExecutionAnswers, refuse_a_log_that_is_removed_waits_or_is_malformed) {
    EXPECT_EQ(read_log(log(R"(,"removed":true)")).error().reason, Reason::block_missing);
    EXPECT_EQ(read_log(log(R"(,"logIndex":"0x1")")).error().what, "logIndex: given twice");
    EXPECT_FALSE(read_log(R"({"blockNumber":null,"blockHash":null})"));
    std::string five = log();
    five.replace(five.find("\"topics\":["), 10, "\"topics\":[\"0x\",\"0x\",\"0x\",\"0x\",");
    EXPECT_THAT(read_log(five).error().what, HasSubstr("at most 4"));
}

TEST(ExecutionAnswers, read_a_receipt) {
    const Receipt read = read_receipt(result(receipt("0x1"))).value().value();
    EXPECT_TRUE(read.succeeded);
    EXPECT_EQ(read.block.number, BlockNumber{19'000'000});
    EXPECT_EQ(read.gas_used, Gas{21'000});
    EXPECT_EQ(read.gas_price, Wei{1'000'000'007});
    EXPECT_FALSE(read_receipt(result(receipt("0x0"))).value().value().succeeded);
    EXPECT_THAT(read_receipt(result(receipt("0x2"))).error().what, StartsWith("result.status"));
    EXPECT_EQ(read_receipt(result("null")).value(), std::nullopt);
    EXPECT_EQ(read_receipt(result(R"({"blockHash":null,"blockNumber":null})")).value(),
              std::nullopt);
}

TEST(ExecutionAnswers, read_the_base_fee_of_the_block_after_the_last) {
    EXPECT_EQ(
        read_base_fee(result(R"({"oldestBlock":"0x1","baseFeePerGas":["0x7","0x9"]})")).value(),
        Wei{9});
    EXPECT_FALSE(read_base_fee(result(R"({"baseFeePerGas":[]})")));
    EXPECT_FALSE(read_base_fee(result(R"({"baseFeePerGas":["0x7","0x9","0x9"]})")));
}

TEST(ExecutionAnswers, read_plain_quantities_within_their_bounds) {
    EXPECT_EQ(read_chain_id(result(R"("0x88bb0")")).value(), ChainId{560'048});
    EXPECT_FALSE(read_chain_id(result(R"("0x10000000000000000")")));
    EXPECT_EQ(read_nonce(result(R"("0x0")")).value(), AccountNonce{0});
    EXPECT_FALSE(read_nonce(result(R"("0x100000000000000")")));
    EXPECT_EQ(read_balance(result(R"("0xde0b6b3a7640000")")).value(), to_wei(Gwei{1'000'000'000}));
    EXPECT_FALSE(read_balance(result(R"("0x100000000000000000000000000000000")")));
    EXPECT_EQ(read_gas(result(R"("0x5208")")).value(), Gas{21'000});
    EXPECT_EQ(read_return_data(result(R"("0x")")).value(), Bytes{});
    EXPECT_FALSE(read_return_data(result("null")));
}

TEST(LogsBloom, has_what_was_put_in_and_not_what_was_not) {
    // keccak256 of nothing begins c5d2 4601 86f7 (yellow paper, appendix on RLP and tries): bits
    // 0x5d2, 0x601 and 0x6f7, of which bit 0 is the lowest of the last byte.
    LogsBloom bloom{};
    bloom.bytes[255 - 0x5d2 / 8] = std::byte{1U << 0x5d2 % 8};
    bloom.bytes[255 - 0x601 / 8] = std::byte{1U << 0x601 % 8};
    EXPECT_FALSE(may_have(bloom, {}));
    bloom.bytes[255 - 0x6f7 / 8] = std::byte{1U << 0x6f7 % 8};
    EXPECT_TRUE(may_have(bloom, {}));
    EXPECT_FALSE(may_have(bloom, bytes_of("test")));
}

}  // namespace
}  // namespace stafi::eth
