#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "adapters/http/message.hpp"
#include "adapters/http/stream.hpp"
#include "ports/ambient.hpp"

namespace stafi::adapters::http {

struct ServerOptions {
    std::uint16_t port = 0;             ///< 0 for any that is free
    const Tls* tls = nullptr;           ///< nothing for plain HTTP; outlives the server
    std::size_t connections_max = 256;  ///< more are closed at once
    std::size_t body_bytes_max = std::size_t{16} << 20;  ///< of a request
    Millis silence_max{60'000};                          ///< of a connection between two requests
    Millis request_max{10'000};  ///< from a request's first byte to its last; then it is cut
    Millis answer_max{30'000};   ///< for the other side to take an answer, or a piece of it
    Millis grace{5'000};         ///< for requests at hand, when the server stops
};

/// Answers one request. Throws nothing but the cancellation that ends it when the grace is over.
using Handler = std::function<Task<Response>(Request)>;

/// An HTTP/1.1 server for this machine alone: it binds to loopback, and answers only requests that
/// name a loopback host, so that no web page can reach it under a name of its own.
class Server {
  public:
    /// Errors: port_taken. Connections are taken from now on, and answered by `run`.
    [[nodiscard]] static Result<Server> listen(const boost::asio::any_io_executor& loop,
                                               ServerOptions options, Handler handler);

    [[nodiscard]] std::uint16_t port() const;

    /// Serves until `stop`, or until it is cancelled; then finishes the requests at hand, for as
    /// long as the grace lasts. When it returns, nothing of it runs any more.
    [[nodiscard]] Task<> run();

    /// Makes `run` return; from the loop's thread.
    void stop();

    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

  private:
    struct Shared;
    explicit Server(std::unique_ptr<Shared> shared);
    std::unique_ptr<Shared> shared_;
};

}  // namespace stafi::adapters::http
