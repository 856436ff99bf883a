#include "app/validator_files/work.hpp"

#include <algorithm>

#include "adapters/memory.hpp"
#include "adapters/system_entropy.hpp"
#include "adapters/workers.hpp"
#include "app/cli/progress.hpp"

namespace stafi::app {
namespace {

std::size_t threads_for(const Work& work, const Config::Work& limits) {
    std::size_t threads = limits.threads_max > 0 ? limits.threads_max : adapters::usable_cores();
    if (work.memory_each_bytes > 0) {
        const std::size_t memory = limits.memory_mib_max > 0
                                       ? limits.memory_mib_max << 20
                                       : adapters::available_memory_bytes() / 2;
        threads = std::min(threads, memory / work.memory_each_bytes);
    }
    return std::max<std::size_t>(threads, 1);
}

}  // namespace

Result<> run_work(const Call& call, const Work& work) {
    if (work.count == 0) return {};
    const std::size_t total = work.kept + (work.done ? work.total : work.count);
    Progress progress{call, work.name, total, work.kept};
    const adapters::Batch batch{
        .count = work.count, .threads = threads_for(work, call.config().work), .job = work.job};
    const adapters::Watch watch{
        .progress =
            [&](std::size_t done) { progress.show(work.kept + (work.done ? work.done() : done)); },
        .stop = call.console.stop};
    return at(work.name, adapters::run_batch(batch, watch));
}

Result<std::vector<Entropy>> entropies(std::size_t count) {
    TRY(Entropy root, adapters::system_entropy());
    std::vector<Entropy> streams;
    streams.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        streams.emplace_back(root.draw<32>());
    return streams;
}

}  // namespace stafi::app
