#include "adapters/process/background.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace stafi::adapters {
namespace {

struct BackgroundTest : testing::Test {
    std::filesystem::path folder =
        std::filesystem::path{testing::TempDir()} / fmt::format("stafi-background-{}", ::getpid());
    std::filesystem::path log = folder / "log";

    BackgroundTest() { std::filesystem::create_directories(folder); }
    ~BackgroundTest() override { std::filesystem::remove_all(folder); }
};

TEST_F(BackgroundTest, talks_until_it_lets_go_and_goes_on_after_that) {
    auto copy = Background::start(log, [](TalkEnd talk) {
        talk.say("one");
        talk.say("two");
        talk.close();
        fmt::print("out\n");
        fmt::print(stderr, "err\n");
        return 7;
    });
    ASSERT_TRUE(copy) << copy.error().what;
    EXPECT_EQ(copy->talk().next_line(), "one");
    EXPECT_EQ(copy->talk().next_line(), "two");
    EXPECT_EQ(copy->talk().next_line(), std::nullopt);
    EXPECT_EQ(copy->how_it_ended(), "ended with code 7");
    std::ifstream file{log};
    const std::string logged{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_NE(logged.find("out\n"), std::string::npos);
    EXPECT_NE(logged.find("err\n"), std::string::npos);
}

TEST_F(BackgroundTest, is_in_a_session_of_its_own_and_ends_when_asked) {
    auto copy = Background::start(log, [](TalkEnd talk) {
        std::signal(SIGTERM, SIG_DFL);
        talk.say(fmt::format("{}", ::getsid(0) == ::getpid()));
        return talk.next_line() ? 1 : 2;
    });
    ASSERT_TRUE(copy) << copy.error().what;
    EXPECT_EQ(copy->talk().next_line(), "true");
    copy->end();
    EXPECT_EQ(copy->how_it_ended(), "was ended by signal 15 (Terminated)");
}

TEST_F(BackgroundTest, does_not_mind_that_nobody_listens) {
    auto copy = Background::start(log, [](TalkEnd talk) {
        while (talk.next_line()) {
        }
        talk.say("lost");
        return 0;
    });
    ASSERT_TRUE(copy) << copy.error().what;
    copy->talk().close();
    EXPECT_EQ(copy->how_it_ended(), "ended with code 0");
}

TEST_F(BackgroundTest, needs_a_log_that_can_be_written) {
    const auto copy = Background::start(folder / "no" / "log", [](TalkEnd) { return 0; });
    ASSERT_FALSE(copy);
    EXPECT_EQ(copy.error().reason, Reason::write_failed);
}

}  // namespace
}  // namespace stafi::adapters
