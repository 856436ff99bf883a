#include "devnet/execution/mined_block.hpp"

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "eth/deposit/contract.hpp"

// engine_test.cpp compares all of it with real programs; here is what they do not show.

namespace stafi::devnet {
namespace {

using namespace literals;
using testing::ElementsAre;

// What anvil 1.7.1 answered, less the fields that nobody reads.
const std::string kBlock = R"({
  "hash": "0xb08cb42c0386c47faa50be6371fbb29ca1373239056f226fcb8ec38fa7703b77",
  "parentHash": "0x25e5cce58e06ffc9c38c958cc00ecae7580ffd3ee7ebe6eb2b449cd71000bcb9",
  "miner": "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
  "stateRoot": "0xb79717eaefb040c486a1a74948914aa0fc5b134edabdb9c438a33ae2c19a20e6",
  "receiptsRoot": "0x7e46ce8aff00e8fb59263e096b09e0dd0c4463bcbbcd887e55cb9a6e79e3eb60",
  "logsBloom": "0x)" + std::string(512, '0') +
                           R"(",
  "number": "0x4f", "gasLimit": "0x3938700", "gasUsed": "0x21d10", "timestamp": "0x6b03e46c",
  "extraData": "0x", "baseFeePerGas": "0xb9ec", "blobGasUsed": "0x0", "excessBlobGas": "0x0",
  "mixHash": "0xd1ba94a863c7107ff72da28736c4d53b6beeafdd938975084c5a2bb39a3a75ec",
  "transactions": [{"type": "0x2", "nonce": "0x0",
    "hash": "0xac49f65c29fa7166ec158fdbdee3e16f86fa244a17cdfdcf6271d87f99397542"}],
  "withdrawals": []})";
const std::string kReceipts = R"([{
  "type": "0x2", "gasUsed": "0x21d10", "effectiveGasPrice": "0x3b9b83ec", "contractAddress": null,
  "blockTimestamp": 1795417196, "logs": [{
    "address": "0x00000961ef480eb55e80d19ad83579a64c007002", "topics": [],
    "data": "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc"}]}])";

std::string with(std::string text, std::string_view what, std::string_view instead) {
    return text.replace(text.find(what), what.size(), instead);
}

TEST(MinedBlock, is_a_payload_but_for_what_anvil_does_not_take) {
    const auto block = parse_mined_block(kBlock);
    ASSERT_TRUE(block) << block.error().what;
    beacon::PayloadAttributes asked;
    asked.prev_randao.bytes.fill(std::byte{7});
    asked.withdrawals = {{.index = {1}, .validator_index = {2}, .address = {}, .amount = 1_eth}};
    const std::vector<Bytes> transactions(1, Bytes(3));
    const eth::ExecutionPayload payload = payload_of(*block, transactions, asked);
    EXPECT_EQ(to_hex(payload.block_hash.view()).substr(0, 8), "b08cb42c");
    EXPECT_EQ(to_hex(payload.parent_hash.view()).substr(0, 8), "25e5cce5");
    EXPECT_EQ(to_hex(payload.state_root.view()).substr(0, 8), "b79717ea");
    EXPECT_EQ(to_hex(payload.receipts_root.view()).substr(0, 8), "7e46ce8a");
    EXPECT_EQ(payload.fee_recipient.bytes[0], std::byte{0xee});
    EXPECT_EQ(payload.block_number, BlockNumber{0x4f});
    EXPECT_EQ(payload.gas_used, Gas{0x21d10});
    EXPECT_EQ(payload.timestamp, UnixSeconds{0x6b03e46c});
    EXPECT_EQ(payload.base_fee_per_gas, Uint256{0xb9ec});
    EXPECT_EQ(payload.transactions.at(0).size(), 3U);
    EXPECT_EQ(payload.prev_randao, asked.prev_randao);
    EXPECT_THAT(payload.withdrawals, testing::ElementsAreArray(asked.withdrawals));
}

TEST(MinedBlock, names_the_field_that_does_not_fit) {
    EXPECT_EQ(parse_mined_block(with(kBlock, "\"0x4f\"", "\"4f\"")).error().what.substr(0, 7),
              "number:");
    EXPECT_EQ(parse_mined_block(with(kBlock, "0xac49", "0xac")).error().what.substr(0, 24),
              "transactions: [0]: hash:");
    EXPECT_EQ(parse_mined_block("{}").error().what, "hash: missing");
    EXPECT_FALSE(parse_receipts("null"));
}

