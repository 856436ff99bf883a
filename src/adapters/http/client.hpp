#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/http/url.hpp"
#include "adapters/http/wire.hpp"
#include "ports/ambient.hpp"

namespace stafi::adapters::http {

struct ClientOptions {
    const Tls* tls = nullptr;                 ///< for https only; outlives the client
    Headers headers = {};                     ///< sent with every request
    Millis exchange_max{10'000};              ///< from connecting to the last byte of an answer
    Millis pause_max{30'000};                 ///< between two pieces of a download
    std::optional<Millis> download_max = {};  ///< from its head to its last byte
    std::size_t body_bytes_max = std::size_t{16} << 20;  ///< of an answer that is read whole
    std::size_t idle_connections_max = 8;                ///< kept for further requests
};

class Client;

/// An answer that is read piece by piece: events, or more than should be in memory at once. Its end
/// closes what was not read to the end.
class Download {
  public:
    Head head;

    /// More of the body, as soon as there is more; empty at its end.
    /// Errors: connection_lost, timed_out, bad_http.
    [[nodiscard]] Task<Result<std::string>> next();

    Download(Download&&) noexcept;
    Download& operator=(Download&&) noexcept;
    ~Download();

  private:
    friend Client;
    struct Connection;
    Download(Client& client, Head answered, std::unique_ptr<Connection> connection);

    Client* client_;
    Stream::Deadline deadline_;
    std::unique_ptr<Connection> connection_;  ///< nothing once the body has ended
};

/// Talks to one server over connections that it keeps open. It outlives what it returns.
class Client {
  public:
    Client(Url server, ClientOptions options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Sends the request and reads the whole answer, whatever its status.
    /// Errors: connect_failed, connection_lost, timed_out, tls_refused, bad_http, answer_too_large,
    ///         bad_argument (a header or target that cannot be sent); each names the server.
    [[nodiscard]] Task<Result<Response>> exchange(Request request);

    /// Sends the request and reads the answer's head; the body has no limit but the pauses in it.
    /// Errors: as above, but answer_too_large.
    [[nodiscard]] Task<Result<Download>> download(Request request);

    [[nodiscard]] const Url& server() const { return server_; }
    [[nodiscard]] std::size_t idle_connections() const { return idle_.size(); }

  private:
    friend Download;
    using Connection = Download::Connection;
    struct Answer {
        Head head;
        std::unique_ptr<Connection> connection;
    };

    [[nodiscard]] Task<Result<Answer>> send(const Request& request, MessageReader::Limits limits);
    [[nodiscard]] Task<Result<Head>> send_on(Connection& connection, const Request& request,
                                             MessageReader::Limits limits);
    [[nodiscard]] Task<Result<Response>> read_whole(Answer answer);
    [[nodiscard]] std::unique_ptr<Connection> take_idle();
    void keep(std::unique_ptr<Connection> connection);

    Url server_;
    ClientOptions options_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace stafi::adapters::http
