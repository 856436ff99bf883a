#include "devnet/beacon_api/beacon_api.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>

#include "adapters/http/client.hpp"
#include "base/hex.hpp"
#include "beacon/block/block.hpp"
#include "beacon_node.hpp"
#include "devnet/beacon_duties/bodies.hpp"
#include "loopback.hpp"

// The whole way: over a real server, with an execution side that executes nothing.

namespace stafi::devnet::beacon_api {
namespace {

namespace http = adapters::http;
namespace json = boost::json;
using testing::HasSubstr;
using testing::StartsWith;

struct BeaconApiTest : test::LoopbackTest, ExecutionSide {
    test::BeaconNode world;
    beacon::Chain& chain = world.chain;
    BeaconApi api{loop.get_executor(),
                  chain,
                  *this,
                  {.version = "stafi-router/test", .network = eth::devnet(), .fee_recipient = {}}};

    Task<Result<eth::BuiltPayload>> build(beacon::PayloadAttributes attributes,
                                          Address fee_recipient) override {
        eth::BuiltPayload built;
        built.payload = beacon::plain_payload(
            attributes, chain.head_state()->latest_execution_payload_header, fee_recipient);
        co_return built;
    }
    Task<Result<>> import(eth::SignedBeaconBlock block) override {
        CO_TRY(const beacon::HeadChange change, chain.add(block));
        api.tell(ssz::hash_tree_root(block.message), change);
        co_return Result<>{};
    }
    /// One slot of a world in which everybody performs.
    void next_slot() {
        const Slot slot = chain.head().slot + Slot{1};
        api.tell(NodeStatus{.slot = slot});
        const Bytes32 before = chain.head().root;
        ASSERT_TRUE(beacon::drive_slot(chain, slot, world.all, slot < Slot{4}));
        api.tell(chain.head().root, {.before = before,
                                     .after = chain.head().root,
                                     .common = slot - Slot{1},
                                     .is_reorg = false,
                                     .is_finalized = false});
    }
    /// Runs `visit(client)` against the API on a server.
    void visit(std::function<Task<>(http::Client&)> visitor) {
        http::Handler handler = [this](http::Request request) {
            return api.answer(std::move(request));
        };
        http::Server server = http::Server::listen(loop.get_executor(), {}, handler).value();
        const auto go = [&]() -> Task<> {
            http::Client client{{.host = "127.0.0.1", .port = server.port(), .target = "/"}, {}};
            co_await visitor(client);
            api.close();
        };
        serve(server, go());
    }
    static Task<http::Response> ask(http::Client& client, std::string target,
                                    std::string accept = "application/json") {
        http::Request request;
        request.target = std::move(target);
        request.headers.push_back({.name = "Accept", .value = std::move(accept)});
        co_return (co_await client.exchange(std::move(request))).value();
    }
};

TEST_F(BeaconApiTest, answers_with_the_headers_that_clients_look_at) {
    next_slot();
    visit([&](http::Client& client) -> Task<> {
        http::Response answer = co_await ask(client, "/eth/v1/node/version");
        EXPECT_EQ(answer.status, 200U);
        EXPECT_EQ(answer.body, R"({"data":{"version":"stafi-router/test"}})");
        EXPECT_EQ(http::find_header(answer.headers, "Content-Type"), "application/json");
        answer = co_await ask(client, "/eth/v2/beacon/blocks/head", "application/octet-stream");
        EXPECT_EQ(http::find_header(answer.headers, "Content-Type"), "application/octet-stream");
        EXPECT_EQ(http::find_header(answer.headers, "Eth-Consensus-Version"), "fulu");
        EXPECT_TRUE(ssz::decode<eth::SignedBeaconBlock>(bytes_of(answer.body)));
        answer = co_await ask(client, "/eth/v1/beacon/headers/7");
        EXPECT_EQ(answer.status, 404U);
        EXPECT_EQ(answer.body, R"({"code":404,"message":"block not found: 7"})");
        answer = co_await ask(client, "/eth/v1/node/health");
        EXPECT_EQ(answer.body, "");
        answer = co_await ask(client, "/eth/v1/events?topics=head,weather");
        EXPECT_EQ(answer.status, 400U);
        EXPECT_THAT(answer.body, HasSubstr("'weather' is unknown"));
    });
}

TEST_F(BeaconApiTest, tells_readers_of_events_what_happens) {
    visit([&](http::Client& client) -> Task<> {
        http::Request request;
        request.target = "/eth/v1/events?topics=head,block&topics=voluntary_exit";
        http::Download events = (co_await client.download(request)).value();
        EXPECT_EQ(http::find_header(events.head.headers, "Content-Type"), "text/event-stream");
        next_slot();
        std::string text;
        while (text.find("event: head") == std::string::npos)
            text += (co_await events.next()).value();
        const std::string root = to_hex0x(chain.head().root.view());
        EXPECT_THAT(text, StartsWith("event: block\ndata: {\"slot\":\"1\",\"block\":\"" + root +
                                     "\",\"execution_optimistic\":false}\n\n"));
        EXPECT_THAT(text, HasSubstr("event: head\ndata: {\"slot\":\"1\",\"block\":\"" + root));
        EXPECT_THAT(text, HasSubstr("\"epoch_transition\":false"));
    });
}

TEST_F(BeaconApiTest, makes_a_block_and_takes_it_back_signed) {
    next_slot();
    const Slot slot{2};
    api.tell(NodeStatus{.slot = slot});
    const auto state = *chain.state_at(slot);
    const std::array key{state->validators[beacon::proposer_at(*state, slot).value].pubkey};
    const auto sign = [&](const Bytes32& root) { return world.signers.sign(key, root)->bytes(); };
    visit([&](http::Client& client) -> Task<> {
        const SignatureBytes reveal = sign(beacon::randao_root(*state, state->epoch()));
        const http::Response made = co_await ask(
            client, "/eth/v3/validator/blocks/2?randao_reveal=" + to_hex0x(reveal.view()),
            "application/octet-stream;q=1.0,application/json;q=0.9");
        EXPECT_EQ(http::find_header(made.headers, "Eth-Execution-Payload-Blinded"), "false");
        EXPECT_EQ(http::find_header(made.headers, "Eth-Execution-Payload-Value"), "0");
        const auto contents = ssz::decode<BlockContents>(bytes_of(made.body));
        EXPECT_TRUE(contents) << made.body;
        if (!contents) co_return;
        SignedBlockContents block;
        block.signed_block = {.message = contents->block,
                              .signature = sign(block_signing_root(*state, contents->block))};
        http::Request request{.method = "POST", .target = "/eth/v2/beacon/blocks"};
        request.headers = {{.name = "Content-Type", .value = "application/octet-stream"},
                           {.name = "Eth-Consensus-Version", .value = "fulu"}};
        request.body = text_of(BytesView{ssz::encode(block)});
        EXPECT_EQ((co_await client.exchange(request)).value().status, 200U);
        EXPECT_EQ(chain.head().slot, slot);
        EXPECT_EQ((co_await client.exchange(request)).value().status, 200U);  // once more
        block.signed_block.message.body.graffiti.bytes[0] = std::byte{1};
        request.body = text_of(BytesView{ssz::encode(block)});
        EXPECT_EQ((co_await client.exchange(request)).value().status, 400U);
    });
}

TEST_F(BeaconApiTest, forgets_readers_that_have_gone) {
    visit([&](http::Client& client) -> Task<> {
        http::Request request;
        request.target = "/eth/v1/events?topics=attester_slashing";
        for (std::size_t i = 0; i < 2 * BeaconApi::kReadersMax; ++i) {
            {
                const auto events = co_await client.download(request);
                EXPECT_EQ(events.value().head.status, 200U) << i;
            }
            for (int wake = 0; wake < 100; ++wake) {
                api.tell(NodeStatus{});
                co_await boost::asio::post(boost::asio::use_awaitable);
            }
        }
    });
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
