#pragma once

#include <memory>
#include <vector>

#include "app/chain/chain_access.hpp"
#include "ports/keys.hpp"

namespace stafi::app {

/// The account that a command sends from, and what signs for it.
struct Wallet {
    std::unique_ptr<Keys> keys;
    Address account;
};

/// --keystore and --password-file, or --signer, --signer-kind; and --account.
[[nodiscard]] std::vector<Option> wallet_options();

/// Errors: bad_usage unless exactly one of --keystore and --signer is there, or when the signer has
/// several accounts and --account names none; unknown_account for an account that it has not; those
/// of AccountKeystores and RpcSigner.
[[nodiscard]] Task<Result<Wallet>> open_wallet(const Call& call, ChainAccess& chain);

}  // namespace stafi::app
