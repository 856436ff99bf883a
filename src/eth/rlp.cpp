#include "eth/rlp.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/overloaded.hpp"

namespace stafi::rlp {
namespace {

// The first byte tells all: below 0x80 it is itself a one-byte string; up to 0xb7 a string of 0-55
// bytes follows, up to 0xbf a string whose length follows in 1-8 bytes; lists alike from 0xc0.
constexpr std::uint8_t kString = 0x80;
constexpr std::uint8_t kList = 0xc0;
constexpr std::size_t kShortMax = 55;

/// Big-endian without leading zeros; nothing for zero.
Bytes shortest(const Uint256& number) {
    const auto word = be256(number);
    const std::size_t used = (number.bit_width() + 7) / 8;
    return {word.end() - static_cast<std::ptrdiff_t>(used), word.end()};
}

void append_header(Bytes& to, std::uint8_t kind, std::size_t payload) {
    if (payload <= kShortMax) {
        to.push_back(static_cast<std::byte>(kind + payload));
        return;
    }
    const Bytes length = shortest(payload);
    to.push_back(static_cast<std::byte>(kind + kShortMax + length.size()));
    append(to, length);
}

void append_item(Bytes& to, const Item& item) {
    std::visit(Overloaded{
                   [&](const Bytes& string) {
                       const bool is_itself = string.size() == 1 && string[0] < std::byte{kString};
                       if (!is_itself) append_header(to, kString, string.size());
                       append(to, string);
                   },
                   [&](const std::vector<Item>& list) {
                       Bytes payload;
                       for (const Item& part : list)
                           append_item(payload, part);
                       append_header(to, kList, payload.size());
                       append(to, payload);
                   },
               },
               item.form);
}

class Decoder {
  public:
    explicit Decoder(BytesView bytes) : bytes_{bytes} {}

    Result<Item> read_all() {
        if (bytes_.size() > kSizeMax) return refuse(fmt::format("more than {} bytes", kSizeMax));
        TRY(Item item, read(bytes_.size(), 0));
        if (at_ != bytes_.size()) return refuse("bytes after the end of the item");
        return item;
    }

  private:
    struct Header {
        bool is_list;
        std::size_t payload;
    };

    /// The next item, which must end at or before `end`.
    Result<Item> read(std::size_t end, std::size_t depth) {
        if (++items_ > kItemsMax) return refuse(fmt::format("more than {} items", kItemsMax));
        if (depth > kDepthMax) return refuse(fmt::format("lists nested deeper than {}", kDepthMax));
        TRY(const Header header, read_header(end));
        if (header.payload > end - at_) return refuse("item longer than what holds it");
        if (!header.is_list) {
            const BytesView string = bytes_.subspan(at_, header.payload);
            at_ += header.payload;
            return Item{Bytes{string.begin(), string.end()}};
        }
        const std::size_t list_end = at_ + header.payload;
        std::vector<Item> list;
        while (at_ < list_end) {
            TRY(Item part, read(list_end, depth + 1));
            list.push_back(std::move(part));
        }
        return Item{std::move(list)};
    }

    /// Leaves `at_` at the payload; a byte that is itself a string is its own payload.
    Result<Header> read_header(std::size_t end) {
        if (at_ == end) return refuse("item missing");
        const auto first = std::to_integer<std::uint8_t>(bytes_[at_]);
        if (first < kString) return Header{.is_list = false, .payload = 1};
        ++at_;
        const bool is_list = first >= kList;
        const std::size_t rest = first - (is_list ? kList : kString);
        if (rest > kShortMax) {
            TRY(const std::size_t payload, read_length(rest - kShortMax, end));
            return Header{.is_list = is_list, .payload = payload};
        }
        if (!is_list && rest == 1 && at_ < end && bytes_[at_] < std::byte{kString})
            return refuse("header before a byte that needs none");
        return Header{.is_list = is_list, .payload = rest};
    }

    Result<std::size_t> read_length(std::size_t count, std::size_t end) {
        if (count > end - at_) return refuse("length cut off");
        if (bytes_[at_] == std::byte{0}) return refuse("length with a leading zero");
        std::uint64_t length = 0;
        for (std::byte digit : bytes_.subspan(at_, count))
            length = length << 8 | std::to_integer<std::uint64_t>(digit);
        if (length <= kShortMax) return refuse("long header for a short item");
        at_ += count;
        return length;
    }

    [[nodiscard]] tl::unexpected<Error> refuse(std::string_view why) const {
        return fail(Reason::bad_rlp, fmt::format("rlp: {} at byte {}", why, at_));
    }

    BytesView bytes_;
    std::size_t at_ = 0;
    std::size_t items_ = 0;
};

}  // namespace

Item::Item(const Uint256& number) : form{shortest(number)} {}

Bytes encode(const Item& item) {
    Bytes out;
    append_item(out, item);
    return out;
}

Result<Item> decode(BytesView bytes) { return Decoder{bytes}.read_all(); }

Result<Fields> Fields::open(const Item& item, std::size_t count) {
    return Fields{std::span{&item, 1}}.list("rlp", count);
}

const Item& Fields::next() {
    CHECK(!rest_.empty());
    const Item& item = rest_.front();
    rest_ = rest_.subspan(1);
    return item;
}

Result<const Bytes*> Fields::next_string(std::string_view name) {
    const auto* string = std::get_if<Bytes>(&next().form);
    if (string == nullptr)
        return fail(Reason::bad_rlp, fmt::format("{}: a list where bytes were expected", name));
    return string;
}

Result<Bytes> Fields::bytes(std::string_view name) {
    TRY(const Bytes* string, next_string(name));
    return *string;
}

Result<Uint256> Fields::uint256(std::string_view name) {
    TRY(const Bytes* string, next_string(name));
    if (string->size() > 32)
        return fail(Reason::bad_rlp, fmt::format("{}: number of {} bytes", name, string->size()));
    if (!string->empty() && string->front() == std::byte{0})
        return fail(Reason::bad_rlp, fmt::format("{}: number with a leading zero", name));
    std::array<std::byte, 32> word{};
    std::ranges::copy(*string, word.end() - static_cast<std::ptrdiff_t>(string->size()));
    return from_be256(word);
}

Result<std::uint64_t> Fields::uint64(std::string_view name) {
    TRY(const Uint256 wide, uint256(name));
    const auto value = wide.to_uint64();
    if (!value)
        return fail(Reason::bad_rlp,
                    fmt::format("{}: {} does not fit 64 bits", name, to_decimal(wide)));
    return *value;
}

Result<Fields> Fields::list(std::string_view name, std::optional<std::size_t> count) {
    const auto* list = std::get_if<std::vector<Item>>(&next().form);
    if (list == nullptr)
        return fail(Reason::bad_rlp, fmt::format("{}: bytes where a list was expected", name));
    if (list->size() != count.value_or(list->size()))
        return fail(Reason::bad_rlp,
                    fmt::format("{}: a list of {} items, {} expected", name, list->size(), *count));
    return Fields{*list};
}

Result<> Fields::fill(std::string_view name, std::span<std::byte> out) {
    TRY(const Bytes* string, next_string(name));
    if (string->size() != out.size())
        return fail(Reason::bad_rlp,
                    fmt::format("{}: {} bytes, {} expected", name, string->size(), out.size()));
    std::ranges::copy(*string, out.begin());
    return {};
}

}  // namespace stafi::rlp
