#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "tx/fees.hpp"
#include "tx/intent.hpp"

// How an intent is brought to its end: one decision at a time, from what the chain says now.

namespace stafi::tx {

/// What the chain says about the transactions of one account, all of it at one block.
struct Sight {
    AccountNonce used;                        ///< its transactions in blocks so far
    BlockNumber finalized;                    ///< no reorg goes deeper
    std::vector<eth::Receipt> receipts = {};  ///< of whichever attempts are in the chain
    friend bool operator==(const Sight&, const Sight&) = default;
};

struct DrivePolicy {
    FeePolicy fees;
    std::uint64_t patient_ms = 300'000;  ///< before an attempt that is not competitive is replaced
    std::uint64_t urgent_ms = 30'000;    ///< the same
    friend bool operator==(const DrivePolicy&, const DrivePolicy&) = default;
};

/// The newest attempt goes out, again if it must: nodes forget.
struct Send {
    friend bool operator==(const Send&, const Send&) = default;
};
/// The newest attempt waits in vain: the same again at this price.
struct Replace {
    Price price;
    friend bool operator==(const Replace&, const Replace&) = default;
};
/// The chain has it, or has it no more, or has it for good: the store is to know.
struct Record {
    std::optional<Mined> mined;
    friend bool operator==(const Record&, const Record&) = default;
};
/// The store knows all there is.
struct Wait {
    friend bool operator==(const Wait&, const Wait&) = default;
};
/// The chain has a transaction with its nonce that is none of its attempts.
struct Foreign {
    friend bool operator==(const Foreign&, const Foreign&) = default;
};
using Step = std::variant<Send, Replace, Record, Wait, Foreign>;

/// CHECKs that the intent is not closed.
[[nodiscard]] Step next_step(const Intent& intent, const Sight& sight, const eth::FeeMarket& market,
                             const DrivePolicy& policy, UnixMillis now);

/// What the account may have to pay for all that waits, each intent at its dearest attempt.
[[nodiscard]] Wei promised(std::span<const Intent> intents, const Address& account);

}  // namespace stafi::tx
