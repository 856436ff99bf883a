#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "base/secret.hpp"

namespace stafi {

/// A stream of unpredictable bytes, grown from a 32-byte seed that the caller took from the
/// system: equal seeds give equal streams, so everything that draws from it is a pure function.
/// Backed by the ChaCha20 key stream (RFC 8439), block counter and nonce from zero.
class Entropy {
  public:
    explicit Entropy(SecretBytes<32> seed) : key_{std::move(seed)} {}
    Entropy(Entropy&& other) noexcept
        : key_{std::move(other.key_)},
          block_{std::move(other.block_)},
          used_{std::exchange(other.used_, kMovedFrom)},
          counter_{other.counter_} {}
    Entropy& operator=(Entropy&&) = delete;

    void fill(std::span<std::byte> out);

    template <std::size_t N>
    [[nodiscard]] SecretBytes<N> draw() {
        SecretBytes<N> out;
        fill(out.span());
        return out;
    }

  private:
    static constexpr std::size_t kBlockBytes = 64;
    static constexpr std::size_t kMovedFrom = kBlockBytes + 1;  ///< its key is wiped: never draw

    void next_block();

    SecretBytes<32> key_;
    SecretBytes<kBlockBytes> block_;
    std::size_t used_ = kBlockBytes;  ///< bytes of block_ already handed out, and wiped
    std::uint64_t counter_ = 0;
};

}  // namespace stafi
