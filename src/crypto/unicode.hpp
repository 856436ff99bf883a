#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"

// Unicode as passwords and mnemonics need it; unicode.cpp is the one file that knows utf8proc.
// Everything here may be secret, so results are wiped and errors name positions only.

namespace stafi {

/// More than any password or mnemonic: 24 Korean words in NFKD form are below 1 KiB.
inline constexpr std::size_t kUnicodeBytesMax = 16'384;

/// The compatibility decomposition (NFKD) of UTF-8 text, in UTF-8.
///
/// Errors: bad_utf8 with the byte position; out_of_range above kUnicodeBytesMax bytes.
/// Source: Unicode Standard Annex 15.
[[nodiscard]] Result<SecretBuffer> nfkd(std::string_view text);

/// A password in the form that EIP-2335 hashes: NFKD, then without the control codes C0
/// (U+0000-1F), DEL (U+7F) and C1 (U+80-9F). A trailing line end disappears with them.
///
/// Errors: as `nfkd`.
[[nodiscard]] Result<SecretBuffer> normalise_password(std::string_view password);

/// Code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

}  // namespace stafi
