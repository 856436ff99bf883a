#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/units.hpp"

// Why the pool's contracts refuse a call, in words that one can react to.

namespace stafi::pool {

enum class Refusal : std::uint8_t {
    unknown,               ///< not ours, or without data: out of gas, another contract's error
    paused,                ///< switched off for now: all, one lane, or what was asked for
    contract_outdated,     ///< the called or calling contract was replaced: ask the registry again
    not_allowed,           ///< the caller has not the role
    not_key_owner,         ///< the key is another node's
    key_status,            ///< the key is not where the call needs it: read its status again
    key_elsewhere,         ///< the other lane has the key
    key_limit,             ///< the super node has no room for so many keys
    credentials_setting,   ///< the pool's credentials do not name its withdrawal contract
    deposit_root_changed,  ///< somebody has deposited since the approvals: ask for new ones
    approvals_expired,     ///< likewise too late, or too early
    approvals_refused,     ///< too few, unordered, not a member's, or no signatures
    already_voted,
    already_done,  ///< agreed on before, or something newer was
    already_claimed,
    not_claimable,     ///< not yet, or nothing at all
    limit_reached,     ///< of unstaking, in this cycle
    balance_too_low,   ///< of the pool, of a contract, or of the caller's rETH
    bad_arguments,     ///< they contradict each other, the state or the rules: our mistake
    exit_not_due,      ///< not elected, or the grace period has not ended
    exit_fee,          ///< it rose above what was offered or sent
    exit_unavailable,  ///< the chain takes no requests
    transfer_failed,   ///< the receiver did not take the ether
    arithmetic,        ///< Panic: an overflow, or a bug of the contract
};

struct Refused {
    Refusal word = Refusal::unknown;
    std::optional<PubkeyBytes> validator;  ///< which of the batch, when the contract says so
    std::optional<Address> account;        ///< who is no member, out of order, or not allowed
    std::string name;  ///< of the error: `ExitNotDue`; `Error` for a text; empty when not known
    std::string text;  ///< with its arguments; printable, whatever the contract sent
    std::string_view explanation;  ///< one sentence; empty when `unknown`
    friend bool operator==(const Refused&, const Refused&) = default;
};

/// Reads revert data. Cannot fail: what is not known is `unknown`, shown as it is.
[[nodiscard]] Refused read_refusal(BytesView data);

/// One reason as the contracts have it: the text of a `require`, or the declaration of an error.
struct RefusalRow {
    std::string_view text;
    Refusal word;
    std::string_view explanation;
};
[[nodiscard]] std::span<const RefusalRow> refusal_texts();
[[nodiscard]] std::span<const RefusalRow> refusal_errors();

}  // namespace stafi::pool
