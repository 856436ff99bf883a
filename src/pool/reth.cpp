#include "pool/reth.hpp"

#include <fmt/format.h>

#include "base/printable.hpp"

namespace stafi::pool {
namespace {

constexpr std::string_view kUnit = "reth";
constexpr std::size_t kDecimals = 18;

}  // namespace

Result<Reth> parse_reth(std::string_view text) {
    if (!text.ends_with(kUnit))
        return fail(Reason::bad_amount, fmt::format("{} does not end with reth", printable(text)));
    // As many decimals as ether has, so what is a number there is one here.
    const std::string as_ether = std::string{text.substr(0, text.size() - kUnit.size())} + "eth";
    const Result<Wei> amount = parse_amount(as_ether);
    if (!amount)
        return fail(amount.error().reason == Reason::out_of_range ? Reason::out_of_range
                                                                  : Reason::bad_amount,
                    fmt::format("{} is no amount of rETH: a number with at most 18 decimals",
                                printable(text)));
    return Reth{amount->value};
}

std::string to_text(const Reth& amount) {
    return decimal_text(amount.value, kDecimals) + std::string{kUnit};
}

}  // namespace stafi::pool
