#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "ports/ambient.hpp"

namespace stafi::sim {

/// Time that passes only when nobody has anything else to do, and then jumps to the next sleeper;
/// chance from a constant; work done on the spot.
class VirtualAmbient final : public Ambient {
  public:
    explicit VirtualAmbient(boost::asio::io_context& loop) : loop_{loop} {}

    [[nodiscard]] UnixMillis now() const override { return {elapsed_ + wall_offset_}; }
    Task<> sleep_until(UnixMillis when) override {
        while (now() < when)
            co_await wake_at(elapsed_ + (when - now()).value);
    }
    Task<> sleep(Millis duration) override {
        const std::uint64_t end = elapsed_ + static_cast<std::uint64_t>(duration.count());
        while (elapsed_ < end)
            co_await wake_at(end);
    }
    [[nodiscard]] Entropy& entropy() override { return entropy_; }
    Task<> run_aside(std::function<void()> work) override {
        work();
        co_return;
    }

    /// The wall clock is set forward; what sleeps until a time is woken to look.
    void jump(Millis by) {
        wall_offset_ += static_cast<std::uint64_t>(by.count());
        for (auto& sleeper : sleepers_)
            sleeper.second.cancel();
    }
    [[nodiscard]] std::size_t sleepers() const { return sleepers_.size(); }

    /// Runs the loop, and time with it, until nothing is left to happen.
    void run() {
        for (loop_.restart(); loop_.poll() > 0 || pass(); loop_.restart()) {
        }
    }

  private:
    using Timer = boost::asio::steady_timer;

    /// May return early, when the clock jumps.
    Task<> wake_at(std::uint64_t elapsed) {
        const auto sleeper = sleepers_.emplace(elapsed, Timer{loop_, Timer::time_point::max()});
        const Erase erase{sleepers_, sleeper};
        boost::system::error_code woken;
        co_await sleeper->second.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    }

    /// To the next sleeper, if there is one.
    bool pass() {
        if (sleepers_.empty()) return false;
        elapsed_ = std::max(elapsed_, sleepers_.begin()->first);
        sleepers_.begin()->second.cancel();
        return true;
    }

    using Sleepers = std::multimap<std::uint64_t, Timer>;
    struct Erase {
        Sleepers& from;
        Sleepers::iterator at;
        ~Erase() { from.erase(at); }
    };

    boost::asio::io_context& loop_;
    std::uint64_t elapsed_ = 0;  ///< milliseconds
    std::uint64_t wall_offset_ = 1'700'000'000'000;
    Sleepers sleepers_;
    Entropy entropy_{SecretBytes<32>{}};
};

}  // namespace stafi::sim
