#pragma once

#include <filesystem>
#include <map>
#include <span>

#include "base/secret.hpp"
#include "ports/keys.hpp"

namespace stafi::adapters {

/// An account's keystore as geth and wallets write it, and its password.
struct AccountKeystore {
    std::filesystem::path file;
    SecretBuffer password;
};

/// Accounts whose keys lie in this process, in memory that is wiped when it ends.
class AccountKeystores final : public Keys {
  public:
    /// Opens all of them or none. Errors: those of read_file, parse_web3_keystore and
    ///         open_account_keystore; duplicate_key for an account that comes twice; each names its
    ///         file. Cost: one derivation for each, 0.6 s and 256 MiB as geth makes them.
    [[nodiscard]] static Result<AccountKeystores> open(std::span<const AccountKeystore> keystores,
                                                       Entropy& entropy);

    Task<Result<std::vector<Address>>> accounts() override;
    /// The content must be in the bounds that its fields name: CHECKed.
    Task<Result<eth::SignedTransaction>> sign(Address account,
                                              eth::UnsignedTransaction content) override;

  private:
    AccountKeystores() = default;
    std::map<Address, EthSecretKey> keys_;
};

}  // namespace stafi::adapters
