#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stafi {

/// `0x` and 40 hex digits, whose case is a checksum. Source: EIP-55.
[[nodiscard]] std::string to_checksum_text(const Address& address);

/// Reads `0x` and 40 hex digits: all lower or all upper case, or mixed as EIP-55 wants it.
/// Errors: bad_address; for a wrong checksum with the spelling that would be right.
[[nodiscard]] Result<Address> parse_address(std::string_view text);

}  // namespace stafi
