#pragma once

#include <optional>
#include <vector>

#include "crypto/custody/validator_tree.hpp"
#include "tx/intent.hpp"

namespace stafi {

/// The transactions of an account, as far as we sent them.
struct NonceQueue {
    AccountNonce first;  ///< of ours: those before it are not explained by the store
    AccountNonce next;   ///< for the next intent; all from `first` to here have one
    friend bool operator==(const NonceQueue&, const NonceQueue&) = default;
};

/// How a place in the mnemonic came to be given out.
enum class KeyOrigin : std::uint8_t {
    reserved,     ///< here, before anything was done with the key
    found,        ///< the chain knows the key
    passed_over,  ///< the chain knows a later one: whether this one was used elsewhere is not known
};

/// A key that is not given out again.
struct KeyRecord {
    ValidatorKey key;
    KeyOrigin origin = KeyOrigin::reserved;
    friend bool operator==(const KeyRecord&, const KeyRecord&) = default;
};

/// What survives a crash. Each call is one transaction of the database and, unless it says
/// otherwise, on the disk when it returns. Nothing waits for anybody, so nothing is a Task.
///
/// Errors of all calls: disk_full, write_failed, store_damaged; then nothing was changed.
class Store {
  public:
    virtual ~Store() = default;

    // Transactions.

    /// Begins the queue of an account that has sent `next` transactions so far: when we first see
    /// it, and when its user takes it over from another tool. Intents that wait with an earlier
    /// nonce are superseded; those that wait with `next` and the following nonces stay, and `next`
    /// of the queue comes after them. Errors: nonce_gap when they begin later.
    [[nodiscard]] virtual Result<> adopt_account(Address account, AccountNonce next) = 0;
    /// Nothing for an account that was not adopted.
    [[nodiscard]] virtual Result<std::optional<NonceQueue>> nonce_queue(Address account) = 0;

    /// The purpose of the next intent of this kind for these subjects: with its generation.
    [[nodiscard]] virtual Result<tx::Purpose> next_purpose(tx::Kind kind,
                                                           std::vector<tx::Subject> subjects) = 0;

    /// Errors: intent_open, naming the subject, while an intent of the same kind that is_waiting()
    /// has one of the subjects; nonce_taken, nonce_gap unless its nonce is the queue's next;
    /// out_of_range for another generation than the next.
    [[nodiscard]] virtual Result<> record(const tx::Intent& intent) = 0;
    /// Another form of the same. Errors: unknown_intent.
    [[nodiscard]] virtual Result<> record_attempt(tx::IntentId id, const tx::Attempt& attempt) = 0;
    /// What the chain says; nothing when a reorg has taken it back: then a later intent of the same
    /// subjects may be waiting too, and both go on. Errors: unknown_intent; intent_closed when it
    /// was closed.
    [[nodiscard]] virtual Result<> record_mined(tx::IntentId id,
                                                std::optional<tx::Mined> mined) = 0;

    /// Those that are not closed, by account and nonce.
    [[nodiscard]] virtual Result<std::vector<tx::Intent>> open_intents() = 0;
    /// The newest `count_max` of all, newest first.
    [[nodiscard]] virtual Result<std::vector<tx::Intent>> latest_intents(std::size_t count_max) = 0;

    // Validator keys. Every place in the mnemonic before the next one has its record.

    /// The first place that was never given out.
    [[nodiscard]] virtual Result<KeyIndex> next_key_index() = 0;
    /// Gives out the next places, in their order and for good: all or none, before anything is done
    /// with the keys. Errors: key_index_taken, key_index_gap; duplicate_key for a key that has
    /// another place already.
    [[nodiscard]] virtual Result<> record_keys(const std::vector<KeyRecord>& keys) = 0;
    /// At most `count_max` of those from `first` on, in their order.
    [[nodiscard]] virtual Result<std::vector<KeyRecord>> key_records(KeyIndex first,
                                                                     std::size_t count_max) = 0;
};

}  // namespace stafi
