#include "eth/abi/codec.hpp"

#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi::abi {
namespace {

bool is_number(const Type& type) { return type.kind() == Kind::uint || type.kind() == Kind::sint; }

const Uint256& word_of(const Value& value) { return std::get<Uint256>(value.form); }

/// `bound` is the nearest value that would have been in range.
template <class Number>
tl::unexpected<Error> out_of_range(const Type& type, const Value& value, Number bound) {
    return fail(Reason::out_of_range,
                fmt::format("abi: {} {} is {} than {}", type.text(), to_text(type, value),
                            bound < 0 ? "less" : "more", bound));
}

}  // namespace

Value bool_to_value(const Type& type, bool content) {
    CHECK(type.kind() == Kind::boolean);
    return Uint256{content};
}

Result<> read_value(const Type& type, Value&& value, bool& content) {
    CHECK(type.kind() == Kind::boolean);
    content = word_of(value) != Uint256{};
    return {};
}

Value to_value(const Type& type, const Uint256& content) {
    CHECK(is_number(type));
    return content;
}

Result<> read_value(const Type& type, Value&& value, Uint256& content) {
    CHECK(is_number(type));
    content = word_of(value);
    return {};
}

Result<std::uint64_t> read_unsigned(const Type& type, const Value& value, std::uint64_t max) {
    CHECK(type.kind() == Kind::uint);
    if (word_of(value) > Uint256{max}) return out_of_range(type, value, max);
    return word_of(value).limbs[0];
}

Value signed_to_value(const Type& type, std::int64_t content) {
    CHECK(type.kind() == Kind::sint);
    if (content >= 0) return Uint256{static_cast<std::uint64_t>(content)};
    return Uint256::max() - Uint256{~static_cast<std::uint64_t>(content)};
}

Result<std::int64_t> read_signed(const Type& type, const Value& value, std::int64_t max) {
    CHECK(type.kind() == Kind::sint);
    const Uint256& word = word_of(value);
    const bool is_negative = word.bit(255);
    const Uint256 size = is_negative ? Uint256::max() - word : word;  // of -1 - x for a negative x
    if (size > Uint256{static_cast<std::uint64_t>(max)})
        return out_of_range(type, value, is_negative ? -max - 1 : max);
    return static_cast<std::int64_t>(word.limbs[0]);
}

Value to_value(const Type& type, const Address& content) {
    CHECK(type.kind() == Kind::address);
    std::array<std::byte, 32> word{};
    std::ranges::copy(content.bytes, word.begin() + 12);
    return from_be256(word);
}

Result<> read_value(const Type& type, Value&& value, Address& content) {
    CHECK(type.kind() == Kind::address);
    const auto word = be256(word_of(value));
    content = Address::from(std::span{word}.last<20>());
    return {};
}

Value fixed_to_value(const Type& type, BytesView content) {
    if (type.kind() == Kind::bytes) return Bytes{content.begin(), content.end()};
    CHECK(type.kind() == Kind::fixed_bytes || type.kind() == Kind::function);
    CHECK(type.size() == content.size());
    std::array<std::byte, 32> word{};
    std::ranges::copy(content, word.begin());
    return from_be256(word);
}

Result<> read_fixed(const Type& type, const Value& value, std::span<std::byte> content) {
    if (type.kind() == Kind::bytes) {
        const auto& bytes = std::get<Bytes>(value.form);
        if (bytes.size() != content.size())
            return fail(Reason::bad_abi,
                        fmt::format("abi: {} bytes where {} belong", bytes.size(), content.size()));
        std::ranges::copy(bytes, content.begin());
        return {};
    }
    CHECK(type.kind() == Kind::fixed_bytes || type.kind() == Kind::function);
    CHECK(type.size() == content.size());
    const auto word = be256(word_of(value));
    std::ranges::copy(BytesView{word}.first(content.size()), content.begin());
    return {};
}

Value to_value(const Type& type, const Bytes& content) {
    CHECK(type.kind() == Kind::bytes);
    return content;
}

Result<> read_value(const Type& type, Value&& value, Bytes& content) {
    CHECK(type.kind() == Kind::bytes);
    content = std::get<Bytes>(std::move(value.form));
    return {};
}

Value to_value(const Type& type, const std::string& content) {
    CHECK(type.kind() == Kind::string);
    const BytesView bytes = bytes_of(content);
    return Bytes{bytes.begin(), bytes.end()};
}

Result<> read_value(const Type& type, Value&& value, std::string& content) {
    CHECK(type.kind() == Kind::string);
    content = text_of(std::get<Bytes>(value.form));
    return {};
}

const Type& element_of(const Type& type) {
    CHECK(type.kind() == Kind::array || type.kind() == Kind::list);
    return type.part(0);
}

std::vector<Value> parts_of(Value&& value) {
    return std::get<std::vector<Value>>(std::move(value.form));
}

Result<> check_count(std::size_t count, std::size_t expected) {
    if (count == expected) return {};
    return fail(Reason::bad_abi, fmt::format("abi: a list of {} where {} belong", count, expected));
}

}  // namespace stafi::abi
