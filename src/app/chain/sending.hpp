#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/files.hpp"
#include "app/chain/chain_access.hpp"
#include "app/chain/wallet.hpp"
#include "app/cli/report.hpp"
#include "engine/executor/executor.hpp"
#include "store/sqlite_store.hpp"

// A person's own transactions: each is recorded before it is sent, so that a command that was
// interrupted, or whose machine died, goes on where it was when it is run again.

namespace stafi::app {

/// --dry-run and --yes.
[[nodiscard]] std::vector<Option> consent_options();
/// Says what is going to be sent and asks, unless --yes is there. Errors: not_confirmed.
[[nodiscard]] Result<> confirm_sending(const Call& call, const std::string& what);

/// The wallet's options, those of consent, then --take-over and --timeout.
[[nodiscard]] std::vector<Option> sending_options();

/// What a person wants to have sent.
struct Wish {
    std::string words;  ///< `stake 1.5eth in the pool`
    tx::Kind kind = tx::Kind::stake;
    Address to;
    Bytes data;
    Wei value;
    std::vector<tx::Subject> subjects = {};  ///< ascending; none for the account itself
};

class Sending {
  public:
    /// Opens wallet and data folder, and takes up what an earlier run left.
    /// Errors: those of open_wallet, account_folder, SqliteStore::open and Executor::open_account.
    [[nodiscard]] static Task<Result<std::unique_ptr<Sending>>> open(const Call& call,
                                                                     ChainAccess& chain);

    [[nodiscard]] const Address& account() const { return wallet_.account; }

    /// Says what the wish comes to and costs, asks, sends, and waits until it is in a block. With
    /// --dry-run only the first: then false is returned, and nothing that builds on it can be told.
    /// The same wish of an earlier run that still waits is not sent again but waited for.
    ///
    /// Errors: contract_refused, also when it fails in its block; not_confirmed; intent_open when
    /// another of its kind waits; timed_out, after which it is still on its way; of the executor.
    [[nodiscard]] Task<Result<bool>> carry_out(Wish wish);

    /// An earlier run has sent it, and it is in no block. Errors: intent_open when another of its
    /// kind waits.
    [[nodiscard]] Result<bool> is_waiting_for(const Wish& wish);

    /// One row for each wish so far.
    [[nodiscard]] Table transactions() const;

  private:
    Sending(const Call& call, ChainAccess& chain, Wallet wallet, adapters::OutputFolder folder,
            std::unique_ptr<store::SqliteStore> store);

    [[nodiscard]] Task<Result<>> begin();
    [[nodiscard]] Result<std::optional<tx::Intent>> waiting_like(const Wish& wish);
    [[nodiscard]] engine::Order order_for(const Wish& wish) const;
    [[nodiscard]] Task<Result<std::optional<tx::IntentId>>> send(const Wish& wish);
    [[nodiscard]] Result<> confirm(const Wish& wish, const engine::Quote& quote) const;
    [[nodiscard]] Task<Result<tx::Intent>> wait_for(tx::IntentId id);
    [[nodiscard]] Task<Result<std::optional<tx::Intent>>> look_at(tx::IntentId id);
    void note_unsent(const Wish& wish, const engine::Quote& quote);
    void note(const Wish& wish, const tx::Intent& intent);

    const Call& call_;
    ChainAccess& chain_;
    Wallet wallet_;
    adapters::OutputFolder folder_;
    std::unique_ptr<store::SqliteStore> store_;
    engine::Executor executor_;
    std::uint64_t timeout_s_ = 0;
    std::vector<std::vector<Cell>> rows_;
};

}  // namespace stafi::app
