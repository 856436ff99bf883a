#pragma once

#include <cstddef>
#include <functional>

#include "base/result.hpp"

namespace stafi::adapters {

/// Independent jobs, numbered from 0. `job(i)` runs once, on any thread: it writes to slot i of
/// what it makes, so that results keep their order.
struct Batch {
    std::size_t count = 0;
    std::size_t threads = 1;
    std::function<Result<>(std::size_t)> job;
};

/// How the caller follows a batch; both are asked on the calling thread, about ten times a second.
struct Watch {
    std::function<void(std::size_t done)> progress = [](std::size_t) {};
    std::function<bool()> stop = [] { return false; };
};

/// Runs the batch. The first error, or `stop`, starts no further job; those running are finished.
/// Errors: the one with the lowest number among the jobs that failed; interrupted.
[[nodiscard]] Result<> run_batch(const Batch& batch, const Watch& watch);

/// Cores this process may use.
[[nodiscard]] std::size_t usable_cores();

}  // namespace stafi::adapters
