#include "app/cli/progress.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/report.hpp"

namespace stafi::app {
namespace {

constexpr double kWorthALineSeconds = 1;  ///< work that took less is over before anybody asks

double per_second(const Pace& pace) {
    return pace.seconds > 0 ? static_cast<double>(pace.done - pace.kept) / pace.seconds : 0;
}

/// Seconds that the rest will take; nothing is known before the first item is done.
std::optional<std::uint64_t> seconds_left(const Pace& pace) {
    const double rate = per_second(pace);
    if (rate <= 0) return std::nullopt;
    return static_cast<std::uint64_t>(
        std::ceil(static_cast<double>(pace.total - pace.done) / rate));
}

std::string span_text(std::uint64_t seconds) {
    if (seconds < 100) return fmt::format("{} s", seconds);
    if (seconds < 6000) return fmt::format("{} min", (seconds + 30) / 60);
    return fmt::format("{} h", (seconds + 1800) / 3600);
}

}  // namespace

std::string bar_text(std::string_view what, const Pace& pace, std::size_t columns) {
    std::string figures = fmt::format("{}/{}  {:.1f}/s", pace.done, pace.total, per_second(pace));
    if (const auto left = seconds_left(pace)) figures += fmt::format("  {} left", span_text(*left));
    const std::size_t taken = what.size() + figures.size() + 6;  // gaps and brackets
    if (taken + 5 > columns) return fmt::format("{}  {}", what, figures).substr(0, columns);
    const std::size_t width = std::min<std::size_t>(columns - taken, 40);
    const std::size_t full = pace.total == 0 ? width : width * pace.done / pace.total;
    return fmt::format("{}  [{:#<{}}{:.<{}}]  {}", what, "", full, "", width - full, figures);
}

Progress::Progress(const Call& call, std::string what, std::size_t total, std::size_t kept)
    : call_{call},
      what_{std::move(what)},
      pace_{.done = kept, .total = total, .kept = kept},
      is_drawn_{adapters::is_terminal(call.console.err)} {}

Progress::~Progress() {
    if (is_drawn_) fmt::print(call_.console.err, "\r\033[K");
}

void Progress::show(std::size_t done) {
    pace_.done = done;
    pace_.seconds = watch_.seconds();
    if (is_drawn_) {
        const std::size_t columns = adapters::terminal_width(call_.console.err) - 1;
        fmt::print(call_.console.err, "\r{}\033[K", bar_text(what_, pace_, columns));
        std::fflush(call_.console.err);
        return;
    }
    const double silent_s = pace_.seconds - logged_s_;
    const bool is_due = silent_s >= static_cast<double>(call_.config().log.interval_s);
    const bool is_over = done == pace_.total && pace_.seconds >= kWorthALineSeconds;
    if (!is_due && !is_over) return;
    logged_s_ = pace_.seconds;
    const auto left = seconds_left(pace_);
    log(call_, LogLevel::info, what_,
        {{"done", std::uint64_t{done}},
         {"total", std::uint64_t{pace_.total}},
         {"per_s", fmt::format("{:.1f}", per_second(pace_))},
         {"left_s", left ? Cell{*left} : Cell{}}});
}

}  // namespace stafi::app
