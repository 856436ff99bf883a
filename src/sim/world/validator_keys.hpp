#pragma once

#include "ports/validator_keys.hpp"
#include "sim/world/trouble.hpp"

namespace stafi::sim {

/// A mnemonic in another program's custody.
class SimValidatorKeys final : public ValidatorKeys {
  public:
    SimValidatorKeys(const SecretBytes<64>& seed, eth::Network network, Ambient& ambient,
                     Trouble& trouble)
        : custody_{seed, std::move(network)}, ambient_{ambient}, trouble_{trouble} {}

    Task<Result<std::vector<ValidatorKey>>> keys_at(KeyIndex first, std::size_t count) override;
    Task<Result<eth::DepositData>> sign_deposit(ValidatorKey key,
                                                eth::WithdrawalCredentials credentials,
                                                Gwei amount) override;
    Task<Result<eth::SignedVoluntaryExit>> sign_exit(ValidatorKey key,
                                                     eth::VoluntaryExit message) override;
    Task<Result<std::vector<ssv::VerifiedShares>>> split(std::vector<ValidatorKey> keys,
                                                         ssv::OperatorSet operators,
                                                         ssv::SharesOwner owner) override;

  private:
    ssv::Custody custody_;
    Ambient& ambient_;
    Trouble& trouble_;
};

}  // namespace stafi::sim
