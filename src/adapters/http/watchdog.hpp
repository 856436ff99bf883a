#pragma once

#include <chrono>
#include <memory>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace stafi::adapters {

/// Closes a socket when its time is over. The timer is rarely set: a later deadline is only noted,
/// and seen when the earlier one comes. Shared by the stream and the timer's waiting handler, which
/// may run after the stream's end.
class Watchdog : public std::enable_shared_from_this<Watchdog> {
  public:
    using Clock = std::chrono::steady_clock;

    explicit Watchdog(boost::asio::ip::tcp::socket& socket)
        : socket_{&socket}, timer_{socket.get_executor()} {}

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
        timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error && self->socket_ != nullptr) self->look();
        });
    }
    void look() {
        armed_ = Clock::time_point::max();
        if (deadline_ == armed_) return;  // none any more
        if (Clock::now() < deadline_) return arm();
        has_bitten_ = true;
        boost::system::error_code ignored;
        socket_->close(ignored);
    }

    boost::asio::ip::tcp::socket* socket_;  ///< nothing once the stream has ended
    boost::asio::steady_timer timer_;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point armed_ = Clock::time_point::max();
    bool has_bitten_ = false;
};

}  // namespace stafi::adapters
