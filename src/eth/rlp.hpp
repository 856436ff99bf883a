#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/uint256.hpp"

// Recursive Length Prefix: byte strings, and lists of them to any depth. It knows no numbers; by
// convention a number is its big-endian bytes without leading zeros, so that zero is empty.
// Source: Ethereum Yellow Paper, appendix B.

namespace stafi::rlp {

inline constexpr std::size_t kSizeMax = 1 << 20;   ///< bytes; a transaction has at most 2^17
inline constexpr std::size_t kItemsMax = 1 << 16;  ///< strings and lists together
inline constexpr std::size_t kDepthMax = 32;       ///< lists within lists; an access list needs 4

/// A byte string or a list.
struct Item {
    std::variant<Bytes, std::vector<Item>> form;

    // NOLINTBEGIN(google-explicit-constructor): each form is an item
    Item() = default;  ///< the empty string
    Item(Bytes string) : form{std::move(string)} {}
    Item(std::vector<Item> list) : form{std::move(list)} {}
    Item(const Uint256& number);  ///< in its shortest form
    Item(std::uint64_t number) : Item{Uint256{number}} {}
    template <class Tag, std::size_t N>
    Item(const FixedBytes<Tag, N>& string)
        : form{Bytes{string.bytes.begin(), string.bytes.end()}} {}
    // NOLINTEND(google-explicit-constructor)

    friend bool operator==(const Item&, const Item&) = default;
};

[[nodiscard]] Bytes encode(const Item& item);

/// Reads one item that fills `bytes` exactly. Only the one shortest encoding of a value is taken,
/// so that encode(decode(x)) == x. Errors: bad_rlp; also beyond kSizeMax, kItemsMax, kDepthMax.
[[nodiscard]] Result<Item> decode(BytesView bytes);

/// Takes the items of a list one after the other; each is named for its error message. It borrows
/// the list. Errors of all: bad_rlp when the item is of another kind or length. CHECKs that there
/// is a next item: fix the count, or ask is_empty().
class Fields {
  public:
    /// Errors: bad_rlp unless `item` is a list of `count` items.
    [[nodiscard]] static Result<Fields> open(const Item& item, std::size_t count);
    static Result<Fields> open(const Item&& item, std::size_t count) = delete;

    [[nodiscard]] bool is_empty() const { return rest_.empty(); }

    /// Any string.
    [[nodiscard]] Result<Bytes> bytes(std::string_view name);
    /// A string without leading zeros that fits; also for the next.
    [[nodiscard]] Result<Uint256> uint256(std::string_view name);
    [[nodiscard]] Result<std::uint64_t> uint64(std::string_view name);
    /// The items of a list within, `count` or any number.
    [[nodiscard]] Result<Fields> list(std::string_view name, std::optional<std::size_t> count = {});

    /// A string of exactly T::kSize bytes.
    template <class T>
    [[nodiscard]] Result<T> fixed(std::string_view name) {
        T value;
        if (auto done = fill(name, value.span()); !done)
            return tl::unexpected(std::move(done).error());
        return value;
    }

  private:
    explicit Fields(std::span<const Item> rest) : rest_{rest} {}
    const Item& next();
    Result<const Bytes*> next_string(std::string_view name);
    Result<> fill(std::string_view name, std::span<std::byte> out);

    std::span<const Item> rest_;
};

}  // namespace stafi::rlp
