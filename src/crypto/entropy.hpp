#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/secret.hpp"

namespace stafi {

/// A stream of unpredictable bytes, grown from a 32-byte seed that the caller took from the
/// system: equal seeds give equal streams, so everything that draws from it is a pure function.
/// Backed by the ChaCha20 key stream (RFC 8439), block counter and nonce from zero.
class Entropy {
  public:
    explicit Entropy(SecretBytes<32> seed);
    Entropy(Entropy&&) noexcept = default;
    Entropy& operator=(Entropy&&) noexcept = default;

    void fill(std::span<std::byte> out);

    template <std::size_t N>
    [[nodiscard]] SecretBytes<N> draw() {
        SecretBytes<N> out;
        fill(out.span());
        return out;
    }

  private:
    void next_block();

    SecretBytes<32> key_;
    SecretBytes<64> block_;
    std::size_t used_ = 64;  ///< bytes of block_ already handed out
    std::uint64_t counter_ = 0;
};

}  // namespace stafi
