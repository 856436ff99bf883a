#include "adapters/rpc/rpc_client.hpp"

#include <gmock/gmock.h>

#include "loopback.hpp"
#include "virtual_ambient.hpp"

namespace stafi::adapters {
namespace {

using testing::HasSubstr;

/// A node that answers every request in the same way.
struct RpcClientTest : test::LoopbackTest {
    test::VirtualAmbient time{loop};
    unsigned status = 200;
    std::vector<http::Request> asked;

    void visit(std::string answer, std::optional<JwtSecret> secret,
               const std::function<Task<>(RpcClient&)>& visitor) {
        http::Handler handler = [&](http::Request request) -> Task<http::Response> {
            asked.push_back(std::move(request));
            co_return http::Response{.status = status, .body = answer};
        };
        auto server = http::Server::listen(loop.get_executor(), {}, handler).value();
        RpcClient client{time,
                         {.host = "127.0.0.1", .port = server.port(), .target = "/v3/key"},
                         {},
                         std::move(secret)};
        serve(server, visitor(client));
    }
};

TEST_F(RpcClientTest, asks_and_is_answered) {
    visit(R"({"jsonrpc":"2.0","id":1,"result":"0x1"})", {}, [](RpcClient& node) -> Task<> {
        const auto result = co_await node.expect({"eth_chainId"});
        EXPECT_EQ(result.value().text().value(), "0x1");
    });
    EXPECT_EQ(asked.at(0).method, "POST");
    EXPECT_EQ(asked.at(0).target, "/v3/key");
    EXPECT_EQ(asked.at(0).body, R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]})");
    EXPECT_EQ(http::find_header(asked.at(0).headers, "content-type"), "application/json");
    EXPECT_EQ(http::find_header(asked.at(0).headers, "authorization"), std::nullopt);
}

TEST_F(RpcClientTest, takes_an_answer_only_for_its_own_request) {
    visit(R"({"jsonrpc":"2.0","id":1,"result":"0x1"})", {}, [](RpcClient& node) -> Task<> {
        EXPECT_TRUE(co_await node.ask({"a"}));
        const auto second = co_await node.ask({"eth_b"});
        EXPECT_EQ(second.error().reason, Reason::bad_rpc);
        EXPECT_EQ(second.error().what, "eth_b: id: 1, not 2 as asked");
    });
}

TEST_F(RpcClientTest, asks_several_at_once) {
    visit(R"([{"jsonrpc":"2.0","id":2,"result":"y"},{"jsonrpc":"2.0","id":1,"result":"x"}])", {},
          [](RpcClient& node) -> Task<> {
              std::vector<eth::RpcCall> calls{{"a"}, {"b"}};
              auto answers = (co_await node.ask_all(std::move(calls))).value();
              EXPECT_EQ(accepted(std::move(answers.at(1))).value().text().value(), "y");
              EXPECT_TRUE((co_await node.ask_all({})).value().empty());
          });
    EXPECT_EQ(asked.size(), 1U);
}

TEST_F(RpcClientTest, shows_a_fresh_token_with_each_request) {
    visit(R"({"jsonrpc":"2.0","id":1,"result":null})", JwtSecret{},
          [this](RpcClient& node) -> Task<> {
              EXPECT_TRUE(co_await node.ask({"engine_a"}));
              const UnixSeconds now{time.now().value / 1000};
              EXPECT_EQ(http::find_header(asked.at(0).headers, "authorization"),
                        "Bearer " + make_jwt(JwtSecret{}, now));
              time.jump(Millis{60'000});
              EXPECT_FALSE(co_await node.ask({"engine_b"}));
              EXPECT_NE(http::find_header(asked.at(0).headers, "authorization"),
                        http::find_header(asked.at(1).headers, "authorization"));
          });
}

TEST_F(RpcClientTest, says_what_a_server_that_is_no_node_says) {
    status = 401;
    visit("missing \x1b[2Jtoken", {}, [](RpcClient& node) -> Task<> {
        const auto refused = co_await node.ask({"engine_a"});
        EXPECT_EQ(refused.error().reason, Reason::http_status);
        EXPECT_THAT(refused.error().what, HasSubstr(": 401 missing ?[2Jtoken"));
        EXPECT_THAT(refused.error().what, testing::Not(HasSubstr("key")));  // of its address
    });
}

}  // namespace
}  // namespace stafi::adapters
