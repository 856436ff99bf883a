#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>

#include "base/secret.hpp"
#include "ports/task.hpp"

// Connections, whatever they are made of. Only tls_stream.cpp knows TLS, so that no other file pays
// for its templates.

namespace stafi::adapters {

/// A connected, ordered pair of byte flows, used by one reader and one writer. Its end closes it.
class Stream {
  public:
    using Deadline = std::chrono::steady_clock::time_point;

    virtual ~Stream() = default;

    /// The TLS handshake, if there is any; before everything else. `connect` has done it.
    /// Errors: tls_refused, connection_lost, timed_out.
    [[nodiscard]] virtual Task<Result<>> greet() = 0;

    /// Waits for bytes; 0 when the other side has ended its flow in order.
    /// Errors: connection_lost, timed_out.
    [[nodiscard]] virtual Task<Result<std::size_t>> read_some(std::span<std::byte> into) = 0;

    /// Sends all of both; two, so that a large body is not copied behind its head.
    /// Errors: connection_lost, timed_out.
    [[nodiscard]] virtual Task<Result<>> write(std::string_view head, std::string_view body) = 0;

    /// Says goodbye so that the other side still gets what was written, and takes a second at most.
    [[nodiscard]] virtual Task<> close() = 0;

    /// From then on everything fails with timed_out, also what is waiting; replaces the one before.
    virtual void set_deadline(Deadline when) = 0;

    /// Ends it from outside: whatever waits fails with connection_lost.
    virtual void abort() = 0;

    /// The other side has neither ended an idle connection nor said anything that nobody asked for.
    [[nodiscard]] virtual bool is_idle() = 0;
};

/// Whom TLS trusts and as whom it speaks. Certificates are PEM texts, their chains included.
struct TlsOptions {
    std::string authorities =
        {};  ///< of the other side; empty for those of the system (clients only)
    std::string certificate = {};  ///< shown to the other side; empty for none (clients only)
    SecretBuffer key = {};         ///< PEM, without password
    bool asks_for_certificate =
        false;  ///< servers: only for clients that show one of `authorities`
};

/// TLS 1.2 or later, made ready once and used by many streams.
class Tls {
  public:
    /// Errors: bad_certificate.
    [[nodiscard]] static Result<Tls> client(const TlsOptions& options);
    [[nodiscard]] static Result<Tls> server(const TlsOptions& options);

    Tls(Tls&&) noexcept;
    Tls& operator=(Tls&&) noexcept;
    ~Tls();

    struct Context;
    [[nodiscard]] Context& context() const { return *context_; }

  private:
    explicit Tls(std::unique_ptr<Context> context);
    std::unique_ptr<Context> context_;
};

/// Where to connect. A host that is no address is looked up, and its addresses tried in turn.
struct Peer {
    std::string host;
    std::uint16_t port = 0;
    const Tls* tls = nullptr;  ///< nothing for plain TCP; must outlive the stream
};

/// Errors: connect_failed, tls_refused, timed_out. A client certificate that the server refuses
/// shows at the first read or write, as TLS 1.3 has it.
[[nodiscard]] Task<Result<std::unique_ptr<Stream>>> connect(Peer peer, Stream::Deadline deadline);

/// A port of this machine that takes connections, from this machine only.
class Listener {
  public:
    /// Port 0 takes any that is free. Errors: port_taken.
    [[nodiscard]] static Result<Listener> on_loopback(const boost::asio::any_io_executor& loop,
                                                      std::uint16_t port);

    [[nodiscard]] std::uint16_t port() const;

    /// The next connection, not greeted yet. `tls` is nothing for plain TCP; else it outlives the
    /// stream. Errors: connection_lost, once `close` was called.
    [[nodiscard]] Task<Result<std::unique_ptr<Stream>>> accept(const Tls* tls);

    /// Ends `accept`, and takes no further connections.
    void close();

    Listener(Listener&&) noexcept;
    Listener& operator=(Listener&&) noexcept;
    ~Listener();

  private:
    struct Acceptor;
    explicit Listener(std::unique_ptr<Acceptor> acceptor);
    std::unique_ptr<Acceptor> acceptor_;
};

}  // namespace stafi::adapters
