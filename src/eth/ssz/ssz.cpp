#include "eth/ssz/ssz.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "eth/ssz/merkle.hpp"

namespace stafi::ssz {
namespace {

constexpr std::size_t kOffsetBytes = 4;

/// What a field or item takes up before the parts of varying length begin: all of it, or an offset.
std::size_t head_bytes(const Type& type) {
    return type.encoded_bytes != 0 ? type.encoded_bytes : kOffsetBytes;
}

bool is_memory(const Type& type) { return type.kind == Kind::number || type.kind == Kind::bytes; }

BytesView memory_at(const void* first, std::size_t bytes) {
    return {static_cast<const std::byte*>(first), bytes};
}

const void* item_at(const Items& items, const Type& type, std::size_t i) {
    return static_cast<const std::byte*>(items.first) + i * type.memory_bytes;
}

/// The items of a vector or list. CHECKs that they are as many as its type allows.
Items items_of(const Type& type, const void* value) {
    const Items items = type.items(value);
    CHECK(type.kind == Kind::list ? items.count <= type.limit : items.count == type.limit);
    return items;
}

/// The same address to write through: only for parts of a value that decode fills.
void* writable(const void* part) { return const_cast<void*>(part); }

std::size_t offset_at(BytesView bytes, std::size_t place) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, bytes.data() + place, kOffsetBytes);
    return offset;
}

/// Writes at `place` how far behind `start` the bytes end now.
void put_offset(Bytes& bytes, std::size_t start, std::size_t place) {
    const std::size_t end = bytes.size() - start;
    CHECK(end <= std::numeric_limits<std::uint32_t>::max());
    const auto offset = static_cast<std::uint32_t>(end);
    std::memcpy(bytes.data() + place, &offset, kOffsetBytes);
}

/// The name at `index` of "epoch, root".
std::string_view name_at(std::string_view names, std::size_t index) {
    for (; index > 0; --index)
        names.remove_prefix(names.find(", ") + 2);
    return names.substr(0, names.find(','));
}

// Encoding.

void append_items(const Type& type, const void* value, Bytes& to) {
    const Type& item = *type.item;
    const Items items = items_of(type, value);
    if (is_memory(item))
        return stafi::append(to, memory_at(items.first, items.count * item.memory_bytes));

    const std::size_t start = to.size();
    const bool has_offsets = item.encoded_bytes == 0;
    if (has_offsets) to.resize(start + items.count * kOffsetBytes);
    for (std::size_t i = 0; i < items.count; ++i) {
        if (has_offsets) put_offset(to, start, start + i * kOffsetBytes);
        append(item, item_at(items, item, i), to);
    }
}

void append_fields(const Type& type, const void* value, Bytes& to) {
    Addresses fields;
    type.addresses(value, fields);
    const std::size_t start = to.size();
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (type.fields[i]->encoded_bytes != 0)
            append(*type.fields[i], fields[i], to);
        else
            to.resize(to.size() + kOffsetBytes);
    }
    std::size_t place = start;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (type.fields[i]->encoded_bytes == 0) {
            put_offset(to, start, place);
            append(*type.fields[i], fields[i], to);
        }
        place += head_bytes(*type.fields[i]);
    }
}

// Decoding.

Result<> check_length(BytesView bytes, std::size_t expected) {
    if (bytes.size() != expected)
        return fail(Reason::bad_ssz,
                    fmt::format("{} bytes expected, {} given", expected, bytes.size()));
    return {};
}

Result<> decode_memory(const Type& type, BytesView bytes, void* into) {
    TRY_VOID(check_length(bytes, type.encoded_bytes));
    std::memcpy(into, bytes.data(), bytes.size());
    return {};
}

Result<> decode_boolean(BytesView bytes, bool& into) {
    TRY_VOID(check_length(bytes, 1));
    const auto byte = std::to_integer<unsigned>(bytes[0]);
    if (byte > 1) return fail(Reason::bad_ssz, fmt::format("{} is no boolean", byte));
    into = byte == 1;
    return {};
}

