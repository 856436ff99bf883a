#pragma once

#include <string>
#include <string_view>

#include "pool/units.hpp"

// rETH as people write it.

namespace stafi::pool {

/// `1.5reth`: the unit is required, no sign, no blanks, at most 18 decimals.
/// Errors: bad_amount, out_of_range.
[[nodiscard]] Result<Reth> parse_reth(std::string_view text);

/// The shortest form that `parse_reth` reads back.
[[nodiscard]] std::string to_text(const Reth& amount);

}  // namespace stafi::pool
