#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Standard base64 with padding (RFC 4648, section 4), strictly: no blanks, no line breaks, and the
// unused bits of the last digit are zero. So every text that is accepted is the only one for its
// bytes.

namespace stafi {

[[nodiscard]] std::string to_base64(BytesView bytes);

/// Errors: bad_base64, with the position.
[[nodiscard]] Result<Bytes> parse_base64(std::string_view text);

/// The same for secrets: no copy stays behind, and errors do not quote the text.
[[nodiscard]] Result<SecretBuffer> parse_secret_base64(std::string_view text);

}  // namespace stafi
