#pragma once

#include <initializer_list>

#include "base/bytes.hpp"

namespace stafi {

/// SHA-256 of one or more pieces, as if they were joined. Source: FIPS 180-4.
[[nodiscard]] Bytes32 sha256(BytesView bytes);
[[nodiscard]] Bytes32 sha256(std::initializer_list<BytesView> pieces);

/// SHA-256 of left || right, the node of every SSZ tree.
[[nodiscard]] Bytes32 hash_pair(const Bytes32& left, const Bytes32& right);

/// Keccak-256 with the padding from before the NIST standard, as Ethereum uses it. Like sha256 it
/// may hash secrets: its state is wiped.
[[nodiscard]] Bytes32 keccak256(BytesView bytes);

}  // namespace stafi
