#include "engine/with_timeout.hpp"

#include <gtest/gtest.h>

#include "run_task.hpp"
#include "virtual_ambient.hpp"

namespace stafi::engine {
namespace {

using namespace std::chrono_literals;

struct WithTimeoutTest : testing::Test {
    boost::asio::io_context loop;
    test::VirtualAmbient time{loop};
    UnixMillis start = time.now();

    /// How a request that takes `needed` ends when `limit` is allowed.
    Result<std::string> ask(Millis needed, Millis limit) {
        Result<std::string> answer = fail(Reason::interrupted, "never ended");
        const auto request = [this](Millis needed) -> Task<Result<std::string>> {
            co_await time.sleep(needed);
            if (needed == 7ms) co_return fail(Reason::rpc_refused, "no");
            co_return "answer";
        };
        const auto asking = [&]() -> Task<> {
            answer = co_await with_timeout(time, limit, request(needed));
        };
        EXPECT_TRUE(test::run_task(loop, asking(), [&] { time.run(); }));
        EXPECT_EQ(time.sleepers(), 0U);  // whatever lost the race is gone
        return answer;
    }
};

TEST_F(WithTimeoutTest, returns_the_answer_when_it_comes) {
    EXPECT_EQ(ask(2s, 5s).value(), "answer");
    EXPECT_EQ(time.now(), start + UnixMillis{2000});
}

TEST_F(WithTimeoutTest, returns_the_error_when_that_comes_first) {
    EXPECT_EQ(ask(7ms, 5s).error().reason, Reason::rpc_refused);
}

TEST_F(WithTimeoutTest, gives_up_at_its_limit) {
    const auto answer = ask(1h, 5s);
    EXPECT_EQ(answer.error().reason, Reason::timed_out);
    EXPECT_EQ(answer.error().what, "no answer in 5000 ms");
    EXPECT_EQ(time.now(), start + UnixMillis{5000});
}

TEST_F(WithTimeoutTest, takes_an_answer_that_is_there_at_once) {
    EXPECT_EQ(ask(0ms, 5s).value(), "answer");
    EXPECT_EQ(time.now(), start);
}

}  // namespace
}  // namespace stafi::engine
