#include "ssv/api/lenient_fields.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/printable.hpp"
#include "crypto/address.hpp"

namespace stafi::ssv {
namespace {

constexpr std::size_t kShownMax = 80;

auto unfit(const JsonFields& fields, std::string_view name, std::string_view raw,
           std::string_view expected) {
    return fail(Reason::bad_json, fmt::format("{}: {} where {} was expected", fields.path_of(name),
                                              printable(raw.substr(0, kShownMax)), expected));
}

/// The text of a number or of a flag, without the quotes that it may have.
std::string_view bare(std::string_view raw) {
    const bool is_quoted = raw.size() >= 2 && raw.front() == '"' && raw.back() == '"';
    return is_quoted ? raw.substr(1, raw.size() - 2) : raw;
}

bool is_told(const JsonFields& fields, std::string_view name) {
    if (!fields.has(name)) return false;
    const auto text = fields.text(name);
    return !text || !text->empty();
}

}  // namespace

Result<std::optional<Uint256>> amount_in(const JsonFields& fields, std::string_view name) {
    if (!is_told(fields, name)) return std::nullopt;
    TRY(const std::string raw, fields.json(name));
    const auto amount = parse_decimal(bare(raw));
    if (!amount) return unfit(fields, name, raw, "a whole number below 2^256");
    return *amount;
}

Result<std::optional<std::uint64_t>> number_in(const JsonFields& fields, std::string_view name) {
    if (!is_told(fields, name)) return std::nullopt;
    TRY(const std::string raw, fields.json(name));
    const auto number = parse_uint64(bare(raw));
    if (!number) return unfit(fields, name, raw, "a whole number below 2^64");
    return *number;
}

Result<std::optional<bool>> flag_in(const JsonFields& fields, std::string_view name) {
    if (!is_told(fields, name)) return std::nullopt;
    TRY(const std::string raw, fields.json(name));
    if (raw == "true") return true;
    if (raw == "false") return false;
    return unfit(fields, name, raw, "true or false");
}

Result<std::optional<std::uint64_t>> percent_in(const JsonFields& fields, std::string_view name) {
    if (!is_told(fields, name)) return std::nullopt;
    TRY(const std::string raw, fields.json(name));
    const std::string_view digits = bare(raw);
    double percent = -1;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), percent);
    const bool is_number = error == std::errc{} && end == digits.end();
    // Written so that no number at all, NaN, is refused too.
    if (!is_number || !(percent >= 0 && percent <= 100))
        return unfit(fields, name, raw, "a number from 0 to 100");
    return static_cast<std::uint64_t>(std::llround(percent * 10'000));
}

Result<std::optional<std::string>> text_in(const JsonFields& fields, std::string_view name) {
    if (!is_told(fields, name)) return std::nullopt;
    const auto text = fields.text(name);
    if (text) return std::string{*text};
    TRY(const std::string raw, fields.json(name));
    return unfit(fields, name, raw, "a text");
}

Result<std::optional<Address>> address_in(const JsonFields& fields, std::string_view name) {
    TRY(const auto text, text_in(fields, name));
    if (!text) return std::nullopt;
    const auto address = parse_address(*text);
    if (!address)
        return fail(Reason::bad_json,
                    fmt::format("{}: {}", fields.path_of(name), address.error().what));
    return *address;
}

}  // namespace stafi::ssv
