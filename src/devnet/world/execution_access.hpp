#pragma once

#include <map>
#include <optional>
#include <vector>

#include "adapters/rpc/rpc_client.hpp"
#include "crypto/secp256k1.hpp"
#include "eth/execution/call.hpp"
#include "eth/execution/receipt.hpp"
#include "pool/events.hpp"
#include "ssv/network/events.hpp"

// What a devnet itself asks its execution chain, as any client would: logs, and transactions of
// accounts whose keys it has.

namespace stafi::devnet {

/// What an account is to call.
struct Order {
    Address to;
    Bytes data;
    Wei value{};
    Gas gas_limit{3'000'000};
};

class ExecutionAccess {
  public:
    /// `url`: of a node on this machine.
    ExecutionAccess(Ambient& ambient, adapters::Url url, ChainId chain);

    /// What SSV Network told in a block, in log order; what nobody can read is left out.
    /// Errors: as of RpcClient::expect; bad_json.
    [[nodiscard]] Task<Result<std::vector<ssv::Event>>> ssv_events(Bytes32 block, Address network);

    /// What contracts of the pool told in these blocks, in log order. Errors: as above.
    [[nodiscard]] Task<Result<std::vector<pool::Event>>> pool_events(BlockNumber from,
                                                                     BlockNumber to,
                                                                     pool::Addresses contracts);

    /// Calls, answered in the state of one block, in their order. Errors: as above; rpc_refused
    /// when one reverts.
    [[nodiscard]] Task<Result<std::vector<Bytes>>> call_all(std::vector<eth::ContractCall> calls,
                                                            Bytes32 block);

    /// What a call is refused with in the state of a block; nothing when it is not. Errors: as
    /// above.
    [[nodiscard]] Task<Result<std::optional<eth::Reverted>>> refusal_of(eth::ContractCall call,
                                                                        Bytes32 block);

    /// Nothing while the transaction is in no block. Errors: as above.
    [[nodiscard]] Task<Result<std::optional<eth::Receipt>>> receipt(Bytes32 transaction);

    /// Signs and sends a transaction; returns its name when it waits for a block. Fees are far
    /// above what a devnet asks. Errors: as of RpcClient::expect, with the node's refusal.
    [[nodiscard]] Task<Result<Bytes32>> send(const EthSecretKey& from, Order order);

    /// Begins at the chain's count again with all accounts: after a reorg, or a refusal.
    void forget_nonces() { nonces_.clear(); }

  private:
    [[nodiscard]] Task<Result<AccountNonce>> next_nonce(Address account);

    adapters::RpcClient node_;
    ChainId chain_;
    std::map<Address, AccountNonce> nonces_;  ///< the next of each account that has sent
};

}  // namespace stafi::devnet
