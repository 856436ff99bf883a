#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/units.hpp"

// The one kind of JSON Web Token that the Engine API knows: HS256 over when it was made.

namespace stafi {

/// What an execution client and whoever drives it both know.
using JwtSecret = SecretBytes<32>;

/// HMAC-SHA-256 of `message`. Source: RFC 2104, RFC 4231.
[[nodiscard]] Bytes32 hmac_sha256(BytesView key, BytesView message);

/// A token that says "made at `issued_at` by one who knows the secret". Execution clients accept it
/// for a minute around that, so each request is given a new one.
/// Source: execution-apis, engine/authentication; RFC 7515, RFC 7519.
[[nodiscard]] std::string make_jwt(const JwtSecret& secret, UnixSeconds issued_at);

/// Reads the content of a `jwt.hex`: 64 hex digits, with `0x` or without, and blanks around them.
/// Errors: bad_jwt_secret, which does not quote it.
[[nodiscard]] Result<JwtSecret> parse_jwt_secret(std::string_view text);

}  // namespace stafi
