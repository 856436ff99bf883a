#include "ssv/fees/fee_rules.hpp"

#include <algorithm>
#include <limits>

#include "ssv/clusters/accounting.hpp"

namespace stafi::ssv {
namespace {

Asset asset_of(Release release) { return release == Release::v1 ? Asset::ssv : Asset::eth; }

/// The end of time, when a period is longer than that.
UnixSeconds later(UnixSeconds from, UnixSeconds period) {
    constexpr UnixSeconds end{std::numeric_limits<std::uint64_t>::max()};
    return period > end - from ? end : from + period;
}

}  // namespace

Result<AssetWei> highest_next_fee(Release release, const AssetWei& current,
                                  std::uint64_t increase_limit) {
    const Asset asset = asset_of(release);
    TRY(const PackedFee packed, pack(asset, current));
    const Uint256 share = Uint256{kBasisPoints} + Uint256{increase_limit};
    Uint256 scaled = Uint256{packed.value} * share;
    if (release == Release::v2) scaled = scaled + Uint256{kBasisPoints - 1};
    return AssetWei{scaled / Uint256{kBasisPoints} * Uint256{precision_of(asset)}};
}

std::optional<std::string_view> refusal_to_declare(Release release, const FeeRules& rules,
                                                   const ChargedFee& current, const AssetWei& fee) {
    if (fee != AssetWei{} && fee < rules.lowest) return "FeeTooLow";
    if (fee > rules.highest) return "FeeTooHigh";
    if (!pack(asset_of(release), fee)) return "MaxPrecisionExceeded";
    if (fee == current.fee) return "SameFeeChangeNotAllowed";
    if (current.is_free && fee != AssetWei{}) return "FeeIncreaseNotAllowed";
    const auto highest = highest_next_fee(release, current.fee, rules.increase_limit);
    if (!highest || fee > *highest) return "FeeExceedsIncreaseLimit";
    return std::nullopt;
}

DeclaredFee declare(const FeeRules& rules, const AssetWei& fee, UnixSeconds now) {
    const UnixSeconds begin = later(now, rules.declare_period);
    return {.fee = fee, .begin = begin, .end = later(begin, rules.execute_period)};
}

std::optional<std::string_view> refusal_to_execute(Release release, const FeeRules& rules,
                                                   const std::optional<DeclaredFee>& declared,
                                                   UnixSeconds now) {
    if (!declared) return "NoFeeDeclared";
    if (now < declared->begin || now > declared->end) return "ApprovalNotWithinTimeframe";
    if (declared->fee > rules.highest) return "FeeTooHigh";
    const bool is_low = declared->fee != AssetWei{} && declared->fee < rules.lowest;
    if (release == Release::v2 && is_low) return "FeeTooLow";
    return std::nullopt;
}

AssetWei highest_fee_until(const AssetWei& current, const std::optional<DeclaredFee>& declared,
                           UnixSeconds now, UnixSeconds until) {
    const bool can_come = declared && declared->begin <= until && declared->end >= now;
    return can_come ? std::max(current, declared->fee) : current;
}

}  // namespace stafi::ssv
