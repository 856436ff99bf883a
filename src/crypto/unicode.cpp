#include "crypto/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <utf8proc.h>

#include "base/check.hpp"
#include "crypto/octets.hpp"

namespace stafi {
namespace {

constexpr auto kNfkd =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);

/// Code points of a secret text, wiped when they die.
class CodePoints {
  public:
    explicit CodePoints(std::size_t count) : points_(count) {}
    CodePoints(CodePoints&&) noexcept = default;
    CodePoints(const CodePoints&) = delete;
    CodePoints& operator=(CodePoints&&) = delete;
    CodePoints& operator=(const CodePoints&) = delete;
    ~CodePoints() { wipe(std::as_writable_bytes(std::span{points_})); }

    [[nodiscard]] std::span<std::int32_t> span() { return points_; }
    /// Drops those for which `unwanted` holds; their old places are wiped with the rest.
    template <class Predicate>
    void remove(Predicate unwanted) {
        const auto tail = std::ranges::remove_if(points_, unwanted);
        wipe(std::as_writable_bytes(std::span{tail}));
        points_.erase(tail.begin(), tail.end());
    }

  private:
    std::vector<std::int32_t> points_;
};

Result<> check_utf8(std::string_view text) {
    if (text.size() > kUnicodeBytesMax)
        return fail(Reason::out_of_range, fmt::format("text: {} bytes, at most {} expected",
                                                      text.size(), kUnicodeBytesMax));
    for (std::size_t at = 0; at < text.size();) {
        std::int32_t point = 0;
        const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
        const utf8proc_ssize_t length =
            utf8proc_iterate(readable(bytes_of(text)) + at, left, &point);
        if (length <= 0)
            return fail(Reason::bad_utf8, fmt::format("text: no valid UTF-8 at byte {}", at));
        at += static_cast<std::size_t>(length);
    }
    return {};
}

Result<CodePoints> decompose(std::string_view text) {
    TRY_VOID(check_utf8(text));
    const auto bytes = static_cast<utf8proc_ssize_t>(text.size());
    const auto count = utf8proc_decompose(readable(bytes_of(text)), bytes, nullptr, 0, kNfkd);
    CHECK(count >= 0);  // the only failure left is a text of many gigabytes
    CodePoints points{static_cast<std::size_t>(count)};
    CHECK(utf8proc_decompose(readable(bytes_of(text)), bytes, points.span().data(), count, kNfkd) ==
          count);
    return points;
}

SecretBuffer encode(std::span<const std::int32_t> points) {
    SecretBuffer text{points.size() * 4};
    std::size_t used = 0;
    for (const std::int32_t point : points) {
        const auto to = text.span().subspan(used);
        used += static_cast<std::size_t>(utf8proc_encode_char(point, writable(to)));
    }
    text.shrink(used);
    return text;
}

bool is_control_code(std::int32_t point) { return point < 0x20 || (point >= 0x7f && point < 0xa0); }

}  // namespace

Result<SecretBuffer> nfkd(std::string_view text) {
    TRY(CodePoints points, decompose(text));
    return encode(points.span());
}

Result<SecretBuffer> normalise_password(std::string_view password) {
    TRY(CodePoints points, decompose(password));
    points.remove(is_control_code);
    return encode(points.span());
}

std::size_t count_code_points(std::string_view text) {
    const auto starts_a_code_point = [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    };
    return static_cast<std::size_t>(std::ranges::count_if(text, starts_a_code_point));
}

}  // namespace stafi
