#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "loopback.hpp"

namespace stafi::test {

/// What becomes of the answers that pass through.
enum class Fault : std::uint8_t {
    none,
    drop,      ///< the connection ends instead
    truncate,  ///< half of it comes, then the connection ends
    garbage,   ///< it is replaced by other bytes
    stall,     ///< one byte comes, and then nothing for ever
    delay,     ///< it comes as it is, a while later
    drip,      ///< it comes byte by byte, each in time and the whole never
};

/// Stands between a client and a server of this machine, one connection after the other.
class FaultProxy {
  public:
    static constexpr std::chrono::milliseconds kDelay{50};
    static constexpr std::chrono::milliseconds kBetweenDrops{5};

    Fault fault = Fault::none;

    FaultProxy(boost::asio::io_context& loop, std::uint16_t server)
        : loop_{loop},
          listener_{adapters::Listener::on_loopback(loop.get_executor(), 0).value()},
          server_{server} {}

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
    /// Until `stop`.
    Task<> run() {
        while (true) {
            auto client = co_await listener_.accept(nullptr);
            if (!client) co_return;
            auto server = co_await connect_to(server_);
            co_await either(pass(**client, *server), spoil(*server, **client));
        }
    }
    void stop() { listener_.close(); }

  private:
    static Task<std::string> next(adapters::Stream& from) {
        std::vector<std::byte> buffer(65536);
        const auto size = co_await from.read_some(buffer);
        co_return std::string{text_of(BytesView{buffer}.first(size.value_or(0)))};
    }
    static Task<> pass(adapters::Stream& from, adapters::Stream& to) {
        for (std::string text = co_await next(from); !text.empty(); text = co_await next(from))
            if (!co_await to.write(text, "")) co_return;
    }
    Task<> pause(std::chrono::milliseconds time) {
        boost::asio::steady_timer timer{loop_, time};
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    /// Until the client gives up, which ends it.
    Task<> drip(std::string text, adapters::Stream& to) {
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            if (!co_await to.write(text.substr(i, 1), "")) co_return;
            co_await pause(kBetweenDrops);
        }
        co_await pause(kLoopbackMax);
    }
    Task<> spoil(adapters::Stream& from, adapters::Stream& to) {
        for (std::string text = co_await next(from); !text.empty(); text = co_await next(from)) {
            if (fault == Fault::drop) co_return;
            if (fault == Fault::truncate) text.resize(text.size() / 2);
            if (fault == Fault::garbage) text.assign(text.size(), '\x9c');
            if (fault == Fault::stall) text.resize(1);
            if (fault == Fault::delay) co_await pause(kDelay);
            if (fault == Fault::drip) co_return co_await drip(std::move(text), to);
            if (!co_await to.write(text, "") || fault == Fault::truncate) co_return;
            // The server waits for the next question; the client gives up, which ends both.
            if (fault == Fault::stall) [[maybe_unused]]
                const auto none = co_await next(from);
        }
    }
    boost::asio::io_context& loop_;
    adapters::Listener listener_;
    std::uint16_t server_;
};

}  // namespace stafi::test
