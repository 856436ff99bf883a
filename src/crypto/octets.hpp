#pragma once

#include <span>

#include "base/bytes.hpp"

// Bytes for C libraries, which want them unsigned char.

namespace stafi {

/// Never null, also for no bytes: the libraries want it so.
[[nodiscard]] inline const unsigned char* readable(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.empty() ? "" : text_of(bytes).data());
}
[[nodiscard]] inline unsigned char* writable(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace stafi
