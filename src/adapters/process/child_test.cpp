#include "adapters/process/child.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "loopback.hpp"

namespace stafi::adapters {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;

struct ChildTest : test::LoopbackTest {
    std::filesystem::path folder =
        std::filesystem::path{testing::TempDir()} / fmt::format("stafi-child-{}", ::getpid());
    std::filesystem::path log = folder / "child.log";
    SystemAmbient ambient{loop.get_executor(), system_entropy().value(), 1};

    ChildTest() { std::filesystem::create_directories(folder); }
    ~ChildTest() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] Program shell(std::string script) const {
        return {.path = "/bin/sh", .arguments = {"-c", std::move(script)}, .log = log};
    }
    [[nodiscard]] Child start(std::string script) {
        return Child::start(loop.get_executor(), shell(std::move(script))).value();
    }
    [[nodiscard]] std::string logged() const {
        std::ifstream file{log, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    /// Returns when the child has written something.
    Task<> hear() {
        while (logged().empty())
            co_await ambient.sleep(1ms);
    }
    /// How the child ends by itself.
    Exit end_of(Child& child) {
        Exit end;
        run([](Child& waited, Exit& how) -> Task<> { how = co_await waited.wait(); }(child, end));
        return end;
    }
};

TEST_F(ChildTest, ends_with_its_code_and_leaves_its_words_in_the_log) {
    Child child = start("echo out; echo err >&2; exit 3");
    const Exit end = end_of(child);
    EXPECT_EQ(end, (Exit{.code = 3}));
    EXPECT_EQ(to_text(end), "ended with code 3");
    EXPECT_EQ(logged(), "out\nerr\n");
    EXPECT_EQ(child.check_running().error().reason, Reason::program_ended);
    EXPECT_EQ(child.check_running().error().what, "sh ended with code 3: err");
    EXPECT_EQ(end_of(child), end);  // as often as it is asked
}

TEST_F(ChildTest, appends_to_its_log) {
    Child first = start("echo 1");
    end_of(first);
    Child second = start("echo 2");
    end_of(second);
    EXPECT_EQ(logged(), "1\n2\n");
}

TEST_F(ChildTest, quotes_no_control_characters_of_its_last_words) {
    Child child = start("printf 'fine\\n\\033[2Jforged'; exit 1");
    end_of(child);
    EXPECT_EQ(child.check_running().error().what, "sh ended with code 1: ?[2Jforged");
}

TEST_F(ChildTest, is_ended_by_a_signal) {
    Child child = start("kill -9 $$");
    const Exit end = end_of(child);
    EXPECT_EQ(end, (Exit{.signal = SIGKILL}));
    EXPECT_EQ(to_text(end), "was ended by signal 9 (Killed)");
    EXPECT_THAT(child.check_running().error().what, EndsWith("it said nothing"));
}

TEST_F(ChildTest, gets_only_the_variables_arguments_and_folder_it_was_given) {
    Program program = shell("echo \"$0 $1 $A $PWD\"; env | grep -c HOME");
    program.arguments.insert(program.arguments.end(), {"zero", "o ne"});
    program.environment = {{"A", "b c"}, {"PATH", "/usr/bin:/bin"}};
    program.folder = folder;
    Child child = Child::start(loop.get_executor(), program).value();
    end_of(child);
    EXPECT_EQ(logged(), fmt::format("zero o ne b c {}\n0\n", folder.string()));
}

TEST_F(ChildTest, inherits_no_file_and_no_ignored_signal) {
    const int leak = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC, as libraries do
    ::signal(SIGPIPE, SIG_IGN);
    // One of the two that the C library keeps for itself, as some shells leave it to their
    // children.
    constexpr std::array<std::uintptr_t, 4> ignored{1};
    constexpr std::array<std::uintptr_t, 4> by_default{};
    constexpr int reserved = 32;
    ASSERT_EQ(::syscall(SYS_rt_sigaction, reserved, ignored.data(), nullptr, 8), 0);
    Child child = start("ls /proc/self/fd; cat; grep SigIgn /proc/self/status");
    end_of(child);
    ::syscall(SYS_rt_sigaction, reserved, by_default.data(), nullptr, 8);
    ::signal(SIGPIPE, SIG_DFL);
    ::close(leak);
    EXPECT_EQ(logged(), "0\n1\n2\n3\nSigIgn:\t0000000000000000\n");  // 3 is ls's own
}

TEST_F(ChildTest, stops_when_it_is_asked) {
    Child child = start("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.01; done");
    run([](ChildTest& test, Child& asked) -> Task<> {
        co_await test.hear();
        EXPECT_TRUE(asked.check_running());
        EXPECT_EQ(co_await asked.stop(20s), Exit{});
        EXPECT_EQ(co_await asked.stop(0s), Exit{});
    }(*this, child));
    EXPECT_EQ(logged(), "up\nbye\n");
}

TEST_F(ChildTest, is_killed_when_it_does_not_listen) {
    Child child = start("trap '' TERM; echo up; while :; do sleep 0.01; done");
    run([](ChildTest& test, Child& deaf) -> Task<> {
        co_await test.hear();
        EXPECT_EQ(co_await deaf.stop(30ms), (Exit{.signal = SIGKILL}));
    }(*this, child));
}

/// Whether the process exists and is not a zombie.
bool lives(pid_t pid) {
    std::ifstream stat{fmt::format("/proc/{}/stat", pid)};
    std::string number;
    std::string name;
    char state = 'X';
    return stat >> number >> name >> state && state != 'Z' && state != 'X';
}

TEST_F(ChildTest, takes_with_it_what_it_started) {
    pid_t grandchild = 0;
    {
        Child child = start("sleep 1000 & echo $!; wait");
        run(hear());
        grandchild = std::stoi(logged());
        EXPECT_TRUE(lives(grandchild));
    }
    run([](Ambient& time, pid_t pid) -> Task<> {
        while (lives(pid))  // the kernel takes its time
            co_await time.sleep(1ms);
    }(ambient, grandchild));
}

TEST_F(ChildTest, does_not_outlive_a_parent_that_dies_without_a_word) {
    const pid_t parent = ::fork();
    if (parent == 0) {
        boost::asio::io_context own{1};
        auto child = Child::start(own.get_executor(), shell("echo $$; exec sleep 1000"));
        ::pause();
    }
    run(hear());
    const pid_t child = std::stoi(logged());
    EXPECT_TRUE(lives(child));
    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);
    run([](Ambient& time, pid_t pid) -> Task<> {
        while (lives(pid))
            co_await time.sleep(1ms);
    }(ambient, child));
}

TEST_F(ChildTest, says_when_the_program_or_its_log_cannot_be_had) {
    Program program = shell("");
    program.path = "/nonexistent/geth";
    auto child = Child::start(loop.get_executor(), program);
    EXPECT_EQ(child.error().reason, Reason::program_missing);
    EXPECT_EQ(child.error().what, "/nonexistent/geth: No such file or directory");

    program.path = "/etc/passwd";
    child = Child::start(loop.get_executor(), program);
    EXPECT_EQ(child.error().what, "/etc/passwd: Permission denied");

    program = shell("");
    program.folder = "/nonexistent";
    EXPECT_EQ(Child::start(loop.get_executor(), program).error().reason, Reason::program_missing);

    program = shell("");
    program.log = "/nonexistent/log";
    EXPECT_EQ(Child::start(loop.get_executor(), program).error().reason, Reason::write_failed);
}

constexpr std::string_view kListen =
    "exec python3 -c \"import socket,time;s=socket.socket();"
    "s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1);s.bind(('127.0.0.1',{}));"
    "s.listen();time.sleep(1000)\"";

TEST_F(ChildTest, is_ready_when_its_port_is_open) {
    const std::uint16_t port = free_ports(21000, 1).value();
    Program program = shell(fmt::format(fmt::runtime(kListen), port));
    program.environment = {{"PATH", "/usr/bin:/bin:/usr/local/bin"}};
    Child child = Child::start(loop.get_executor(), program).value();
    run([](Ambient& time, Child& waited, std::uint16_t port) -> Task<> {
        EXPECT_TRUE(co_await wait_for_port(time, waited, port, 20s));
        EXPECT_NE(free_ports(port, 1).value(), port);
    }(ambient, child, port));
}

TEST_F(ChildTest, is_not_waited_for_when_it_has_ended_or_takes_too_long) {
    const std::uint16_t port = free_ports(22000, 1).value();
    Child dying = start("echo no licence; exit 7");
    Child lazy = start("exec sleep 1000");
    run([](Ambient& time, Child& dies, Child& sleeps, std::uint16_t port) -> Task<> {
        const auto dead = co_await wait_for_port(time, dies, port, 20s);
        EXPECT_EQ(dead.error().what, "sh ended with code 7: no licence");
        const auto late = co_await wait_for_port(time, sleeps, port, 20ms);
        EXPECT_EQ(late.error().reason, Reason::timed_out);
    }(ambient, dying, lazy, port));
}

TEST(FreePorts, are_neighbours_that_nobody_listens_to) {
    boost::asio::io_context loop;
    const std::uint16_t from = free_ports(23000, 4).value();
    const auto taken =
        Listener::on_loopback(loop.get_executor(), static_cast<std::uint16_t>(from + 1)).value();
    EXPECT_GE(free_ports(from, 4).value(), from + 2);
    EXPECT_EQ(free_ports(65535, 2).error().reason, Reason::port_taken);
}

}  // namespace
}  // namespace stafi::adapters
