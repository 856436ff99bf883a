#include "adapters/process/child.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.hpp"
#include "base/printable.hpp"

namespace stafi::adapters {
namespace {

namespace asio = boost::asio;
using Code = boost::system::error_code;

constexpr std::streamoff kLastWordsMax = 500;
constexpr Millis kPortLook{20};
constexpr int kFirstUnusedFd = 3;
constexpr int kOnlyLook = WEXITED | WNOHANG | WNOWAIT;

std::string system_text(int error) {
    return std::error_code{error, std::generic_category()}.message();
}

/// What execve wants. Made before the fork, as nothing may be allocated after it.
struct Image {
    explicit Image(const Program& program) : path{program.path.string()} {
        for (const auto& [name, value] : program.environment)
            variables.push_back(fmt::format("{}={}", name, value));
        words.push_back(path);
        words.insert(words.end(), program.arguments.begin(), program.arguments.end());
        for (std::string& word : words)
            argv.push_back(word.data());
        for (std::string& variable : variables)
            envp.push_back(variable.data());
        argv.push_back(nullptr);
        envp.push_back(nullptr);
        folder = program.folder.string();
    }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    std::string path;
    std::string folder;
    std::vector<std::string> words;
    std::vector<std::string> variables;
    std::vector<char*> argv;
    std::vector<char*> envp;
};

/// Signals as a new program expects them: none blocked, none ignored. By the kernel's own call, as
/// the C library keeps two signals for itself and does not let them be set.
void reset_signals() {
    sigset_t none;
    sigemptyset(&none);
    constexpr std::array<std::uint64_t, 4> by_default{};  // the kernel's struct sigaction: SIG_DFL
    constexpr std::size_t mask_bytes = 8;
    for (int signal = 1; signal < NSIG; ++signal)
        ::syscall(SYS_rt_sigaction, signal, by_default.data(), nullptr, mask_bytes);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// The child's side of the fork: only what is safe there, then another program. On failure its
/// `errno` goes to `report`, which a success closes.
[[noreturn]] void become(const Image& image, int log, int report, pid_t parent) {
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    reset_signals();
    const bool is_ready = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::setpgid(0, 0) == 0 &&
                          ::dup2(nothing, STDIN_FILENO) >= 0 && ::dup2(log, STDOUT_FILENO) >= 0 &&
                          ::dup2(log, STDERR_FILENO) >= 0 && ::chdir(image.folder.c_str()) == 0 &&
                          ::close_range(kFirstUnusedFd, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
    // Had the parent died before prctl, no signal would come any more.
    if (is_ready && ::getppid() == parent)
        ::execve(image.path.c_str(), image.argv.data(), image.envp.data());
    const int error = errno;
    [[maybe_unused]] const ssize_t told = ::write(report, &error, sizeof(error));
    ::_exit(127);
}

/// The child, or its `errno` negated when it could not become the program.
pid_t launch(const Image& image, int log) {
    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0) return -errno;
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) become(image, log, report[1], parent);
    int error = pid < 0 ? errno : 0;
    ::close(report[1]);
    if (pid > 0 && ::read(report[0], &error, sizeof(error)) > 0) ::waitpid(pid, nullptr, 0);
    ::close(report[0]);
    return error != 0 ? -error : pid;
}

Exit exit_of(int status) {
    if (WIFSIGNALED(status)) return {.code = 0, .signal = WTERMSIG(status)};
    return {.code = WEXITSTATUS(status), .signal = 0};
}

/// The last line of a log, as far as it fits into a message.
std::string last_words(const std::filesystem::path& log) {
    std::ifstream file{log, std::ios::binary | std::ios::ate};
    const std::streamoff size = file.tellg();
    if (size <= 0) return "it said nothing";
    file.seekg(std::max<std::streamoff>(0, size - kLastWordsMax));
    std::string last;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) last = std::move(line);
    return printable(last);
}

/// Nobody listens there, on whatever address of this machine.
bool is_free(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    // As servers do: connections that ended a moment ago do not matter.
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool is_bound = ::bind(fd, reinterpret_cast<const sockaddr*>(&here), sizeof(here)) == 0;
    ::close(fd);
    return is_bound;
}

bool takes_connections(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(port);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // On loopback the kernel answers at once, whether the program is busy or not.
    const bool is_connected =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&there), sizeof(there)) == 0;
    ::close(fd);
    return is_connected;
}

}  // namespace

