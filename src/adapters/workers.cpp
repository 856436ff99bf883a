#include "adapters/workers.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace stafi::adapters {
namespace {

constexpr std::chrono::milliseconds kTick{100};

/// What the threads of one batch share.
class Board {
  public:
    explicit Board(std::size_t count) : count_{count} {}

    /// The number of a job to do, or nothing when no further job is to be started.
    std::optional<std::size_t> take() {
        const std::lock_guard lock{mutex_};
        if (stopped_ || next_ == count_) return std::nullopt;
        ++running_;
        return next_++;
    }

    void finished(std::size_t number, const Result<>& result) {
        const std::lock_guard lock{mutex_};
        --running_;
        if (result) {
            ++done_;
        } else {
            stopped_ = true;
            if (!error_ || number < failed_) error_ = result.error();
            failed_ = std::min(failed_, number);
        }
        changed_.notify_one();
    }

    Result<> follow(const Watch& watch) {
        std::unique_lock lock{mutex_};
        const auto at_rest = [&] { return running_ == 0 && (stopped_ || next_ == count_); };
        while (!changed_.wait_for(lock, kTick, at_rest)) {
            const std::size_t done = done_;
            lock.unlock();
            watch.progress(done);
            const bool stop = watch.stop();
            lock.lock();
            stopped_ = stopped_ || stop;
        }
        watch.progress(done_);
        if (error_) return tl::unexpected(*error_);
        if (done_ < count_)
            return fail(Reason::interrupted, fmt::format("{} of {} done", done_, count_));
        return {};
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    const std::size_t count_;
    std::size_t next_ = 0;
    std::size_t running_ = 0;
    std::size_t done_ = 0;
    std::size_t failed_ = SIZE_MAX;  ///< lowest number that failed
    std::optional<Error> error_;     ///< and why
    bool stopped_ = false;
};

}  // namespace

Result<> run_batch(const Batch& batch, const Watch& watch) {
    if (watch.stop()) return fail(Reason::interrupted, fmt::format("0 of {} done", batch.count));
    Board board{batch.count};
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(std::max<std::size_t>(batch.threads, 1), batch.count); ++i)
        threads.emplace_back([&] {
            while (const auto number = board.take())
                board.finished(*number, batch.job(*number));
        });
    return board.follow(watch);
}

std::size_t usable_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace stafi::adapters
