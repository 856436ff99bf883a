#include "adapters/terminal.hpp"

#include <csignal>

#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "adapters/interrupt.hpp"

namespace stafi::adapters {
namespace {

constexpr std::size_t kLineMax = 4096;

/// Switches the terminal's echo off until it dies.
class Silence {
  public:
    explicit Silence(bool wanted) {
        active_ = wanted && ::tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!active_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() {
        if (!active_) return;
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
        fmt::print(stderr, "\n");  // the one that was typed was not shown
    }

  private:
    termios before_{};
    bool active_ = false;
};

/// Waits for input, or for ^C: held back until it waits, so that none slips in between.
class Patience {
  public:
    Patience() {
        sigset_t held;
        sigemptyset(&held);
        sigaddset(&held, SIGINT);
        sigaddset(&held, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &held, &before_);
    }
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;
    ~Patience() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    /// False when the wait was interrupted.
    [[nodiscard]] bool wait_for_input() const {
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        return !interrupted() && ::ppoll(&input, 1, nullptr, &before_) == 1;
    }

  private:
    sigset_t before_{};
};

}  // namespace

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

std::size_t terminal_width(std::FILE* stream) {
    winsize size{};
    const bool told = ::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return told ? size.ws_col : 80;
}

Result<SecretBuffer> ask_line(std::string_view prompt, Echo echo) {
    const Patience patience;
    const Silence silence{echo == Echo::off};  // before the prompt: an early answer is not shown
    fmt::print(stderr, "{}", prompt);
    std::fflush(stderr);
    SecretBuffer line{kLineMax};
    std::size_t size = 0;
    // Read from the descriptor, not from stdin: its buffer would keep a copy of the secret.
    while (patience.wait_for_input() && ::read(STDIN_FILENO, line.span().data() + size, 1) == 1) {
        if (line.span()[size] == std::byte{'\n'}) {
            line.shrink(size);
            return line;
        }
        if (++size == kLineMax)
            return fail(Reason::bad_argument, fmt::format("more than {} bytes typed", kLineMax));
    }
    return fail(Reason::interrupted, "nothing was entered");
}

}  // namespace stafi::adapters