std::string to_text(const Exit& exit) {
    if (exit.signal == 0) return fmt::format("ended with code {}", exit.code);
    return fmt::format("was ended by signal {} ({})", exit.signal, ::strsignal(exit.signal));
}

struct Child::Process {
    Process(const asio::any_io_executor& loop, Program program, pid_t started, int fd)
        : what{std::move(program)}, pid{started}, ended{loop, fd} {}
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() {
        if (look()) return;
        send(SIGKILL);
        ::waitpid(pid, nullptr, 0);
    }

    /// How it ended, if it has.
    std::optional<Exit> look() {
        siginfo_t about{};
        if (exit || ::waitid(P_PID, static_cast<id_t>(pid), &about, kOnlyLook) != 0 ||
            about.si_pid != pid)
            return exit;
        send(SIGKILL);  // what it started and left behind
        int status = 0;
        ::waitpid(pid, &status, 0);
        return exit = exit_of(status);
    }
    /// To its whole group; only while it is not reaped, so that its number is still its own.
    void send(int signal) const { ::kill(-pid, signal); }

    Program what;
    pid_t pid;
    asio::posix::stream_descriptor ended;  ///< a pidfd: readable once it has ended
    std::optional<Exit> exit;
};

Child::Child(std::unique_ptr<Process> process) : process_{std::move(process)} {}
Child::Child(Child&&) noexcept = default;
Child& Child::operator=(Child&&) noexcept = default;
Child::~Child() = default;

pid_t Child::pid() const { return process_->pid; }

Result<Child> Child::start(const asio::any_io_executor& loop, Program program) {
    const Image image{program};
    const int log = ::open(program.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0)
        return fail(Reason::write_failed,
                    fmt::format("{}: {}", program.log.string(), system_text(errno)));
    const pid_t pid = launch(image, log);
    ::close(log);
    if (pid < 0)
        return fail(Reason::program_missing,
                    fmt::format("{}: {}", program.path.string(), system_text(-pid)));
    // glibc 2.36 declares pidfd_open, but not for C++.
    const int fd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    CHECK(fd >= 0);  // it is ours and not reaped yet
    return Child{std::make_unique<Process>(loop, std::move(program), pid, fd)};
}

Task<Exit> Child::wait() {
    while (!process_->look()) {
        Code error;
        co_await process_->ended.async_wait(asio::posix::stream_descriptor::wait_read,
                                            asio::redirect_error(asio::use_awaitable, error));
        if (error) throw boost::system::system_error{error};  // cancelled
    }
    co_return process_->exit.value_or(Exit{});
}

Task<Exit> Child::stop(Millis grace) {
    if (process_->look()) co_return process_->exit.value_or(Exit{});
    ::kill(process_->pid, SIGTERM);  // what it started is its own to end
    asio::steady_timer over{process_->ended.get_executor(), grace};
    // The handler may run after the end of this, which the token tells.
    const auto token = std::make_shared<Process*>(process_.get());
    over.async_wait([still = std::weak_ptr{token}](Code cancelled) {
        const auto process = still.lock();
        if (!cancelled && process && !(*process)->look()) (*process)->send(SIGKILL);
    });
    co_return co_await wait();
}

Result<> Child::check_running() {
    const std::optional<Exit> exit = process_->look();
    if (!exit) return {};
    return fail(Reason::program_ended,
                fmt::format("{} {}: {}", process_->what.path.filename().string(), to_text(*exit),
                            last_words(process_->what.log)));
}

Task<Result<>> wait_for_port(Ambient& ambient, Child& child, std::uint16_t port, Millis limit) {
    for (Millis waited{0}; waited <= limit; waited += kPortLook) {
        CO_TRY_VOID(child.check_running());
        if (takes_connections(port)) co_return child.check_running();
        co_await ambient.sleep(kPortLook);
    }
    co_return fail(Reason::timed_out,
                   fmt::format("port {}: not open after {} ms", port, limit.count()));
}

Result<std::uint16_t> free_ports(std::uint16_t from, std::uint16_t count) {
    constexpr std::uint32_t ports = 65536;
    std::uint32_t found = 0;
    for (std::uint32_t port = from; port < ports; ++port) {
        found = is_free(static_cast<std::uint16_t>(port)) ? found + 1 : 0;
        if (found == count) return static_cast<std::uint16_t>(port + 1 - count);
    }
    return fail(Reason::port_taken, fmt::format("no {} free ports from {} on", count, from));
}

}  // namespace stafi::adapters
