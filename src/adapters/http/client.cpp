#include "adapters/http/client.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace stafi::adapters::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kInterimHeadsMax = 8;  ///< 1xx heads before the real one

}  // namespace

struct Download::Connection {
    explicit Connection(std::unique_ptr<Stream> connected)
        : stream{std::move(connected)}, reader{*stream, Kind::response} {}

    std::unique_ptr<Stream> stream;
    MessageReader reader;
    bool keeps_alive = false;
    bool was_answered = false;  ///< at least one byte of the latest answer has come
};

Download::Download(Client& client, Head answered, std::unique_ptr<Connection> connection)
    : head{std::move(answered)},
      client_{&client},
      deadline_{client.options_.download_max ? Clock::now() + *client.options_.download_max
                                             : Stream::Deadline::max()},
      connection_{std::move(connection)} {}
Download::Download(Download&&) noexcept = default;
Download& Download::operator=(Download&&) noexcept = default;
Download::~Download() = default;

Task<Result<std::string>> Download::next() {
    if (connection_ == nullptr) co_return std::string{};
    connection_->stream->set_deadline(
        std::min<Stream::Deadline>(deadline_, Clock::now() + client_->options_.pause_max));
    Result<std::string> piece = co_await connection_->reader.body_piece();
    connection_->stream->set_deadline(Stream::Deadline::max());  // the reader may take its time
    if (piece && piece->empty()) client_->keep(std::exchange(connection_, nullptr));
    if (!piece) connection_.reset();
    co_return at(origin_text(client_->server_), std::move(piece));
}

Client::Client(Url server, ClientOptions options)
    : server_{std::move(server)}, options_{std::move(options)} {}
Client::~Client() = default;

std::unique_ptr<Client::Connection> Client::take_idle() {
    while (!idle_.empty()) {
        std::unique_ptr<Connection> latest = std::move(idle_.back());
        idle_.pop_back();
        if (latest->stream->is_idle()) return latest;
    }
    return nullptr;
}

void Client::keep(std::unique_ptr<Connection> connection) {
    if (!connection->keeps_alive || idle_.size() >= options_.idle_connections_max) return;
    connection->stream->set_deadline(Stream::Deadline::max());
    idle_.push_back(std::move(connection));
}

Task<Result<Head>> Client::send_on(Connection& connection, const Request& request,
                                   MessageReader::Limits limits) {
    Request sent{.method = request.method, .target = request.target, .headers = options_.headers};
    sent.headers.insert(sent.headers.end(), request.headers.begin(), request.headers.end());
    CO_TRY(std::string head, request_head(sent, request.body.size(), host_text(server_)));
    connection.was_answered = false;
    // A server may answer, and end the connection, before it has read all of the request.
    const auto written = co_await connection.stream->write(head, request.body);
    if (!written && written.error().reason != Reason::connection_lost)
        co_return tl::unexpected(written.error());
    CO_TRY(connection.was_answered, co_await connection.reader.wait());
    limits.has_no_body = request.method == "HEAD";
    for (int heads = 0; heads < kInterimHeadsMax; ++heads) {
        CO_TRY(Head answered, co_await connection.reader.head(limits));
        if (answered.status >= 200) {
            connection.keeps_alive = written && answered.keeps_alive;
            co_return answered;
        }
    }
    co_return fail(Reason::bad_http, "http: no answer but interim ones");
}

Task<Result<Client::Answer>> Client::send(const Request& request, MessageReader::Limits limits) {
    if (server_.is_tls && options_.tls == nullptr)
        co_return fail(Reason::tls_refused, origin_text(server_) + ": TLS is not set up");
    const auto deadline = Clock::now() + options_.exchange_max;
    if (std::unique_ptr<Connection> kept = take_idle()) {
        kept->stream->set_deadline(deadline);
        Result<Head> head = co_await send_on(*kept, request, limits);
        if (head) co_return Answer{*std::move(head), std::move(kept)};
        const bool may_repeat = request.may_be_repeated || request.method == "GET";
        // Most likely the server had just closed it: nobody has seen the request.
        const bool was_dead = head.error().reason == Reason::connection_lost && !kept->was_answered;
        if (!may_repeat || !was_dead)
            co_return at(origin_text(server_), Result<Answer>{tl::unexpected(head.error())});
    }  // here the dead connection is closed, before there is another
    const Peer peer{server_.host, server_.port, server_.is_tls ? options_.tls : nullptr};
    CO_TRY(std::unique_ptr<Stream> stream, co_await connect(peer, deadline));
    auto fresh = std::make_unique<Connection>(std::move(stream));
    fresh->stream->set_deadline(deadline);
    CO_TRY(Head head, at(origin_text(server_), co_await send_on(*fresh, request, limits)));
    co_return Answer{std::move(head), std::move(fresh)};
}

Task<Result<Response>> Client::read_whole(Answer answer) {
    Response response{.status = answer.head.status, .headers = std::move(answer.head.headers)};
    CO_TRY(response.body, at(origin_text(server_), co_await answer.connection->reader.body()));
    keep(std::move(answer.connection));
    co_return response;
}

Task<Result<Response>> Client::exchange(Request request) {
    CO_TRY(Answer answer, co_await send(request, {.body_bytes_max = options_.body_bytes_max}));
    co_return co_await read_whole(std::move(answer));
}

Task<Result<Download>> Client::download(Request request) {
    CO_TRY(Answer answer, co_await send(request, {.body_bytes_max = std::nullopt}));
    answer.connection->stream->set_deadline(Stream::Deadline::max());
    co_return Download{*this, std::move(answer.head), std::move(answer.connection)};
}

}  // namespace stafi::adapters::http