TEST(Receipts, tell_what_the_fee_recipient_earns) {
    const Receipts receipts = parse_receipts(kReceipts).value();
    // A tip of 1 gwei for 0x21d10 = 138,512 gas.
    EXPECT_EQ(block_value(*parse_mined_block(kBlock), receipts), Uint256{138'512'000'000'000});
}

TEST(Deposits, are_the_deposit_contract_s_own_events_in_order) {
    const Address contract = *parse_fixed<Address>("0x00000000219ab540356cbb839cbe05303d7705fa");
    Receipts receipts(2);
    for (std::uint64_t i = 0; i < 4; ++i) {
        const auto event = eth::deposit_contract::event_of({.pubkey = {},
                                                            .withdrawal_credentials = {},
                                                            .amount = 32_eth,
                                                            .signature = {},
                                                            .index = i});
        const abi::LogContent log = abi::encode_event(event);
        receipts[i / 2].logs.push_back({.address = i == 1 ? Address{} : contract,
                                        .topics = {log.topics.begin(), log.topics.end()},
                                        .data = {log.data.begin(), log.data.end()}});
    }
    const auto deposits = deposits_in(receipts, contract);
    ASSERT_TRUE(deposits) << deposits.error().what;
    EXPECT_THAT(*deposits, ElementsAre(testing::Field(&eth::DepositRequest::index, 0),
                                       testing::Field(&eth::DepositRequest::index, 2),
                                       testing::Field(&eth::DepositRequest::index, 3)));
    receipts[1].logs[1].data.pop_back();
    EXPECT_EQ(deposits_in(receipts, contract).error().what.substr(0, 17), "deposit contract:");
}

TEST(Credits, are_one_for_each_account) {
    Address first;
    Address second;
    second.bytes[0] = std::byte{1};
    const auto paid = [](const Address& to, Gwei amount) {
        return eth::Withdrawal{.index = {}, .validator_index = {}, .address = to, .amount = amount};
    };
    EXPECT_THAT(
        credits_of(std::vector{paid(second, 1_eth), paid(first, 2_eth), paid(second, 3_eth)}),
        ElementsAre(Credit{.account = first, .amount = to_wei(2_eth)},
                    Credit{.account = second, .amount = to_wei(4_eth)}));
}

// EIP-7002: the queue is read from its head, 16 at most; it starts anew when it is empty; what came
// above the target of 2 is added to the excess.
TEST(Queue, changes_at_the_end_of_each_block) {
    const auto after = [](QueueState queue) { return end_of_block(queue, kWithdrawalLimits); };
    EXPECT_EQ(after({}), QueueState{});
    EXPECT_EQ(after({.excess = 0, .count = 5, .head = 0, .tail = 5}), QueueState{.excess = 3});
    EXPECT_EQ(after({.excess = 3, .count = 0, .head = 0, .tail = 0}), QueueState{.excess = 1});
    EXPECT_EQ(after({.excess = 1, .count = 1, .head = 0, .tail = 1}), QueueState{});
    EXPECT_EQ(after({.excess = 0, .count = 20, .head = 0, .tail = 20}),
              (QueueState{.excess = 18, .count = 0, .head = 16, .tail = 20}));
    EXPECT_EQ(after({.excess = 18, .count = 12, .head = 16, .tail = 32}), QueueState{.excess = 28});
}

TEST(Queue, is_read_from_its_words) {
    std::array<Bytes32, kQueueWords> words{};
    for (std::size_t i = 0; i < kQueueWords; ++i)
        words[i].bytes[31] = static_cast<std::byte>(i + 1);
    EXPECT_EQ(queue_state(words).value(),
              (QueueState{.excess = 1, .count = 2, .head = 3, .tail = 4}));
    words[0].bytes.fill(std::byte{0xff});  // the inhibitor: no system call has been made yet
    EXPECT_EQ(queue_state(words)->excess, 0U);
    words[3].bytes[0] = std::byte{1};
    EXPECT_EQ(queue_state(words).error().reason, Reason::out_of_range);
}

}  // namespace
}  // namespace stafi::devnet
