#include "app/run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/help.hpp"
#include "app/cli/words.hpp"

namespace stafi::app {
namespace {

/// `keys new, keys list`.
std::string names_in(const std::string& group) {
    std::vector<std::string> names;
    for (const Command& command : all_commands())
        if (command.name.starts_with(group + ' ')) names.push_back(command.name);
    return join(names, ", ");
}

/// The form for errors that come before the configuration is known: what a glance at flag and
/// environment tells.
OutputFormat likely_output(const std::vector<std::string>& words, const Environment& environment) {
    const auto flag = std::ranges::find(words, "--output");
    if (std::ranges::find(words, "--output=json") != words.end()) return OutputFormat::json;
    if (flag != words.end())
        return flag + 1 != words.end() && flag[1] == "json" ? OutputFormat::json
                                                            : OutputFormat::text;
    const auto variable = environment.find(variable_of("output"));
    return variable != environment.end() && variable->second == "json" ? OutputFormat::json
                                                                       : OutputFormat::text;
}

/// Says which commands the group has: to people as the page of --help.
ExitCode ask_for_command(const Console& console, OutputFormat output, const std::string& group) {
    if (output == OutputFormat::text) {
        fmt::print(console.err, "{}", help_text(group));
    } else {
        const std::string what = fmt::format("{}: which of {}?", group, names_in(group));
        print_errors(console, output, {fail(Reason::bad_usage, what).value()});
    }
    return ExitCode::usage;
}

/// `code`, if everything that was said has left the process.
ExitCode said(const Console& console, OutputFormat output, ExitCode code) {
    if (std::fflush(console.out) == 0 && std::ferror(console.out) == 0) return code;
    print_errors(console, output,
                 {fail(Reason::write_failed, "standard output: not written").value()});
    return ExitCode::refused;
}

}  // namespace

ExitCode run(const std::vector<std::string>& words, const Environment& environment,
             Console& console) {
    if (words.empty()) {
        fmt::print(console.err, "{}", help_text(""));
        return ExitCode::usage;
    }
    const OutputFormat early = likely_output(words, environment);
    auto invocation = parse(words);
    if (!invocation) {
        print_errors(console, early, {invocation.error()});
        return ExitCode::usage;
    }
    if (invocation->wants_help) {
        say(console, invocation->command != nullptr ? help_text(*invocation->command)
                                                    : help_text(invocation->group));
        return said(console, early, ExitCode::done);
    }
    if (invocation->command == nullptr) return ask_for_command(console, early, invocation->group);
    const auto loaded = load_config(invocation->values, environment);
    if (!loaded) {
        print_errors(console, early, loaded.error());
        return ExitCode::usage;
    }
    const Arguments arguments{*invocation->command, std::move(invocation->values)};
    const auto done = invocation->command->run({.arguments = arguments,
                                                .loaded = *loaded,
                                                .environment = environment,
                                                .console = console});
    if (!done) {
        print_errors(console, loaded->config.output, {done.error()});
        return exit_code_of(done.error());
    }
    return said(console, loaded->config.output, *done);
}

}  // namespace stafi::app
