#include "adapters/terminal.hpp"

#include <atomic>
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

std::atomic<bool> asked_to_pause = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // else a handler must not touch it

/// Keeps the terminal's echo off while it is imposed, which it is from the start.
class Silence {
  public:
    explicit Silence(bool wanted) : is_wanted_{wanted} { impose(); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() { lift(); }

    void impose() {
        is_imposed_ = is_wanted_ && ::tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!is_imposed_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    void lift() {
        if (!is_imposed_) return;
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
        fmt::print(stderr, "\n");  // the one that was typed was not shown
        is_imposed_ = false;
    }

  private:
    termios before_{};
    bool is_wanted_;
    bool is_imposed_ = false;
};

enum class Wake : std::uint8_t { input, pause, end };

/// Waits for input, ^C or ^Z: signals are held back until it waits, so that none slips in between,
/// and none ends or stops the process while the terminal is silent.
class Patience {
  public:
    Patience() {
        sigset_t held;
        sigemptyset(&held);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP})
            sigaddset(&held, signal);
        ::pthread_sigmask(SIG_BLOCK, &held, &before_);
        hear_pause();
    }
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;
    ~Patience() {
        ::sigaction(SIGTSTP, &pause_before_, nullptr);
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

    [[nodiscard]] Wake wait() const {
        if (interrupted()) return Wake::end;
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        if (::ppoll(&input, 1, nullptr, &before_) == 1) return Wake::input;
        return asked_to_pause && !interrupted() ? Wake::pause : Wake::end;
    }

    /// Stops the process, as its shell expects after ^Z; returns when it is continued.
    void pause() {
        ::sigaction(SIGTSTP, &pause_before_, nullptr);
        std::raise(SIGTSTP);  // held back until the next line
        sigset_t stop;
        sigemptyset(&stop);
        sigaddset(&stop, SIGTSTP);
        ::pthread_sigmask(SIG_UNBLOCK, &stop, nullptr);
        ::pthread_sigmask(SIG_BLOCK, &stop, nullptr);
        hear_pause();
    }

  private:
    void hear_pause() {
        asked_to_pause = false;
        struct sigaction action{};
        action.sa_handler = [](int) { asked_to_pause = true; };
        ::sigaction(SIGTSTP, &action, &pause_before_);
    }

    sigset_t before_{};
    struct sigaction pause_before_{};
};

}  // namespace

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

std::size_t terminal_width(std::FILE* stream) {
    winsize size{};
    const bool told = ::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return told ? size.ws_col : 80;
}

Result<SecretBuffer> ask_line(std::string_view prompt, Echo echo) {
    Patience patience;
    Silence silence{echo == Echo::off};  // before the prompt: an early answer is not shown
    const auto show_prompt = [&] {
        fmt::print(stderr, "{}", prompt);
        std::fflush(stderr);
    };
    show_prompt();
    SecretBuffer line{kLineMax};
    std::size_t size = 0;
    for (Wake wake = patience.wait(); wake != Wake::end; wake = patience.wait()) {
        if (wake == Wake::pause) {
            silence.lift();
            patience.pause();
            silence.impose();
            show_prompt();
            continue;
        }
        // Read from the descriptor, not from stdin: its buffer would keep a copy of the secret.
        if (::read(STDIN_FILENO, line.span().data() + size, 1) != 1) break;
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
