#pragma once

#include <string>
#include <vector>

#include "app/cli/console.hpp"

namespace stafi::app {

/// The whole program: `words` are what stands behind its name.
[[nodiscard]] ExitCode run(const std::vector<std::string>& words, const Environment& environment,
                           Console& console);

}  // namespace stafi::app
