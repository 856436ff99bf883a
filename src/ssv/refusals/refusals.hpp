#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/units.hpp"

// Why SSV Network refuses a call, of either release, in words that one can react to.

namespace stafi::ssv {

enum class Refusal : std::uint8_t {
    unknown,                    ///< not SSV's, and with data
    no_such_function,           ///< without data: another release's call, or out of gas
    incorrect_cluster_state,    ///< the cluster has changed: read its events again
    incorrect_cluster_version,  ///< it pays in the other asset
    cluster_missing,
    cluster_liquidated,
    cluster_active,  ///< so that there is nothing to reactivate
    not_liquidatable,
    insufficient_balance,  ///< of the cluster for what it would have to hold, or of who pays
    validator_registered,  ///< by this owner
    validator_missing,     ///< of this owner, or with these operators
    operator_missing,      ///< never was, or is removed
    operator_private,
    operator_full,
    bad_operators,  ///< their number, their order, or one of them twice
    bad_arguments,  ///< lists, lengths, amounts: our mistake
    not_owner,
    fee_refused,  ///< too high, too low, too early, too late, or not declared
    bad_proof,    ///< of an effective balance, or not of the last root: ask the oracles again
    transfer_failed,
    arithmetic,  ///< Panic: an overflow, or a bug of the contract
    not_ours,    ///< of calls that oracles, stakers and the DAO make, and this program never
};

struct Refused {
    Refusal word = Refusal::unknown;
    std::optional<PubkeyBytes> validator;   ///< which of the batch
    std::optional<OperatorId> operator_id;  ///< which of the committee
    std::string name;              ///< as declared: `ClusterIsLiquidated`; empty when not known
    std::string text;              ///< with its arguments; printable, whatever the contract sent
    std::string_view explanation;  ///< one sentence; empty when `unknown`
    friend bool operator==(const Refused&, const Refused&) = default;
};

/// Reads revert data. Cannot fail: what is not known is `unknown`, shown as it is.
[[nodiscard]] Refused read_refusal(BytesView data);

/// An error as the contract declares it, or a text of `require`.
struct RefusalRow {
    std::string_view declaration;
    Refusal word;
    std::string_view explanation;
};
/// Of both releases, of the token, and what is thrown but not declared.
[[nodiscard]] std::span<const RefusalRow> refusal_errors();
/// Texts of v1.2, of the libraries of both releases, and of the token.
[[nodiscard]] std::span<const RefusalRow> refusal_texts();

}  // namespace stafi::ssv
