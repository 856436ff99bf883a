#include "adapters/workers.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace stafi::adapters {
namespace {

TEST(Workers, run_every_job_once_and_keep_the_order_of_results) {
    for (const std::size_t threads : {0U, 1U, 2U, 7U}) {
        std::vector<std::size_t> made(1000);
        const Batch batch{.count = made.size(), .threads = threads, .job = [&](std::size_t i) {
                              made[i] += i;
                              return Result<>{};
                          }};
        ASSERT_TRUE(run_batch(batch, {}));
        std::vector<std::size_t> expected(1000);
        std::iota(expected.begin(), expected.end(), 0);
        EXPECT_EQ(made, expected);
    }
}

TEST(Workers, are_done_at_once_with_no_jobs) {
    EXPECT_TRUE(run_batch({.count = 0, .threads = 2, .job = {}}, {}));
}

TEST(Workers, report_the_first_error_and_start_nothing_after_it) {
    std::atomic<std::size_t> started = 0;
    const Batch batch{.count = 1000, .threads = 2, .job = [&](std::size_t i) -> Result<> {
                          ++started;
                          if (i >= 5) return fail(Reason::bad_json, std::to_string(i));
                          return {};
                      }};
    const auto done = run_batch(batch, {});
    EXPECT_EQ(done.error().reason, Reason::bad_json);
    EXPECT_EQ(done.error().what, "5");  // the lowest, even when job 6 failed before it
    EXPECT_LE(started, 7U);             // each thread may have been in one more job
}

TEST(Workers, finish_what_runs_and_start_nothing_more_when_told_to_stop) {
    std::atomic<std::size_t> started = 0;
    std::atomic<bool> stop_asked = false;
    const Batch batch{.count = 1000, .threads = 2, .job = [&](std::size_t i) {
                          ++started;
                          if (i == 10) stop_asked.wait(false);  // holds one thread until the ask
                          return Result<>{};
                      }};
    const Watch watch{.stop = [&] {
        if (started > 10) {
            stop_asked = true;
            stop_asked.notify_all();
        }
        return started > 10;
    }};
    const auto done = run_batch(batch, watch);
    if (done) {
        EXPECT_EQ(started, 1000U);  // the other thread did all the rest before the first tick
    } else {
        EXPECT_EQ(done.error().reason, Reason::interrupted);
        EXPECT_EQ(done.error().what, std::to_string(started) + " of 1000 done");
    }
}

TEST(Workers, start_nothing_when_told_to_stop_before) {
    const Batch batch{.count = 3, .threads = 2, .job = [](std::size_t) {
                          ADD_FAILURE();
                          return Result<>{};
                      }};
    const auto done = run_batch(batch, {.stop = [] { return true; }});
    EXPECT_EQ(done.error().reason, Reason::interrupted);
    EXPECT_EQ(done.error().what, "0 of 3 done");
}

TEST(Workers, tell_how_many_jobs_are_done) {
    std::vector<std::size_t> seen;
    const Batch batch{.count = 9, .threads = 2, .job = [](std::size_t) { return Result<>{}; }};
    ASSERT_TRUE(run_batch(batch, {.progress = [&](std::size_t done) { seen.push_back(done); }}));
    ASSERT_FALSE(seen.empty());
    EXPECT_TRUE(std::ranges::is_sorted(seen));
    EXPECT_EQ(seen.back(), 9U);
}

TEST(Workers, know_the_machine) { EXPECT_GE(usable_cores(), 1U); }

}  // namespace
}  // namespace stafi::adapters
