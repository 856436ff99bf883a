#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include "adapters/http/stream.hpp"
#include "adapters/http/watchdog.hpp"

// The stream over any of Asio's sockets. Only stream.cpp and tls_stream.cpp include this: each
// makes one of the two, since the templates take seconds to compile.

namespace stafi::adapters {

/// A stream whose socket is open and not connected yet.
class Connecting : public Stream {
  public:
    /// Connects and greets. Errors: those of `connect` of stream.hpp.
    [[nodiscard]] virtual Task<Result<>> connect(boost::asio::ip::tcp::endpoint to) = 0;
};

enum class Side : std::uint8_t { client, server };

/// To the server `host`, which must show a certificate of that name; `name` is for messages.
[[nodiscard]] std::unique_ptr<Connecting> tls_client(boost::asio::ip::tcp::socket socket,
                                                     const Tls& tls, const std::string& host,
                                                     std::string name);
[[nodiscard]] std::unique_ptr<Connecting> tls_server(boost::asio::ip::tcp::socket socket,
                                                     const Tls& tls, std::string name);

/// `name` is the other side's, for messages.
template <class Socket>
class SocketStream final : public Connecting {
  public:
    using tcp = boost::asio::ip::tcp;
    using Code = boost::system::error_code;
    static constexpr bool kIsTls = !std::is_same_v<Socket, tcp::socket>;

    SocketStream(Socket socket, Side side, std::string name)
        : socket_{std::move(socket)}, side_{side}, name_{std::move(name)} {}
    ~SocketStream() override { watchdog_->forget(); }
    SocketStream(const SocketStream&) = delete;
    SocketStream& operator=(const SocketStream&) = delete;

    Task<Result<>> connect(tcp::endpoint to) override {
        Code error;
        co_await tcp_socket().async_connect(to, redirected(error));
        if (error && !watchdog_->has_bitten() && error != boost::asio::error::operation_aborted)
            co_return fail(Reason::connect_failed, fmt::format("{}: {}", name_, error.message()));
        if (error) co_return failure(error);
        tcp_socket().set_option(tcp::no_delay{true}, error);
        co_return co_await greet();
    }

    Task<Result<>> greet() override {
        Code error;
        if constexpr (kIsTls)
            co_await socket_.async_handshake(
                side_ == Side::client ? Socket::client : Socket::server, redirected(error));
        if (error) co_return failure(error);
        co_return Result<>{};
    }

    Task<Result<std::size_t>> read_some(std::span<std::byte> into) override {
        if (has_ended_) co_return std::size_t{0};  // Asio would wait for a second end, for ever
        Code error;
        const boost::asio::mutable_buffer buffer{into.data(), into.size()};
        const std::size_t size = co_await socket_.async_read_some(buffer, redirected(error));
        has_ended_ = error == boost::asio::error::eof;
        if (has_ended_) co_return std::size_t{0};
        if (error) co_return failure(error);
        co_return size;
    }

    Task<Result<>> write(std::string_view head, std::string_view body) override {
        std::array<boost::asio::const_buffer, 2> rest{boost::asio::buffer(head),
                                                      boost::asio::buffer(body)};
        while (boost::asio::buffer_size(rest) > 0) {
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
        set_deadline(Deadline::clock::now() + kGoodbyeMax);
        Code error;
        if constexpr (kIsTls) co_await socket_.async_shutdown(redirected(error));
        tcp_socket().shutdown(tcp::socket::shutdown_send, error);
        // A close with unread bytes is a reset, which would overtake what was written.
        std::vector<std::byte> unread(std::size_t{16} * 1024);
        const boost::asio::mutable_buffer buffer{unread.data(), unread.size()};
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

  private:
    static constexpr std::chrono::seconds kGoodbyeMax{1};
    static constexpr std::size_t kDrainedMax = 256ULL * 1024;

    tcp::socket& tcp_socket() {
        if constexpr (kIsTls)
            return socket_.next_layer();
        else
            return socket_;
    }

    static auto redirected(Code& error) {
        return boost::asio::redirect_error(boost::asio::use_awaitable, error);
    }

    /// Throws for a cancellation, which is the awaiting side's own wish.
    Result<std::size_t> failure_of(const Code& error) {
        if (watchdog_->has_bitten()) return fail(Reason::timed_out, name_);
        if (is_aborted_) return fail(Reason::connection_lost, name_ + ": closed");
        if (error == boost::asio::error::operation_aborted)
            throw boost::system::system_error{error};
        const bool is_tls = error.category() == boost::asio::error::get_ssl_category();
        return fail(is_tls ? Reason::tls_refused : Reason::connection_lost,
                    fmt::format("{}: {}", name_, error.message()));
    }
    tl::unexpected<Error> failure(const Code& error) {
        return tl::unexpected(failure_of(error).error());
    }

    Socket socket_;
    Side side_;
    std::string name_;
    std::shared_ptr<Watchdog> watchdog_ = std::make_shared<Watchdog>(tcp_socket());
    bool has_ended_ = false;  ///< the other side's flow
    bool is_aborted_ = false;
};

}  // namespace stafi::adapters
