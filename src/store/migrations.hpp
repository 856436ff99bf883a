#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/database.hpp"

// How the tables came to be, step by step. A step that was released never changes: the next one
// follows it.

namespace stafi::store {

/// Step n leads from version n to n + 1; a new file has version 0.
[[nodiscard]] const std::vector<std::string_view>& migrations();

/// Brings the tables up to date, each step by itself. Errors: store_damaged for the file of another
/// program; store_too_new for one of a later release.
[[nodiscard]] Result<> migrate(Database& database);

}  // namespace stafi::store
