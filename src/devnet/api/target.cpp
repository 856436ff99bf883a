#include "devnet/api/target.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "base/uint256.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet {
namespace {

constexpr std::size_t kShownMax = 80;

auto refuse(std::string_view part, std::string_view why) {
    return fail(Reason::bad_argument,
                fmt::format("'{}': {}", printable(part.substr(0, kShownMax)), why));
}

Result<std::string> decoded(std::string_view part) {
    std::string text;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] != '%') {
            text += part[i];
            continue;
        }
        const auto byte = parse_hex(part.substr(std::min(i + 1, part.size()), 2));
        if (!byte || byte->size() != 1) return refuse(part, "% needs two hex digits behind it");
        text += std::to_integer<char>(byte->front());
        i += 2;
    }
    const bool has_control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
    if (has_control) return refuse(part, "control characters");
    return text;
}

/// Calls `take(part)` for the parts of `text` between `separator`s.
template <class Take>
Result<> for_each_part(std::string_view text, char separator, Take take) {
    for (std::size_t count = 0;; ++count) {
        if (count == Target::kPartsMax) return refuse(text, "too many parts");
        const std::size_t end = std::min(text.find(separator), text.size());
        TRY_VOID(take(text.substr(0, end)));
        if (end == text.size()) return {};
        text.remove_prefix(end + 1);
    }
}

}  // namespace

Result<Target> Target::parse(std::string_view text) {
    if (text.size() > kBytesMax)
        return fail(Reason::bad_argument,
                    fmt::format("a target of {} bytes, at most {}", text.size(), kBytesMax));
    if (!text.starts_with('/')) return refuse(text, "a path begins with /");
    Target target;
    const std::size_t mark = std::min(text.find('?'), text.size());
    TRY_VOID(for_each_part(text.substr(1, mark - 1), '/', [&](std::string_view part) -> Result<> {
        if (part.empty()) return {};
        TRY(std::string segment, decoded(part));
        target.path_.push_back(std::move(segment));
        return {};
    }));
    if (mark == text.size()) return target;
    TRY_VOID(for_each_part(text.substr(mark + 1), '&', [&](std::string_view part) -> Result<> {
        if (part.empty()) return {};
        const std::size_t equals = std::min(part.find('='), part.size());
        TRY(std::string name, decoded(part.substr(0, equals)));
        TRY(std::string value, decoded(part.substr(std::min(equals + 1, part.size()))));
        target.query_.emplace_back(std::move(name), std::move(value));
        return {};
    }));
    return target;
}

std::optional<std::string_view> Target::query(std::string_view name) const {
    for (const auto& [known, value] : query_)
        if (known == name) return value;
    return std::nullopt;
}

std::vector<std::string> Target::list(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [known, value] : query_) {
        if (known != name) continue;
        (void)for_each_part(value, ',', [&](std::string_view part) -> Result<> {
            if (!part.empty()) values.emplace_back(part);
            return {};
        });
    }
    return values;
}

Result<std::uint64_t> Target::number(std::string_view name, std::uint64_t fallback) const {
    const auto text = query(name);
    if (!text) return fallback;
    const auto value = parse_uint64(*text);
    if (!value) return fail(Reason::bad_argument, fmt::format("{}: {}", name, value.error().what));
    return *value;
}

std::string json_message(std::string_view text) {
    std::string ascii{text};
    std::ranges::replace_if(ascii, [](char c) { return c < ' ' || c > '~'; }, '?');
    return json_quoted(ascii);
}

}  // namespace stafi::devnet
