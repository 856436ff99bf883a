#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// The command line as a table. Parsing, --help, shell completion and docs/commands.md are all made
// from it, so that none of them can drift from the others.

namespace stafi::app {

struct Call;

/// 0 done, 1 refused or failed, 2 wrong usage, 3 not now: try again.
enum class ExitCode : std::uint8_t { done = 0, refused = 1, usage = 2, retry = 3 };

struct Option {
    std::string name;  ///< without the dashes: "withdrawal-address"

    /// Stands for the value in help and says what it is: `scrypt|pbkdf2` are the only choices,
    /// `mainnet|FILE` is open; shells complete choices, FILE and FOLDER; N, AMOUNT and ADDRESS are
    /// checked before the command runs. Empty for a switch.
    std::string value;

    std::string help;           ///< one sentence, without a full stop
    std::string fallback = {};  ///< the value when it is not given; empty for none
    bool is_required = false;
    bool is_secret = false;  ///< a file; STAFI_ROUTER_<NAME> may name it or hold the secret itself
    std::string alias = {};  ///< another name that people know; help does not mention it
};

struct Command {
    std::string name;      ///< with its group: "keys new"
    std::string summary;   ///< one line, without a full stop
    std::string text;      ///< paragraphs for --help
    std::string operands;  ///< what may stand without dashes: "", "FOLDER" or "FILE..."
    std::vector<Option> options;
    std::vector<std::string> examples;
    Result<ExitCode> (*run)(const Call& call);
};

/// Every command, in the order of --help.
[[nodiscard]] const std::vector<Command>& all_commands();

/// --config, --help and one option per configuration key: they fit every command.
[[nodiscard]] const std::vector<Option>& global_options();

/// The choices in `a|b|FILE`: a and b.
[[nodiscard]] std::vector<std::string> choices_of(std::string_view value);

/// Option names and what was typed for them. Operands have the empty name, a switch no value.
using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

/// A command line that fits the table. Without a command it asks for help, or ends after a group.
struct Invocation {
    const Command* command = nullptr;
    std::string group = {};  ///< "keys" in front of a command's last word, which may be missing
    Values values = {};
    bool wants_help = false;
};

/// Reads the words behind the program's name. Errors: bad_usage; bad_number, bad_amount and
/// bad_address for the value of an option.
[[nodiscard]] Result<Invocation> parse(const std::vector<std::string>& words);

}  // namespace stafi::app
