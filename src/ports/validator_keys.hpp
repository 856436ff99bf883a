#pragma once

#include <vector>

#include "ports/task.hpp"
#include "ssv/custody/custody.hpp"

namespace stafi {

/// The validator keys of one mnemonic, for one network. The mnemonic stays behind this line, and
/// so does every key: what comes back is public, or encrypted for an SSV operator.
///
/// A key is named by its place and its public key. Errors of all calls that take one:
/// mnemonic_mismatch when another key is at that place; nothing is signed then.
class ValidatorKeys {
  public:
    virtual ~ValidatorKeys() = default;

    /// The keys at `first` and the places after it. They are nobody's until the store has given
    /// them out. Errors: out_of_range beyond kKeyIndexMax.
    [[nodiscard]] virtual Task<Result<std::vector<ValidatorKey>>> keys_at(KeyIndex first,
                                                                          std::size_t count) = 0;

    /// Errors: also out_of_range for the amount.
    [[nodiscard]] virtual Task<Result<eth::DepositData>> sign_deposit(
        ValidatorKey key, eth::WithdrawalCredentials credentials, Gwei amount) = 0;

    /// Valid for ever. Errors: also bad_network while the network's genesis is not known.
    [[nodiscard]] virtual Task<Result<eth::SignedVoluntaryExit>> sign_exit(
        ValidatorKey key, eth::VoluntaryExit message) = 0;

    /// Shares of each key for the same operators, with the owner's nonces in the order of `keys`:
    /// all or none, and new ones at every call. Errors: also bad_owner_nonce, duplicate_key.
    [[nodiscard]] virtual Task<Result<std::vector<ssv::VerifiedShares>>> split(
        std::vector<ValidatorKey> keys, ssv::OperatorSet operators, ssv::SharesOwner owner) = 0;
};

}  // namespace stafi
