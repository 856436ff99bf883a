#pragma once

#include <optional>

#include "beacon/chain/forks.hpp"
#include "devnet/keepers/balance_oracle.hpp"
#include "devnet/ssv_api/ledger.hpp"
#include "devnet/world/deployment.hpp"
#include "devnet/world/execution_access.hpp"
#include "devnet/world/outbox.hpp"
#include "eth/execution/block.hpp"

namespace stafi::devnet {

/// Who keeps SSV Network in order on a devnet: a liquidator and, under v2, the oracles of effective
/// balances.
class SsvKeepers {
  public:
    /// All outlive it.
    SsvKeepers(ExecutionAccess& execution, const Deployment& deployment,
               const ssv_api::Ledger& ledger);

    /// Takes the keepers' keys: without, nobody acts. Errors: of `account_of`.
    [[nodiscard]] Result<> begin(Entropy& entropy);

    /// Sends what is due at the head, whose state is `head`, unless something sent before waits for
    /// a block. To be called once an epoch. Errors: of the execution client.
    [[nodiscard]] Task<Result<Acted>> act(eth::BlockRef block, beacon::StateView head);

  private:
    [[nodiscard]] Task<Result<std::vector<Transaction>>> liquidations(Bytes32 block);
    [[nodiscard]] std::vector<Transaction> balances(BlockNumber block, const beacon::State& state);

    ExecutionAccess& execution_;
    const Deployment& deployment_;
    const ssv_api::Ledger& ledger_;
    std::optional<BalanceCommitment> committed_;  ///< sent, and not yet brought home
    Address owner_;                               ///< of the network
    Address keeper_;
    Senders senders_;
    Outbox outbox_;
};

}  // namespace stafi::devnet
