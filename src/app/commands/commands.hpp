#pragma once

#include "app/console.hpp"

// One function per row of the command table; each stands in the file of its first word.

namespace stafi::app {

[[nodiscard]] Command config_command();
[[nodiscard]] Command version_command();
[[nodiscard]] Command completion_command();

}  // namespace stafi::app