Result<> decode_bitvector(const Type& type, BytesView bytes, void* into) {
    TRY_VOID(decode_memory(type, bytes, into));
    const std::size_t used = type.limit % 8;
    if (used != 0 && (bytes.back() >> used) != std::byte{0})
        return fail(Reason::bad_ssz, fmt::format("a bit is set behind the last of {}", type.limit));
    return {};
}

/// A part of varying length reaches from its offset to the next part's, the last one to the end.
Result<BytesView> part_between(BytesView bytes, std::size_t begin, std::size_t end) {
    if (begin > end || end > bytes.size())
        return fail(Reason::bad_ssz,
                    fmt::format("from offset {} to {} in {} bytes", begin, end, bytes.size()));
    return bytes.subspan(begin, end - begin);
}

/// How many items there are, told by the number of bytes or by the first offset.
Result<std::size_t> count_items(const Type& item, BytesView bytes) {
    if (bytes.empty()) return 0;
    std::size_t heads = bytes.size();
    if (item.encoded_bytes == 0) {
        if (bytes.size() < kOffsetBytes) return fail(Reason::bad_ssz, "an offset is cut short");
        heads = offset_at(bytes, 0);
    }
    const std::size_t each = head_bytes(item);
    if (heads == 0 || heads > bytes.size() || heads % each != 0)
        return fail(Reason::bad_ssz, fmt::format("{} of {} bytes are no whole number of {}", heads,
                                                 bytes.size(), each));
    return heads / each;
}

Result<> decode_items(const Type& type, BytesView bytes, void* into) {
    const Type& item = *type.item;
    TRY(const std::size_t count, count_items(item, bytes));
    if (count > type.limit || (type.kind == Kind::vector && count != type.limit))
        return fail(Reason::bad_ssz,
                    fmt::format("{} items, {} {}", count,
                                type.kind == Kind::list ? "at most" : "expected", type.limit));
    if (type.kind == Kind::list) type.resize(into, count);
    const Items items = items_of(type, into);
    if (is_memory(item)) {
        if (count != 0) std::memcpy(writable(items.first), bytes.data(), bytes.size());
        return {};
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t begin = i * item.encoded_bytes;
        std::size_t end = begin + item.encoded_bytes;
        if (item.encoded_bytes == 0) {
            const std::size_t next = (i + 1) * kOffsetBytes;
            begin = offset_at(bytes, i * kOffsetBytes);
            end = i + 1 < count ? offset_at(bytes, next) : bytes.size();
        }
        TRY(const BytesView part, part_between(bytes, begin, end));
        if (auto done = decode(item, part, writable(item_at(items, item, i))); !done)
            return at(std::to_string(i), std::move(done));
    }
    return {};
}

Result<> decode_fields(const Type& type, BytesView bytes, void* into) {
    Addresses fields;
    type.addresses(into, fields);
    std::size_t heads = 0;
    for (const Type* field : type.fields)
        heads += head_bytes(*field);
    if (bytes.size() < heads)
        return fail(Reason::bad_ssz,
                    fmt::format("at least {} bytes expected, {} given", heads, bytes.size()));

    // Backwards, because a field of varying length ends where the next one begins.
    std::size_t place = heads;
    std::size_t end = bytes.size();
    for (std::size_t i = type.fields.size(); i-- > 0;) {
        const Type& field = *type.fields[i];
        place -= head_bytes(field);
        BytesView part = bytes.subspan(place, field.encoded_bytes);
        if (field.encoded_bytes == 0) {
            const std::size_t begin = offset_at(bytes, place);
            TRY(part, at(name_at(type.names, i), part_between(bytes, begin, end)));
            end = begin;
        }
        if (auto done = decode(field, part, writable(fields[i])); !done)
            return at(name_at(type.names, i), std::move(done));
    }
    // Now `end` is the first offset, or else the number of bytes: nothing may lie before it.
    return check_length(bytes.first(end), heads);
}

// Roots.

