#pragma once

#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/endpoints/endpoints.hpp"
#include "fault_proxy.hpp"

// What every pool of servers promises while one of them cannot be understood.

namespace stafi::test {

/// Two servers that know the same: the favourite behind a proxy, and one that can be made to
/// refuse. Adapters give up after much less than a second.
struct SpoiltPool {
    FaultProxy& proxy;
    std::function<Task<bool>()> is_right;  ///< asks the pool; false for an error
    std::function<std::vector<adapters::EndpointStatus>()> status;
    std::function<void(bool)> refuse;  ///< whether the other does
    std::function<void()> forget;      ///< time passes, until failures are forgiven
};

/// The other answers whatever happens to the favourite's answers, and the status tells; the
/// favourite is asked again when it is well and the other is not.
inline Task<> expect_another_answers(SpoiltPool pool) {
    using enum Fault;
    for (const Fault fault : {drop, truncate, garbage, stall, drip}) {
        pool.proxy.fault = none;
        pool.refuse(true);
        EXPECT_TRUE(co_await pool.is_right()) << static_cast<int>(fault);
        EXPECT_TRUE(pool.status()[0].is_current) << static_cast<int>(fault);
        pool.refuse(false);
        pool.forget();

        const std::uint64_t failures = pool.status()[0].failures;
        pool.proxy.fault = fault;
        EXPECT_TRUE(co_await pool.is_right()) << static_cast<int>(fault);
        const std::vector<adapters::EndpointStatus> status = pool.status();
        EXPECT_EQ(status[0].failures, failures + 1) << static_cast<int>(fault);
        EXPECT_NE(status[0].last_error, "");
        EXPECT_FALSE(status[0].is_current);
        EXPECT_TRUE(status[1].is_current);
        EXPECT_LT(status[0].score, status[1].score);
    }
}

/// While nobody can be understood there is no answer, the status tells, and nothing needs doing
/// once one of them is well again.
inline Task<> expect_recovery(SpoiltPool pool) {
    pool.refuse(true);
    pool.proxy.fault = Fault::truncate;
    EXPECT_FALSE(co_await pool.is_right());
    for (const adapters::EndpointStatus& one : pool.status()) {
        EXPECT_EQ(one.failures, 1U) << one.name;
        EXPECT_EQ(one.answers, 0U) << one.name;
        EXPECT_NE(one.last_error, "") << one.name;
        EXPECT_LT(one.score, adapters::Health::kScoreMax) << one.name;
    }
    pool.proxy.fault = Fault::none;
    EXPECT_TRUE(co_await pool.is_right());
    EXPECT_TRUE(pool.status()[0].is_current);
}

}  // namespace stafi::test
