#include <array>
#include <utility>

#include <fmt/format.h>

#include "app/cli/progress.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"
#include "devnet/world/control.hpp"

namespace stafi::app {
namespace {

constexpr Millis kLook{100};

/// `+2d`, `+36h`, `+90m` or `+45s`, in seconds.
Result<std::uint64_t> parse_span(const std::string& text) {
    constexpr std::array<std::pair<char, std::uint64_t>, 4> units{
        {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86'400}}};
    if (text.size() >= 3 && text.front() == '+')
        for (const auto& [letter, seconds] : units) {
            if (text.back() != letter) continue;
            const auto count = at(text, parse_number(text.substr(1, text.size() - 2), 1,
                                                     devnet::kForwardSecondsMax / seconds));
            if (!count && count.error().reason == Reason::bad_number) break;
            if (!count) return tl::unexpected(count.error());
            return *count * seconds;
        }
    return fail(Reason::bad_usage,
                fmt::format("time: '{}' is no span such as +45s, +90m, +36h or +2d", text));
}

/// Shows how far it is until it is there; false when somebody does not want to wait.
Result<bool> wait_for(const Call& call, const DevnetAccess& devnet, Slot from, Slot to) {
    Progress progress{call, "slots", (to - from).value, 0};
    while (true) {
        TRY(const devnet::Status status, devnet.status());
        if (!status.forward) return true;
        progress.show((status.slot - from).value);
        if (call.console.stop()) return false;
        pause(kLook);
    }
}

Result<ExitCode> stop(const Call& call, const DevnetAccess& devnet) {
    TRY(const bool was_running, devnet.change("/arrive"));
    print(call, {.headline = was_running ? "time goes as ever from the next slot on"
                                         : "no fast-forward is under way",
                 .fields = {{"stopped", was_running, false}},
                 .tables = {}});
    return ExitCode::done;
}

Result<ExitCode> run_time(const Call& call) {
    if (call.arguments.operands().empty())
        return fail(Reason::bad_usage, "devnet time needs a span, such as +2d");
    const std::string span = call.arguments.operands().front();
    TRY(const DevnetAccess devnet, DevnetAccess::find(call));
    if (span == "stop") return stop(call, devnet);
    TRY(const std::uint64_t seconds, parse_span(span));
    TRY(const devnet::Status before, devnet.status());
    if (before.forward)
        log(call, LogLevel::info, "a fast-forward is under way: this comes after it",
            {{"to_slot", before.forward->to.value}});
    TRY_VOID(devnet.order("/time", fmt::format("{{\"seconds\":{}}}", seconds)));
    TRY(const devnet::Status begun, devnet.status());
    const adapters::Stopwatch watch;
    bool is_there = true;
    if (begun.forward) {
        TRY(is_there, wait_for(call, devnet, before.slot, begun.forward->to));
    }
    TRY(const devnet::Status after, devnet.status());
    const std::uint64_t slots = (after.slot - before.slot).value;
    print(call, {.headline = is_there ? fmt::format("{} slots in {:.1f} s", slots, watch.seconds())
                                      : "it goes on in the background: `devnet status` shows it, "
                                        "`devnet time stop` ends it where it is",
                 .fields = {{"slots", slots, false},
                            {"slot", after.slot.value},
                            {"finalized_epoch", after.finalized.value},
                            {"ahead_seconds", after.ahead_seconds}},
                 .tables = {}});
    return ExitCode::done;
}

}  // namespace

Command devnet_time_command() {
    return {.name = "devnet time",
            .summary = "fast-forward a devnet: +45s, +90m, +36h or +2d",
            .text =
                "Lets the given time pass on both chains as fast as they go: slot after slot, "
                "with blocks, votes and rewards. One epoch in 256 is signed and verified in "
                "full, the others take signatures for granted. Shows the rate and the time "
                "left; from then on the devnet's clock is ahead of the wall clock by what was "
                "skipped. No slot is left out, so a day of slots of one second is 86,400 of them: "
                "at 50 a second half an hour. ^C stops waiting, not time: `devnet time stop` "
                "ends a fast-forward in the slot where it is.",
            .operands = "SPAN",
            .options = {devnet_folder_option()},
            .examples = {"devnet time +2d", "devnet time +90m --folder other", "devnet time stop"},
            .run = run_time};
}

}  // namespace stafi::app
