#include "eth/execution/questions.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "eth/execution/multicall.hpp"

// Expected texts follow the examples of ethereum/execution-apis and EIP-1898.

namespace stafi::eth {
namespace {

const Address kContract = *parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa");
const Address kOther = *parse_fixed<Address>("0x00000000000000000000000000000000000000fe");

std::string text(const RpcCall& call) { return rpc_request(RpcId{1}, call).substr(24); }

TEST(ExecutionQuestions, name_blocks_by_number_or_hash) {
    EXPECT_EQ(text(ask_header(BlockNumber{0})),
              R"("method":"eth_getBlockByNumber","params":["0x0",false]})");
    EXPECT_EQ(text(ask_nonce(kContract, Bytes32{})),
              R"("method":"eth_getTransactionCount","params":[)"
              R"("0x00000000219ab540356cbb839cbe05303d7705fa",{"blockHash":)"
              R"("0x0000000000000000000000000000000000000000000000000000000000000000",)"
              R"("requireCanonical":false}]})");
}

TEST(ExecutionQuestions, ask_for_logs_of_some_contracts_or_of_all) {
    const std::vector contracts{kContract, kOther};
    const BlockRange range{.first = BlockNumber{1}, .last = BlockNumber{255}};
    EXPECT_EQ(text(ask_logs(range, contracts)),
              R"("method":"eth_getLogs","params":[{"fromBlock":"0x1","toBlock":"0xff",)"
              R"("address":["0x00000000219ab540356cbb839cbe05303d7705fa",)"
              R"("0x00000000000000000000000000000000000000fe"]}]})");
    EXPECT_EQ(text(ask_logs(range, {})),
              R"("method":"eth_getLogs","params":[{"fromBlock":"0x1","toBlock":"0xff"}]})");
}

TEST(ExecutionQuestions, say_of_a_call_what_it_has) {
    const ContractCall plain{.to = kContract, .data = {std::byte{0xc5}}};
    EXPECT_EQ(ask_gas(plain, /*after_waiting=*/true).params[0],
              R"({"to":"0x00000000219ab540356cbb839cbe05303d7705fa","data":"0xc5"})");
    const ContractCall paid{.to = kContract, .data = {}, .from = kOther, .value = Wei{32}};
    EXPECT_EQ(ask_gas(paid, /*after_waiting=*/false).params[0],
              R"({"to":"0x00000000219ab540356cbb839cbe05303d7705fa","data":"0x",)"
              R"("from":"0x00000000000000000000000000000000000000fe","value":"0x20"})");
    EXPECT_TRUE(can_be_aggregated(plain));
    EXPECT_FALSE(can_be_aggregated(paid));
}

TEST(Multicall, encodes_calls_and_reads_answers_as_the_abi_has_them) {
    const std::vector<ContractCall> calls{{.to = kContract, .data = {std::byte{0xc5}}}};
    const ContractCall all = aggregate(calls);
    EXPECT_EQ(to_hex0x(all.to.view()), "0xca11bde05977b3631167028862be2a173976ca11");
    // The selector is the one that etherscan.io shows for aggregate3; the rest is written out from
    // the ABI specification: an offset, one call, its offset, its three members.
    const auto word = [](std::string_view last) {
        return std::string(64 - last.size(), '0') + std::string{last};
    };
    EXPECT_EQ(to_hex(all.data), "82ad56cb" + word("20") + word("1") + word("20") +
                                    word("219ab540356cbb839cbe05303d7705fa") + word("1") +
                                    word("60") + word("1") + "c5" + std::string(62, '0'));
    const std::string answer = word("20") + word("2") + word("40") + word("c0") +  //
                               word("1") + word("40") + word("1") + "07" + std::string(62, '0') +
                               word("0") + word("40") + word("0");
    const auto answers = read_aggregate(parse_hex(answer).value(), 2).value();
    EXPECT_EQ(answers.at(0), CallAnswer{Bytes{std::byte{7}}});
    EXPECT_EQ(answers.at(1), CallAnswer{Reverted{}});
    EXPECT_EQ(read_aggregate(parse_hex(answer).value(), 3).error().reason, Reason::bad_abi);
    EXPECT_EQ(read_aggregate({}, 2).error().reason, Reason::bad_abi);
}

}  // namespace
}  // namespace stafi::eth
