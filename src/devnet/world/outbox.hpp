#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "devnet/keepers/transaction.hpp"
#include "devnet/world/execution_access.hpp"

namespace stafi::devnet {

/// The keys of those who send.
using Senders = std::map<Address, EthSecretKey>;

/// What somebody who acts unasked has to tell.
struct Acted {
    std::size_t sent = 0;
    std::vector<std::string> failed;  ///< of what was sent before: which, and why
    friend bool operator==(const Acted&, const Acted&) = default;
};

/// Transactions that somebody sends unasked, until it is known how they went.
class Outbox {
  public:
    /// A transaction that so many looks did not find in a block is lost, as after a reorg.
    static constexpr int kLooksMax = 8;

    /// Puts a contract's revert data into words.
    using ReadRefusal = std::string (*)(BytesView revert);

    /// `execution` outlives it.
    Outbox(ExecutionAccess& execution, ReadRefusal read)
        : execution_{execution}, read_refusal_{read} {}

    /// Everything in `plan` is from one of `senders` (CHECKed). Returns how many that were.
    /// Errors: of ExecutionAccess::send; what comes after a refused one is not sent.
    [[nodiscard]] Task<Result<std::size_t>> send(const Senders& senders,
                                                 std::vector<Transaction> plan);

    /// Reads the receipts that there are; what failed or was lost, in words. It is not sent again:
    /// whoever planned it plans anew. Errors: of ExecutionAccess; what is left is read next time.
    [[nodiscard]] Task<Result<std::vector<std::string>>> look();

    /// Whether something waits for a block, as far as the last look told.
    [[nodiscard]] bool is_waiting() const { return !waiting_.empty(); }

  private:
    struct Waiting {
        Bytes32 hash;
        eth::ContractCall call;
        int looks = 0;
    };
    [[nodiscard]] Task<Result<std::string>> reason_of(eth::ContractCall call, Bytes32 block);

    ExecutionAccess& execution_;
    ReadRefusal read_refusal_;
    std::deque<Waiting> waiting_;
};

}  // namespace stafi::devnet
