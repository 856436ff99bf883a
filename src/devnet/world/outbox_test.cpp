#include "devnet/world/outbox.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "eth/transaction.hpp"
#include "scripted_node.hpp"

namespace stafi::devnet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Address kContract = parse_fixed<Address>("58410bef803ecd7e63b23664c586a6db72daf59c").value();

std::string words_of(BytesView revert) { return fmt::format("{} bytes", revert.size()); }

/// One who sends to a contract, on a chain that a test describes.
struct OutboxTest : test::ScriptedNodeTest {
    Entropy entropy = test::seeded(5);
    Senders senders;
    Address sender;
    std::string receipt = "null";
    std::string called = R"("0x")";  ///< what a repeated call is answered with

    OutboxTest() {
        EthSecretKey key = EthSecretKey::parse(entropy.draw<32>().view(), entropy).value();
        sender = key.address();
        senders.emplace(sender, std::move(key));
        answers["eth_getTransactionCount"] = [](const Params&) { return R"("0x7")"; };
        answers["eth_sendRawTransaction"] = [](const Params&) {
            return fmt::format(R"("0x{:064x}")", 1);
        };
        answers["eth_getTransactionReceipt"] = [this](const Params&) { return receipt; };
        answers["eth_call"] = [this](const Params&) { return called; };
    }

    static std::string mined(bool has_succeeded) {
        return fmt::format(R"({{"transactionHash":"0x{:064x}","blockNumber":"0x9",)"
                           R"("blockHash":"0x{:064x}","status":"{}","gasUsed":"0x5208",)"
                           R"("effectiveGasPrice":"0x1"}})",
                           1, 9, has_succeeded ? "0x1" : "0x0");
    }
    std::vector<Transaction> two_calls() const {
        const Transaction one{.from = sender, .to = kContract, .data = Bytes(4), .value = {}};
        return {one, one};
    }
    void with_outbox(const std::function<Task<>(Outbox&)>& use) {
        visit([&](adapters::Url url) -> Task<> {
            ExecutionAccess execution{time, std::move(url), ChainId{31337}};
            Outbox outbox{execution, words_of};
            co_await use(outbox);
        });
    }
};

TEST_F(OutboxTest, sends_with_the_nonces_that_follow_the_chains) {
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_FALSE(outbox.is_waiting());
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        EXPECT_TRUE(outbox.is_waiting());
    });
    EXPECT_EQ(count("eth_getTransactionCount"), 1U);
    EXPECT_EQ(count("eth_sendRawTransaction"), 2U);
    EXPECT_NE(asked.at(1).second, asked.at(2).second);
}

TEST_F(OutboxTest, asks_for_nonces_anew_since_others_may_have_the_keys) {
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        EXPECT_EQ(co_await outbox.send(senders, {}), 0U);
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
    });
    EXPECT_EQ(count("eth_getTransactionCount"), 2U);
}

TEST_F(OutboxTest, forgets_what_succeeded) {
    receipt = mined(true);
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        EXPECT_THAT((co_await outbox.look()).value(), IsEmpty());
        EXPECT_FALSE(outbox.is_waiting());
    });
    EXPECT_EQ(count("eth_call"), 0U);
}

TEST_F(OutboxTest, tells_why_a_contract_refused) {
    receipt = mined(false);
    called = R"(!{"code":3,"message":"execution reverted","data":"0x01020304"})";
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        const std::vector<std::string> failed = (co_await outbox.look()).value();
        EXPECT_THAT(failed, ElementsAre(HasSubstr("4 bytes"), HasSubstr("4 bytes")));
        EXPECT_THAT(failed.at(0), HasSubstr(to_hex0x(kContract.view())));
        EXPECT_FALSE(outbox.is_waiting());
    });
    // In the state of the block that has it, as its sender.
    const auto& [method, params] = asked.back();
    EXPECT_EQ(params.at(0).at("from").as_string(), to_hex0x(sender.view()));
    EXPECT_EQ(params.at(1).at("blockHash").as_string(), fmt::format("0x{:064x}", 9));
}

TEST_F(OutboxTest, tells_of_a_refusal_that_has_passed) {
    receipt = mined(false);
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        EXPECT_THAT((co_await outbox.look()).value().at(0), HasSubstr("would succeed now"));
    });
}

TEST_F(OutboxTest, gives_up_what_never_comes_into_a_block) {
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        for (int look = 1; look < Outbox::kLooksMax; ++look)
            EXPECT_THAT((co_await outbox.look()).value(), IsEmpty());
        EXPECT_TRUE(outbox.is_waiting());
        EXPECT_THAT((co_await outbox.look()).value(),
                    ElementsAre(HasSubstr("no block"), HasSubstr("no block")));
        EXPECT_FALSE(outbox.is_waiting());
    });
}

TEST_F(OutboxTest, reads_receipts_later_when_the_node_refuses) {
    receipt = R"(!{"code":-32000,"message":"transaction indexing is in progress"})";
    with_outbox([this](Outbox& outbox) -> Task<> {
        EXPECT_EQ(co_await outbox.send(senders, two_calls()), 2U);
        EXPECT_EQ((co_await outbox.look()).error().reason, Reason::rpc_refused);
        receipt = mined(true);
        EXPECT_THAT((co_await outbox.look()).value(), IsEmpty());
        EXPECT_FALSE(outbox.is_waiting());
    });
}

}  // namespace
}  // namespace stafi::devnet
