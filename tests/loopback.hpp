#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "adapters/http/server.hpp"
#include "adapters/http/stream.hpp"
#include "run_task.hpp"

// Real sockets on this machine. Every wait is for the other side and bounded; none is for a clock.

namespace stafi::test {

using namespace boost::asio::experimental::awaitable_operators;

constexpr std::chrono::seconds kLoopbackMax{30};  ///< no test needs a second; a slow machine may

[[nodiscard]] inline Task<> both(Task<> a, Task<> b) { co_await (std::move(a) && std::move(b)); }
[[nodiscard]] inline Task<> either(Task<> a, Task<> b) { co_await (std::move(a) || std::move(b)); }

struct LoopbackTest : testing::Test {
    boost::asio::io_context loop{1};

    void run(Task<> task) {
        loop.restart();
        EXPECT_TRUE(run_task(loop, std::move(task), [&] { loop.run_for(kLoopbackMax); }))
            << "still waiting";
    }

    /// Runs a server for as long as `visit` takes, and its connections to their end.
    void serve(adapters::http::Server& server, Task<> visit) {
        run([](adapters::http::Server& open, Task<> visitor) -> Task<> {
            const auto visit_and_stop = [&]() -> Task<> {
                co_await std::move(visitor);
                open.stop();
            };
            co_await both(open.run(), visit_and_stop());
        }(server, std::move(visit)));
    }
};

[[nodiscard]] inline adapters::Stream::Deadline soon() {
    return std::chrono::steady_clock::now() + kLoopbackMax;
}

[[nodiscard]] inline Task<std::unique_ptr<adapters::Stream>> connect_to(std::uint16_t port) {
    auto stream = co_await adapters::connect({.host = "127.0.0.1", .port = port}, soon());
    co_return std::move(stream.value());
}

/// Everything until the other side ends the connection, or cuts it.
[[nodiscard]] inline Task<std::string> read_to_end(adapters::Stream& stream) {
    std::string all;
    std::vector<std::byte> buffer(65536);
    while (true) {
        const auto size = co_await stream.read_some(buffer);
        if (!size || *size == 0) co_return all;
        all += text_of(BytesView{buffer}.first(*size));
    }
}

/// Everything that is answered to these bytes on a connection of their own.
[[nodiscard]] inline Task<std::string> say(std::uint16_t port, std::string bytes) {
    const auto stream = co_await connect_to(port);
    // A server may refuse, and close, before it has read everything.
    [[maybe_unused]] const auto written = co_await stream->write(bytes, "");
    co_return co_await read_to_end(*stream);
}

}  // namespace stafi::test
