#include "adapters/process/background.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/process/child.hpp"

namespace stafi::adapters {
namespace {

constexpr std::size_t kPiece = 4096;

std::string system_text(int error) {
    return std::error_code{error, std::generic_category()}.message();
}

/// The copy's side of the fork: away from the terminal, then work, then the end.
[[noreturn]] void go_on(int log, TalkEnd talk, const std::function<int(TalkEnd)>& work) {
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::close(nothing);
    ::close(log);
    const int code = work(std::move(talk));
    std::fflush(nullptr);
    ::_exit(code);  // what the command left to do at exit is the command's
}

}  // namespace

void TalkEnd::say(std::string_view line) {
    if (fd_ < 0) return;
    const std::string text = std::string{line} + '\n';
    // One call: lines are shorter than what the socket holds.
    [[maybe_unused]] const ssize_t sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
}

std::optional<std::string> TalkEnd::next_line() {
    while (true) {
        if (const std::size_t end = unread_.find('\n'); end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        std::array<char, kPiece> piece{};
        const ssize_t got = ::read(fd_, piece.data(), piece.size());
        if (got <= 0) return std::nullopt;
        unread_.append(piece.data(), static_cast<std::size_t>(got));
    }
}

void TalkEnd::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

Result<Background> Background::start(const std::filesystem::path& log,
                                     const std::function<int(TalkEnd)>& work) {
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(Reason::write_failed, fmt::format("{}: {}", log.string(), system_text(errno)));
    std::array<int, 2> ends{};
    const bool is_paired = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0;
    std::fflush(nullptr);  // else both would write what is waiting
    const pid_t pid = is_paired ? ::fork() : -1;
    if (pid == 0) {
        ::close(ends[0]);
        go_on(file, TalkEnd{ends[1]}, work);
    }
    const int error = errno;
    ::close(file);
    if (!is_paired)
        return fail(Reason::out_of_memory, fmt::format("background: {}", system_text(error)));
    ::close(ends[1]);
    TalkEnd ours{ends[0]};
    if (pid < 0)
        return fail(Reason::out_of_memory, fmt::format("background: {}", system_text(error)));
    return Background{std::move(ours), pid};
}

void Background::end() { ::kill(pid_, SIGTERM); }

std::string Background::how_it_ended() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) return to_text(Exit{.code = 0, .signal = WTERMSIG(status)});
    return to_text(Exit{.code = WEXITSTATUS(status), .signal = 0});
}

}  // namespace stafi::adapters
