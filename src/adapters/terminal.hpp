#pragma once

#include <cstddef>
#include <cstdio>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace stafi::adapters {

[[nodiscard]] bool is_terminal(std::FILE* stream);

/// Columns of the terminal behind `stream`; 80 where it does not tell.
[[nodiscard]] std::size_t terminal_width(std::FILE* stream);

enum class Echo : std::uint8_t { off, on };

/// Prints the prompt to the error stream and reads one line, of at most 4 KiB, from the terminal.
/// ^Z stops the process with the echo on; when it is continued, the prompt is shown again.
/// Errors: interrupted (^C, ^\, or the end of the input), bad_argument (too long).
[[nodiscard]] Result<SecretBuffer> ask_line(std::string_view prompt, Echo echo);

}  // namespace stafi::adapters
