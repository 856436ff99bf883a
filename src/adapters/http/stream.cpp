#include "adapters/http/stream.hpp"

#include <utility>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/errc.hpp>
#include <fmt/format.h>

#include "adapters/http/socket_stream.hpp"

namespace stafi::adapters {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;
using Clock = std::chrono::steady_clock;
using TcpStream = SocketStream<tcp::socket>;

constexpr std::chrono::milliseconds kAcceptPause{100};  ///< when the process has no room for more

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

}  // namespace

Task<Result<std::unique_ptr<Stream>>> connect(Peer peer, Stream::Deadline deadline) {
    CO_TRY(const auto endpoints, co_await look_up(peer.host, peer.port, deadline));
    const auto executor = co_await asio::this_coro::executor;
    const std::string name = fmt::format("{}:{}", peer.host, peer.port);
    Result<> last = fail(Reason::connect_failed, name + ": the name has no address");
    for (const tcp::endpoint& endpoint : endpoints) {
        std::unique_ptr<Connecting> stream;
        if (peer.tls != nullptr)
            stream = tls_client(tcp::socket{executor}, *peer.tls, peer.host, name);
        else
            stream = std::make_unique<TcpStream>(tcp::socket{executor}, Side::client, name);
        stream->set_deadline(deadline);
        last = co_await stream->connect(endpoint);
        if (last) co_return std::unique_ptr<Stream>{std::move(stream)};
        if (Clock::now() >= deadline) break;
    }
    co_return tl::unexpected(last.error());
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
            if (tls != nullptr) co_return tls_server(std::move(socket), *tls, name);
            co_return std::make_unique<TcpStream>(std::move(socket), Side::server, name);
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
