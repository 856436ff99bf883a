#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"

namespace stafi {

/// Overwrites memory in a way the compiler may not drop.
void wipe(std::span<std::byte> memory);

/// Compares without telling by its duration where two secrets differ.
[[nodiscard]] bool equal_constant_time(BytesView a, BytesView b);

/// `N` secret bytes: move-only, wiped when they die or move on, never printed.
template <std::size_t N>
class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(std::span<const std::byte, N> source) {
        std::ranges::copy(source, bytes_.begin());
    }
    SecretBytes(SecretBytes&& other) noexcept : bytes_{other.bytes_} { wipe(other.bytes_); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this != &other) {
            bytes_ = other.bytes_;
            wipe(other.bytes_);
        }
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { wipe(bytes_); }

    [[nodiscard]] std::span<const std::byte, N> view() const { return bytes_; }
    [[nodiscard]] std::span<std::byte, N> span() { return bytes_; }
    /// A second secret, on purpose and in plain sight.
    [[nodiscard]] SecretBytes copy() const { return SecretBytes{view()}; }

  private:
    std::array<std::byte, N> bytes_{};
};

/// Secret text or bytes of any length (passwords, mnemonics, PEM): move-only and wiped. Its room
/// is fixed at construction, so that growing never leaves a copy behind.
class SecretBuffer {
  public:
    SecretBuffer() = default;
    explicit SecretBuffer(std::size_t size) : bytes_(size) {}
    explicit SecretBuffer(BytesView source) : bytes_(source.begin(), source.end()) {}
    explicit SecretBuffer(std::string_view source) : SecretBuffer{bytes_of(source)} {}
    SecretBuffer(SecretBuffer&& other) noexcept : bytes_{std::move(other.bytes_)} {}
    SecretBuffer& operator=(SecretBuffer&& other) noexcept {
        wipe(bytes_);
        bytes_ = std::move(other.bytes_);
        return *this;
    }
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    ~SecretBuffer() { wipe(bytes_); }

    [[nodiscard]] BytesView view() const { return bytes_; }
    [[nodiscard]] std::span<std::byte> span() { return bytes_; }
    [[nodiscard]] std::string_view text() const { return text_of(view()); }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    /// Forgets the tail; the forgotten bytes are wiped.
    void shrink(std::size_t size);

  private:
    Bytes bytes_;
};

}  // namespace stafi
