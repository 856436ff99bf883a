#pragma once

#include <string>

namespace stafi::app {

// Scripts that complete commands, options and their values, made from the command table.

[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace stafi::app
