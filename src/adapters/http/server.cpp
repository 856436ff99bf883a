#include "adapters/http/server.hpp"

#include <algorithm>
#include <array>
#include <list>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include "adapters/http/wire.hpp"
#include "base/printable.hpp"

namespace stafi::adapters::http {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Code = boost::system::error_code;

constexpr std::size_t kCopiedPieceMax = std::size_t{64} * 1024;
constexpr std::string_view kConsent = "HTTP/1.1 100 Continue\r\n\r\n";

/// "localhost:8551" and the like. Another name is a web page's, pointed at this machine.
bool is_loopback_name(std::string_view host) {
    constexpr std::array names{"localhost", "127.0.0.1", "[::1]"};
    return std::ranges::any_of(names, [&](std::string_view name) {
        return host == name ||
               (host.starts_with(name) && host.substr(name.size()).starts_with(':'));
    });
}

/// What to tell a client whose request could not be read.
Response refusal(const Error& error) {
    const unsigned status = error.reason == Reason::answer_too_large ? 413 : 400;
    return {.status = status, .body = printable(error.what) + "\n"};
}

/// Nobody is there to be told.
bool is_gone(const Error& error) {
    return error.reason == Reason::timed_out || error.reason == Reason::connection_lost;
}

struct Connection {
    explicit Connection(std::unique_ptr<Stream> accepted)
        : stream{std::move(accepted)}, reader{*stream, Kind::request} {}

    std::unique_ptr<Stream> stream;
    MessageReader reader;
    asio::cancellation_signal cancel;
    bool is_waiting = true;  ///< for a request; nothing is lost when it ends now
};

/// Chunked transfer coding (RFC 9112, section 7.1), or bare bytes for HTTP/1.0.
class StreamWriter final : public BodyWriter {
  public:
    StreamWriter(Stream& stream, bool is_chunked, Millis piece_max)
        : stream_{stream}, is_chunked_{is_chunked}, piece_max_{piece_max} {}

    Task<Result<>> write(std::string piece) override {
        stream_.set_deadline(Clock::now() + piece_max_);
        Result<> written;
        if (piece.empty()) co_return written;  // an empty chunk would end the body
        if (!is_chunked_) {
            written = co_await stream_.write(piece, "");
        } else if (piece.size() <= kCopiedPieceMax) {
            const std::string chunk = fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
            written = co_await stream_.write(chunk, "");
        } else {
            const std::string size = fmt::format("{:x}\r\n", piece.size());
            written = co_await stream_.write(size, piece);
            if (written) written = co_await stream_.write("\r\n", "");
        }
        stream_.set_deadline(Stream::Deadline::max());
        co_return written;
    }
    Task<Result<>> end() {
        if (!is_chunked_) co_return Result<>{};
        stream_.set_deadline(Clock::now() + piece_max_);
        co_return co_await stream_.write("0\r\n\r\n", "");
    }

  private:
    Stream& stream_;
    bool is_chunked_;
    Millis piece_max_;
};

}  // namespace

/// What the server's connections refer to, so that the server itself can be moved.
struct Server::Shared {
    Shared(asio::any_io_executor of, ServerOptions with, Handler answering, Listener at)
        : loop{std::move(of)},
          options{with},
          handler{std::move(answering)},
          listener{std::move(at)},
          none_left{loop} {}

    Task<> accept_all();
    void start(std::unique_ptr<Stream> stream);
    Task<> serve(Connection& connection);
    Task<bool> serve_one(Connection& connection);
    Task<Result<Request>> read_request(Connection& connection, const Head& head);
    Task<bool> answer(Connection& connection, const Head& head, Response response);
    Task<> finish();
    Task<> none_are_left(Clock::time_point deadline);
    void stop();

    asio::any_io_executor loop;
    ServerOptions options;
    Handler handler;
    Listener listener;
    asio::steady_timer none_left;  ///< cancelled by the last connection's end
    std::list<Connection> connections;
    bool is_stopping = false;
};

