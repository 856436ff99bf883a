#include "base/secret.hpp"

#include <string.h>

#include "base/check.hpp"

namespace stafi {

void wipe(std::span<std::byte> memory) {
    if (!memory.empty()) explicit_bzero(memory.data(), memory.size());
}

bool equal_constant_time(BytesView a, BytesView b) {
    if (a.size() != b.size()) return false;
    std::byte difference{};
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    // volatile: the loop must not become a comparison that stops early.
    const volatile std::byte whole = difference;
    return whole == std::byte{};
}

void SecretBuffer::shrink(std::size_t size) {
    CHECK(size <= bytes_.size());
    wipe(std::span{bytes_}.subspan(size));
    bytes_.resize(size);
}

}  // namespace stafi
