#include "adapters/http/stream.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/errc.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include "base/check.hpp"

namespace stafi::adapters {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using Code = boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kGoodbyeMax{1};
constexpr std::chrono::milliseconds kAcceptPause{100};  ///< when the process has no room for more
constexpr std::size_t kDrainedMax = 256ULL * 1024;

/// Closes a socket when its time is over. The timer is rarely set: a later deadline is only noted,
/// and seen when the earlier one comes. Shared by the stream and the timer's waiting handler, which
/// may run after the stream's end.
class Watchdog : public std::enable_shared_from_this<Watchdog> {
  public:
    explicit Watchdog(tcp::socket& socket) : socket_{&socket}, timer_{socket.get_executor()} {}

    void set(Clock::time_point when) {
        deadline_ = when;
        if (when < armed_) arm();
    }
    void forget() {
        socket_ = nullptr;
        timer_.cancel();
    }
    [[nodiscard]] bool has_bitten() const { return has_bitten_; }

  private:
    void arm() {
        armed_ = deadline_;
        timer_.expires_at(armed_);
        timer_.async_wait([self = shared_from_this()](Code error) {
            if (!error && self->socket_ != nullptr) self->look();
        });
    }
    void look() {
        armed_ = Clock::time_point::max();
        if (deadline_ == armed_) return;  // none any more
        if (Clock::now() < deadline_) return arm();
        has_bitten_ = true;
        Code ignored;
        socket_->close(ignored);
    }

    tcp::socket* socket_;  ///< nothing once the stream has ended
    asio::steady_timer timer_;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point armed_ = Clock::time_point::max();
    bool has_bitten_ = false;
};

template <class Socket>
class SocketStream final : public Stream {
  public:
    static constexpr bool kIsTls = !std::is_same_v<Socket, tcp::socket>;

    /// `name` is the other side's, for messages.
    SocketStream(Socket socket, ssl::stream_base::handshake_type side, std::string name)
        : socket_{std::move(socket)}, side_{side}, name_{std::move(name)} {}
    ~SocketStream() override { watchdog_->forget(); }
    SocketStream(const SocketStream&) = delete;
    SocketStream& operator=(const SocketStream&) = delete;

    Task<Result<>> connect(tcp::endpoint to) {
        Code error;
        co_await tcp_socket().async_connect(to, redirected(error));
        if (error && !watchdog_->has_bitten() && error != asio::error::operation_aborted)
            co_return fail(Reason::connect_failed, fmt::format("{}: {}", name_, error.message()));
        if (error) co_return failure(error);
        tcp_socket().set_option(tcp::no_delay{true}, error);
        co_return co_await greet();
    }

    Task<Result<>> greet() override {
        Code error;
        if constexpr (kIsTls) co_await socket_.async_handshake(side_, redirected(error));
        if (error) co_return failure(error);
        co_return Result<>{};
    }

    Task<Result<std::size_t>> read_some(std::span<std::byte> into) override {
        if (has_ended_) co_return std::size_t{0};  // Asio would wait for a second end, for ever
        Code error;
        const asio::mutable_buffer buffer{into.data(), into.size()};
        const std::size_t size = co_await socket_.async_read_some(buffer, redirected(error));
        has_ended_ = error == asio::error::eof;
        if (has_ended_) co_return std::size_t{0};
        if (error) co_return failure(error);
        co_return size;
    }

    Task<Result<>> write(std::string_view head, std::string_view body) override {
        std::array<asio::const_buffer, 2> rest{asio::buffer(head), asio::buffer(body)};
        while (asio::buffer_size(rest) > 0) {
            Code error;
            std::size_t sent = co_await socket_.async_write_some(rest, redirected(error));
            if (error) co_return failure(error);
            const std::size_t of_head = std::min(sent, rest[0].size());
            rest[0] += of_head;
            rest[1] += sent - of_head;
        }
        co_return Result<>{};
    }

    Task<> close() override {
        set_deadline(Clock::now() + kGoodbyeMax);
        Code error;
        if constexpr (kIsTls) co_await socket_.async_shutdown(redirected(error));
        tcp_socket().shutdown(tcp::socket::shutdown_send, error);
        // A close with unread bytes is a reset, which would overtake what was written.
        std::vector<std::byte> unread(std::size_t{16} * 1024);
        const asio::mutable_buffer buffer{unread.data(), unread.size()};
        for (std::size_t drained = 0; !error && !has_ended_ && drained < kDrainedMax;)
            drained += co_await tcp_socket().async_read_some(buffer, redirected(error));
        tcp_socket().close(error);
    }

