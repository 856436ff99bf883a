#include "devnet/execution/turns.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace stafi::devnet {

namespace asio = boost::asio;

Turns::Turns(const asio::any_io_executor& loop)
    : passed_on_{loop, asio::steady_timer::time_point::max()} {}

Task<Turns::Turn> Turns::take() {
    while (is_taken_) {
        // Being woken looks like an error; a cancellation throws at the next wait.
        boost::system::error_code woken;
        co_await passed_on_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    is_taken_ = true;
    co_return Turn{*this};
}

void Turns::pass_on() {
    is_taken_ = false;
    passed_on_.cancel_one();
}

}  // namespace stafi::devnet
