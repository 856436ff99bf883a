#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"
#include "app/devnet/access.hpp"

namespace stafi::app {
namespace {

Result<ExitCode> run_upgrade(const Call& call) {
    TRY(const DevnetAccess devnet, DevnetAccess::find(call));
    TRY(const bool has_changed, devnet.change("/upgrade"));
    print(call, {.headline = has_changed ? "SSV Network is v2 from the next block on"
                                         : "SSV Network is v2 already",
                 .fields = {{"folder", devnet.folder().string()}, {"changed", has_changed}},
                 .tables = {}});
    return ExitCode::done;
}

}  // namespace

Command devnet_upgrade_command() {
    return {.name = "devnet upgrade",
            .summary = "upgrade a devnet's SSV Network from v1.2 to v2",
            .text =
                "Upgrades the SSV contracts of a devnet that was started with --ssv v1.2, by a "
                "transaction of their owner. Clusters that are there go on paying in SSV until "
                "they migrate. Does nothing on v2.",
            .operands = "",
            .options = {devnet_folder_option()},
            .examples = {"devnet upgrade"},
            .run = run_upgrade};
}

}  // namespace stafi::app