    void set_deadline(Deadline when) override { watchdog_->set(when); }

    void abort() override {
        is_aborted_ = true;
        Code ignored;
        tcp_socket().close(ignored);
    }

    bool is_idle() override {
        char unasked{};
        const auto got = ::recv(tcp_socket().native_handle(), &unasked, 1, MSG_PEEK | MSG_DONTWAIT);
        return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    }

    Socket& socket() { return socket_; }

  private:
    tcp::socket& tcp_socket() {
        if constexpr (kIsTls)
            return socket_.next_layer();
        else
            return socket_;
    }

    static auto redirected(Code& error) { return asio::redirect_error(asio::use_awaitable, error); }

    /// Throws for a cancellation, which is the awaiting side's own wish.
    Result<std::size_t> failure_of(const Code& error) {
        if (watchdog_->has_bitten()) return fail(Reason::timed_out, name_);
        if (is_aborted_) return fail(Reason::connection_lost, name_ + ": closed");
        if (error == asio::error::operation_aborted) throw boost::system::system_error{error};
        const bool is_tls = error.category() == asio::error::get_ssl_category();
        return fail(is_tls ? Reason::tls_refused : Reason::connection_lost,
                    fmt::format("{}: {}", name_, error.message()));
    }
    tl::unexpected<Error> failure(const Code& error) {
        return tl::unexpected(failure_of(error).error());
    }

    Socket socket_;
    ssl::stream_base::handshake_type side_;
    std::string name_;
    std::shared_ptr<Watchdog> watchdog_ = std::make_shared<Watchdog>(tcp_socket());
    bool has_ended_ = false;  ///< the other side's flow
    bool is_aborted_ = false;
};

using TcpStream = SocketStream<tcp::socket>;
using TlsStream = SocketStream<ssl::stream<tcp::socket>>;

/// What the host's name stands for; an address stands for itself.
Task<Result<std::vector<tcp::endpoint>>> look_up(std::string host, std::uint16_t port,
                                                 Stream::Deadline deadline) {
    Code error;
    const auto address = asio::ip::make_address(host, error);
    if (!error) co_return std::vector{tcp::endpoint{address, port}};

    const auto executor = co_await asio::this_coro::executor;
    // Shared with the timer's handler, which may run after the end of this.
    const auto resolver = std::make_shared<tcp::resolver>(executor);
    asio::steady_timer timer{executor, deadline};
    timer.async_wait([resolver](Code cancelled) {
        if (!cancelled) resolver->cancel();
    });
    error = {};
    const auto found = co_await resolver->async_resolve(
        host, std::to_string(port), asio::redirect_error(asio::use_awaitable, error));
    if (Clock::now() >= deadline) co_return fail(Reason::timed_out, host + ": name not resolved");
    if (error) co_return fail(Reason::connect_failed, host + ": " + error.message());
    std::vector<tcp::endpoint> endpoints;
    for (const auto& entry : found)
        endpoints.push_back(entry.endpoint());
    co_return endpoints;
}

template <class Connecting>
Task<Result<std::unique_ptr<Stream>>> connected(std::unique_ptr<Connecting> stream,
                                                tcp::endpoint to, Stream::Deadline deadline) {
    stream->set_deadline(deadline);
    CO_TRY_VOID(co_await stream->connect(to));
    co_return std::unique_ptr<Stream>{std::move(stream)};
}

/// `what` names the file in messages.
tl::unexpected<Error> bad_certificate(std::string_view what, const Code& error) {
    return fail(Reason::bad_certificate, fmt::format("{}: {}", what, error.message()));
}

Result<> set_up(ssl::context& context, const TlsOptions& options) {
    Code error;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                        ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    // Else OpenSSL would ask at the terminal.
    context.set_password_callback([](auto&&...) { return std::string{}; });
    if (!options.authorities.empty())
        context.add_certificate_authority(asio::buffer(options.authorities), error);
    if (error) return bad_certificate("authorities", error);
    if (options.certificate.empty()) return {};
    context.use_certificate_chain(asio::buffer(options.certificate), error);
    if (error) return bad_certificate("certificate", error);
    const BytesView key = options.key.view();
    context.use_private_key(asio::const_buffer{key.data(), key.size()}, ssl::context::pem, error);
    if (error) return bad_certificate("key", error);
    return {};
}

}  // namespace

struct Tls::Context {
    ssl::context context;
};

