#include "adapters/execution/execution_pool.hpp"

#include <gmock/gmock.h>

#include "adapters/execution/log_window.hpp"
#include "run_task.hpp"
#include "virtual_ambient.hpp"

namespace stafi::adapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A client that has a head, or an error for everything.
struct Client final : Execution {
    std::optional<Error> error;
    std::uint64_t head_number = 100;
    std::vector<std::string> asked;

    template <class T>
    Task<Result<T>> answer(std::string question, T value) {
        asked.push_back(std::move(question));
        if (error) co_return tl::unexpected(*error);
        co_return value;
    }
    [[nodiscard]] eth::Header made() const {
        eth::Header header{};
        header.self.number = BlockNumber{head_number};
        return header;
    }

    Task<Result<eth::Header>> head() override { return answer("head", made()); }
    Task<Result<eth::Header>> header(BlockNumber) override { return answer("header", made()); }
    Task<Result<eth::Header>> header_of(Bytes32) override { return answer("header_of", made()); }
    Task<Result<std::vector<eth::Log>>> logs(BlockRange, std::vector<Address>) override {
        return answer("logs", std::vector<eth::Log>(2));
    }
    Task<Result<std::vector<CallAnswer>>> call(std::vector<ContractCall> calls, Bytes32) override {
        return answer("call", std::vector<CallAnswer>(calls.size()));
    }
    Task<Result<Account>> account(Address, Bytes32) override {
        return answer("account", Account{});
    }
    Task<Result<std::variant<Gas, Reverted>>> estimate(ContractCall, Moment) override {
        return answer("estimate", std::variant<Gas, Reverted>{Gas{7}});
    }
    Task<Result<eth::FeeMarket>> fees() override { return answer("fees", eth::FeeMarket{}); }
    Task<Result<>> send(Bytes) override {
        asked.emplace_back("send");
        if (error) co_return tl::unexpected(*error);
        co_return Result<>{};
    }
    Task<Result<std::optional<eth::Receipt>>> receipt(Bytes32) override {
        return answer("receipt", std::optional<eth::Receipt>{});
    }
};

struct ExecutionPoolTest : testing::Test {
    boost::asio::io_context loop{1};
    test::VirtualAmbient time{loop};
    Client* first = nullptr;
    Client* second = nullptr;
    ExecutionPool pool = make();

    ExecutionPool make() {
        auto one = std::make_unique<Client>();
        auto two = std::make_unique<Client>();
        first = one.get();
        second = two.get();
        std::vector<ExecutionPool::Member> members;
        members.push_back({"http://first", std::move(one)});
        members.push_back({"http://second", std::move(two)});
        return {time, std::move(members)};
    }
    void run(std::function<Task<>()> test) {
        const auto body = [&]() -> Task<> { co_await test(); };
        EXPECT_TRUE(test::run_task(loop, body(), [&] { time.run(); }));
    }
    static Error error(Reason reason, std::string what) {
        return fail(reason, std::move(what)).value();
    }
};

TEST_F(ExecutionPoolTest, asks_the_first_while_it_answers) {
    run([this]() -> Task<> {
        EXPECT_EQ((co_await pool.head()).value().self.number, BlockNumber{100});
        EXPECT_TRUE(co_await pool.fees());
        EXPECT_TRUE(co_await pool.send({}));
        EXPECT_EQ((co_await pool.logs({}, {})).value().size(), 2U);
    });
    EXPECT_THAT(first->asked, ElementsAre("head", "fees", "send", "logs"));
    EXPECT_TRUE(second->asked.empty());
    EXPECT_TRUE(pool.status().at(0).is_current);
    EXPECT_EQ(pool.status().at(0).answers, 4U);
    EXPECT_EQ(pool.status().at(0).head, 100U);
}

TEST_F(ExecutionPoolTest, asks_the_next_when_one_fails_and_stays_with_it_for_a_while) {
    first->error = error(Reason::timed_out, "first: late");
    run([this]() -> Task<> {
        EXPECT_TRUE(co_await pool.head());
        EXPECT_TRUE(co_await pool.head());
    });
    EXPECT_THAT(first->asked, ElementsAre("head"));
    EXPECT_THAT(second->asked, ElementsAre("head", "head"));
    EXPECT_TRUE(pool.status().at(1).is_current);
    EXPECT_EQ(pool.status().at(0).failures, 1U);
    EXPECT_EQ(pool.status().at(0).last_error, "first: late");
}

