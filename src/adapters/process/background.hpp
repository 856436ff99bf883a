#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <sys/types.h>

#include "base/result.hpp"

// A program that goes on behind the command that started it, and the few words that both exchange
// until it does.

namespace stafi::adapters {

/// One end of the talk; its end ends the talk.
class TalkEnd {
  public:
    explicit TalkEnd(int fd) : fd_{fd} {}
    TalkEnd(TalkEnd&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    TalkEnd& operator=(TalkEnd&&) = delete;
    ~TalkEnd() { close(); }

    /// One line, without its end. Nobody may be listening any more: then it is lost.
    void say(std::string_view line);
    /// The next line; nothing once the other side has ended the talk, or a signal came.
    [[nodiscard]] std::optional<std::string> next_line();
    void close();

  private:
    int fd_;
    std::string unread_;
};

/// Our side of what goes on in the background.
class Background {
  public:
    /// Goes on as a copy of this process, in a session of its own, without a terminal, its output
    /// appended to `log`. There, `work` runs and what it returns is the exit code; here, `start`
    /// returns. To be called before any thread is started. Errors: write_failed (the log),
    /// out_of_memory.
    [[nodiscard]] static Result<Background> start(const std::filesystem::path& log,
                                                  const std::function<int(TalkEnd)>& work);

    [[nodiscard]] TalkEnd& talk() { return talk_; }
    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Asks it to end (SIGTERM).
    void end();
    /// Waits until it has: "ended with code 3".
    [[nodiscard]] std::string how_it_ended();

  private:
    Background(TalkEnd talk, pid_t pid) : talk_{std::move(talk)}, pid_{pid} {}

    TalkEnd talk_;
    pid_t pid_;
};

}  // namespace stafi::adapters
