#include <csignal>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "adapters/clock.hpp"
#include "adapters/hardening.hpp"
#include "adapters/interrupt.hpp"
#include "adapters/system_entropy.hpp"
#include "adapters/terminal.hpp"

namespace stafi::adapters {
namespace {

TEST(SystemEntropy, gives_another_stream_each_time) {
    auto one = system_entropy();
    auto other = system_entropy();
    ASSERT_TRUE(one && other);
    EXPECT_FALSE(equal_constant_time(one->draw<32>().view(), other->draw<32>().view()));
}

TEST(Clock, is_after_the_day_this_was_written_and_counts_milliseconds) {
    EXPECT_GT(now().value, 1'750'000'000'000U);
    EXPECT_LT(now().value, 10'000'000'000'000U);  // the year 2286
}

TEST(Clock, writes_times_as_javascript_does) {  // new Date(…).toISOString()
    EXPECT_EQ(iso_text({0}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(iso_text({951'782'399'007}), "2000-02-28T23:59:59.007Z");
    EXPECT_EQ(iso_text({4'107'542'400'000}), "2100-03-01T00:00:00.000Z");
}

TEST(Stopwatch, never_runs_backwards) {
    const Stopwatch watch;
    const double first = watch.seconds();
    EXPECT_GE(first, 0);
    EXPECT_GE(watch.seconds(), first);
}

TEST(Interrupt, becomes_a_flag_and_a_second_one_is_left_to_the_system) {
    catch_interrupts();
    EXPECT_FALSE(interrupted());
    std::raise(SIGINT);
    EXPECT_TRUE(interrupted());
    struct sigaction left{};
    sigaction(SIGINT, nullptr, &left);
    EXPECT_EQ(left.sa_handler, SIG_DFL);
}

TEST(Hardening, switches_core_dumps_off) {
    forbid_core_dumps();
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    EXPECT_EQ(limit.rlim_cur, 0U);
    EXPECT_EQ(prctl(PR_GET_DUMPABLE), 0);
    prctl(PR_SET_DUMPABLE, 1);  // the leak check at the end of this process needs it
}

TEST(Terminal, is_not_what_a_file_is) {
    std::FILE* file = std::tmpfile();
    EXPECT_FALSE(is_terminal(file));
    EXPECT_EQ(terminal_width(file), 80U);
    std::fclose(file);
}

}  // namespace
}  // namespace stafi::adapters
