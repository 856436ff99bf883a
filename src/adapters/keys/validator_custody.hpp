#pragma once

#include <filesystem>

#include "ports/ambient.hpp"
#include "ports/validator_keys.hpp"

namespace stafi::adapters {

/// The validator keys of a sealed mnemonic, made in this process, aside of its loop. What stays in
/// memory, wiped at the end, is the one secret that they all come from.
class ValidatorCustody final : public ValidatorKeys {
  public:
    /// Opens a file of `seal_mnemonic`. Errors: those of read_file and open_mnemonic, with the
    /// file.
    ///         Cost: 0.6 s and 256 MiB with scrypt's defaults.
    [[nodiscard]] static Result<ValidatorCustody> open(const std::filesystem::path& sealed_mnemonic,
                                                       const SecretBuffer& password,
                                                       eth::Network network, Ambient& ambient);

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
    ValidatorCustody(ssv::Custody custody, Ambient& ambient)
        : custody_{std::move(custody)}, ambient_{ambient} {}

    ssv::Custody custody_;
    Ambient& ambient_;
};

}  // namespace stafi::adapters
