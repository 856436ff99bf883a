#include "devnet/execution/turns.hpp"

#include <vector>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <gmock/gmock.h>

#include "run_task.hpp"
#include "virtual_ambient.hpp"

namespace stafi::devnet {
namespace {

using namespace boost::asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

struct TurnsTest : testing::Test {
    boost::asio::io_context loop{1};
    test::VirtualAmbient ambient{loop};
    Turns turns{loop.get_executor()};
    std::vector<int> log;

    /// Notes its coming and going; between them others could come.
    Task<> visit(int number) {
        const auto turn = co_await turns.take();
        log.push_back(number);
        co_await ambient.sleep(5ms);
        log.push_back(-number);
    }
    void run(Task<> task) {
        EXPECT_TRUE(test::run_task(loop, std::move(task), [&] { ambient.run(); }));
    }
};

TEST_F(TurnsTest, never_let_two_through_at_once) {
    run([](TurnsTest& self) -> Task<> {
        co_await (self.visit(1) && self.visit(2) && self.visit(3));
    }(*this));
    EXPECT_THAT(log, testing::ElementsAre(1, -1, 2, -2, 3, -3));
}

TEST_F(TurnsTest, pass_over_those_who_gave_up) {
    run([](TurnsTest& self) -> Task<> {
        const auto gives_up = [](TurnsTest& test) -> Task<> {
            co_await (test.visit(2) || test.ambient.sleep(1ms));
        };
        co_await (self.visit(1) && gives_up(self) && self.visit(3));
    }(*this));
    EXPECT_THAT(log, testing::ElementsAre(1, -1, 3, -3));
}

}  // namespace
}  // namespace stafi::devnet
