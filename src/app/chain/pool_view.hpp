#pragma once

#include <vector>

#include "app/chain/chain_access.hpp"
#include "pool/contracts/withdraw.hpp"

// The pool as one block has it.

namespace stafi::app {

struct PoolView {
    eth::Header block;
    Address reth;
    Address user_deposit;
    Address balances;
    Address withdraw;
    Address light_node;
    Address settings;
};

/// At the head. Errors: of pool_storage and find_pool; contract_missing.
[[nodiscard]] Task<Result<PoolView>> look_at_pool(ChainAccess& chain);

/// What somebody unstaked and has not got yet.
struct WaitingWithdrawal {
    pool::WithdrawIndex index;
    Wei amount;
    bool is_claimable = false;
};

/// In the order in which they were asked for. Whether one can be claimed, the contract is asked by
/// trying. Errors: of ask.
[[nodiscard]] Task<Result<std::vector<WaitingWithdrawal>>> waiting_withdrawals(Execution& execution,
                                                                               PoolView view,
                                                                               Address account);

}  // namespace stafi::app
