#pragma once

#include <cstdio>
#include <functional>
#include <string_view>

#include "adapters/clock.hpp"
#include "adapters/interrupt.hpp"
#include "adapters/terminal.hpp"
#include "app/cli/arguments.hpp"
#include "app/config/config.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace stafi::app {

/// Where a command reads and writes. A test gives it memory and a script instead of a terminal.
struct Console {
    std::FILE* out = stdout;  ///< results
    std::FILE* err = stderr;  ///< progress, prompts, errors
    /// Asks the person who sits there; empty when nobody does.
    std::function<Result<SecretBuffer>(std::string_view prompt, adapters::Echo echo)> ask = {};
    std::function<bool()> stop = adapters::interrupted;
    std::function<UnixMillis()> now = adapters::now;
};

/// Everything that a command gets.
struct Call {
    const Arguments& arguments;
    const LoadedConfig& loaded;
    const Environment& environment;
    Console& console;

    [[nodiscard]] const Config& config() const { return loaded.config; }
};

/// Prints a result to `console.out`. A text that could not be written shows in its error flag,
/// which `run` looks at in the end.
void say(const Console& console, std::string_view text);

/// What a script sees of an error.
[[nodiscard]] ExitCode exit_code_of(const Error& error);

/// Prints to `console.err`: for people `error: WHAT [CODE]` and a remedy, each problem on its own;
/// as JSON `{"error":{"code","what","remedy"}}`, several of them as its `problems`.
void print_errors(const Console& console, OutputFormat output, const Problems& problems);

}  // namespace stafi::app
