#include "crypto/base64.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "base/constant_time.hpp"

namespace stafi {
namespace {

// Digits are computed, not looked up: secrets pass through here.

/// The digit of a value below 64: capitals, letters, figures, plus and slash.
char digit_of(std::uint32_t value) {
    std::uint32_t code = 'A' + value;
    code += one_if_below(25, value) * ('a' - 'Z' - 1);
    code -= one_if_below(51, value) * ('z' + 1 - '0');
    code -= one_if_below(61, value) * ('9' + 1 - '+');
    code += one_if_below(62, value) * ('/' - '+' - 1);
    return static_cast<char>(code);
}

constexpr std::uint32_t kNotADigit = 64;

/// The value of a digit, or kNotADigit.
std::uint32_t value_of(char c) {
    const std::uint32_t code = static_cast<unsigned char>(c);
    const std::uint32_t capital = mask_if_among(code, 'A', 'Z');
    const std::uint32_t letter = mask_if_among(code, 'a', 'z');
    const std::uint32_t figure = mask_if_among(code, '0', '9');
    const std::uint32_t plus = mask_if_among(code, '+', '+');
    const std::uint32_t slash = mask_if_among(code, '/', '/');
    return (capital & (code - 'A')) | (letter & (code - 'a' + 26)) | (figure & (code - '0' + 52)) |
           (plus & 62) | (slash & 63) | (~(capital | letter | figure | plus | slash) & kNotADigit);
}

std::size_t padding_of(std::string_view text) {
    return text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
}

/// The bytes that `text` decodes to, when its length can be right.
Result<std::size_t> decoded_size(std::string_view text) {
    if (text.size() % 4 != 0)
        return fail(Reason::bad_base64,
                    fmt::format("base64: {} characters, not a multiple of 4", text.size()));
    return text.size() / 4 * 3 - padding_of(text);
}

/// Fills `out`, which has decoded_size(text) bytes.
Result<> decode(std::string_view text, std::span<std::byte> out) {
    const std::string_view digits = text.substr(0, text.size() - padding_of(text));
    std::uint32_t bits = 0;  // only the lowest 8 + 6 ever matter
    std::size_t made = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::uint32_t value = value_of(digits[i]);
        if (value == kNotADigit)
            return fail(Reason::bad_base64, fmt::format("base64: no digit at position {}", i));
        bits = bits << 6 | value;
        const std::size_t unused = 6 - 2 * (i % 4);  // bits of this digit that belong to the next
        if (i % 4 != 0) out[made++] = static_cast<std::byte>(bits >> unused);
    }
    const std::uint32_t unused = (1U << (2 * padding_of(text))) - 1;
    if ((bits & unused) != 0)
        return fail(Reason::bad_base64, "base64: the last digit has bits that mean nothing");
    return {};
}

}  // namespace

std::string to_base64(BytesView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto piece = bytes.subspan(i, std::min<std::size_t>(3, bytes.size() - i));
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < piece.size() ? std::to_integer<std::uint32_t>(piece[k]) : 0);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= piece.size() ? digit_of(bits >> (18 - 6 * k) & 63) : '=';
    }
    return text;
}

Result<Bytes> parse_base64(std::string_view text) {
    TRY(const std::size_t size, decoded_size(text));
    Bytes bytes(size);
    TRY_VOID(decode(text, bytes));
    return bytes;
}

Result<SecretBuffer> parse_secret_base64(std::string_view text) {
    TRY(const std::size_t size, decoded_size(text));
    SecretBuffer bytes{size};
    TRY_VOID(decode(text, bytes.span()));
    return bytes;
}

}  // namespace stafi
