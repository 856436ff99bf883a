#pragma once

#include <optional>

#include "beacon/chain/forks.hpp"
#include "devnet/keepers/balance_oracle.hpp"
#include "devnet/ssv_api/ledger.hpp"
#include "devnet/world/deployment.hpp"
#include "devnet/world/execution_access.hpp"

namespace stafi::devnet {

/// Who keeps SSV Network in order on a devnet: a liquidator and, under v2, the oracles of effective
/// balances.
class SsvKeepers {
  public:
    /// All outlive it.
    SsvKeepers(Entropy& entropy, ExecutionAccess& execution, const Deployment& deployment,
               const ssv_api::Ledger& ledger)
        : entropy_{entropy}, execution_{execution}, deployment_{deployment}, ledger_{ledger} {}

    /// Sends what is due at `block`, the head's, whose state is `state`; how many transactions that
    /// were. To be called once an epoch. Errors: of the execution client.
    [[nodiscard]] Task<Result<std::size_t>> act(BlockNumber block, beacon::StateView state);

  private:
    [[nodiscard]] Task<Result<std::vector<Transaction>>> liquidations(BlockNumber block);
    [[nodiscard]] std::vector<Transaction> balances(BlockNumber block, const beacon::State& state);

    Entropy& entropy_;
    ExecutionAccess& execution_;
    const Deployment& deployment_;
    const ssv_api::Ledger& ledger_;
    std::optional<BalanceCommitment> committed_;  ///< sent, and not yet brought home
    std::optional<EthSecretKey> owner_;           ///< of the network
    std::optional<EthSecretKey> keeper_;
};

}  // namespace stafi::devnet
