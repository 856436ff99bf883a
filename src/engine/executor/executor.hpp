#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "engine/reading/pin.hpp"
#include "ports/ambient.hpp"
#include "ports/execution.hpp"
#include "ports/keys.hpp"
#include "ports/store.hpp"
#include "tx/drive.hpp"

// Transactions, from what somebody wants to what the chain has. Signed bytes are in the store
// before they leave the house; everything after that may be repeated, and is, by `drive`.

namespace stafi::engine {

/// A transaction that somebody wants.
struct Order {
    tx::Kind kind = tx::Kind::deposit_key;
    std::vector<tx::Subject> subjects;  ///< ascending, none twice, at least one
    Address account;                    ///< who sends it, and pays
    Address to;
    Bytes data;
    Wei value;
    bool is_urgent = false;
    friend bool operator==(const Order&, const Order&) = default;
};

/// What an order comes to in the present state of the chain.
struct Quote {
    Order order;
    Gas gas_limit;
    tx::Price price;
    Wei cost_max;  ///< value and gas: no more leaves the account
    friend bool operator==(const Quote&, const Quote&) = default;
};

struct Submitted {
    tx::IntentId id;
    /// The client would not take it yet, and why. It is recorded all the same, and sent again.
    std::optional<Error> unsent;
};

/// What a pass over the open intents did.
struct Driven {
    std::vector<tx::IntentId> mined;     ///< and not final yet
    std::vector<tx::IntentId> closed;    ///< mined for good
    std::vector<tx::IntentId> reopened;  ///< a reorg dropped them
    std::vector<tx::IntentId> replaced;  ///< by an attempt with a higher price
    std::vector<Address> foreign;        ///< accounts that another tool sends from
    std::vector<Error> failures;         ///< what could not be done, and is tried again
};

struct ExecutorOptions {
    ChainId chain;
    tx::DrivePolicy drive;
    std::uint64_t gas_margin_percent = 25;  ///< fees that settle per block make estimates too low
};

/// One call at a time, in one process: CHECKed, as two could take the same nonce.
class Executor {
  public:
    struct Ports {
        Execution& execution;
        Store& store;
        Keys& keys;
        Ambient& ambient;
    };
    Executor(Ports ports, ExecutorOptions options) : io_{ports}, options_{options} {}

    /// Prepares to send from `account`: needed once in each run, before all else. With `take_over`
    /// the transactions of another tool are accepted: those of ours that lost their nonce to it are
    /// superseded.
    /// Errors: foreign_nonce when the store does not explain the account's nonce, as when another
    ///         tool sends from it or an old database was restored; not_final when a take-over has
    ///         to wait, since a reorg could still bring back what it supersedes.
    [[nodiscard]] Task<Result<>> open_account(Address account, Pin pin, bool take_over = false);

    /// What the order would cost now; or the contract's refusal, and nothing is to be sent. For
    /// `make_again` it runs at the head, since what waits contains what it shall replace.
    /// Errors: too_dear above the ceiling; balance_too_low, all that waits counted; out_of_range
    ///         for more gas than any transaction may have.
    [[nodiscard]] Task<Result<std::variant<Quote, Reverted>>> quote(
        Order order, Moment moment = Moment::pending);

    /// Signs, records and sends. Errors: as of Store::record and Keys::sign; then nothing was sent.
    /// foreign_nonce when the account's nonce is not ours.
    [[nodiscard]] Task<Result<Submitted>> submit(Quote quote);

    /// The same intent with other content, as when the state that it was made for has changed. It
    /// takes the place of what waits. Errors: unknown_intent, intent_closed when it does not wait;
    /// intent_open when it is mined; too_dear when it cannot outbid what waits.
    [[nodiscard]] Task<Result<Submitted>> make_again(tx::IntentId id, Quote quote);
    /// Uses the nonce up for nothing. What waits may still be mined in its place. Errors: the same.
    [[nodiscard]] Task<Result<Submitted>> cancel(tx::IntentId id);

    /// Brings every open intent one step further. What fails for one account keeps no other from
    /// going on. Errors: when the store cannot be read.
    [[nodiscard]] Task<Result<Driven>> drive(Pin pin);

  private:
    struct Turn;
    [[nodiscard]] Task<Result<AccountNonce>> final_nonce(Address account, Pin pin);
    [[nodiscard]] Task<Result<>> take_over_account(Address account, Account now, Pin pin);
    [[nodiscard]] Task<Result<>> drive_account(std::vector<tx::Intent> intents, const Pin& pin,
                                               const eth::FeeMarket& market, Driven& driven);
    [[nodiscard]] Task<Result<tx::Sight>> look(const std::vector<tx::Intent>& intents,
                                               const Pin& pin);
    [[nodiscard]] Task<Result<std::optional<eth::Receipt>>> receipt_of(const tx::Intent& intent,
                                                                       const Pin& pin);
    [[nodiscard]] Task<Result<>> take_step(const tx::Intent& intent, tx::Step step, Driven& driven);
    [[nodiscard]] Task<Result<>> is_still_head(const Pin& pin);
    [[nodiscard]] Task<Result<tx::Attempt>> sign(Address account,
                                                 eth::FeeMarketTransaction content);
    [[nodiscard]] Task<Result<Submitted>> outbid(const tx::Intent& intent,
                                                 eth::FeeMarketTransaction content);
    [[nodiscard]] Task<Submitted> sent(tx::IntentId id, Bytes raw);

    Ports io_;
    ExecutorOptions options_;
    std::set<Address> foreign_;  ///< accounts that another tool sends from, as last seen
    bool is_busy_ = false;
};

}  // namespace stafi::engine
