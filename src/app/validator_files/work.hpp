#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/cli/console.hpp"
#include "crypto/entropy.hpp"

namespace stafi::app {

/// Long work in independent pieces; see `adapters::Batch`.
struct Work {
    std::string name;  ///< what is counted: "keystores"
    std::size_t count = 0;
    std::size_t memory_each_bytes = 0;  ///< of one piece, while it runs; 0: nothing to speak of
    std::function<Result<>(std::size_t)> job;
    /// How much is done, where pieces are of different sizes; else pieces are counted.
    std::function<std::size_t()> done = {};
    std::size_t total = 0;  ///< what `done` ends at
    std::size_t kept = 0;   ///< done before and not among the pieces; progress counts them as done
};

/// Does it on as many threads as `work.*` of the configuration allows, with progress, until ^C.
/// Errors: the first of the jobs', interrupted.
[[nodiscard]] Result<> run_work(const Call& call, const Work& work);

/// Streams that differ from each other, one for each piece. Errors: no_entropy.
[[nodiscard]] Result<std::vector<Entropy>> entropies(std::size_t count);

}  // namespace stafi::app
