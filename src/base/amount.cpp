#include "base/amount.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace stafi {
namespace {

constexpr std::uint64_t kWeiPerGwei = 1'000'000'000;

struct Unit {
    std::string_view name;
    std::size_t decimals;
};
// "gwei" ends in "wei": longest name first.
constexpr std::array kUnits{Unit{"gwei", 9}, Unit{"eth", 18}, Unit{"wei", 0}};

}  // namespace

std::string decimal_text(const Uint256& value, std::size_t decimals) {
    std::string digits = to_decimal(value);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - decimals);
    digits.resize(digits.size() - decimals);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? digits : digits + "." + fraction;
}

Wei to_wei(Gwei amount) { return {Uint256{amount.value} * kWeiPerGwei}; }

Result<Gwei> floor_gwei(const Wei& amount) {
    const auto gwei = (amount.value / kWeiPerGwei).to_uint64();
    if (!gwei)
        return fail(Reason::out_of_range, fmt::format("amount: {} is too large", to_text(amount)));
    return Gwei{*gwei};
}

Result<Gwei> exact_gwei(const Wei& amount) {
    if (amount.value % kWeiPerGwei != Uint256{})
        return fail(Reason::bad_amount, fmt::format("{} is not whole gwei", to_text(amount)));
    return floor_gwei(amount);
}

Result<Wei> parse_amount(std::string_view text) {
    const auto refuse = [text](std::string_view why) {
        return fail(Reason::bad_amount, fmt::format("'{}' {}", text.substr(0, 80), why));
    };
    const auto unit =
        std::ranges::find_if(kUnits, [text](const Unit& u) { return text.ends_with(u.name); });
    if (unit == kUnits.end()) return refuse("does not end with eth, gwei or wei");
    const std::string_view number = text.substr(0, text.size() - unit->name.size());
    const std::size_t point = std::min(number.find('.'), number.size());
    const std::string_view whole = number.substr(0, point);
    const std::string_view fraction = point < number.size() ? number.substr(point + 1) : "";
    if (whole.empty() || (point < number.size() && fraction.empty()))
        return refuse("is not a number with a unit");
    if (fraction.size() > unit->decimals)
        return refuse(fmt::format("has more than {} decimals", unit->decimals));
    TRY(const Uint256 whole_value, parse_decimal(whole));

    std::string digits = whole_value == Uint256{} ? "" : to_decimal(whole_value);
    digits += fraction;
    digits.append(unit->decimals - fraction.size(), '0');
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    TRY(const Uint256 value, parse_decimal(digits.empty() ? "0" : digits));
    return Wei{value};
}

std::string to_text(const Wei& amount) {
    // 0.001 ETH and more read best in ETH, dust in wei, the rest in gwei.
    if (amount.value >= Uint256{1'000'000'000'000'000})
        return decimal_text(amount.value, 18) + "eth";
    if (amount.value >= Uint256{kWeiPerGwei / 1000}) return decimal_text(amount.value, 9) + "gwei";
    return to_decimal(amount.value) + "wei";
}

std::string to_text(Gwei amount) { return to_text(to_wei(amount)); }

}  // namespace stafi
