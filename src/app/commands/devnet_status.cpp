#include <fmt/format.h>

#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"

namespace stafi::app {
namespace {

constexpr Millis kBetweenLooks{1000};
constexpr std::string_view kFromTheTop = "\x1b[H\x1b[2J";  // ECMA-48: home, erase all

Result<ExitCode> run_status(const Call& call) {
    TRY(const DevnetAccess devnet, DevnetAccess::find(call));
    const bool is_watching = call.arguments.has("watch");
    const bool is_screen = is_watching && call.config().output == OutputFormat::text &&
                           adapters::is_terminal(call.console.out);
    while (true) {
        TRY(const devnet::Status status, devnet.status());
        if (is_screen) say(call.console, kFromTheTop);
        print(call, report_of(status));
        std::fflush(call.console.out);
        if (!is_watching || call.console.stop()) return ExitCode::done;
        pause(kBetweenLooks);
        if (call.console.stop()) return ExitCode::done;
    }
}

}  // namespace

Command devnet_status_command() {
    return {.name = "devnet status",
            .summary = "show a devnet's chains, components and faults",
            .text =
                "Prints where the chains are, what is final, which programs and servers run "
                "and where, and which faults are in force. When the devnet has ended, says "
                "why.",
            .operands = "",
            .options = {devnet_folder_option(),
                        {.name = "watch", .value = "", .help = "again every second, until ^C"}},
            .examples = {"devnet status", "devnet status --watch", "devnet status --output json"},
            .run = run_status};
}

}  // namespace stafi::app
