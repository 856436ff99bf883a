#include "adapters/system_ambient.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/clock.hpp"

namespace stafi::adapters {

namespace asio = boost::asio;

SystemAmbient::SystemAmbient(asio::any_io_executor loop, Entropy entropy, std::size_t threads)
    : loop_{std::move(loop)}, entropy_{std::move(entropy)}, threads_{threads} {}

SystemAmbient::~SystemAmbient() { threads_.join(); }

UnixMillis SystemAmbient::now() const { return adapters::now(); }

Task<> SystemAmbient::sleep_until(UnixMillis when) {
    while (now() < when) {
        const Millis left{static_cast<Millis::rep>((when - now()).value)};
        co_await sleep(std::min<Millis>(left, kJumpNoticed));
    }
}

Task<> SystemAmbient::sleep(Millis duration) {
    asio::steady_timer timer{loop_, duration};
    co_await timer.async_wait(asio::use_awaitable);
}

Task<> SystemAmbient::run_aside(std::function<void()> work) {
    // The handler stays out of the pool's own associations, so that no cancellation reaches it.
    const auto start = [this](auto handler, std::function<void()> job) {
        asio::post(threads_, [this, job = std::move(job), handler = std::move(handler),
                              stays = asio::make_work_guard(loop_)]() mutable {
            job();
            asio::post(loop_, std::move(handler));
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable,
                                                                         std::move(work));
}

}  // namespace stafi::adapters
