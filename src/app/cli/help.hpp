#pragma once

#include <string>

#include "app/cli/command.hpp"

// Texts made from the command table.

namespace stafi::app {

inline constexpr std::size_t kHelpColumns = 100;

/// The page of the whole program, or of a group such as "keys": its commands, a line each.
[[nodiscard]] std::string help_text(const std::string& group);
/// The page of one command.
[[nodiscard]] std::string help_text(const Command& command);

/// docs/commands.md: every page, one after the other.
[[nodiscard]] std::string commands_document();

}  // namespace stafi::app
