#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "eth/execution/receipt.hpp"
#include "eth/transaction.hpp"

// A transaction that shall be in the chain once, whatever crashes: it is recorded with its signed
// bytes before any of them leaves the house, and sent again until the chain has it.

namespace stafi::tx {

/// What a transaction does. For one subject, one of a kind is under way at a time.
enum class Kind : std::uint8_t {
    deposit_key,         ///< the probe of a key, or its whole deposit
    stake_key,           ///< the rest of a key's deposit
    register_validator,  ///< on SSV Network, as the next five
    remove_validator,
    exit_validator,
    deposit_cluster,
    withdraw_cluster,
    reactivate_cluster,
    migrate_cluster,
    set_fee_recipient,
    request_exit,  ///< EIP-7002
    stake,         ///< a staker's, as the next three
    approve,       ///< lets StafiWithdraw take rETH
    unstake,
    withdraw,
    exit_solo,
};
inline constexpr std::size_t kKinds = 16;
[[nodiscard]] std::string_view to_text(Kind kind);
/// Errors: bad_argument.
[[nodiscard]] Result<Kind> parse_kind(std::string_view text);

/// What it is done to: a validator, a cluster by its SSV id, an account.
using Subject = std::variant<PubkeyBytes, Bytes32, Address>;

using IntentId = FixedBytes<struct IntentIdTag, 32>;

/// Which transaction is meant, without saying how it looks.
struct Purpose {
    Kind kind = Kind::deposit_key;
    std::vector<Subject> subjects;  ///< ascending, none twice, at least one
    /// How many intents of this kind were ever recorded for these subjects together: so that the
    /// same work done again is another intent, and the same intent planned again is the same.
    std::uint64_t generation = 0;
    friend bool operator==(const Purpose&, const Purpose&) = default;
};

/// Keccak-256 of kind, generation and subjects: equal in every run and after every crash.
[[nodiscard]] IntentId id_of(const Purpose& purpose);

/// One signed form of an intent. All attempts of an intent have its account and nonce, so that at
/// most one of them is ever in the chain.
struct Attempt {
    Bytes raw;     ///< as eth_sendRawTransaction takes it
    Bytes32 hash;  ///< of the transaction
    Wei max_fee_per_gas;
    Wei max_priority_fee_per_gas;
    Wei cost_max;            ///< value and gas: no more leaves the account
    bool is_cancel = false;  ///< sends nothing to itself, to use up the nonce
    UnixMillis signed_at;
    friend bool operator==(const Attempt&, const Attempt&) = default;
};

/// CHECKs that it is of the kind that we send: with a fee cap and a tip.
[[nodiscard]] Attempt attempt_of(const eth::SignedTransaction& transaction, UnixMillis signed_at);

/// The attempt that is in the chain.
struct Mined {
    eth::Receipt receipt;
    bool is_final = false;
    friend bool operator==(const Mined&, const Mined&) = default;
};

struct Intent {
    Purpose purpose;
    Address account;
    AccountNonce nonce;
    bool is_urgent = false;
    std::vector<Attempt> attempts;    ///< oldest first, at least one
    std::optional<Mined> mined = {};  ///< nothing again when a reorg drops its block
    bool is_superseded = false;       ///< somebody else's transaction has its nonce for good

    /// Its transaction may still get into the chain: its subjects are taken.
    [[nodiscard]] bool is_waiting() const { return !mined && !is_superseded; }
    /// Nothing can change it any more.
    [[nodiscard]] bool is_closed() const { return is_superseded || (mined && mined->is_final); }

    [[nodiscard]] const Attempt& newest() const { return attempts.back(); }
    friend bool operator==(const Intent&, const Intent&) = default;
};

/// How it stands with an intent.
enum class Outcome : std::uint8_t { waiting, succeeded, reverted, cancelled, superseded };
[[nodiscard]] Outcome outcome_of(const Intent& intent);
[[nodiscard]] std::string_view to_text(Outcome outcome);

}  // namespace stafi::tx
