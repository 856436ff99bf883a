#pragma once

#include <map>
#include <string>
#include <vector>

#include "crypto/rsa.hpp"
#include "devnet/ssv_api/ledger.hpp"
#include "devnet/validators/validators.hpp"
#include "devnet/world/deployment.hpp"
#include "devnet/world/execution_access.hpp"

namespace stafi::devnet {

/// The SSV Network of a devnet: its operators, and what its contract told, block by block.
class SsvSide {
  public:
    /// All outlive it.
    SsvSide(Ambient& ambient, ExecutionAccess& execution, const Deployment& deployment,
            Validators& validators);

    /// Sends the registrations of `count` operators, each with a key and a fee of its own, by
    /// owners of their own as far as accounts go. They run once the contract has told their ids.
    /// Errors: of the execution client; out_of_range when no account is left for owners.
    [[nodiscard]] Task<Result<>> register_operators(std::uint32_t count);

    // Transactions of those who may. Errors: of the execution client; unknown_operator for one that
    // does not run here.

    [[nodiscard]] Task<Result<>> remove_operator(OperatorId id);
    /// At once, which only a devnet can: a real one is announced for a week.
    [[nodiscard]] Task<Result<>> set_fee(OperatorId id, ssv::AssetWei fee);
    /// From v1.2 to v2; false when it is v2 in that block.
    [[nodiscard]] Task<Result<bool>> upgrade(Bytes32 head);

    /// Takes in what a block told. Blocks come one after the other; `rewind` before others come in
    /// their place. Errors: of the execution client.
    [[nodiscard]] Task<Result<>> follow(BlockNumber number, Bytes32 hash);
    void rewind(BlockNumber last);

    [[nodiscard]] const ssv_api::Ledger& ledger() const { return ledger_; }
    [[nodiscard]] bool runs(OperatorId id) const { return running_.contains(id); }

  private:
    /// An operator whose key is ours runs from now on.
    void start(const ssv::event::OperatorAdded& added);
    [[nodiscard]] Result<EthSecretKey> account(std::uint32_t index);

    Ambient& ambient_;
    ExecutionAccess& execution_;
    const Deployment& deployment_;
    Validators& validators_;
    ssv_api::Ledger ledger_;
    /// One whose id the contract has not told yet.
    struct Waiting {
        RsaPrivateKey key;
        std::uint32_t owner;  ///< the account's index
    };
    std::map<std::string, Waiting> waiting_;       ///< by public key
    std::map<OperatorId, std::uint32_t> running_;  ///< and their owners' indices
};

}  // namespace stafi::devnet
