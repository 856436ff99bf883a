#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "crypto/custody/validator_tree.hpp"
#include "eth/deposit/deposit.hpp"
#include "eth/network.hpp"
#include "ssv/keyshares/keyshares.hpp"

// All that is done with the validator keys of a mnemonic. Each key is derived when it is used and
// wiped before the call returns; what comes out is public, or encrypted for an operator.

namespace stafi::ssv {

/// Who registers on SSV Network, and with which nonce the first key of a batch; the others follow.
struct SharesOwner {
    Address account;
    OwnerNonce first_nonce;
    friend bool operator==(const SharesOwner&, const SharesOwner&) = default;
};

/// Signs for one network only. Errors of all calls that take a key: mnemonic_mismatch when the key
/// at its index is another one; then nothing is signed.
class Custody {
  public:
    Custody(const SecretBytes<64>& seed, eth::Network network)
        : tree_{ValidatorTree::of(seed)}, network_{std::move(network)} {}

    /// The keys at `first` and the places after it.
    /// Errors: out_of_range beyond kKeyIndexMax. Cost: about 1 ms each.
    [[nodiscard]] Result<std::vector<ValidatorKey>> keys_at(KeyIndex first,
                                                            std::size_t count) const;

    /// Errors: also out_of_range for the amount.
    [[nodiscard]] Result<eth::DepositData> sign_deposit(
        const ValidatorKey& key, const eth::WithdrawalCredentials& credentials, Gwei amount) const;

    /// In the domain that stays valid for ever (EIP-7044). Errors: also bad_network while the
    /// network's genesis is not known.
    [[nodiscard]] Result<eth::SignedVoluntaryExit> sign_exit(
        const ValidatorKey& key, const eth::VoluntaryExit& message) const;

    /// Shares of each key for the same operators, checked again as a stranger would: all or none.
    /// Errors: also those of `split_key` and `check_keyshares`. Cost: about 1.5 ms for each key.
    [[nodiscard]] Result<std::vector<VerifiedShares>> split(std::span<const ValidatorKey> keys,
                                                            const OperatorSet& operators,
                                                            const SharesOwner& owner,
                                                            Entropy& entropy) const;

  private:
    [[nodiscard]] Result<BlsSecretKey> secret_of(const ValidatorKey& key) const;

    ValidatorTree tree_;
    eth::Network network_;
};

}  // namespace stafi::ssv
