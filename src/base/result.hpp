#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "base/reason.hpp"

namespace stafi {

/// An expected failure. `code` says how to react, `reason` why in one stable word, `what` which
/// value in which place.
struct Error {
    Errc code;
    Reason reason;
    std::string what;
};

template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
};

/// Builds the failure of a `Result`: `return fail(Reason::bad_ssz, "deposit: 192 bytes expected")`.
/// `what` says what was attempted and which value was bad; lower case, no full stop.
[[nodiscard]] inline auto fail(Reason reason, std::string what) {
    return tl::unexpected(Error{text_of(reason).reaction, reason, std::move(what)});
}

/// Names the place of an error on its way up: `TRY(auto key, at(path, read_key(bytes)))`.
template <class T>
[[nodiscard]] Result<T> at(std::string_view place, Result<T> result) {
    if (!result) result.error().what.insert(0, std::string{place} + ": ");
    return result;
}

}  // namespace stafi

#define STAFI_CAT_(a, b) a##b
#define STAFI_CAT(a, b) STAFI_CAT_(a, b)
#define STAFI_TRY_(tmp, decl, expr, ret)                  \
    auto tmp = (expr);                                    \
    if (!tmp) ret tl::unexpected(std::move(tmp).error()); \
    decl = *std::move(tmp)
/// `TRY(const Key key, parse(bytes))`: the value, or returns the error.
#define TRY(decl, expr) STAFI_TRY_(STAFI_CAT(try_, __LINE__), decl, expr, return)
/// `TRY_VOID(check(bytes))`: goes on, or returns the error.
#define TRY_VOID(expr)                                                                    \
    do {                                                                                  \
        if (auto done_ = (expr); !done_) return tl::unexpected(std::move(done_).error()); \
    } while (false)
