#include "base/hex.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/constant_time.hpp"

namespace stafi {
namespace {

/// The digit of a value below 16: what comes after 9 is a letter.
char digit_of(std::uint32_t value) {
    const std::uint32_t is_letter = one_if_below(9, value);
    return static_cast<char>('0' + value + is_letter * ('a' - '9' - 1));
}

/// The value of a digit; above 15 for any other character.
std::uint32_t value_of(char c) {
    const std::uint32_t code = static_cast<unsigned char>(c);
    const std::uint32_t lower = code | 0x20;  // letters differ from capitals in this bit
    const std::uint32_t digit = mask_if_among(code, '0', '9');
    const std::uint32_t letter = mask_if_among(lower, 'a', 'f');
    return (digit & (code - '0')) | (letter & (lower - 'a' + 10)) | (~(digit | letter) & 16);
}

std::string_view without_prefix(std::string_view text) {
    return text.starts_with("0x") || text.starts_with("0X") ? text.substr(2) : text;
}

Result<> decode(std::string_view digits, std::span<std::byte> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint32_t high = value_of(digits[2 * i]);
        const std::uint32_t low = value_of(digits[2 * i + 1]);
        if ((high | low) > 15)
            return fail(Reason::bad_hex,
                        fmt::format("hex: no digit at position {}", high > 15 ? 2 * i : 2 * i + 1));
        out[i] = static_cast<std::byte>(high << 4 | low);
    }
    return {};
}

}  // namespace

std::string to_hex(BytesView bytes) {
    std::string text(bytes.size() * 2, '0');
    write_hex(bytes, std::as_writable_bytes(std::span{text}));
    return text;
}

void write_hex(BytesView bytes, std::span<std::byte> digits) {
    CHECK(digits.size() == bytes.size() * 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto value = std::to_integer<std::uint32_t>(bytes[i]);
        digits[2 * i] = static_cast<std::byte>(digit_of(value >> 4));
        digits[2 * i + 1] = static_cast<std::byte>(digit_of(value & 15));
    }
}

std::string to_hex0x(BytesView bytes) { return "0x" + to_hex(bytes); }

Result<Bytes> parse_hex(std::string_view text) {
    const std::string_view digits = without_prefix(text);
    if (digits.size() % 2 != 0)
        return fail(Reason::bad_hex, fmt::format("hex: odd number of digits ({})", digits.size()));
    Bytes bytes(digits.size() / 2);
    TRY_VOID(decode(digits, bytes));
    return bytes;
}

Result<> parse_hex_into(std::string_view text, std::span<std::byte> out) {
    const std::string_view digits = without_prefix(text);
    if (digits.size() != out.size() * 2)
        return fail(Reason::bad_hex, fmt::format("hex: {} digits expected, {} given",
                                                 out.size() * 2, digits.size()));
    return decode(digits, out);
}

}  // namespace stafi
