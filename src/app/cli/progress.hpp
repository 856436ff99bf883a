#pragma once

#include <string>

#include "app/cli/console.hpp"

namespace stafi::app {

/// How far work is, and how fast. What an earlier run had done counts as done, but not as fast.
struct Pace {
    std::size_t done = 0;  ///< `kept` and what was done since
    std::size_t total = 0;
    std::size_t kept = 0;
    double seconds = 0;  ///< since the first that is not kept was begun
};

/// `keystores  [#####.....]  25/50  12.5/s  2 s left`, at most `columns` wide.
[[nodiscard]] std::string bar_text(std::string_view what, const Pace& pace, std::size_t columns);

/// How far long work is: a bar on a terminal; elsewhere a log line every `log.interval_s`, and one
/// at the end of what took a second or more.
class Progress {
  public:
    Progress(const Call& call, std::string what, std::size_t total, std::size_t kept);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Takes the bar away; what was done is said by the report of the command.
    ~Progress();

    /// `done` of the total, the kept ones among them.
    void show(std::size_t done);

  private:
    const Call& call_;
    std::string what_;
    Pace pace_;
    adapters::Stopwatch watch_;
    double logged_s_ = 0;
    bool is_drawn_;
};

}  // namespace stafi::app
