#include "devnet/door/door.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/rpc/rpc_client.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "scripted_node.hpp"

namespace stafi::devnet {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

ExecutionHead head(std::uint64_t number, std::uint8_t branch = 0) {
    Bytes32 hash;
    hash.span()[30] = std::byte{branch};
    hash.span()[31] = std::byte(number);
    return {.hash = hash, .number = {number}, .safe = {number - 4}, .finalized = {number - 8}};
}

struct DoorTest : test::ScriptedNodeTest {
    DoorTest() {
        answers["eth_blockNumber"] = [](const Params&) { return R"("0x6e")"; };
        answers["eth_getBlockByNumber"] = [](const Params& params) {
            return R"({"number":)" + json::serialize(params[0]) + "}";
        };
    }

    /// Runs `visitor` with a door that has heard of the blocks up to 110 (0x6e).
    void with_door(std::function<Task<>(ExecutionDoor&)> visitor) {
        visit([&](adapters::Url node) -> Task<> {
            ExecutionDoor door{time, std::move(node)};
            for (std::uint64_t number = 10; number <= 110; ++number)
                door.hear(head(number));
            co_await visitor(door);
        });
    }
    static Task<std::string> ask(ExecutionDoor& door, std::string body) {
        http::Request request{.method = "POST",
                              .headers = {{.name = "Content-Type", .value = "application/json"}},
                              .body = std::move(body)};
        const http::Response answer = co_await door.answer(std::move(request));
        EXPECT_EQ(answer.status, 200U);
        co_return answer.body;
    }
    static std::string call(std::string_view method, std::string_view params = "[]") {
        return fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{}}})", method,
                           params);
    }
    static Task<std::uint64_t> shown(ExecutionDoor& door) {
        const std::string answer = co_await ask(door, call("eth_blockNumber"));
        const std::string text{json::parse(answer).at("result").as_string()};
        co_return std::stoull(text, nullptr, 16);
    }
};

TEST_F(DoorTest, passes_everything_on_when_the_client_is_healthy) {
    with_door([](ExecutionDoor& door) -> Task<> {
        EXPECT_EQ(co_await ask(door, call("eth_blockNumber")),
                  R"({"jsonrpc":"2.0","id":1,"result":"0x6e"})");
        EXPECT_EQ(door.service(), Service::healthy);
    });
    EXPECT_EQ(count("eth_blockNumber"), 1U);
}

TEST_F(DoorTest, falls_behind_block_by_block_and_never_goes_back) {
    with_door([](ExecutionDoor& door) -> Task<> {
        door.be_late(3);
        EXPECT_EQ(co_await shown(door), 110U);
        for (std::uint64_t number = 111; number <= 113; ++number)
            door.hear(head(number));
        EXPECT_EQ(co_await shown(door), 110U);
        door.hear(head(114));
        EXPECT_EQ(co_await shown(door), 111U);
        door.be_late(10);
        EXPECT_EQ(co_await shown(door), 111U);
        door.be_late(1);
        EXPECT_EQ(co_await shown(door), 113U);
        EXPECT_EQ(door.view()->safe, BlockNumber{109});
        EXPECT_EQ(door.view()->finalized, BlockNumber{105});
        door.be_healthy();
        EXPECT_EQ(co_await shown(door), 0x6eU);  // what the client itself says
    });
}

TEST_F(DoorTest, follows_a_reorg_below_what_it_shows) {
    with_door([](ExecutionDoor& door) -> Task<> {
        door.be_late(2);
        door.hear(head(111));
        door.hear(head(112));
        door.hear(head(108, 1));
        EXPECT_EQ(co_await shown(door), 108U);
        EXPECT_TRUE(door.view()->unseen.empty());
        door.hear(head(109, 1));
        door.hear(head(110, 1));
        door.hear(head(111, 1));
        EXPECT_EQ(co_await shown(door), 110U);
        EXPECT_EQ(door.view()->unseen, std::set<Bytes32>{head(111, 1).hash});
    });
}

TEST_F(DoorTest, answers_each_call_of_a_batch_in_its_place) {
    with_door([](ExecutionDoor& door) -> Task<> {
        door.be_late(5);
        for (std::uint64_t number = 111; number <= 120; ++number)
            door.hear(head(number));
        const std::string batch = "[" + call("eth_getBlockByNumber", R"(["latest",false])") + "," +
                                  call("eth_blockNumber") + "]";
        const json::value answers = json::parse(co_await ask(door, batch));
        EXPECT_EQ(answers.at(0).at("result").at("number"), "0x73");  // 115
        EXPECT_EQ(answers.at(1).at("result"), "0x73");
    });
}

TEST_F(DoorTest, answers_nobody_until_its_silence_ends) {
    adapters::SystemAmbient clock{loop.get_executor(), adapters::system_entropy().value(), 1};
    visit([&](adapters::Url node) -> Task<> {
        ExecutionDoor door{clock, node};
        adapters::RpcClient other{clock, node, {}};
        door.be_silent();
        const auto wait = [&]() -> Task<> { EXPECT_EQ(co_await shown(door), 0x6eU); };
        const auto heal = [&]() -> Task<> {
            // Whoever asks the client itself later is answered.
            EXPECT_TRUE(co_await other.ask({.method = "eth_chainId"}));
            EXPECT_EQ(count("eth_blockNumber"), 0U);
            door.be_healthy();
        };
        co_await test::both(wait(), heal());
    });
    EXPECT_EQ(count("eth_blockNumber"), 1U);
}

TEST_F(DoorTest, says_when_nobody_is_behind_it) {
    run([](test::VirtualAmbient& ambient) -> Task<> {
        ExecutionDoor door{ambient, {.host = "127.0.0.1", .port = 1}};
        const http::Response answer = co_await door.answer({.method = "POST", .body = "{}"});
        EXPECT_EQ(answer.status, 502U);
        EXPECT_NE(answer.body.find("127.0.0.1:1"), std::string::npos) << answer.body;
    }(time));
}

}  // namespace
}  // namespace stafi::devnet
