#pragma once

#include <memory>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <gtest/gtest.h>

#include "ports/ambient.hpp"

// What every Ambient promises. A `World` has `ambient()` and `run(Task<>)`, which returns when the
// task is done. No test measures time: each only compares what the ambient itself says.

namespace stafi::test {

template <class World>
struct AmbientContract : testing::Test {
    World world;
    Ambient& ambient = world.ambient();
};

TYPED_TEST_SUITE_P(AmbientContract);

TYPED_TEST_P(AmbientContract, has_reached_the_time_it_slept_until) {
    this->world.run([](Ambient& ambient) -> Task<> {
        const UnixMillis when = ambient.now() + UnixMillis{20};
        co_await ambient.sleep_until(when);
        EXPECT_GE(ambient.now(), when);
    }(this->ambient));
}

TYPED_TEST_P(AmbientContract, does_not_sleep_until_a_time_that_is_past) {
    this->world.run([](Ambient& ambient) -> Task<> {
        co_await ambient.sleep_until(UnixMillis{0});
        co_await ambient.sleep_until(ambient.now());
        co_await ambient.sleep(Millis{0});
    }(this->ambient));
}

TYPED_TEST_P(AmbientContract, wakes_the_shorter_sleep_first_and_cancels_the_longer) {
    this->world.run([](Ambient& ambient) -> Task<> {
        using namespace boost::asio::experimental::awaitable_operators;
        using namespace std::chrono_literals;
        const UnixMillis start = ambient.now();
        const auto first = co_await (ambient.sleep(24h) || ambient.sleep(10ms));
        EXPECT_EQ(first.index(), 1U);
        const auto second = co_await (ambient.sleep_until(start + UnixMillis{10}) ||
                                      ambient.sleep_until(start + UnixMillis{90'000'000}));
        EXPECT_EQ(second.index(), 0U);
        EXPECT_LT(ambient.now(), start + UnixMillis{80'000'000});
    }(this->ambient));
}

TYPED_TEST_P(AmbientContract, returns_what_was_made_aside_even_if_it_only_moves) {
    this->world.run([](Ambient& ambient) -> Task<> {
        auto seven = std::make_unique<int>(7);
        const auto made = co_await offload(ambient, [seven = std::move(seven)]() mutable {
            ++*seven;
            return std::move(seven);
        });
        EXPECT_EQ(*made, 8);
    }(this->ambient));
}

TYPED_TEST_P(AmbientContract, finishes_what_was_begun_aside_even_if_nobody_waits_any_more) {
    this->world.run([](Ambient& ambient) -> Task<> {
        using namespace boost::asio::experimental::awaitable_operators;
        int made = 0;
        std::function<void()> work = [&] { made = 1; };
        co_await (ambient.run_aside(std::move(work)) || ambient.sleep(Millis{0}));
        EXPECT_EQ(made, 1);
    }(this->ambient));
}

TYPED_TEST_P(AmbientContract, draws_something_else_every_time) {
    const auto first = this->ambient.entropy().template draw<32>();
    const auto second = this->ambient.entropy().template draw<32>();
    EXPECT_FALSE(equal_constant_time(first.view(), second.view()));
}

REGISTER_TYPED_TEST_SUITE_P(AmbientContract, has_reached_the_time_it_slept_until,
                            does_not_sleep_until_a_time_that_is_past,
                            wakes_the_shorter_sleep_first_and_cancels_the_longer,
                            returns_what_was_made_aside_even_if_it_only_moves,
                            finishes_what_was_begun_aside_even_if_nobody_waits_any_more,
                            draws_something_else_every_time);

}  // namespace stafi::test
