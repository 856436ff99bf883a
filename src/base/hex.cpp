#include "base/hex.hpp"

#include <array>

#include <fmt/format.h>

namespace stafi {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::byte kNotADigit{0xff};

constexpr auto kValueOf = [] {
    std::array<std::byte, 256> table{};
    table.fill(kNotADigit);
    for (unsigned i = 0; i < 16; ++i) {
        table[static_cast<unsigned char>(kDigits[i])] = std::byte(i);
        if (i >= 10) table[static_cast<unsigned char>(kDigits[i] - 'a' + 'A')] = std::byte(i);
    }
    return table;
}();

std::string_view without_prefix(std::string_view text) {
    return text.starts_with("0x") || text.starts_with("0X") ? text.substr(2) : text;
}

Result<> decode(std::string_view digits, std::span<std::byte> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::byte high = kValueOf[static_cast<unsigned char>(digits[2 * i])];
        const std::byte low = kValueOf[static_cast<unsigned char>(digits[2 * i + 1])];
        if (high == kNotADigit || low == kNotADigit)
            return fail(Reason::bad_hex, fmt::format("hex: no digit at position {}",
                                                     high == kNotADigit ? 2 * i : 2 * i + 1));
        out[i] = high << 4 | low;
    }
    return {};
}

}  // namespace

std::string to_hex(BytesView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (std::byte b : bytes) {
        text += kDigits[std::to_integer<std::size_t>(b >> 4)];
        text += kDigits[std::to_integer<std::size_t>(b & std::byte{15})];
    }
    return text;
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
