#include "adapters/system_ambient.hpp"

#include <atomic>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "adapters/system_entropy.hpp"
#include "ambient_contract.hpp"
#include "run_task.hpp"

namespace stafi::adapters {
namespace {

struct SystemWorld {
    boost::asio::io_context loop{1};
    SystemAmbient system{loop.get_executor(), system_entropy().value(), 2};

    Ambient& ambient() { return system; }
    void run(Task<> task) {
        EXPECT_TRUE(test::run_task(loop, std::move(task), [&] { loop.run(); }));
    }
};

using namespace test;  // what the macro makes is named from there
INSTANTIATE_TYPED_TEST_SUITE_P(System, AmbientContract, SystemWorld);

struct SystemAmbientTest : testing::Test, SystemWorld {};

TEST_F(SystemAmbientTest, works_on_another_thread_and_comes_back_to_the_loop) {
    run([](Ambient& ambient) -> Task<> {
        const auto loop = std::this_thread::get_id();
        const auto aside = co_await offload(ambient, [] { return std::this_thread::get_id(); });
        EXPECT_NE(aside, loop);
        EXPECT_EQ(std::this_thread::get_id(), loop);
    }(system));
}

TEST_F(SystemAmbientTest, keeps_the_loop_turning_while_work_is_aside) {
    run([](Ambient& ambient) -> Task<> {
        using namespace boost::asio::experimental::awaitable_operators;
        std::atomic<bool> asked = false;  // the work waits for the loop to get this far
        auto work = offload(ambient, [&] {
            asked.wait(false);
            return true;
        });
        const auto ask = [&]() -> Task<> {
            asked = true;
            asked.notify_all();
            co_return;
        };
        co_await (std::move(work) && ask());
    }(system));
}

TEST_F(SystemAmbientTest, ends_only_when_nothing_is_aside_any_more) {
    std::atomic<bool> is_done = false;
    {
        boost::asio::io_context short_lived{1};
        SystemAmbient ambient{short_lived.get_executor(), system_entropy().value(), 1};
        std::function<void()> work = [&] { is_done = true; };
        boost::asio::co_spawn(short_lived, ambient.run_aside(std::move(work)),
                              [](std::exception_ptr) { ADD_FAILURE() << "the loop had ended"; });
        short_lived.poll_one();
    }
    EXPECT_TRUE(is_done);
}

}  // namespace
}  // namespace stafi::adapters
