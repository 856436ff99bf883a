#include "adapters/http/server.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "loopback.hpp"

namespace stafi::adapters::http {
namespace {

using namespace std::chrono_literals;
using test::connect_to;
using test::read_to_end;
using test::say;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kHost = "Host: localhost\r\n";

std::string get(std::string_view target, std::string_view more = "") {
    return fmt::format("GET {} HTTP/1.1\r\n{}{}\r\n", target, kHost, more);
}
const std::string kLast = "Connection: close\r\n";

struct ServerTest : test::LoopbackTest {
    ServerOptions options;
    Handler handler = [this](Request request) -> Task<Response> {
        seen.push_back(request.target);
        co_return Response{.body = request.method + " " + request.target + " " + request.body};
    };
    std::vector<std::string> seen;

    /// Runs `visit(port)` against a server with these options and this handler.
    void serve(std::function<Task<>(std::uint16_t)> visit) {
        Server server = Server::listen(loop.get_executor(), options, handler).value();
        LoopbackTest::serve(server, visit(server.port()));
    }
    /// What the server answers to these bytes.
    std::string answer_to(std::string bytes) {
        std::string answer;
        serve([&](std::uint16_t port) -> Task<> { answer = co_await say(port, bytes); });
        return answer;
    }
};

TEST_F(ServerTest, answers_with_status_length_and_body) {
    EXPECT_EQ(answer_to(get("/a?b=c", kLast)),
              "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\nGET /a?b=c ");
}

TEST_F(ServerTest, answers_pipelined_requests_in_their_order) {
    const std::string answers = answer_to(get("/1") + get("/2") + get("/3", kLast));
    EXPECT_EQ(seen, (std::vector<std::string>{"/1", "/2", "/3"}));
    EXPECT_LT(answers.find("GET /1 "), answers.find("GET /2 "));
    EXPECT_THAT(answers, EndsWith("\r\n\r\nGET /3 "));
}

TEST_F(ServerTest, reads_a_body_by_length_or_by_chunks_whatever_its_bytes) {
    const std::string junk = std::string{"\xff\xfe\0\r\n", 5};
    EXPECT_THAT(answer_to(fmt::format("POST / HTTP/1.1\r\n{}{}Content-Length: 5\r\n\r\n{}", kHost,
                                      kLast, junk)),
                EndsWith("\r\n\r\nPOST / " + junk));
    EXPECT_THAT(answer_to(fmt::format("POST / HTTP/1.1\r\n{}{}Transfer-Encoding: chunked\r\n\r\n"
                                      "5;x=y\r\n{}\r\n2\r\nab\r\n0\r\nTrailer: z\r\n\r\n",
                                      kHost, kLast, junk)),
                EndsWith("\r\n\r\nPOST / " + junk + "ab"));
}

TEST_F(ServerTest, consents_to_a_body_that_waits_for_it) {
    EXPECT_THAT(answer_to(fmt::format("POST / HTTP/1.1\r\n{}{}Content-Length: 2\r\n"
                                      "Expect: 100-continue\r\n\r\nab",
                                      kHost, kLast)),
                StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

TEST_F(ServerTest, sends_no_body_in_answer_to_head) {
    EXPECT_THAT(answer_to(fmt::format("HEAD / HTTP/1.1\r\n{}{}\r\n", kHost, kLast)),
                EndsWith("Content-Length: 7\r\nConnection: close\r\n\r\n"));
}

TEST_F(ServerTest, refuses_what_is_not_http_or_means_two_things) {
    const std::vector<std::string> bad{
        "\x16\x03\x01\x02\x01\r\n\r\n",  // a TLS greeting
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        std::string{"GET / HTTP/1.1\r\nHost: local\0host\r\n\r\n", 36},
        "GET / HTTP/1.1\r\nHo\x7fst: localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        get("/", "X: " + std::string(20'000, 'x') + "\r\n"),
    };
    for (const std::string& bytes : bad) {
        EXPECT_THAT(answer_to(bytes), StartsWith("HTTP/1.1 400 Bad Request\r\n")) << bytes;
        EXPECT_TRUE(seen.empty()) << bytes;
        seen.clear();
    }
}

TEST_F(ServerTest, refuses_a_body_that_is_larger_than_it_wants) {
    options.body_bytes_max = 3;
    const std::string head = fmt::format("POST / HTTP/1.1\r\n{}", kHost);
    EXPECT_THAT(answer_to(head + "Content-Length: 4\r\n\r\nabcd"), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(answer_to(head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n"),
                StartsWith("HTTP/1.1 413 "));
    EXPECT_TRUE(seen.empty());
    EXPECT_THAT(answer_to(head + kLast + "Content-Length: 3\r\n\r\nabc"), EndsWith("POST / abc"));
}

TEST_F(ServerTest, waits_neither_for_a_slow_request_nor_for_a_silent_connection) {
    options.request_max = 30ms;
    EXPECT_EQ(answer_to("GET / HT"), "");
    EXPECT_EQ(answer_to(fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 9\r\n\r\nab", kHost)),
              "");
    options.silence_max = 30ms;
    EXPECT_EQ(answer_to(""), "");
    EXPECT_THAT(answer_to(get("/")), EndsWith("\r\n\r\nGET / "));
}

TEST_F(ServerTest, answers_only_requests_for_a_loopback_host) {
    for (const std::string_view host : {"localhost", "localhost:80", "127.0.0.1:1", "[::1]:7"})
        EXPECT_THAT(answer_to(fmt::format("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", host, kLast)),
                    StartsWith("HTTP/1.1 200 "));
    for (const std::string_view host : {"evil.example", "localhost.evil.example", "", "127.0.0.11"})
        EXPECT_THAT(answer_to(fmt::format("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", host, kLast)),
                    StartsWith("HTTP/1.1 421 "));
    EXPECT_THAT(answer_to("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
                StartsWith("HTTP/1.1 421 "));
}

TEST_F(ServerTest, sends_nothing_of_a_header_that_would_break_out) {
    handler = [](Request request) -> Task<Response> {
        co_return Response{.headers = {{"Location", request.body}}, .body = "secret"};
    };
    const std::string answer = answer_to(
        fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 12\r\n\r\n/a\r\nSet-X: 1", kHost));
    EXPECT_EQ(answer,
              "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n"
              "Connection: close\r\n\r\n");
}

TEST_F(ServerTest, survives_clients_that_leave_in_the_middle) {
    handler = [](Request) -> Task<Response> {
        co_return Response{.body = std::string(4 << 20, 'x')};
    };
    serve([](std::uint16_t port) -> Task<> {
        for (const std::string& bytes : {get("/"), get("/").substr(0, 9), std::string{}}) {
            const auto stream = co_await connect_to(port);
            EXPECT_TRUE(co_await stream->write(bytes, ""));
            if (bytes.size() > 9) {  // unread bytes at its end make it a reset
                std::vector<std::byte> some(100);
                EXPECT_TRUE(co_await stream->read_some(some));
            }
            stream->abort();
        }
        const std::string answer = co_await say(port, get("/", kLast));
        EXPECT_GT(answer.size(), std::size_t{4} << 20);
    });
}

TEST_F(ServerTest, closes_connections_beyond_its_number_at_once) {
    options.connections_max = 2;
    serve([](std::uint16_t port) -> Task<> {
        const auto first = co_await connect_to(port);
        const auto second = co_await connect_to(port);
        const auto third = co_await connect_to(port);
        EXPECT_EQ(co_await read_to_end(*third), "");
        EXPECT_TRUE(co_await first->write(get("/", kLast), ""));
        EXPECT_THAT(co_await read_to_end(*first), EndsWith("GET / "));
    });
}

TEST_F(ServerTest, streams_an_answer_piece_by_piece) {
    handler = [](Request) -> Task<Response> {
        co_return Response{.stream = [](BodyWriter& out) -> Task<Result<>> {
            CO_TRY_VOID(co_await out.write("data: 1\n\n"));
            CO_TRY_VOID(co_await out.write(""));
            co_return co_await out.write(std::string(100'000, 'x'));
        }};
    };
    EXPECT_EQ(answer_to(get("/", kLast)),
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
              "9\r\ndata: 1\n\n\r\n186a0\r\n" +
                  std::string(100'000, 'x') + "\r\n0\r\n\r\n");
    EXPECT_EQ(
        answer_to(fmt::format("GET / HTTP/1.0\r\n{}\r\n", kHost)),
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ndata: 1\n\n" + std::string(100'000, 'x'));
}

TEST_F(ServerTest, cuts_a_stream_that_ends_with_an_error) {
    handler = [](Request) -> Task<Response> {
        co_return Response{.stream = [](BodyWriter& out) -> Task<Result<>> {
            CO_TRY_VOID(co_await out.write("half"));
            co_return fail(Reason::connection_lost, "the source");
        }};
    };
    EXPECT_THAT(answer_to(get("/")), testing::Not(EndsWith("0\r\n\r\n")));
}

/// Answers only when it is told to, or never.
struct StoppingTest : ServerTest {
    boost::asio::steady_timer told{loop, boost::asio::steady_timer::time_point::max()};
    boost::asio::steady_timer asked{loop, boost::asio::steady_timer::time_point::max()};
    bool was_cancelled = false;

    static Task<> wait(boost::asio::steady_timer& timer) {
        boost::system::error_code ignored;
        co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }

    StoppingTest() {
        handler = [this](Request) -> Task<Response> {
            asked.cancel();
            co_await wait(told);
            const auto state = co_await boost::asio::this_coro::cancellation_state;
            was_cancelled = state.cancelled() != boost::asio::cancellation_type::none;
            co_return Response{.body = "done"};
        };
    }
    /// Asks, then lets `after` happen while the request is at hand.
    Task<std::string> ask(std::uint16_t port, std::function<void()> after) {
        const auto stream = co_await connect_to(port);
        EXPECT_TRUE(co_await stream->write(get("/"), ""));
        co_await wait(asked);
        after();
        co_return co_await read_to_end(*stream);
    }
};

TEST_F(StoppingTest, finishes_the_request_at_hand) {
    Server server = Server::listen(loop.get_executor(), options, handler).value();
    std::string answer;
    const auto visit = [&]() -> Task<> {
        answer = co_await ask(server.port(), [&] {
            server.stop();
            told.cancel();
        });
    };
    run(test::both(server.run(), visit()));
    EXPECT_THAT(answer, EndsWith("Connection: close\r\n\r\ndone"));
}

TEST_F(StoppingTest, cancels_the_request_at_hand_when_its_grace_is_over) {
    options.grace = 10ms;
    Server server = Server::listen(loop.get_executor(), options, handler).value();
    std::string answer;
    const auto visit = [&]() -> Task<> {
        answer = co_await ask(server.port(), [&] { server.stop(); });
    };
    run(test::both(server.run(), visit()));
    EXPECT_EQ(answer, "");
    EXPECT_TRUE(was_cancelled);
}

TEST_F(StoppingTest, has_grace_too_when_it_is_cancelled) {
    Server server = Server::listen(loop.get_executor(), options, handler).value();
    std::string answer;
    boost::asio::steady_timer stop{loop, boost::asio::steady_timer::time_point::max()};
    const auto visit = [&]() -> Task<> {
        answer = co_await ask(server.port(), [&] {
            stop.cancel();
            told.cancel();
        });
    };
    run(test::both(test::either(server.run(), wait(stop)), visit()));
    EXPECT_THAT(answer, EndsWith("\r\n\r\ndone"));
}

TEST_F(StoppingTest, refuses_connections_once_it_has_stopped) {
    Server server = Server::listen(loop.get_executor(), options, handler).value();
    run([](Server& open) -> Task<> {
        const std::uint16_t port = open.port();
        open.stop();
        co_await open.run();
        const auto late = co_await connect({.host = "127.0.0.1", .port = port}, test::soon());
        EXPECT_EQ(late.error().reason, Reason::connect_failed);
    }(server));
}

TEST_F(ServerTest, wants_a_port_that_nobody_has) {
    const Server server = Server::listen(loop.get_executor(), options, handler).value();
    options.port = server.port();
    const auto second = Server::listen(loop.get_executor(), options, handler);
    EXPECT_EQ(second.error().reason, Reason::port_taken);
    EXPECT_THAT(second.error().what, HasSubstr(std::to_string(server.port())));
}

}  // namespace
}  // namespace stafi::adapters::http
