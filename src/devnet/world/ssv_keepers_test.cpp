#include "devnet/world/ssv_keepers.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "bls_values.hpp"
#include "eth/transaction.hpp"
#include "scripted_node.hpp"
#include "ssv/network/calls.hpp"
#include "ssv/network/calls_v2.hpp"
#include "ssv/network/dev_calls.hpp"

namespace stafi::devnet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const ssv::ClusterId kCluster{.owner = kOwner, .operators = {{1}, {2}, {3}, {4}}};

/// A network with one cluster of one validator.
struct SsvKeepersTest : test::ScriptedNodeTest {
    Entropy entropy = test::seeded(6);
    Deployment deployment;
    ssv_api::Ledger ledger{"devnet", ssv::Release::v2, entropy};
    std::shared_ptr<beacon::State> state = std::make_shared<beacon::State>();
    bool is_liquidatable = false;
    std::string receipt = mined("0x1");
    std::vector<Bytes> sent;  ///< what contracts were called with

    SsvKeepersTest() {
        deployment.chain_id = ChainId{31337};
        deployment.mnemonic = "test test test test test test test test test test test junk";
        deployment.accounts = 128;
        answers["eth_getTransactionCount"] = [](const Params&) { return R"("0x0")"; };
        answers["eth_call"] = [this](const Params&) {
            return fmt::format(R"("0x{:064x}")", is_liquidatable ? 1 : 0);
        };
        answers["eth_sendRawTransaction"] = [this](const Params& params) {
            const Bytes raw = parse_hex(std::string_view{params.at(0).as_string()}).value();
            const eth::SignedTransaction read = eth::decode_transaction(raw).value();
            sent.push_back(std::get<eth::FeeMarketTransaction>(read.content).data);
            return fmt::format(R"("0x{:064x}")", 1);
        };
        answers["eth_getTransactionReceipt"] = [this](const Params&) { return receipt; };
        ssv::Cluster cluster;
        cluster.validator_count = 1;
        ledger.apply({1}, std::vector<ssv::Event>{
                              ssv::event::ValidatorAdded{.owner = kOwner,
                                                         .operator_ids = kCluster.operators,
                                                         .public_key = {},
                                                         .shares = {},
                                                         .cluster = cluster}});
    }
    static std::string mined(std::string_view status) {
        return fmt::format(R"({{"transactionHash":"0x{:064x}","blockNumber":"0x9",)"
                           R"("blockHash":"0x{:064x}","status":"{}","gasUsed":"0x5208",)"
                           R"("effectiveGasPrice":"0x1"}})",
                           1, 9, status);
    }
    /// The validator with the empty name weighs so much.
    void weighs(Gwei balance) {
        eth::Validator validator;
        validator.effective_balance = balance;
        state->validators.push_back(validator);
    }
    void with_keepers(const std::function<Task<>(SsvKeepers&)>& use) {
        visit([&](adapters::Url url) -> Task<> {
            ExecutionAccess execution{time, std::move(url), deployment.chain_id};
            SsvKeepers keepers{execution, deployment, ledger};
            EXPECT_TRUE(keepers.begin(entropy));
            co_await use(keepers);
        });
    }
    Task<Acted> act(SsvKeepers& keepers) const {
        auto acted = co_await keepers.act({.number = {50}, .hash = {}}, state);
        EXPECT_TRUE(acted) << acted.error().what;
        co_return *std::move(acted);
    }
};

TEST_F(SsvKeepersTest, liquidate_what_the_network_says_may_be) {
    with_keepers([this](SsvKeepers& keepers) -> Task<> {
        EXPECT_EQ((co_await act(keepers)).sent, 0U);
        is_liquidatable = true;
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
    });
    EXPECT_EQ(abi::decode_call<ssv::call::Liquidate>(sent.at(0)).value().cluster_owner, kOwner);
}

TEST_F(SsvKeepersTest, commit_in_one_epoch_and_update_in_the_next) {
    weighs(Gwei{64'000'000'000});
    with_keepers([this](SsvKeepers& keepers) -> Task<> {
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
    });
    EXPECT_TRUE(abi::decode_call<ssv::dev_call::DevCommitRoot>(sent.at(0)));
    const auto update = abi::decode_call<ssv::call_v2::UpdateClusterBalance>(sent.at(1)).value();
    EXPECT_EQ(update.effective_balance, ssv::WholeEther{64});
}

TEST_F(SsvKeepersTest, commit_again_when_the_root_was_refused) {
    weighs(Gwei{64'000'000'000});
    with_keepers([this](SsvKeepers& keepers) -> Task<> {
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
        receipt = mined("0x0");
        const Acted again = co_await act(keepers);
        EXPECT_THAT(again.failed, ElementsAre(HasSubstr("would succeed now")));
        EXPECT_EQ(again.sent, 1U);
    });
    EXPECT_TRUE(abi::decode_call<ssv::dev_call::DevCommitRoot>(sent.at(1)));
}

TEST_F(SsvKeepersTest, wait_for_what_is_in_no_block_yet) {
    is_liquidatable = true;
    receipt = "null";
    with_keepers([this](SsvKeepers& keepers) -> Task<> {
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
        EXPECT_EQ(co_await act(keepers), Acted{});
        receipt = mined("0x1");
        EXPECT_EQ((co_await act(keepers)).sent, 1U);
    });
}

TEST_F(SsvKeepersTest, leave_the_balance_of_a_cluster_alone_that_they_liquidate) {
    weighs(Gwei{64'000'000'000});
    is_liquidatable = true;
    with_keepers(
        [this](SsvKeepers& keepers) -> Task<> { EXPECT_EQ((co_await act(keepers)).sent, 1U); });
    EXPECT_FALSE(abi::decode_call<ssv::dev_call::DevCommitRoot>(sent.at(0)));
}

}  // namespace
}  // namespace stafi::devnet