Bytes32 root_of_items(const Type& type, const void* value) {
    const Type& item = *type.item;
    const Items items = items_of(type, value);
    if (item.kind == Kind::number)
        return merkleize_bytes(memory_at(items.first, items.count * item.memory_bytes),
                               type.limit * item.memory_bytes);
    std::vector<Bytes32> leaves;
    leaves.reserve(items.count);
    for (std::size_t i = 0; i < items.count; ++i)
        leaves.push_back(hash_tree_root(item, item_at(items, item, i)));
    return merkleize(leaves, type.limit);
}

Bytes32 root_of_fields(const Type& type, const void* value) {
    Addresses fields;
    type.addresses(value, fields);
    std::array<Bytes32, kFieldsMax> leaves;
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        leaves[i] = hash_tree_root(*type.fields[i], fields[i]);
    return merkleize(std::span{leaves}.first(type.fields.size()), type.fields.size());
}

}  // namespace

void append(const Type& type, const void* value, Bytes& to) {
    switch (type.kind) {
        case Kind::number:
        case Kind::boolean:
        case Kind::bytes:
        case Kind::bitvector:
            return stafi::append(to, memory_at(value, type.encoded_bytes));
        case Kind::vector:
        case Kind::list:
            return append_items(type, value, to);
        case Kind::bitlist:
            return static_cast<const Bits*>(value)->append_to(to);
        case Kind::container:
            return append_fields(type, value, to);
    }
}

Result<> decode(const Type& type, BytesView bytes, void* into) {
    switch (type.kind) {
        case Kind::number:
        case Kind::bytes:
            return decode_memory(type, bytes, into);
        case Kind::boolean:
            return decode_boolean(bytes, *static_cast<bool*>(into));
        case Kind::vector:
        case Kind::list:
            return decode_items(type, bytes, into);
        case Kind::bitvector:
            return decode_bitvector(type, bytes, into);
        case Kind::bitlist:
            return static_cast<Bits*>(into)->assign(bytes, type.limit);
        case Kind::container:
            return decode_fields(type, bytes, into);
    }
    CHECK(false);
}

Bytes32 hash_tree_root(const Type& type, const void* value) {
    switch (type.kind) {
        case Kind::number:
        case Kind::boolean:
        case Kind::bytes:
        case Kind::bitvector:
            return merkleize_bytes(memory_at(value, type.encoded_bytes), type.encoded_bytes);
        case Kind::vector:
            return root_of_items(type, value);
        case Kind::list:
            return mix_in_length(root_of_items(type, value), type.items(value).count);
        case Kind::bitlist: {
            const Bits& bits = *static_cast<const Bits*>(value);
            return mix_in_length(merkleize_bytes(bits.bytes(), bytes_for_bits(type.limit)),
                                 bits.size());
        }
        case Kind::container:
            return root_of_fields(type, value);
    }
    CHECK(false);
}

bool bit_at(BytesView bytes, std::size_t i) {
    return (bytes[i / 8] >> (i % 8) & std::byte{1}) != std::byte{0};
}

void set_bit(std::span<std::byte> bytes, std::size_t i, bool value) {
    const std::byte mask = std::byte{1} << (i % 8);
    if (value)
        bytes[i / 8] |= mask;
    else
        bytes[i / 8] &= ~mask;
}

void Bits::append_to(Bytes& wire) const {
    const std::size_t start = wire.size();
    stafi::append(wire, bytes_);
    wire.resize(start + bytes_for_bits(size_ + 1));
    set_bit(std::span{wire}.subspan(start), size_, true);
}

Result<> Bits::assign(BytesView wire, std::uint64_t max) {
    if (wire.empty() || wire.back() == std::byte{0})
        return fail(Reason::bad_ssz, "the closing one of a bitlist is missing");
    const auto last = std::to_integer<unsigned>(wire.back());
    const std::size_t bits =
        8 * (wire.size() - 1) + static_cast<std::size_t>(std::bit_width(last)) - 1;
    if (bits > max) return fail(Reason::bad_ssz, fmt::format("{} bits, at most {}", bits, max));
    const BytesView used = wire.first(bytes_for_bits(bits));
    bytes_.assign(used.begin(), used.end());
    if (bits % 8 != 0) set_bit(bytes_, bits, false);
    size_ = bits;
    return {};
}

}  // namespace stafi::ssz
