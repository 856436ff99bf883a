#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace stafi {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;

/// The bytes of a text, without a terminating zero.
[[nodiscard]] inline BytesView bytes_of(std::string_view text) {
    return std::as_bytes(std::span{text.data(), text.size()});
}

/// The bytes as text; nothing is checked.
[[nodiscard]] inline std::string_view text_of(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline void append(Bytes& to, BytesView more) { to.insert(to.end(), more.begin(), more.end()); }

/// `n` bytes that mean one thing: a root, an address, a key as seen in a log. The tag keeps them
/// apart; nothing is known about their content.
template <class Tag, std::size_t N>
struct FixedBytes {
    static constexpr std::size_t kSize = N;
    std::array<std::byte, N> bytes{};

    friend constexpr auto operator<=>(const FixedBytes&, const FixedBytes&) = default;
    [[nodiscard]] constexpr std::span<const std::byte, N> view() const { return bytes; }
    [[nodiscard]] constexpr std::span<std::byte, N> span() { return bytes; }

    /// Copies exactly N bytes.
    [[nodiscard]] static constexpr FixedBytes from(std::span<const std::byte, N> source) {
        FixedBytes made;
        std::ranges::copy(source, made.bytes.begin());
        return made;
    }
};

using Bytes32 = FixedBytes<struct Bytes32Tag, 32>;          ///< a hash, a root, a signing root
using Address = FixedBytes<struct AddressTag, 20>;          ///< an execution-layer account
using PubkeyBytes = FixedBytes<struct PubkeyBytesTag, 48>;  ///< BLS key as seen: may be junk
using SignatureBytes = FixedBytes<struct SignatureBytesTag, 96>;  ///< BLS signature as seen

/// Big- and little-endian 64-bit integers, as hashes and SSZ want them.
[[nodiscard]] constexpr std::array<std::byte, 8> be64(std::uint64_t value) {
    std::array<std::byte, 8> out{};
    for (std::size_t i = 0; i < 8; ++i)
        out[i] = static_cast<std::byte>(value >> (56 - 8 * i));
    return out;
}
[[nodiscard]] constexpr std::array<std::byte, 8> le64(std::uint64_t value) {
    std::array<std::byte, 8> out{};
    for (std::size_t i = 0; i < 8; ++i)
        out[i] = static_cast<std::byte>(value >> (8 * i));
    return out;
}
[[nodiscard]] constexpr std::uint64_t from_be64(std::span<const std::byte, 8> bytes) {
    std::uint64_t value = 0;
    for (std::byte b : bytes)
        value = value << 8 | std::to_integer<std::uint64_t>(b);
    return value;
}
[[nodiscard]] constexpr std::uint64_t from_le64(std::span<const std::byte, 8> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return value;
}
static_assert(from_be64(be64(0x0102030405060708)) == 0x0102030405060708);
static_assert(le64(1)[0] == std::byte{1} && from_le64(le64(258)) == 258);

}  // namespace stafi

template <class Tag, std::size_t N>
struct std::hash<stafi::FixedBytes<Tag, N>> {
    std::size_t operator()(const stafi::FixedBytes<Tag, N>& value) const noexcept {
        // Not only the first bytes: addresses and credentials begin alike.
        return std::hash<std::string_view>{}(stafi::text_of(value.view()));
    }
};
