#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <span>
#include <string_view>
#include <utility>

#include "base/uint256.hpp"
#include "base/units.hpp"
#include "eth/ssz/types.hpp"

// SSZ: encode, decode and hash_tree_root for numbers, FixedBytes, the types of ssz_types.hpp, and
// every struct that says SSZ_CONTAINER. Decoding is strict: what it accepts encodes to the same
// bytes again. Source: consensus-specs, ssz/simple-serialize.md; vectors in tests/vectors/ssz.
//
// The templates only describe: a Type is a constant that says what a C++ type is made of. ssz.cpp
// reads the description and does the work once for all types, so that a file which uses every
// container stays quick to compile.

namespace stafi::ssz {

struct Type;
template <class T>
struct TypeOf;  ///< ::kType, by the specialisations below

void append(const Type& type, const void* value, Bytes& to);
[[nodiscard]] Result<> decode(const Type& type, BytesView bytes, void* into);
[[nodiscard]] Bytes32 hash_tree_root(const Type& type, const void* value);

template <class T>
[[nodiscard]] Bytes encode(const T& value) {
    Bytes bytes;
    append(TypeOf<T>::kType, &value, bytes);
    return bytes;
}

/// Errors: bad_ssz, with the path of the bad field. Cost: memory in proportion to `bytes`.
template <class T>
[[nodiscard]] Result<T> decode(BytesView bytes) {
    Result<T> value{tl::in_place};
    TRY_VOID(decode(TypeOf<T>::kType, bytes, &*value));
    return value;
}

template <class T>
[[nodiscard]] Bytes32 hash_tree_root(const T& value) {
    return hash_tree_root(TypeOf<T>::kType, &value);
}

// The description.

enum class Kind : std::uint8_t {
    number,     ///< little-endian; several share a leaf in the tree of a list
    boolean,    ///< one byte, 0 or 1
    bytes,      ///< FixedBytes
    vector,     ///< Vector
    list,       ///< List
    bitvector,  ///< Bitvector
    bitlist,    ///< Bitlist
    container,  ///< a struct with SSZ_CONTAINER
};

/// Where consecutive items lie in memory.
struct Items {
    const void* first;
    std::size_t count;
};

inline constexpr std::size_t kFieldsMax = 40;
using Addresses = std::array<const void*, kFieldsMax>;

struct Type {
    Kind kind;
    std::size_t encoded_bytes;  ///< the length of every encoding, or 0 where it varies
    std::size_t memory_bytes;   ///< the distance of two items
    std::uint64_t limit = 0;    ///< of items or bits: exactly so many, or at most

    const Type* item = nullptr;  ///< of a vector or list
    Items (*items)(const void* vector_or_list) = nullptr;
    void (*resize)(void* list, std::size_t count) = nullptr;  ///< to so many new items

    std::span<const Type* const> fields{};  ///< of a container
    std::string_view names{};               ///< of the fields: "epoch, root"
    void (*addresses)(const void* container, Addresses& fields) = nullptr;
};

// Numbers and bytes: their memory is their encoding.

static_assert(std::endian::native == std::endian::little);

template <class T>
constexpr bool kIsNumber = std::unsigned_integral<T> || std::same_as<T, std::byte>;
template <>
inline constexpr bool kIsNumber<bool> = false;
template <>
inline constexpr bool kIsNumber<Uint256> = true;
template <class Tag>
constexpr bool kIsNumber<Id<Tag>> = true;
template <class Tag>
constexpr bool kIsNumber<Quantity<Tag>> = true;

template <class T>
    requires kIsNumber<T>
struct TypeOf<T> {
    static constexpr Type kType{
        .kind = Kind::number, .encoded_bytes = sizeof(T), .memory_bytes = sizeof(T)};
};

template <>
struct TypeOf<bool> {
    static constexpr Type kType{.kind = Kind::boolean, .encoded_bytes = 1, .memory_bytes = 1};
};

template <class Tag, std::size_t N>
struct TypeOf<FixedBytes<Tag, N>> {
    static constexpr Type kType{.kind = Kind::bytes, .encoded_bytes = N, .memory_bytes = N};
};

// Vectors, lists and bits.

template <class T, std::size_t N>
struct TypeOf<Vector<T, N>> {
    static Items items(const void* vector) {
        const auto items = static_cast<const Vector<T, N>*>(vector)->view();
        return {items.data(), items.size()};
    }
    static constexpr Type kType{.kind = Kind::vector,
                                .encoded_bytes = N * TypeOf<T>::kType.encoded_bytes,
                                .memory_bytes = sizeof(Vector<T, N>),
                                .limit = N,
                                .item = &TypeOf<T>::kType,
                                .items = items};
};

template <class T, std::uint64_t Max>
struct TypeOf<List<T, Max>> {
    static Items items(const void* list) {
        const auto& items = *static_cast<const List<T, Max>*>(list);
        return {items.data(), items.size()};
    }
    static void resize(void* list, std::size_t count) {
        *static_cast<List<T, Max>*>(list) = List<T, Max>(count);
    }
    static constexpr Type kType{.kind = Kind::list,
                                .encoded_bytes = 0,
                                .memory_bytes = sizeof(List<T, Max>),
                                .limit = Max,
                                .item = &TypeOf<T>::kType,
                                .items = items,
                                .resize = resize};
};

template <std::size_t N>
struct TypeOf<Bitvector<N>> {
    static constexpr Type kType{.kind = Kind::bitvector,
                                .encoded_bytes = bytes_for_bits(N),
                                .memory_bytes = sizeof(Bitvector<N>),
                                .limit = N};
};

template <std::uint64_t Max>
struct TypeOf<Bitlist<Max>> {
    static constexpr Type kType{.kind = Kind::bitlist,
                                .encoded_bytes = 0,
                                .memory_bytes = sizeof(Bitlist<Max>),
                                .limit = Max};
};

// Containers.

template <class... Fields>
struct FieldTypes {
    static_assert(sizeof...(Fields) <= kFieldsMax);
    static constexpr std::array<const Type*, sizeof...(Fields)> kTypes{&TypeOf<Fields>::kType...};
    static constexpr bool kIsFixed = ((TypeOf<Fields>::kType.encoded_bytes != 0) && ...);
    static constexpr std::size_t kSum = (TypeOf<Fields>::kType.encoded_bytes + ...);
};

template <class T>
    requires requires { T::kFieldNames; }
struct TypeOf<T> {
    using Fields = decltype(std::declval<const T&>().fields(
        []<class... Each>(const Each&...) { return FieldTypes<Each...>{}; }));

    static void addresses(const void* container, Addresses& fields) {
        static_cast<const T*>(container)->fields(
            [&fields](const auto&... field) { fields = {&field...}; });
    }
    static constexpr Type kType{.kind = Kind::container,
                                .encoded_bytes = Fields::kIsFixed ? Fields::kSum : 0,
                                .memory_bytes = sizeof(T),
                                .fields = Fields::kTypes,
                                .names = T::kFieldNames,
                                .addresses = addresses};
};

}  // namespace stafi::ssz
