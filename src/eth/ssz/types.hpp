#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/check.hpp"
#include "base/result.hpp"

// What SSZ values are made of besides numbers and FixedBytes. Limits are part of the type, as they
// are part of every root. Source: consensus-specs, ssz/simple-serialize.md.

namespace stafi::ssz {

/// At most `Max` items: a std::vector that knows its limit. Decoding enforces it; going past it is
/// a bug, which encoding and hash_tree_root CHECK.
template <class T, std::uint64_t Max>
struct List : std::vector<T> {
    static_assert(!std::same_as<T, bool>, "a std::vector<bool> has no items in memory");
    static constexpr std::uint64_t kMax = Max;
    using std::vector<T>::vector;
};

/// At most `Max` bytes of anything.
template <std::uint64_t Max>
using ByteList = List<std::byte, Max>;

/// Exactly `N` items. They live on the heap: those of a beacon state fill megabytes.
template <class T, std::size_t N>
class Vector {
    static_assert(!std::same_as<T, bool>, "a std::vector<bool> has no items in memory");

  public:
    [[nodiscard]] T& operator[](std::size_t i) { return items_.at(i); }
    [[nodiscard]] const T& operator[](std::size_t i) const { return items_.at(i); }
    [[nodiscard]] static constexpr std::size_t size() { return N; }
    [[nodiscard]] std::span<const T> view() const { return items_; }
    [[nodiscard]] std::span<T> span() { return items_; }

    friend bool operator==(const Vector&, const Vector&) = default;

  private:
    std::vector<T> items_ = std::vector<T>(N);
};

// Bits lie in bytes, lowest bit first; the unused ones of the last byte are zero.

[[nodiscard]] constexpr std::size_t bytes_for_bits(std::size_t bits) { return (bits + 7) / 8; }
[[nodiscard]] bool bit_at(BytesView bytes, std::size_t i);
void set_bit(std::span<std::byte> bytes, std::size_t i, bool value);

/// Exactly `N` bits.
template <std::size_t N>
class Bitvector {
  public:
    [[nodiscard]] bool operator[](std::size_t i) const {
        CHECK(i < N);
        return bit_at(bytes_, i);
    }
    void set(std::size_t i, bool value = true) {
        CHECK(i < N);
        set_bit(bytes_, i, value);
    }
    [[nodiscard]] static constexpr std::size_t size() { return N; }

    friend bool operator==(const Bitvector&, const Bitvector&) = default;

  private:
    std::array<std::byte, bytes_for_bits(N)> bytes_{};  ///< all there is: ssz.cpp relies on it
};

/// Some number of bits: a bitlist but for its limit.
class Bits {
  public:
    explicit Bits(std::size_t size = 0) : bytes_(bytes_for_bits(size)), size_{size} {}

    [[nodiscard]] bool operator[](std::size_t i) const {
        CHECK(i < size_);
        return bit_at(bytes_, i);
    }
    void set(std::size_t i, bool value = true) {
        CHECK(i < size_);
        set_bit(bytes_, i, value);
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] BytesView bytes() const { return bytes_; }

    /// On the wire, a one follows the last bit and so tells how many there are.
    void append_to(Bytes& wire) const;
    /// Errors: bad_ssz when that one is missing, or follows more than `max` bits.
    [[nodiscard]] Result<> assign(BytesView wire, std::uint64_t max);

    friend bool operator==(const Bits&, const Bits&) = default;

  private:
    Bytes bytes_;
    std::size_t size_;
};

/// At most `Max` bits.
template <std::uint64_t Max>
class Bitlist : public Bits {
  public:
    explicit Bitlist(std::size_t size = 0) : Bits{size} { CHECK(size <= Max); }
    friend bool operator==(const Bitlist&, const Bitlist&) = default;
};

}  // namespace stafi::ssz

/// Makes a struct an SSZ container: `SSZ_CONTAINER(Checkpoint, epoch, root);` after its members
/// names them all, in order. Encoding, decoding, root and the names in errors follow from it.
#define SSZ_CONTAINER(Type, ...)                                             \
    friend bool operator==(const Type&, const Type&) = default;              \
    constexpr auto fields(auto&& visit) const { return visit(__VA_ARGS__); } \
    static constexpr std::string_view kFieldNames = #__VA_ARGS__
