#include "tx/drive.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace stafi::tx {
namespace {

std::optional<eth::Receipt> receipt_of(const Intent& intent, const Sight& sight) {
    for (const eth::Receipt& receipt : sight.receipts)
        if (std::ranges::find(intent.attempts, receipt.transaction, &Attempt::hash) !=
            intent.attempts.end())
            return receipt;
    return std::nullopt;
}

bool waits_in_vain(const Intent& intent, const eth::FeeMarket& market, const DrivePolicy& policy,
                   UnixMillis now) {
    const Attempt& newest = intent.newest();
    const std::uint64_t patience = intent.is_urgent ? policy.urgent_ms : policy.patient_ms;
    const Price offered{.max_fee_per_gas = newest.max_fee_per_gas,
                        .max_priority_fee_per_gas = newest.max_priority_fee_per_gas};
    return now > newest.signed_at + UnixMillis{patience} && !is_competitive(offered, market);
}

}  // namespace

Step next_step(const Intent& intent, const Sight& sight, const eth::FeeMarket& market,
               const DrivePolicy& policy, UnixMillis now) {
    CHECK(!intent.is_closed() && !intent.attempts.empty());
    if (const auto receipt = receipt_of(intent, sight)) {
        const Mined mined{.receipt = *receipt,
                          .is_final = receipt->block.number <= sight.finalized};
        if (intent.mined == mined) return Wait{};
        return Record{mined};
    }
    if (sight.used > intent.nonce) return Foreign{};
    if (intent.mined) return Record{std::nullopt};
    if (waits_in_vain(intent, market, policy, now)) {
        const Attempt& newest = intent.newest();
        const Price before{.max_fee_per_gas = newest.max_fee_per_gas,
                           .max_priority_fee_per_gas = newest.max_priority_fee_per_gas};
        if (const auto price = replacement_for(before, market, intent.is_urgent, policy.fees))
            return Replace{*price};
    }
    return Send{};
}

Wei promised(std::span<const Intent> intents, const Address& account) {
    Wei sum;
    for (const Intent& intent : intents) {
        if (intent.account != account || !intent.is_waiting()) continue;
        Wei dearest;
        for (const Attempt& attempt : intent.attempts)
            dearest = std::max(dearest, attempt.cost_max);
        sum += dearest;
    }
    return sum;
}

}  // namespace stafi::tx
