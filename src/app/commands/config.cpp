#include "app/config/config.hpp"

#include <fmt/format.h>

#include "app/cli/report.hpp"
#include "app/commands/commands.hpp"

namespace stafi::app {
namespace {

/// Secrets are named, never shown: whether one is there is all that anybody needs to know.
std::vector<Cell> secret_row(const Secret& secret, const Environment& environment) {
    for (const std::string& variable : {secret.variable, secret.file_variable})
        if (const auto found = environment.find(variable);
            found != environment.end() && !found->second.empty())
            return {secret.variable, true, variable};
    return {secret.variable, false, Cell{}};
}

Result<ExitCode> run_config(const Call& call) {
    Table keys{.name = "keys", .columns = {"key", "value", "origin"}, .rows = {}};
    for (std::size_t i = 0; i < config_keys().size(); ++i) {
        const ConfigKey& key = config_keys()[i];
        keys.rows.push_back(
            {std::string{key.name}, key.text(call.config()), call.loaded.origins[i]});
    }
    Table secrets{.name = "secrets", .columns = {"secret", "is_set", "origin"}, .rows = {}};
    for (const Secret& secret : all_secrets())
        secrets.rows.push_back(secret_row(secret, call.environment));
    print(call, {.tables = {std::move(keys), std::move(secrets)}});
    return ExitCode::done;
}

}  // namespace

Command config_command() {
    return {.name = "config",
            .summary = "print the configuration in force and where each value comes from",
            .text =
                "Prints every key with its value and the flag, environment variable, line of "
                "the file or default that it comes from. Secrets are named, never shown.",
            .operands = "",
            .options = {},
            .examples = {"config", "config --config router.toml --output json"},
            .run = run_config};
}

}  // namespace stafi::app
