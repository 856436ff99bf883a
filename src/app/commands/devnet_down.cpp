#include <fmt/format.h>

#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"

namespace stafi::app {
namespace {

constexpr Millis kLook{50};
constexpr int kLooksMax = 400;  ///< 20 s

Result<ExitCode> run_down(const Call& call) {
    TRY(const DevnetAccess devnet, DevnetAccess::find(call));
    if (devnet.is_gone()) {
        print(call, {.headline = "it had ended before; its logs stay",
                     .fields = {{"folder", devnet.folder().string()}, {"end", devnet.state().end}},
                     .tables = {}});
        return ExitCode::done;
    }
    TRY_VOID(devnet.order("/down", "{}"));
    for (int look = 0; !devnet.is_gone(); ++look) {
        if (look == kLooksMax)
            return fail(Reason::timed_out,
                        fmt::format("{}: process {} does not end", devnet.folder().string(),
                                    devnet.state().pid));
        pause(kLook);
    }
    print(call, {.headline = "the devnet has ended; its logs stay",
                 .fields = {{"folder", devnet.folder().string()}},
                 .tables = {}});
    return ExitCode::done;
}

}  // namespace

Command devnet_down_command() {
    return {.name = "devnet down",
            .summary = "end a devnet",
            .text =
                "Ends the devnet of a folder, its programs and servers, and returns when "
                "nothing of it runs any more. The next `devnet up` begins a new chain.",
            .operands = "",
            .options = {devnet_folder_option()},
            .examples = {"devnet down", "devnet down --folder other"},
            .run = run_down};
}

}  // namespace stafi::app
