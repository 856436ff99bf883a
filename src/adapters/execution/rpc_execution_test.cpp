#include "adapters/execution/rpc_execution.hpp"

#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/execution/execution_pool.hpp"
#include "base/hex.hpp"
#include "loopback.hpp"
#include "spoilt_pool.hpp"
#include "virtual_ambient.hpp"

// A client that lies, refuses or is another one. What honest clients do,
// tests/execution_contract.hpp asks of real ones.

namespace stafi::adapters {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

constexpr std::string_view kContract = "0x00000000219ab540356cbb839cbe05303d7705fa";

std::string hash(std::uint64_t number) { return fmt::format("0x{:064x}", 0xb000 + number); }

std::string log(std::uint64_t number) {
    return fmt::format(
        R"({{"address":"{}","topics":[],"data":"0x","blockNumber":"0x{:x}","blockHash":"{}",)"
        R"("transactionHash":"{}","logIndex":"0x0"}})",
        kContract, number, hash(number), hash(0));
}

struct RpcExecutionTest : test::LoopbackTest {
    test::VirtualAmbient time{loop};
    std::string chain = "0x7a69";
    std::uint64_t range_max = 1'000'000;  ///< of blocks for one eth_getLogs
    std::size_t batch_max = 1'000;        ///< requests
    std::string bloom = "0x" + std::string(512, '0');
    std::vector<std::uint64_t> told = {3, 7};      ///< blocks of the logs that eth_getLogs tells
    std::vector<std::uint64_t> happened = {3, 7};  ///< blocks whose receipts have a log
    std::map<std::string, int> asked;
    std::string refusal;  ///< of a whole request, with 503

    static std::uint64_t number(const json::value& text) {
        return std::stoull(std::string{text.as_string()}, nullptr, 16);
    }
    std::string block(std::uint64_t at) const {
        return fmt::format(R"({{"number":"0x{:x}","hash":"{}","parentHash":"{}","timestamp":"0x1",)"
                           R"("gasLimit":"0x1","logsBloom":"{}"}})",
                           at, hash(at), hash(at - 1), bloom);
    }
    std::string logs(const json::value& filter) const {
        const std::uint64_t first = number(filter.at("fromBlock"));
        const std::uint64_t last = number(filter.at("toBlock"));
        if (last - first + 1 > range_max) return "";
        std::string all;
        for (const std::uint64_t at : told)
            if (at >= first && at <= last) all += (all.empty() ? "" : ",") + log(at);
        return "[" + all + "]";
    }
    std::string receipts(std::string_view block_hash) const {
        for (const std::uint64_t at : happened)
            if (hash(at) == block_hash) return "[{\"logs\":[" + log(at) + "]}]";
        return "[]";
    }
    std::string result(const json::value& call) {
        const std::string method{call.at("method").as_string()};
        const json::array& params = call.at("params").as_array();
        ++asked[method];
        if (method == "eth_chainId") return "\"" + chain + "\"";
        if (method == "eth_getLogs") return logs(params.at(0));
        if (method == "eth_getBlockReceipts") return receipts(params.at(0).as_string());
        if (method == "eth_getBlockByNumber")
            return block(params.at(0) == "latest" ? 9 : number(params.at(0)));
        return "null";
    }
    std::string answer(const json::value& call) {
        const std::string id = json::serialize(call.at("id"));
        const std::string text = result(call);
        return text.empty()
                   ? R"({"jsonrpc":"2.0","id":)" + id +
                         R"(,"error":{"code":-32005,"message":"query exceeds max results"}})"
                   : R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":)" + text + "}";
    }
    http::Response respond(const http::Request& request) {
        if (!refusal.empty()) return {.status = 503, .body = refusal};
        const json::value asked_for = json::parse(request.body);
        if (!asked_for.is_array()) return {.body = answer(asked_for)};
        if (asked_for.as_array().size() > batch_max)
            return {.body = R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,)"
                            R"("message":"batch too large"}})"};
        std::string all;
        for (const json::value& call : asked_for.as_array())
            all += (all.empty() ? "" : ",") + answer(call);
        return {.body = "[" + all + "]"};
    }