Tls::Tls(std::unique_ptr<Context> context) : context_{std::move(context)} {}
Tls::Tls(Tls&&) noexcept = default;
Tls& Tls::operator=(Tls&&) noexcept = default;
Tls::~Tls() = default;

Result<Tls> Tls::client(const TlsOptions& options) {
    auto made = std::make_unique<Context>(ssl::context{ssl::context::tls_client});
    TRY_VOID(set_up(made->context, options));
    Code error;
    if (options.authorities.empty()) made->context.set_default_verify_paths(error);
    if (error) return bad_certificate("authorities of the system", error);
    made->context.set_verify_mode(ssl::verify_peer);
    return Tls{std::move(made)};
}

Result<Tls> Tls::server(const TlsOptions& options) {
    if (options.certificate.empty()) return fail(Reason::bad_certificate, "certificate: missing");
    if (options.asks_for_certificate && options.authorities.empty())
        return fail(Reason::bad_certificate, "authorities: missing");
    auto made = std::make_unique<Context>(ssl::context{ssl::context::tls_server});
    TRY_VOID(set_up(made->context, options));
    if (options.asks_for_certificate)
        made->context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
    return Tls{std::move(made)};
}

Task<Result<std::unique_ptr<Stream>>> connect(Peer peer, Stream::Deadline deadline) {
    CO_TRY(const auto endpoints, co_await look_up(peer.host, peer.port, deadline));
    const auto executor = co_await asio::this_coro::executor;
    const std::string name = fmt::format("{}:{}", peer.host, peer.port);
    Result<std::unique_ptr<Stream>> last =
        fail(Reason::connect_failed, name + ": the name has no address");
    for (const tcp::endpoint& endpoint : endpoints) {
        if (peer.tls == nullptr) {
            auto stream =
                std::make_unique<TcpStream>(tcp::socket{executor}, ssl::stream_base::client, name);
            last = co_await connected(std::move(stream), endpoint, deadline);
        } else {
            ssl::stream<tcp::socket> socket{executor, peer.tls->context().context};
            Code is_name;
            asio::ip::make_address(peer.host, is_name);
            // The server picks its certificate by this name; addresses are not names.
            if (is_name) SSL_set_tlsext_host_name(socket.native_handle(), peer.host.c_str());
            socket.set_verify_callback(ssl::host_name_verification(peer.host));
            auto stream =
                std::make_unique<TlsStream>(std::move(socket), ssl::stream_base::client, name);
            last = co_await connected(std::move(stream), endpoint, deadline);
        }
        if (last || Clock::now() >= deadline) break;
    }
    co_return last;
}

struct Listener::Acceptor {
    tcp::acceptor acceptor;
};

Listener::Listener(std::unique_ptr<Acceptor> acceptor) : acceptor_{std::move(acceptor)} {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;

Result<Listener> Listener::on_loopback(const asio::any_io_executor& loop, std::uint16_t port) {
    const tcp::endpoint here{asio::ip::address_v4::loopback(), port};
    tcp::acceptor acceptor{loop};
    Code error;
    acceptor.open(here.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor.bind(here, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fail(Reason::port_taken, fmt::format("port {}: {}", port, error.message()));
    return Listener{std::make_unique<Acceptor>(std::move(acceptor))};
}

std::uint16_t Listener::port() const { return acceptor_->acceptor.local_endpoint().port(); }

void Listener::close() {
    Code ignored;
    acceptor_->acceptor.close(ignored);
}

Task<Result<std::unique_ptr<Stream>>> Listener::accept(const Tls* tls) {
    tcp::acceptor& acceptor = acceptor_->acceptor;
    while (acceptor.is_open()) {
        Code error;
        tcp::socket socket =
            co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            socket.set_option(tcp::no_delay{true}, error);
            const std::string name = "client";
            if (tls == nullptr)
                co_return std::make_unique<TcpStream>(std::move(socket), ssl::stream_base::server,
                                                      name);
            ssl::stream<tcp::socket> secured{std::move(socket), tls->context().context};
            co_return std::make_unique<TlsStream>(std::move(secured), ssl::stream_base::server,
                                                  name);
        }
        const bool has_no_room = error == asio::error::no_descriptors ||
                                 error == boost::system::errc::too_many_files_open_in_system ||
                                 error == asio::error::no_buffer_space ||
                                 error == asio::error::no_memory;
        if (!has_no_room) continue;
        asio::steady_timer pause{acceptor.get_executor(), kAcceptPause};
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    co_return fail(Reason::connection_lost, "listener: closed");
}

}  // namespace stafi::adapters
