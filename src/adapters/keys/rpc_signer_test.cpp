#include "adapters/keys/rpc_signer.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <gmock/gmock.h>

#include "honest_signer.hpp"

namespace stafi::adapters {
namespace {

using testing::HasSubstr;

struct RpcSignerTest : test::HonestSigner {
    eth::FeeMarketTransaction content{.chain = {31'337},
                                      .nonce = {4},
                                      .max_priority_fee_per_gas = Wei{1},
                                      .max_fee_per_gas = Wei{2},
                                      .gas_limit = {21'000},
                                      .to = Address{}};
    http::ClientOptions options;

    void SetUp() override { answer_as(eth::SignerKind::eth); }
    std::optional<Error> refusal() {
        std::optional<Error> refused;
        visit([&](Url address) -> Task<> {
            RpcSigner signer{time, std::move(address), options, eth::SignerKind::eth};
            const auto done = co_await signer.sign(test::known_account(), content);
            if (!done) refused = done.error();
        });
        return refused;
    }
    void expect_refused(Reason reason, std::string_view words) {
        const auto refused = refusal();
        EXPECT_EQ(refused ? refused->reason : Reason::bad_usage, reason);
        EXPECT_THAT(refused ? refused->what : "", HasSubstr(words));
    }
};

TEST_F(RpcSignerTest, takes_what_it_asked_for) { EXPECT_FALSE(refusal()); }

TEST_F(RpcSignerTest, refuses_another_nonce) {
    change = [](eth::UnsignedTransaction given) {
        std::get<eth::FeeMarketTransaction>(given).nonce = {5};
        return given;
    };
    expect_refused(Reason::signer_disagrees, "eth_signTransaction: nonce: 5 instead of 4");
}

TEST_F(RpcSignerTest, refuses_fees_that_the_signer_chose) {
    change = [](eth::UnsignedTransaction given) {
        std::get<eth::FeeMarketTransaction>(given).max_fee_per_gas = Wei{3};
        return given;
    };
    expect_refused(Reason::signer_disagrees, "its fees or access list are others");
}

TEST_F(RpcSignerTest, refuses_another_accounts_signature) {
    signer = [] {
        Entropy entropy{SecretBytes<32>{}};
        return EthSecretKey::parse(Bytes32{.bytes = {std::byte{1}}}.view(), entropy).value();
    };
    expect_refused(Reason::signer_disagrees, "instead of 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb");
}

TEST_F(RpcSignerTest, tells_what_the_signer_refuses_with) {
    answers["eth_signTransaction"] = [](const Params&) {
        return R"(!{"code":-32000,"message":"Request denied"})";
    };
    expect_refused(Reason::rpc_refused, "Request denied");
    answers["eth_accounts"] = [](const Params&) { return "[]"; };
    expect_refused(Reason::unknown_account, "Request denied");
    // A signer that does not tell its accounts either has still refused.
    answers["eth_accounts"] = [](const Params&) {
        return R"(!{"code":-32601,"message":"no such method"})";
    };
    expect_refused(Reason::rpc_refused, "Request denied");
}

TEST_F(RpcSignerTest, refuses_garbage) {
    for (const char* answer : {"null", "true", R"("0xdead")", R"({"raw":"0x"})", "[1]"}) {
        answers["eth_signTransaction"] = [=](const Params&) { return answer; };
        expect_refused(Reason::bad_rpc, "eth_signTransaction: ");
    }
}

TEST_F(RpcSignerTest, does_not_wait_for_ever) {
    options.exchange_max = Millis{50};
    run([this]() -> Task<> {
        // Takes the connection, and says nothing.
        boost::asio::ip::tcp::acceptor silent{loop,
                                              {boost::asio::ip::make_address("127.0.0.1"), 0}};
        RpcSigner signer{time,
                         {.host = "127.0.0.1", .port = silent.local_endpoint().port()},
                         options,
                         eth::SignerKind::eth};
        const auto refused = co_await signer.sign(test::known_account(), content);
        EXPECT_EQ(refused.error().reason, Reason::timed_out);
    }());
}

TEST_F(RpcSignerTest, says_when_nobody_listens) {
    run([this]() -> Task<> {
        RpcSigner signer{time, {.host = "127.0.0.1", .port = 1}, {}, eth::SignerKind::eth};
        EXPECT_EQ((co_await signer.accounts()).error().reason, Reason::connect_failed);
    }());
}

}  // namespace
}  // namespace stafi::adapters