    void visit(const std::function<Task<>(RpcExecution&)>& visitor) {
        http::Handler handler = [this](http::Request request) -> Task<http::Response> {
            co_return respond(request);
        };
        auto server = http::Server::listen(loop.get_executor(), {}, handler).value();
        RpcExecution client{time,
                            {.host = "127.0.0.1", .port = server.port()},
                            {.chain = ChainId{31337}, .genesis = {}}};
        serve(server, visitor(client));
    }
    /// The same behind a proxy, which spoils what it is told to.
    void visit_behind_proxy(
        const std::function<Task<>(test::FaultProxy&, RpcExecution&)>& visitor) {
        http::Handler handler = [this](http::Request request) -> Task<http::Response> {
            co_return respond(request);
        };
        auto server = http::Server::listen(loop.get_executor(), {}, handler).value();
        test::FaultProxy proxy{loop, server.port()};
        const http::ClientOptions brief{
            .exchange_max = Millis{300}, .pause_max = Millis{300}, .download_max = Millis{300}};
        RpcExecution client{time,
                            {.host = "127.0.0.1", .port = proxy.port()},
                            {.chain = ChainId{31337}, .genesis = {}},
                            {.http = brief}};
        const auto visit_and_stop = [&]() -> Task<> {
            co_await visitor(proxy, client);
            proxy.stop();
        };
        serve(server, test::either(proxy.run(), visit_and_stop()));
    }
    static BlockRange blocks(std::uint64_t first, std::uint64_t last) {
        return {.first = BlockNumber{first}, .last = BlockNumber{last}};
    }
    static std::vector<Address> contracts() { return {parse_fixed<Address>(kContract).value()}; }
};

TEST_F(RpcExecutionTest, looks_at_the_chain_once_and_again_after_a_failure) {
    visit([this](RpcExecution& client) -> Task<> {
        EXPECT_TRUE(co_await client.head());
        EXPECT_TRUE(co_await client.head());
        EXPECT_EQ(asked["eth_chainId"], 1);
        EXPECT_EQ((co_await client.header(BlockNumber{4})).value().self.number, BlockNumber{4});
    });
}

TEST_F(RpcExecutionTest, takes_nothing_from_a_client_on_another_chain) {
    chain = "0x1";
    visit([this](RpcExecution& client) -> Task<> {
        const auto head = co_await client.head();
        EXPECT_EQ(head.error().reason, Reason::wrong_network);
        EXPECT_THAT(head.error().what, HasSubstr("on chain 1, not 31337"));
        EXPECT_FALSE(co_await client.send({}));
        EXPECT_EQ(asked["eth_sendRawTransaction"], 0);
        chain = "0x7a69";
        EXPECT_TRUE(co_await client.head());
    });
}

