#pragma once

#include <deque>
#include <vector>

#include "beacon/chain/forks.hpp"
#include "devnet/oracle/stand_in.hpp"
#include "devnet/world/deployment.hpp"
#include "devnet/world/execution_access.hpp"
#include "devnet/world/outbox.hpp"

namespace stafi::devnet {

/// A pool's honest oracle on a devnet: it knows what is final, and sends what members send.
class PoolSide {
  public:
    /// Both others outlive it. `genesis`: the version that deposits are signed for.
    PoolSide(ExecutionAccess& execution, const Deployment& deployment,
             const eth::ForkVersion& genesis);

    /// Takes the members' keys: without, nothing is followed and nobody acts.
    /// Errors: of `accounts_of`.
    [[nodiscard]] Result<> begin(Entropy& entropy);

    /// The next block of the head's branch. `rewind` before others come in its place.
    void follow(const eth::BeaconBlockBody& body);
    void rewind(BlockNumber last);

    /// Learns what became final, up to the block of the `finalized` state, and sends what is due.
    /// Errors: of the execution client, then it is done again; of OracleStandIn::plan.
    [[nodiscard]] Task<Result<Acted>> settle(beacon::StateView finalized);

  private:
    /// What only the block itself tells.
    struct Told {
        BlockNumber number;
        std::vector<eth::DepositRequest> deposits;
        std::vector<eth::Withdrawal> withdrawals;
    };
    [[nodiscard]] Task<Result<>> learn(BlockNumber last);
    [[nodiscard]] Task<Result<OracleFacts>> facts_at(const eth::ExecutionPayloadHeader& block);

    ExecutionAccess& execution_;
    const Deployment& deployment_;
    eth::ForkVersion genesis_;
    pool::Addresses contracts_;
    Senders members_;
    Outbox outbox_;
    std::deque<Told> waiting_;  ///< blocks that are not final
    PoolLedger ledger_;
    OracleStandIn oracle_;
};

}  // namespace stafi::devnet
