#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.hpp"

namespace stafi {

/// What every port returns: a coroutine that starts when it is awaited, runs on the one loop and
/// dies with whoever awaits it. Join with `&&`, race with `||`; never let one run on its own.
///
/// Errors are values (`Task<Result<T>>`); the only exception that crosses a Task is a cancellation
/// on its way to the one who cancelled. Parameters are taken by value, ports alone by reference.
template <class T = void>
using Task = boost::asio::awaitable<T>;

}  // namespace stafi

/// `TRY` for a coroutine: `CO_TRY(const Head head, co_await execution.head())`.
#define CO_TRY(decl, expr) STAFI_TRY_(STAFI_CAT(try_, __LINE__), decl, expr, co_return)
/// `TRY_VOID` for a coroutine.
#define CO_TRY_VOID(expr)                                                                    \
    do {                                                                                     \
        if (auto done_ = (expr); !done_) co_return tl::unexpected(std::move(done_).error()); \
    } while (false)