TEST_F(ExecutionPoolTest, goes_back_by_itself_to_one_that_is_well_again) {
    first->error = error(Reason::timed_out, "first: late");
    run([this]() -> Task<> {
        EXPECT_TRUE(co_await pool.head());
        first->error.reset();
        second->error = error(Reason::connect_failed, "second: down");
        time.jump(Health::kRestMin);
        EXPECT_TRUE(co_await pool.head());
    });
    EXPECT_TRUE(pool.status().at(0).is_current);
}

TEST_F(ExecutionPoolTest, says_what_is_wrong_with_each_when_nobody_answers) {
    first->error = error(Reason::wrong_network, "first: on chain 5");
    second->error = error(Reason::connect_failed, "second: down");
    run([this]() -> Task<> {
        const auto head = co_await pool.head();
        EXPECT_EQ(head.error().code, Errc::unavailable);
        EXPECT_EQ(head.error().what, "first: on chain 5; second: down");
        second->error = first->error;
        EXPECT_EQ((co_await pool.head()).error().code, Errc::unavailable);
    });
}

TEST_F(ExecutionPoolTest, takes_a_missing_block_from_one_client_for_missing_when_others_are_down) {
    first->error = error(Reason::block_missing, "block 0x1");
    second->error = error(Reason::connect_failed, "second: down");
    run([this]() -> Task<> {
        EXPECT_EQ((co_await pool.header_of({})).error().code, Errc::not_found);
        second->error.reset();
        EXPECT_TRUE(co_await pool.header_of({}));  // the other one has it
    });
}

TEST_F(ExecutionPoolTest, refuses_a_transaction_only_when_all_do) {
    first->error = error(Reason::rpc_refused, "first: underpriced");
    run([this]() -> Task<> {
        EXPECT_TRUE(co_await pool.send({}));
        second->error = error(Reason::rpc_refused, "second: underpriced");
        EXPECT_EQ((co_await pool.send({})).error().reason, Reason::rpc_refused);
        second->error = error(Reason::connect_failed, "second: down");
        EXPECT_EQ((co_await pool.send({})).error().code, Errc::unavailable);
    });
}

TEST_F(ExecutionPoolTest, leaves_a_client_whose_head_stands_still) {
    second->head_number = 110;
    run([this]() -> Task<> {
        EXPECT_EQ((co_await pool.head()).value().self.number, BlockNumber{100});
        co_await pool.look_around();
        EXPECT_EQ((co_await pool.head()).value().self.number, BlockNumber{110});
    });
}

TEST(LogWindow, halves_what_is_refused_and_grows_again_while_answers_are_small) {
    LogWindow window;
    const BlockRange rest{.first = BlockNumber{1'000}, .last = BlockNumber{999'999}};
    const auto blocks = [&] {
        const BlockRange asked = window.next(rest);
        return asked.last.value - asked.first.value + 1;
    };
    EXPECT_EQ(blocks(), LogWindow::kFirst);
    EXPECT_TRUE(window.shrink(window.next(rest)));
    EXPECT_EQ(blocks(), LogWindow::kFirst / 2);
    window.grow(window.next(rest), LogWindow::kAnswerWanted + 1);
    EXPECT_EQ(blocks(), LogWindow::kFirst / 2);
    window.grow(window.next(rest), 0);
    EXPECT_EQ(blocks(), LogWindow::kFirst);
    // The end of a range was small for another reason.
    window.grow({.first = BlockNumber{1}, .last = BlockNumber{1}}, 0);
    EXPECT_EQ(blocks(), LogWindow::kFirst);
    while (window.shrink(window.next(rest))) {
    }
    EXPECT_EQ(blocks(), 1U);
    for (int i = 0; i < 40; ++i)
        window.grow(window.next(rest), 0);
    EXPECT_EQ(blocks(), LogWindow::kMax);
}

}  // namespace
}  // namespace stafi::adapters
