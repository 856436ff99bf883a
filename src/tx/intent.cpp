#include "tx/intent.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/printable.hpp"
#include "crypto/hash.hpp"

namespace stafi::tx {
namespace {

// In the order of the enum. The names are in databases and in answers of the API: they stay.
constexpr std::array<std::string_view, kKinds> kKindTexts{
    "deposit_key",     "stake_key",         "register_validator", "remove_validator",
    "exit_validator",  "deposit_cluster",   "withdraw_cluster",   "reactivate_cluster",
    "migrate_cluster", "set_fee_recipient", "request_exit",       "stake",
    "approve",         "unstake",           "withdraw",           "exit_solo"};
constexpr std::array<std::string_view, 5> kOutcomeTexts{"waiting", "succeeded", "reverted",
                                                        "cancelled", "superseded"};
static_assert(kKindTexts.back() == "exit_solo");

}  // namespace

std::string_view to_text(Kind kind) { return kKindTexts.at(static_cast<std::size_t>(kind)); }

Result<Kind> parse_kind(std::string_view text) {
    const auto* found = std::ranges::find(kKindTexts, text);
    if (found == kKindTexts.end())
        return fail(Reason::bad_argument, fmt::format("kind: no {} exists", printable(text)));
    return static_cast<Kind>(found - kKindTexts.begin());
}

IntentId id_of(const Purpose& purpose) {
    CHECK(!purpose.subjects.empty() && std::ranges::is_sorted(purpose.subjects));
    Bytes content;
    append(content, bytes_of("stafi-router intent 1"));
    append(content, bytes_of(to_text(purpose.kind)));
    append(content, be64(purpose.generation));
    for (const Subject& subject : purpose.subjects) {
        content.push_back(static_cast<std::byte>(subject.index()));
        std::visit([&](const auto& bytes) { append(content, bytes.view()); }, subject);
    }
    return IntentId::from(keccak256(content).view());
}

Attempt attempt_of(const eth::SignedTransaction& transaction, UnixMillis signed_at) {
    const auto* content = std::get_if<eth::FeeMarketTransaction>(&transaction.content);
    CHECK(content != nullptr);
    return {.raw = eth::encode_transaction(transaction),
            .hash = eth::transaction_hash(transaction),
            .max_fee_per_gas = content->max_fee_per_gas,
            .max_priority_fee_per_gas = content->max_priority_fee_per_gas,
            .cost_max = content->value + content->gas_limit.value * content->max_fee_per_gas,
            .is_cancel = content->to == transaction.sender && content->data.empty(),
            .signed_at = signed_at};
}

Outcome outcome_of(const Intent& intent) {
    if (intent.is_superseded) return Outcome::superseded;
    if (!intent.mined) return Outcome::waiting;
    const auto mined =
        std::ranges::find(intent.attempts, intent.mined->receipt.transaction, &Attempt::hash);
    CHECK(mined != intent.attempts.end());
    if (mined->is_cancel) return Outcome::cancelled;
    return intent.mined->receipt.succeeded ? Outcome::succeeded : Outcome::reverted;
}

std::string_view to_text(Outcome outcome) {
    return kOutcomeTexts.at(static_cast<std::size_t>(outcome));
}

}  // namespace stafi::tx
