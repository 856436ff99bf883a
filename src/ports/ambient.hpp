#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/check.hpp"
#include "base/units.hpp"
#include "crypto/entropy.hpp"
#include "ports/task.hpp"

namespace stafi {

using Millis = std::chrono::milliseconds;

/// What surrounds every program: time, chance and other cores. The simulator brings its own, in
/// which an hour passes in no time and equal seeds give equal worlds.
class Ambient {
  public:
    virtual ~Ambient() = default;

    /// The wall clock, which may jump either way.
    [[nodiscard]] virtual UnixMillis now() const = 0;

    /// Returns once `now()` has reached `when`, however the clock gets there; at once for the past.
    [[nodiscard]] virtual Task<> sleep_until(UnixMillis when) = 0;

    /// Returns after `duration`, whatever the wall clock does meanwhile: for timeouts.
    [[nodiscard]] virtual Task<> sleep(Millis duration) = 0;

    /// The loop's own stream. Work on another thread is given a stream that grows from it:
    /// `Entropy{ambient.entropy().draw<32>()}`.
    [[nodiscard]] virtual Entropy& entropy() = 0;

    /// Runs `work`, which must not throw, outside the loop and returns when it is done. It cannot
    /// be cancelled: whatever `work` refers to may belong to the awaiting coroutine.
    [[nodiscard]] virtual Task<> run_aside(std::function<void()> work) = 0;
};

/// `const auto shares = co_await offload(ambient, [&] { return encrypt(key); })`: for anything that
/// would hold up the loop for more than a millisecond.
template <class Work>
[[nodiscard]] Task<std::invoke_result_t<Work&>> offload(Ambient& ambient, Work work) {
    std::optional<std::invoke_result_t<Work&>> made;
    std::function<void()> job = [&] { made.emplace(work()); };
    co_await ambient.run_aside(std::move(job));
    CHECK(made.has_value());  // what run_aside promises
    co_return *std::move(made);
}

}  // namespace stafi
