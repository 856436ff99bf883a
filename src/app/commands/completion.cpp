#include "app/cli/completion.hpp"

#include <fmt/format.h>

#include "app/commands/commands.hpp"

namespace stafi::app {
namespace {

Result<ExitCode> run_completion(const Call& call) {
    const auto shells = call.arguments.operands();
    const std::string shell = shells.empty() ? "" : shells.front();
    std::string script;
    if (shell == "bash") script = bash_completion();
    if (shell == "zsh") script = zsh_completion();
    if (shell == "fish") script = fish_completion();
    if (script.empty())
        return fail(Reason::bad_usage, "completion needs a shell: bash, zsh or fish");
    say(call.console, script);
    return ExitCode::done;
}

}  // namespace

Command completion_command() {
    return {
        .name = "completion",
        .summary = "print the completion script of a shell",
        .text = "Prints a script that completes commands, options and their values.",
        .operands = "bash|zsh|fish",
        .options = {},
        .examples = {"completion bash > ~/.local/share/bash-completion/completions/stafi-router",
                     "completion zsh > \"${fpath[1]}/_stafi-router\"",
                     "completion fish > ~/.config/fish/completions/stafi-router.fish"},
        .run = run_completion};
}

}  // namespace stafi::app