TEST_F(RpcExecutionTest, asks_for_fewer_blocks_until_the_client_answers) {
    range_max = 100;
    visit([this](RpcExecution& client) -> Task<> {
        const auto logs = co_await client.logs(blocks(0, 2'999), contracts());
        EXPECT_EQ(logs.value().size(), 2U);
        EXPECT_EQ(logs.value().at(1).block.number, BlockNumber{7});
        EXPECT_GT(asked["eth_getLogs"], 30);
        range_max = 0;
        const auto none = co_await client.logs(blocks(0, 2'999), contracts());
        EXPECT_EQ(none.error().reason, Reason::rpc_refused);
    });
}

TEST_F(RpcExecutionTest, asks_for_smaller_batches_until_the_client_answers) {
    batch_max = 3;
    visit([this](RpcExecution& client) -> Task<> {
        EXPECT_TRUE(co_await client.logs(blocks(0, 19), contracts()));
        EXPECT_EQ(asked["eth_getBlockByNumber"], 20);
    });
}

TEST_F(RpcExecutionTest, finds_logs_that_the_client_left_out) {
    bloom = "0x" + std::string(512, 'f');
    visit([this](RpcExecution& client) -> Task<> {
        EXPECT_TRUE(co_await client.logs(blocks(0, 9), contracts()));
        told = {3};
        const auto incomplete = co_await client.logs(blocks(0, 9), contracts());
        EXPECT_EQ(incomplete.error().reason, Reason::bad_rpc);
        EXPECT_THAT(incomplete.error().what, HasSubstr("block 7: the client left out logs of 0x0"));
    });
}

TEST_F(RpcExecutionTest, takes_no_logs_that_were_not_asked_for_or_out_of_order) {
    visit([this](RpcExecution& client) -> Task<> {
        told = {7, 3};
        const auto disordered = co_await client.logs(blocks(0, 9), contracts());
        EXPECT_THAT(disordered.error().what, HasSubstr("result[1]: logs are not in order"));
        told = {7};
        const auto foreign = co_await client.logs(blocks(0, 9), {Address{}});
        EXPECT_THAT(foreign.error().what, HasSubstr("was not asked for"));
        EXPECT_EQ(foreign.error().code, Errc::unavailable);
    });
}

TEST_F(RpcExecutionTest, takes_nothing_that_was_spoilt_on_its_way_and_goes_on_by_itself) {
    using test::Fault;
    visit_behind_proxy([this](test::FaultProxy& proxy, RpcExecution& client) -> Task<> {
        int looked = 0;
        for (const Fault fault :
             {Fault::drop, Fault::truncate, Fault::garbage, Fault::stall, Fault::drip}) {
            proxy.fault = fault;
            const auto head = co_await client.head();
            EXPECT_EQ(head.error().code, Errc::unavailable) << static_cast<int>(fault);
            const auto spoilt = co_await client.logs(blocks(0, 99), contracts());
            EXPECT_EQ(spoilt.error().code, Errc::unavailable) << static_cast<int>(fault);
            proxy.fault = Fault::none;
            EXPECT_EQ((co_await client.head()).value().self.number, BlockNumber{9});
            EXPECT_EQ((co_await client.logs(blocks(0, 99), contracts())).value().size(), 2U);
            // What answers after a loss may be another client.
            EXPECT_GT(asked["eth_chainId"], std::exchange(looked, asked["eth_chainId"]));
        }
    });
}

/// Two clients in one pool, the favourite behind a proxy.
struct SpoiltExecutionPoolTest : RpcExecutionTest {
    bool is_refusing = false;

    void visit_pool(const std::function<Task<>(test::SpoiltPool)>& visitor) {
        http::Handler always = [this](http::Request request) -> Task<http::Response> {
            co_return respond(request);
        };
        http::Handler other = [this](http::Request request) -> Task<http::Response> {
            if (is_refusing) co_return http::Response{.status = 503};
            co_return respond(request);
        };
        auto first = http::Server::listen(loop.get_executor(), {}, always).value();
        auto second = http::Server::listen(loop.get_executor(), {}, other).value();
        test::FaultProxy proxy{loop, first.port()};
        const http::ClientOptions brief{
            .exchange_max = Millis{300}, .pause_max = Millis{300}, .download_max = Millis{300}};
        std::vector<ExecutionPool::Member> members;
        for (const std::uint16_t port : {proxy.port(), second.port()}) {
            const Url url{.host = "127.0.0.1", .port = port};
            const RpcExecutionOptions options{.http = brief};
            const ChainIdentity devnet{.chain = ChainId{31337}, .genesis = {}};
            members.push_back(
                {.name = members.empty() ? "spoilt" : "good",
                 .client = std::make_unique<RpcExecution>(time, url, devnet, options)});
        }
        ExecutionPool pool{time, std::move(members)};
        const auto visit_and_stop = [&]() -> Task<> {
            test::SpoiltPool spoilt{.proxy = proxy,
                                    .is_right = [&]() -> Task<bool> {
                                        const auto told =
                                            co_await pool.logs(blocks(0, 99), contracts());
                                        if (told) EXPECT_EQ(told->size(), 2U);
                                        co_return told.has_value();
                                    },
                                    .status = [&] { return pool.status(); },
                                    .refuse = [this](bool refuses) { is_refusing = refuses; },
                                    .forget = [this] { time.jump(Health::kFailureHalfLife * 20); }};
            co_await visitor(std::move(spoilt));
            proxy.stop();
            first.stop();
            second.stop();
        };
        run(test::both(test::both(first.run(), second.run()),
                       test::either(proxy.run(), visit_and_stop())));
    }
};

TEST_F(SpoiltExecutionPoolTest, answers_from_another_client_while_one_is_spoilt_and_returns_to_it) {
    visit_pool(test::expect_another_answers);
}

TEST_F(SpoiltExecutionPoolTest, tells_that_no_client_answers_and_recovers_by_itself) {
    visit_pool(test::expect_recovery);
}

}  // namespace
}  // namespace stafi::adapters
