#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

// Constant in time for digits of equal number, so that it may be used on secrets.

namespace stafi {

/// Lower-case hex without prefix, as deposit files use it.
[[nodiscard]] std::string to_hex(BytesView bytes);

/// Lower-case hex with `0x`, as JSON-RPC uses it.
[[nodiscard]] std::string to_hex0x(BytesView bytes);

/// Writes the digits, two for each byte, into exactly `digits` (CHECKed): for secrets.
void write_hex(BytesView bytes, std::span<std::byte> digits);

/// Reads hex with or without `0x`, either case. Errors: bad_hex, with the position.
[[nodiscard]] Result<Bytes> parse_hex(std::string_view text);

/// Reads hex into exactly `out`. Errors: bad_hex.
[[nodiscard]] Result<> parse_hex_into(std::string_view text, std::span<std::byte> out);

/// Reads exactly T::kSize bytes: `parse_fixed<Address>("0x…")`. Errors: bad_hex.
template <class T>
[[nodiscard]] Result<T> parse_fixed(std::string_view text) {
    T value;
    if (auto done = parse_hex_into(text, value.span()); !done)
        return tl::unexpected(std::move(done).error());
    return value;
}

}  // namespace stafi