Server::Server(std::unique_ptr<Shared> shared) : shared_{std::move(shared)} {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::listen(const asio::any_io_executor& loop, ServerOptions options,
                              Handler handler) {
    TRY(Listener listener, Listener::on_loopback(loop, options.port));
    return Server{std::make_unique<Shared>(loop, options, std::move(handler), std::move(listener))};
}

std::uint16_t Server::port() const { return shared_->listener.port(); }

void Server::stop() { shared_->stop(); }

Task<> Server::run() {
    bool is_cancelled = false;
    try {
        co_await shared_->accept_all();
    } catch (const boost::system::system_error&) {
        is_cancelled = true;
    }
    // From here on nobody can hurry it but the grace.
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await shared_->finish();
    if (is_cancelled) throw boost::system::system_error{asio::error::operation_aborted};
}

Task<> Server::Shared::accept_all() {
    while (true) {
        auto stream = co_await listener.accept(options.tls);
        if (!stream) co_return;
        if (connections.size() < options.connections_max) start(*std::move(stream));
    }
}

void Server::Shared::start(std::unique_ptr<Stream> stream) {
    const auto here = connections.emplace(connections.end(), std::move(stream));
    const auto ended = [this, here](const std::exception_ptr& thrown) {
        connections.erase(here);
        if (connections.empty()) none_left.cancel();
        try {
            if (thrown) std::rethrow_exception(thrown);
        } catch (const boost::system::system_error& error) {
            if (error.code() != asio::error::operation_aborted) throw;
        }
    };
    asio::co_spawn(loop, serve(*here), asio::bind_cancellation_slot(here->cancel.slot(), ended));
}

void Server::Shared::stop() {
    is_stopping = true;
    listener.close();
    for (Connection& connection : connections)
        if (connection.is_waiting) connection.stream->abort();
}

Task<> Server::Shared::finish() {
    stop();
    co_await none_are_left(Clock::now() + options.grace);
    for (Connection& connection : connections) {
        connection.stream->abort();
        connection.cancel.emit(asio::cancellation_type::terminal);
    }
    co_await none_are_left(Clock::time_point::max());
}

Task<> Server::Shared::none_are_left(Clock::time_point deadline) {
    none_left.expires_at(deadline);
    Code cancelled;
    while (!connections.empty() && Clock::now() < deadline)
        co_await none_left.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

Task<> Server::Shared::serve(Connection& connection) {
    connection.stream->set_deadline(Clock::now() + options.request_max);
    const auto greeted = co_await connection.stream->greet();
    if (!greeted) co_return;
    while (!is_stopping && co_await serve_one(connection)) {
    }
    co_await connection.stream->close();
}

/// Whether another request may follow.
Task<bool> Server::Shared::serve_one(Connection& connection) {
    connection.is_waiting = true;
    connection.stream->set_deadline(Clock::now() + options.silence_max);
    const auto has_more = co_await connection.reader.wait();
    if (!has_more || !*has_more) co_return false;

    connection.is_waiting = false;
    connection.stream->set_deadline(Clock::now() + options.request_max);
    const auto head = co_await connection.reader.head({.body_bytes_max = options.body_bytes_max});
    Result<Request> request = head ? co_await read_request(connection, *head)
                                   : Result<Request>{tl::unexpected(head.error())};
    if (!request) {
        if (!is_gone(request.error())) co_await answer(connection, {}, refusal(request.error()));
        co_return false;
    }
    connection.stream->set_deadline(Stream::Deadline::max());
    Response response{.status = 421, .body = "only for hosts named localhost or 127.0.0.1\n"};
    if (is_loopback_name(find_header(request->headers, "host").value_or("")))
        response = co_await handler(*std::move(request));
    co_return co_await answer(connection, *head, std::move(response));
}

Task<Result<Request>> Server::Shared::read_request(Connection& connection, const Head& head) {
    if (head.awaits_consent) CO_TRY_VOID(co_await connection.stream->write(kConsent, ""));
    Request request{.method = head.method, .target = head.target, .headers = head.headers};
    CO_TRY(request.body, co_await connection.reader.body());
    co_return request;
}

/// Whether the answer was sent whole and the connection stays open.
Task<bool> Server::Shared::answer(Connection& connection, const Head& head, Response response) {
    const bool keeps_alive = head.keeps_alive && !is_stopping;
    const bool is_chunked = response.stream && head.is_http_1_1;
    Headers& headers = response.headers;
    if (is_chunked) headers.push_back({"Transfer-Encoding", "chunked"});
    if (!response.stream)
        headers.push_back({"Content-Length", fmt::to_string(response.body.size())});
    bool stays = keeps_alive && (is_chunked || !response.stream);
    headers.push_back({"Connection", stays ? "keep-alive" : "close"});
    auto text = response_head(response.status, headers);
    if (!text) {  // something from outside got into a header: nothing of it is sent
        response = Response{};
        stays = false;
        text = response_head(500, {{"Content-Length", "0"}, {"Connection", "close"}});
    }
    const bool has_body = head.method != "HEAD" && !response.stream;
    connection.stream->set_deadline(Clock::now() + options.answer_max);
    auto written = co_await connection.stream->write(text.value(), has_body ? response.body : "");
    if (written && response.stream && head.method != "HEAD") {
        StreamWriter writer{*connection.stream, is_chunked, options.answer_max};
        written = co_await response.stream(writer);
        if (written) written = co_await writer.end();
    }
    if (!written) connection.stream->abort();
    co_return written&& stays&& response.status != 500;
}

}  // namespace stafi::adapters::http
