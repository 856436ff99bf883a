#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loopback.hpp"

namespace stafi::test {

/// What becomes of the answers that pass through.
enum class Fault : std::uint8_t {
    none,
    drop,      ///< the connection ends instead
    truncate,  ///< half of it comes, then the connection ends
    garbage,   ///< it is replaced by other bytes
    stall,     ///< one byte comes, and then nothing for ever
};

/// Stands between a client and a server of this machine, one connection after the other.
class FaultProxy {
  public:
    Fault fault = Fault::none;

    FaultProxy(boost::asio::io_context& loop, std::uint16_t server)
        : listener_{adapters::Listener::on_loopback(loop.get_executor(), 0).value()},
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
    Task<> spoil(adapters::Stream& from, adapters::Stream& to) {
        for (std::string text = co_await next(from); !text.empty(); text = co_await next(from)) {
            if (fault == Fault::drop) co_return;
            if (fault == Fault::truncate) text.resize(text.size() / 2);
            if (fault == Fault::garbage) text.assign(text.size(), '\x9c');
            if (fault == Fault::stall) text.resize(1);
            if (!co_await to.write(text, "") || fault == Fault::truncate) co_return;
            // The server waits for the next question; the client gives up, which ends both.
            if (fault == Fault::stall) [[maybe_unused]]
                const auto none = co_await next(from);
        }
    }
    adapters::Listener listener_;
    std::uint16_t server_;
};

}  // namespace stafi::test
