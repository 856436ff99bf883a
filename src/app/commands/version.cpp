#include "app/build_info.hpp"
#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"

namespace stafi::app {
namespace {

Result<ExitCode> run_version(const Call& call) {
    const BuildInfo info = build_info();
    print(call, {.headline = {},
                 .fields = {{"version", std::string{info.version}},
                            {"commit", std::string{info.commit}},
                            {"compiler", std::string{info.compiler}},
                            {"blst", std::string{info.blst}}},
                 .tables = {}});
    return ExitCode::done;
}

}  // namespace

Command version_command() {
    return {.name = "version",
            .summary = "print the version, the commit, the compiler and the BLS library",
            .text = "Prints what this program was built from.",
            .operands = "",
            .options = {},
            .examples = {"version", "version --output json"},
            .run = run_version};
}

}  // namespace stafi::app
