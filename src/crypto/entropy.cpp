#include "crypto/entropy.hpp"

#include <array>
#include <bit>

#include "base/check.hpp"

namespace stafi {
namespace {

using Words = std::array<std::uint32_t, 16>;

static_assert(std::endian::native == std::endian::little, "words are read and written as bytes");

void quarter_round(Words& w, std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
    w[a] += w[b], w[d] = std::rotl(w[d] ^ w[a], 16);
    w[c] += w[d], w[b] = std::rotl(w[b] ^ w[c], 12);
    w[a] += w[b], w[d] = std::rotl(w[d] ^ w[a], 8);
    w[c] += w[d], w[b] = std::rotl(w[b] ^ w[c], 7);
}

/// One block of key stream. Source: RFC 8439, section 2.3.
void chacha20_block(std::span<const std::byte, 32> key, std::uint64_t counter,
                    std::span<std::byte, 64> out) {
    Words start{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};  // "expand 32-byte k"
    std::memcpy(&start[4], key.data(), key.size());
    // The standard counts in 32 bits; 256 GiB into the stream the carry enters the nonce.
    start[12] = static_cast<std::uint32_t>(counter);
    start[13] = static_cast<std::uint32_t>(counter >> 32);

    Words w = start;
    for (int round = 0; round < 20; round += 2) {
        for (std::size_t i = 0; i < 4; ++i)
            quarter_round(w, i, 4 + i, 8 + i, 12 + i);
        for (std::size_t i = 0; i < 4; ++i)
            quarter_round(w, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
    }
    for (std::size_t i = 0; i < w.size(); ++i)
        w[i] += start[i];
    std::memcpy(out.data(), w.data(), out.size());
    wipe(std::as_writable_bytes(std::span{start}));
    wipe(std::as_writable_bytes(std::span{w}));
}

}  // namespace

void Entropy::fill(std::span<std::byte> out) {
    CHECK(used_ <= kBlockBytes);
    while (!out.empty()) {
        if (used_ == kBlockBytes) next_block();
        const auto ready = block_.span().subspan(used_);
        const std::size_t n = std::min(ready.size(), out.size());
        std::ranges::copy(ready.first(n), out.begin());
        wipe(ready.first(n));
        used_ += n;
        out = out.subspan(n);
    }
}

void Entropy::next_block() {
    chacha20_block(key_.view(), counter_++, block_.span());
    used_ = 0;
}

}  // namespace stafi
