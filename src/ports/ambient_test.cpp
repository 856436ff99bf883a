#include "ports/ambient.hpp"

#include <vector>

#include "ambient_contract.hpp"
#include "run_task.hpp"
#include "virtual_ambient.hpp"

namespace stafi::test {
namespace {

using namespace std::chrono_literals;

struct VirtualWorld {
    boost::asio::io_context loop;
    VirtualAmbient time{loop};

    Ambient& ambient() { return time; }
    void run(Task<> task) {
        EXPECT_TRUE(run_task(loop, std::move(task), [&] { time.run(); }));
        EXPECT_EQ(time.sleepers(), 0U);
    }
};

INSTANTIATE_TYPED_TEST_SUITE_P(Virtual, AmbientContract, VirtualWorld);

struct VirtualAmbientTest : testing::Test, VirtualWorld {};

TEST_F(VirtualAmbientTest, passes_a_year_in_no_time_and_exactly) {
    const UnixMillis start = time.now();
    run(time.sleep(8766h));
    EXPECT_EQ(time.now(), start + UnixMillis{31'557'600'000});
}

TEST_F(VirtualAmbientTest, keeps_a_sleep_as_long_as_it_was_asked_when_the_clock_jumps) {
    run([](VirtualAmbient& time) -> Task<> {
        using namespace boost::asio::experimental::awaitable_operators;
        std::vector<char> woken;
        const auto asleep = [&](char name, Task<> sleep) -> Task<> {
            co_await std::move(sleep);
            woken.push_back(name);
        };
        const auto jump = [&]() -> Task<> {
            time.jump(1h);
            co_return;
        };
        const UnixMillis tomorrow = time.now() + UnixMillis{3'600'000};
        co_await (asleep('s', time.sleep(1s)) && asleep('u', time.sleep_until(tomorrow)) && jump());
        EXPECT_EQ(woken, (std::vector<char>{'u', 's'}));
    }(time));
}

}  // namespace
}  // namespace stafi::test
