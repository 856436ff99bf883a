#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "devnet/keepers/transaction.hpp"
#include "devnet/oracle/pool_ledger.hpp"
#include "pool/addresses.hpp"

// A small honest oracle for devnets without a relay: its members judge the credentials of new keys,
// tell the pool's balances once an era, and distribute what validators paid out.

namespace stafi::devnet {

/// All of one finalized block: what its payload's state answers to the calls named here.
struct OracleFacts {
    BlockNumber block;
    pool::Addresses contracts;
    std::vector<Address> members;       ///< GetTrustedNodeAt
    std::uint64_t quorum = 1;           ///< GetQuorum
    Bytes32 credentials;                ///< GetWithdrawalCredentials
    eth::ForkVersion genesis;           ///< the beacon chain's, for deposits
    PoolFees fees;                      ///< GetNodeFee, GetPlatformFee
    Wei pool_balance;                   ///< user_deposit::GetBalance
    Wei missing;                        ///< TotalMissingAmountForWithdraw
    pool::Reth supply;                  ///< reth_token's
    pool::BalancesId balances;          ///< GetBalancesBlock
    BlockNumber distributed;            ///< LatestDistributeHeight
    pool::WithdrawIndex next_request;   ///< NextWithdrawIndex
    pool::WithdrawIndex max_claimable;  ///< MaxClaimableWithdrawIndex
};

class OracleStandIn {
  public:
    static constexpr std::size_t kKeysPerVote = 30;
    /// What was asked for is not asked for again before it could be final, then it is.
    static constexpr Epoch kPatience{8};

    /// `era`: how often figures are told.
    explicit OracleStandIn(Epoch era) : era_{era} {}

    /// What the members send at a new finalized state, to whose block `facts` and `ledger` belong;
    /// as many vote as decide. Errors: contract_missing; bad_argument for fees of more than 100 %.
    [[nodiscard]] Result<std::vector<Transaction>> plan(const OracleFacts& facts,
                                                        const PoolLedger& ledger,
                                                        const beacon::State& state);

  private:
    [[nodiscard]] Result<> vote_credentials(const OracleFacts& facts, const PoolLedger& ledger,
                                            const beacon::State& state,
                                            std::vector<Transaction>& plan);
    [[nodiscard]] Result<> submit_balances(const OracleFacts& facts, const PoolLedger& ledger,
                                           const beacon::State& state,
                                           std::vector<Transaction>& plan);
    [[nodiscard]] Result<> distribute(const OracleFacts& facts, const PoolLedger& ledger,
                                      const beacon::State& state, std::vector<Transaction>& plan);

    Epoch era_;
    std::map<std::pair<Address, PubkeyBytes>, Epoch> votes_asked_;  ///< by member and key
    std::optional<Epoch> balances_asked_;
    std::optional<Epoch> distribution_asked_;
};

}  // namespace stafi::devnet
