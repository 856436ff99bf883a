#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/entropy.hpp"

namespace stafi {

/// The name of a keystore file, of any version.
using Uuid = FixedBytes<struct UuidTag, 16>;

/// A random one, version 4. Source: RFC 4122.
[[nodiscard]] Uuid draw_uuid(Entropy& entropy);

/// 8-4-4-4-12 lower-case hex digits.
[[nodiscard]] std::string to_text(const Uuid& uuid);

/// Errors: bad_hex.
[[nodiscard]] Result<Uuid> parse_uuid(std::string_view text);

}  // namespace stafi
