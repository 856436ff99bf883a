#pragma once

#include <string>
#include <string_view>

#include "base/uint256.hpp"

// Numbers as JSON-RPC writes them: `0x0`, `0x5208`. Source: execution-apis, "Hex value encoding".

namespace stafi::eth {

[[nodiscard]] std::string to_quantity(const Uint256& value);
/// Errors: bad_number without `0x`, digits, or with a leading zero; out_of_range above 256 bits.
[[nodiscard]] Result<Uint256> parse_quantity(std::string_view text);

}  // namespace stafi::eth
