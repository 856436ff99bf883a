#pragma once

#include <vector>

#include "eth/transaction.hpp"
#include "ports/task.hpp"

namespace stafi {

/// Secrets stay behind this line, in an encrypted keystore or another program.
///
/// Errors of all calls: unknown_account for an account whose key is not here; unavailable ones
/// when a remote signer does not answer; rejected ones when it refuses.
class Keys {
  public:
    virtual ~Keys() = default;

    /// Those that can sign, ascending.
    [[nodiscard]] virtual Task<Result<std::vector<Address>>> accounts() = 0;

    /// The sender of the result is `account`: a signer that answers for another one is refused.
    /// Signing the same content again gives the same bytes (RFC 6979), or others of the same
    /// nonce: never both are in a chain.
    [[nodiscard]] virtual Task<Result<eth::SignedTransaction>> sign(
        Address account, eth::UnsignedTransaction content) = 0;
};

}  // namespace stafi
