#include "devnet/door/stale_view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace stafi::devnet {
namespace {

namespace json = boost::json;

// What a client whose head is block 0x60 says, while the chain is at 0x6a. The rules are those of
// ethereum/execution-apis: tags name blocks of the client's own chain, and null is what it says of
// blocks, and of receipts, that it does not have.

constexpr std::uint8_t kSeenByte = 0x5f;
constexpr std::uint8_t kUnseenByte = 0x69;

Bytes32 hash_of(std::uint8_t block) {
    Bytes32 hash;
    hash.span()[31] = std::byte{block};
    return hash;
}
std::string text_of(std::uint8_t block) { return fmt::format("0x{:064x}", block); }

StaleView view() {
    return {.head = {0x60},
            .safe = {0x58},
            .finalized = {0x54},
            .best = {0x6a},
            .unseen = {hash_of(kUnseenByte), hash_of(0x6a)}};
}

std::string call(std::string_view method, std::string_view params) {
    return fmt::format(R"({{"jsonrpc":"2.0","id":7,"method":"{}","params":{}}})", method, params);
}
/// The parameters that the other client is asked with.
json::value asked(std::string_view method, std::string_view params) {
    return json::parse(asked_instead(view(), call(method, params))).at("params");
}
/// What becomes of the other client's result.
json::value told(std::string_view method, std::string_view result) {
    const std::string answer = fmt::format(R"({{"jsonrpc":"2.0","id":7,"result":{}}})", result);
    const json::value all = json::parse(answered_instead(view(), call(method, "[]"), answer));
    EXPECT_EQ(all.at("id"), 7);
    return all.at("result");
}

TEST(StaleView, means_its_own_blocks_by_tags) {
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["latest",false])"),
              json::parse(R"(["0x60",false])"));
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["safe",true])"), json::parse(R"(["0x58",true])"));
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["finalized",true])"),
              json::parse(R"(["0x54",true])"));
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["earliest",true])"),
              json::parse(R"(["earliest",true])"));
    EXPECT_EQ(asked("eth_getBalance", R"(["0xaa","pending"])"), json::parse(R"(["0xaa","0x60"])"));
    EXPECT_EQ(asked("eth_getStorageAt", R"(["0xaa","0x0","latest"])"),
              json::parse(R"(["0xaa","0x0","0x60"])"));
}

TEST(StaleView, means_its_head_where_no_block_is_named) {
    EXPECT_EQ(asked("eth_call", R"([{"to":"0xaa"}])"), json::parse(R"([{"to":"0xaa"},"0x60"])"));
    EXPECT_EQ(asked("eth_estimateGas", R"([{"to":"0xaa"}])"),
              json::parse(R"([{"to":"0xaa"},"0x60"])"));
    EXPECT_EQ(asked("eth_getBalance", "[]"), json::parse("[]")) << "nothing to ask of any client";
}

TEST(StaleView, knows_no_block_that_it_has_not_seen) {
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["0x60",false])").at(0), "0x60");
    EXPECT_EQ(asked("eth_getBlockByNumber", R"(["0x61",false])").at(0), "0x7fffffffffffffff");
    EXPECT_EQ(asked("eth_call", R"([{},{"blockNumber":"0x61"}])").at(1).at("blockNumber"),
              "0x7fffffffffffffff");
    const std::string none = "0x" + std::string(64, 'f');
    EXPECT_EQ(asked("eth_getBlockByHash", fmt::format(R"(["{}",false])", text_of(kUnseenByte))),
              json::parse(fmt::format(R"(["{}",false])", none)));
    EXPECT_EQ(asked("eth_getBlockByHash", fmt::format(R"(["{}",false])", text_of(kSeenByte))).at(0),
              json::string{text_of(kSeenByte)});
    EXPECT_EQ(asked("eth_call", fmt::format(R"([{{}},{{"blockHash":"{}"}}])", text_of(kUnseenByte)))
                  .at(1)
                  .at("blockHash"),
              json::string{none});
}

TEST(StaleView, tells_logs_up_to_its_head) {
    const auto range = [](std::string_view filter) { return asked("eth_getLogs", filter).at(0); };
    EXPECT_EQ(range(R"([{"fromBlock":"0x10"}])"),
              json::parse(R"({"fromBlock":"0x10","toBlock":"0x60"})"));
    EXPECT_EQ(range(R"([{"fromBlock":"finalized","toBlock":"latest"}])"),
              json::parse(R"({"fromBlock":"0x54","toBlock":"0x60"})"));
    EXPECT_EQ(range(R"([{"fromBlock":"0x10","toBlock":"0x6a"}])"),
              json::parse(R"({"fromBlock":"0x10","toBlock":"0x60"})"));
    const std::string block = fmt::format(R"([{{"blockHash":"{}"}}])", text_of(kUnseenByte));
    EXPECT_EQ(range(block), (json::object{{"blockHash", "0x" + std::string(64, 'f')}}));
}

TEST(StaleView, counts_what_waits_as_everybody) {
    // Those in blocks not seen wait too.
    EXPECT_EQ(asked("eth_getTransactionCount", R"(["0xaa","pending"])").at(1), "pending");
    EXPECT_EQ(asked("eth_getTransactionCount", R"(["0xaa","latest"])").at(1), "0x60");
}

TEST(StaleView, tells_its_head_and_that_it_is_behind) {
    EXPECT_EQ(told("eth_blockNumber", R"("0x6a")"), "0x60");
    EXPECT_EQ(
        told("eth_syncing", "false"),
        json::parse(R"({"startingBlock":"0x60","currentBlock":"0x60","highestBlock":"0x6a"})"));
    EXPECT_EQ(told("eth_chainId", R"("0x7a69")"), "0x7a69");
}

TEST(StaleView, takes_a_transaction_of_a_later_block_for_a_waiting_one) {
    EXPECT_EQ(told("eth_getTransactionReceipt", R"({"blockNumber":"0x61"})"), nullptr);
    EXPECT_EQ(told("eth_getTransactionReceipt", R"({"blockNumber":"0x60"})"),
              json::parse(R"({"blockNumber":"0x60"})"));
    EXPECT_EQ(
        told("eth_getTransactionByHash",
             R"({"blockHash":"0x01","blockNumber":"0x61","transactionIndex":"0x2","to":"0xaa"})"),
        json::parse(
            R"({"blockHash":null,"blockNumber":null,"transactionIndex":null,"to":"0xaa"})"));
}

TEST(StaleView, leaves_alone_what_is_no_call) {
    for (const std::string_view text : {"", "{", "[]", "7", R"({"method":7,"params":{}})"}) {
        EXPECT_EQ(asked_instead(view(), text), text);
        EXPECT_EQ(answered_instead(view(), text, "gone"), "gone");
    }
    const std::string refused = R"({"jsonrpc":"2.0","id":7,"error":{"code":-32601}})";
    EXPECT_EQ(answered_instead(view(), call("eth_blockNumber", "[]"), refused), refused);
}

}  // namespace
}  // namespace stafi::devnet
