#include "adapters/http/client.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "loopback.hpp"

namespace stafi::adapters::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

/// A server that says what it is told to, connection by connection, whatever it is asked.
struct ClientTest : test::LoopbackTest {
    Listener listener = Listener::on_loopback(loop.get_executor(), 0).value();
    ClientOptions options;
    std::vector<std::string> asked;  ///< one text for each connection

    /// One answer for each request that comes; then it ends the connection, if it is to.
    Task<> play(std::vector<std::string> answers, bool ends = true) {
        auto stream = (co_await listener.accept(nullptr)).value();
        std::string& all = asked.emplace_back();
        std::vector<std::byte> buffer(65536);
        for (const std::string& answer : answers) {
            const auto size = co_await stream->read_some(buffer);
            if (!size || *size == 0) co_return;
            all += text_of(BytesView{buffer}.first(*size));
            // A client that has seen enough hangs up.
            [[maybe_unused]] const auto written = co_await stream->write(answer, "");
        }
        if (ends)
            co_await stream->close();
        else
            EXPECT_EQ(co_await test::read_to_end(*stream), "");
    }
    [[nodiscard]] Url url() const {
        return {.is_tls = false, .host = "127.0.0.1", .port = listener.port(), .target = "/"};
    }
    /// What becomes of one GET when this is the answer.
    Result<Response> get(std::string answer, bool ends = true) {
        Result<Response> response = fail(Reason::interrupted, "");
        const auto ask = [&]() -> Task<> {
            Client client{url(), options};
            response = co_await client.exchange({});
        };
        run(test::both(play({std::move(answer)}, ends), ask()));
        return response;
    }
    Reason reason_of(std::string answer) { return get(std::move(answer)).error().reason; }
};

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_F(ClientTest, sends_the_request_and_reads_the_answer) {
    options.headers = {{"Authorization", "Bearer t"}};
    Result<Response> response = fail(Reason::interrupted, "");
    const auto ask = [&]() -> Task<> {
        Client client{url(), options};
        const Headers json{{"Content-Type", "application/json"}};
        Request request{.method = "POST", .target = "/x?y=1", .headers = json, .body = "{}"};
        response = co_await client.exchange(std::move(request));
    };
    const std::string answer =
        "HTTP/1.1 404 Not Found\r\nX-Why: none\r\nContent-Length: 3\r\n\r\nno!";
    run(test::both(play({answer}), ask()));
    EXPECT_EQ(asked.at(0), fmt::format("POST /x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n"
                                       "Content-Length: 2\r\nAuthorization: Bearer t\r\n"
                                       "Content-Type: application/json\r\n\r\n{{}}",
                                       listener.port()));
    EXPECT_EQ(response.value().status, 404U);
    EXPECT_EQ(response->body, "no!");
    EXPECT_EQ(find_header(response->headers, "x-why"), "none");
}

