#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

#include "ports/ambient.hpp"

namespace stafi::adapters {

/// A program to run. Its standard input is empty; what it writes, to either output, is appended to
/// its log. It is given nothing of ours but what stands here: no file, no signal setting, no
/// variable.
struct Program {
    std::filesystem::path path;  ///< a file, not a name to be searched for
    std::vector<std::string> arguments = {};
    std::vector<std::pair<std::string, std::string>> environment = {};
    std::filesystem::path folder = "/";  ///< where it runs
    std::filesystem::path log;
};

/// How a program ended: with a code of its own, or by a signal.
struct Exit {
    int code = 0;
    int signal = 0;  ///< 0 for none
    friend bool operator==(const Exit&, const Exit&) = default;
};

/// "ended with code 3", "was ended by signal 9 (Killed)".
[[nodiscard]] std::string to_text(const Exit& exit);

/// A running program, in a process group of its own: a ^C at the terminal does not reach it, and
/// what it starts ends with it. It never outlives us: its end kills it, and so does the kernel when
/// our thread that started it dies, however that happens.
class Child {
  public:
    /// Errors: program_missing (also when it cannot be run), write_failed (its log).
    [[nodiscard]] static Result<Child> start(const boost::asio::any_io_executor& loop,
                                             Program program);

    /// Returns when it has ended. Any number of tasks may wait.
    [[nodiscard]] Task<Exit> wait();

    /// Asks it to end (SIGTERM), and ends it (SIGKILL) when the grace is over.
    [[nodiscard]] Task<Exit> stop(Millis grace);

    /// Errors: program_ended with its name, how it ended and its last words; nothing when it runs.
    [[nodiscard]] Result<> check_running();

    [[nodiscard]] pid_t pid() const;

    Child(Child&&) noexcept;
    Child& operator=(Child&&) noexcept;
    ~Child();

  private:
    struct Process;
    explicit Child(std::unique_ptr<Process> process);
    std::unique_ptr<Process> process_;
};

/// Returns when something takes connections at that port of this machine.
/// Errors: program_ended when `child` ends before that, timed_out.
[[nodiscard]] Task<Result<>> wait_for_port(Ambient& ambient, Child& child, std::uint16_t port,
                                           Millis limit);

/// The first of `count` neighbouring ports, from `from` on, that nobody listens to on this machine.
/// Nothing keeps them free: use them at once. Errors: port_taken when there are none.
[[nodiscard]] Result<std::uint16_t> free_ports(std::uint16_t from, std::uint16_t count);

}  // namespace stafi::adapters
