#include "app/cli/help.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/words.hpp"
#include "app/config/config.hpp"

namespace stafi::app {
namespace {

constexpr std::string_view kProgram = "stafi-router";
constexpr std::string_view kExitCodes =
    "exit codes: 0 done, 1 refused or failed, 2 cannot be read as typed, 3 not now: try again\n";

/// `  left   right`, the right side broken into lines under itself.
std::string entry(std::string_view left, std::size_t left_width, std::string_view right) {
    std::string text = fmt::format("  {:<{}}", left, left_width);
    const std::string indent(left_width + 4, ' ');
    bool is_first = true;
    for (const std::string& line : wrap(right, kHelpColumns - left_width - 4)) {
        text += (is_first ? "  " : indent) + line + '\n';
        is_first = false;
    }
    return text;
}

std::string option_left(const Option& option) {
    return option.value.empty() ? fmt::format("--{}", option.name)
                                : fmt::format("--{} {}", option.name, option.value);
}

std::string option_right(const Option& option) {
    std::string text = option.help;
    if (option.is_required) text += " (required)";
    if (!option.fallback.empty()) text += fmt::format(" [{}]", option.fallback);
    if (option.is_secret) {
        const std::string variable = variable_of(option.name);
        text +=
            fmt::format("; also {} and {}", variable, variable.substr(0, variable.rfind("_FILE")));
    }
    return text;
}

std::string options_text(std::string_view title, const std::vector<Option>& options) {
    std::size_t width = 0;
    for (const Option& option : options)
        width = std::max(width, option_left(option).size());
    width = std::min<std::size_t>(width, 36);
    std::string text = fmt::format("{}:\n", title);
    for (const Option& option : options) {
        const std::string left = option_left(option);
        if (left.size() <= width) {
            text += entry(left, width, option_right(option));
        } else {
            text += fmt::format("  {}\n", left);
            text += entry("", width, option_right(option));
        }
    }
    return text;
}

std::string usage_line(const Command& command) {
    std::string line = fmt::format("usage: {} {}", kProgram, command.name);
    for (const Option& option : command.options)
        if (option.is_required) line += ' ' + option_left(option);
    if (command.options.size() > 0) line += " [options]";
    if (!command.operands.empty()) line += ' ' + command.operands;
    return line + '\n';
}

std::vector<Option> options_of_program() {
    std::vector<Option> options = global_options();
    options.push_back({.name = "help", .value = "", .help = "this page, for any command"});
    return options;
}

}  // namespace

std::string help_text(const std::string& group) {
    std::string text = fmt::format("usage: {} {}COMMAND [options]\n\n", kProgram,
                                   group.empty() ? "" : group + ' ');
    if (group.empty())
        text +=
            "Validator keys, deposit data and SSV keyshares, offline, in the file formats of the\n"
            "ethstaker deposit CLI and ssv-keys; and a devnet to try them on.\n\n";
    text += "commands:\n";
    for (const Command& command : all_commands())
        if (group.empty() || command.name.starts_with(group + ' '))
            text += entry(command.name, 20, command.summary);
    if (group.empty()) text += '\n' + options_text("options", options_of_program());
    return text + fmt::format("\n`{} COMMAND --help` shows one command with examples.\n{}",
                              kProgram, kExitCodes);
}

std::string help_text(const Command& command) {
    std::string text = usage_line(command) + '\n';
    for (const std::string& line : wrap(command.text, kHelpColumns))
        text += line + '\n';
    if (!command.options.empty()) text += '\n' + options_text("options", command.options);
    if (!command.examples.empty()) {
        text += "\nexamples:\n";
        for (const std::string& example : command.examples)
            text += fmt::format("  {} {}\n", kProgram, example);
    }
    return text + fmt::format("\n`{} --help` lists the options of every command.\n{}", kProgram,
                              kExitCodes);
}

std::string commands_document() {
    std::string text =
        "# Commands\n\n"
        "What `--help` prints, made from the same table.\n\n"
        "Exit codes, the same for every command:\n\n"
        "| | |\n|---|---|\n"
        "| 0 | done |\n"
        "| 1 | refused by a rule, or failed: a number out of its range, the zero address, a file "
        "that is missing or wrong |\n"
        "| 2 | the command line or the configuration cannot be read: an unknown or missing option, "
        "a value that is no number, amount, address or choice |\n"
        "| 3 | not now: interrupted, disk full, folder in use; try again |\n";
    const auto add = [&](std::string_view title, const std::string& page) {
        text += fmt::format("\n## {}\n\n```text\n{}```\n", title, page);
    };
    add(kProgram, help_text(""));
    for (const Command& command : all_commands())
        add(command.name, help_text(command));
    return text;
}

}  // namespace stafi::app