TEST_F(ClientTest, reads_a_body_by_length_by_chunks_or_to_the_end) {
    EXPECT_EQ(get(kOk).value().body, "ok");
    EXPECT_EQ(
        get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n")
            .value()
            .body,
        "ok");
    EXPECT_EQ(get("HTTP/1.0 200 OK\r\n\r\nok").value().body, "ok");
    EXPECT_EQ(get("HTTP/1.1 204 No Content\r\n\r\n").value().body, "");
    EXPECT_EQ(get("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + kOk).value().body, "ok");
}

TEST_F(ClientTest, notices_an_answer_that_is_cut_short) {
    for (const std::string& cut : {
             std::string{},
             std::string{"HTTP/1.1 20"},
             std::string{"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok"},
             std::string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"},
         })
        EXPECT_EQ(reason_of(cut), Reason::connection_lost) << cut;
}

TEST_F(ClientTest, refuses_what_is_not_http) {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    for (const std::string& bad : {
             std::string{"220 smtp.example ready\r\n"},
             head + "No colon\r\n\r\n",
             head + "Content-Length: two\r\n\r\nok",
             head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok",
             head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
             head + "Transfer-Encoding: chunked\r\n\r\n1\r\nok\r\n0\r\n\r\n",
             head + "X: " + std::string(70'000, 'x'),
             head + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(70'000, 'x'),
         }) {
        const auto response = get(bad);
        ASSERT_FALSE(response) << bad.substr(0, 100);
        EXPECT_EQ(response.error().reason, Reason::bad_http) << bad.substr(0, 100);
        EXPECT_THAT(response.error().what, StartsWith("http://127.0.0.1:"));
    }
    std::string interim;
    for (int i = 0; i < 100; ++i)
        interim += "HTTP/1.1 100 Continue\r\n\r\n";
    EXPECT_EQ(reason_of(interim + kOk), Reason::bad_http);
}

TEST_F(ClientTest, reads_no_more_than_it_allows) {
    options.body_bytes_max = 5;
    EXPECT_EQ(get("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345").value().body, "12345");
    EXPECT_EQ(reason_of("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n123456"),
              Reason::answer_too_large);
    EXPECT_EQ(reason_of("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n1"),
              Reason::answer_too_large);
    EXPECT_EQ(reason_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\n123\r\n3\r\n456\r\n0\r\n\r\n"),
              Reason::answer_too_large);
    EXPECT_EQ(reason_of("HTTP/1.0 200 OK\r\n\r\n123456"), Reason::answer_too_large);
}

TEST_F(ClientTest, does_not_wait_longer_than_it_allows) {
    options.exchange_max = 30ms;
    for (const std::string& part :
         {std::string{}, std::string{"HTTP/1.1 200 OK\r\nContent-"}, kOk.substr(0, kOk.size() - 1)})
        EXPECT_EQ(get(part, false).error().reason, Reason::timed_out) << part;
}

TEST_F(ClientTest, says_when_nobody_listens) {
    listener.close();
    const auto port = [&] {  // one that was free a moment ago
        return Listener::on_loopback(loop.get_executor(), 0).value().port();
    }();
    run([](std::uint16_t dead) -> Task<> {
        Client client{{.host = "127.0.0.1", .port = dead, .target = "/"}, {}};
        const auto response = co_await client.exchange({});
        EXPECT_EQ(response.error().reason, Reason::connect_failed);
        EXPECT_THAT(response.error().what, HasSubstr("Connection refused"));
    }(port));
}

TEST_F(ClientTest, sends_nothing_of_a_request_that_would_break_out) {
    const std::vector<Request> bad{
        {.target = "/ HTTP/1.1\r\nX: y"},
        {.target = "/a b"},
        {.target = "nowhere"},
        {.target = "/\xc3\xa9"},
        {.method = "GET /", .target = "/"},
        {.headers = {{"X", "a\r\nY: b"}}},
        {.headers = {{"X", std::string{"a\0b", 3}}}},
        {.headers = {{"X: y\r\nZ", "a"}}},
        {.headers = {{"", "a"}}},
    };
    for (const Request& request : bad) {
        Result<Response> response;
        const auto ask = [&]() -> Task<> {
            Client client{url(), options};
            response = co_await client.exchange(request);
        };
        run(test::both(play({kOk}), ask()));
        EXPECT_EQ(response.error().reason, Reason::bad_argument) << request.target;
        EXPECT_EQ(asked.back(), "");
    }
}

TEST_F(ClientTest, keeps_connections_for_further_requests) {
    run(test::both(play({kOk, kOk, kOk}, false), [](Url url) -> Task<> {
        Client client{std::move(url), {}};
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ((co_await client.exchange({})).value().body, "ok");
            EXPECT_EQ(client.idle_connections(), 1U);
        }
    }(url())));
    EXPECT_EQ(asked.size(), 1U);
}

TEST_F(ClientTest, keeps_no_connection_that_the_server_ends_or_that_says_too_much) {
    for (const std::string& answer :
         {std::string{"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"},
          std::string{"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"}, kOk + kOk}) {
        asked.clear();
        run(test::both(test::both(play({answer}), play({kOk})), [](Url url) -> Task<> {
            Client client{std::move(url), {}};
            EXPECT_EQ((co_await client.exchange({})).value().body, "ok");
            EXPECT_EQ((co_await client.exchange({})).value().body, "ok");
        }(url())));
        EXPECT_EQ(asked.size(), 2U) << answer;
    }
}

/// The server answers once, takes a second request, and hangs up without a word.
struct DeadConnectionTest : ClientTest {
    Result<Response> second_of(Request request) {
        Result<Response> second = fail(Reason::interrupted, "");
        const auto ask = [&]() -> Task<> {
            Client client{url(), options};
            EXPECT_TRUE(co_await client.exchange(request));
            second = co_await client.exchange(request);
            listener.close();
        };
        const auto hang_up = [&]() -> Task<> {
            auto stream = (co_await listener.accept(nullptr)).value();
            std::vector<std::byte> buffer(65536);
            EXPECT_TRUE(co_await stream->read_some(buffer));
            EXPECT_TRUE(co_await stream->write(kOk, ""));
            EXPECT_TRUE(co_await stream->read_some(buffer));
            co_await stream->close();
            auto again = co_await listener.accept(nullptr);
            if (!again) co_return;
            EXPECT_TRUE(co_await (*again)->read_some(buffer));
            EXPECT_TRUE(co_await (*again)->write(kOk, ""));
        };
        run(test::both(hang_up(), ask()));
        return second;
    }
};

TEST_F(DeadConnectionTest, is_replaced_for_what_may_be_repeated) {
    EXPECT_EQ(second_of({}).value().body, "ok");
}

TEST_F(DeadConnectionTest, is_replaced_for_a_post_that_says_so) {
    EXPECT_EQ(second_of({.method = "POST", .body = "{}", .may_be_repeated = true}).value().body,
              "ok");
}

TEST_F(DeadConnectionTest, is_the_end_of_what_may_not_be_repeated) {
    EXPECT_EQ(second_of({.method = "POST", .body = "{}"}).error().reason, Reason::connection_lost);
}

TEST_F(ClientTest, downloads_piece_by_piece_without_a_limit) {
    options.body_bytes_max = 1;
    Handler handler = [](Request) -> Task<Response> {
        co_return Response{.stream = [](BodyWriter& out) -> Task<Result<>> {
            for (int i = 0; i < 100; ++i)
                CO_TRY_VOID(
                    co_await out.write(std::string(100'000, static_cast<char>('a' + i % 26))));
            co_return Result<>{};
        }};
    };
    Server server = Server::listen(loop.get_executor(), {}, handler).value();
    const auto visit = [&]() -> Task<> {
        Client client{{.host = "127.0.0.1", .port = server.port(), .target = "/"}, options};
        Download download = (co_await client.download({})).value();
        EXPECT_EQ(download.head.status, 200U);
        std::string all;
        std::size_t largest = 0;
        while (true) {
            const std::string piece = (co_await download.next()).value();
            if (piece.empty()) break;
            largest = std::max(largest, piece.size());
            all += piece;
        }
        EXPECT_EQ(all.size(), 10'000'000U);
        EXPECT_EQ(all[150'000], 'b');
        EXPECT_LE(largest, 65536U);  // never more in memory than one read
        EXPECT_EQ(client.idle_connections(), 1U);
        EXPECT_EQ((co_await download.next()).value(), "");
    };
    serve(server, visit());
}

TEST_F(ClientTest, hangs_up_when_a_download_is_dropped_and_the_server_notices) {
    Result<> last;
    Handler handler = [&](Request) -> Task<Response> {
        co_return Response{.stream = [&](BodyWriter& out) -> Task<Result<>> {
            while (last)
                last = co_await out.write("data: x\n\n");
            co_return last;
        }};
    };
    Server server = Server::listen(loop.get_executor(), {}, handler).value();
    const auto visit = [&]() -> Task<> {
        Client client{{.host = "127.0.0.1", .port = server.port(), .target = "/"}, {}};
        Download events = (co_await client.download({})).value();
        EXPECT_THAT((co_await events.next()).value(), StartsWith("data: x\n\n"));
    };
    serve(server, visit());
    EXPECT_EQ(last.error().reason, Reason::connection_lost);
}

TEST_F(ClientTest, moves_large_bodies_both_ways_unchanged) {
    std::string body(std::size_t{8} << 20, 0);
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>(i * 2'654'435'761U >> 13);
    Handler echo = [](Request request) -> Task<Response> {
        co_return Response{.body = std::move(request.body)};
    };
    Server server = Server::listen(loop.get_executor(), {}, echo).value();
    const auto visit = [&]() -> Task<> {
        Client client{{.host = "localhost", .port = server.port(), .target = "/"}, {}};
        EXPECT_TRUE((co_await client.exchange({.method = "POST", .body = body})).value().body ==
                    body);
    };
    serve(server, visit());
}

}  // namespace
}  // namespace stafi::adapters::http
