#pragma once

#include <utility>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <fmt/format.h>

#include "ports/ambient.hpp"

namespace stafi::engine {

/// The result of `work`, unless it takes longer than `limit`: then `work` is cancelled, and the
/// error is timed_out.
///
/// Example: `co_await with_timeout(ambient, 5s, execution.head())`
template <class T>
[[nodiscard]] Task<Result<T>> with_timeout(Ambient& ambient, Millis limit, Task<Result<T>> work) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto first = co_await (std::move(work) || ambient.sleep(limit));
    if (first.index() == 0) co_return std::get<0>(std::move(first));
    co_return fail(Reason::timed_out, fmt::format("no answer in {} ms", limit.count()));
}

}  // namespace stafi::engine
