#include "tx/fees.hpp"

#include <algorithm>

namespace stafi::tx {
namespace {

const Wei& ceiling(bool is_urgent, const FeePolicy& policy) {
    return is_urgent ? policy.urgent_max : policy.patient_max;
}

/// Rounded up: nodes compare exactly.
Wei raised_by_an_eighth(const Wei& price) {
    return {price.value + (price.value + Uint256{7}) / Uint256{8}};
}

}  // namespace

std::optional<Price> price_for(const eth::FeeMarket& market, bool is_urgent,
                               const FeePolicy& policy) {
    const Wei& most = ceiling(is_urgent, policy);
    const Wei& tip = market.max_priority_fee_per_gas;
    // Not their sum: markets come from outside, and may be absurd.
    if (market.base_fee_per_gas > most || tip > most - market.base_fee_per_gas) return std::nullopt;
    return Price{.max_fee_per_gas = std::min(most, 2 * market.base_fee_per_gas + tip),
                 .max_priority_fee_per_gas = tip};
}

bool is_competitive(const Price& price, const eth::FeeMarket& market) {
    const Wei& tip = market.max_priority_fee_per_gas;
    return price.max_priority_fee_per_gas >= tip &&
           price.max_fee_per_gas - tip >= market.base_fee_per_gas;
}

std::optional<Price> replacement_for(const Price& before, const eth::FeeMarket& market,
                                     bool is_urgent, const FeePolicy& policy) {
    const auto fresh = price_for(market, is_urgent, policy);
    if (!fresh) return std::nullopt;
    const Price raised{
        .max_fee_per_gas =
            std::max(fresh->max_fee_per_gas, raised_by_an_eighth(before.max_fee_per_gas)),
        .max_priority_fee_per_gas = std::max(fresh->max_priority_fee_per_gas,
                                             raised_by_an_eighth(before.max_priority_fee_per_gas))};
    if (raised.max_fee_per_gas > ceiling(is_urgent, policy)) return std::nullopt;
    return raised;
}

}  // namespace stafi::tx
