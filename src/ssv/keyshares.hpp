#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/bls.hpp"
#include "crypto/entropy.hpp"
#include "ssv/committee.hpp"
#include "ssv/owner_nonce.hpp"

// From a validator key to shares that may be registered, as a chain of types each of which can only
// be made from the one before:
//
//   BlsSecretKey --split_key--> SplitKey --verify--> VerifiedShares
//
// so that shares which nobody checked again cannot reach a transaction, and ciphertexts that we
// did not make ourselves cannot either (nobody but its operator can check one).

namespace stafi::ssv {

/// What is registered for one validator, all of it public.
struct Keyshares {
    BlsPubkey validator;
    Committee committee;
    std::vector<Bytes32> operator_keys;  ///< fingerprints of the RSA keys, in committee order
    Address owner;
    OwnerNonce nonce;
    Bytes shares_data;
    friend bool operator==(const Keyshares&, const Keyshares&) = default;
};

/// A validator key in shares: `operator_keys` are those that the ciphertexts were made for.
class SplitKey {
  public:
    [[nodiscard]] const Keyshares& keyshares() const { return keyshares_; }

  private:
    friend Result<SplitKey> split_key(const BlsSecretKey&, const OperatorSet&, const Address&,
                                      OwnerNonce, Entropy&);
    friend class VerifiedShares;
    explicit SplitKey(Keyshares keyshares) : keyshares_{std::move(keyshares)} {}
    Keyshares keyshares_;
};

/// Splits `key` so that any threshold of the operators can sign together, encrypts each share for
/// its operator and signs the owner nonce. Equal entropy gives equal shares.
///
/// Secrets: polynomial, shares and plaintexts are wiped before it returns.
/// Errors: bad_owner_nonce.
/// Source: ssv-keys 1.1.0; docs/formats/keyshares.md. Cost: about 1 ms for four operators.
[[nodiscard]] Result<SplitKey> split_key(const BlsSecretKey& key, const OperatorSet& operators,
                                         const Address& owner, OwnerNonce nonce, Entropy& entropy);

/// Reads the bytes to be registered as a stranger would, for every validator of `batch`:
/// - as many operator keys as seats, shares data of the right length;
/// - every point in its group, share keys different from each other and from the validator key;
/// - all share keys on one polynomial of degree threshold - 1 through the validator key;
/// - the owner-nonce signature is the validator's, for this owner and nonce.
///
/// Errors: bad_operator_set, bad_shares_length, bad_signature, bad_public_key, duplicate_key,
/// shares_inconsistent, owner_nonce_mismatch, naming the validator.
/// Cost: about 0.8 ms each in a batch of fifty for one committee of four, 2 ms for one alone.
[[nodiscard]] Result<> check_keyshares(std::span<const Keyshares> batch, Entropy& entropy);

/// Shares that were split here and hold what they promise.
class VerifiedShares {
  public:
    /// All of `splits` or none. Errors: those of `check_keyshares`.
    [[nodiscard]] static Result<std::vector<VerifiedShares>> verify(std::vector<SplitKey> splits,
                                                                    Entropy& entropy);

    [[nodiscard]] const Keyshares& keyshares() const { return keyshares_; }

  private:
    explicit VerifiedShares(Keyshares keyshares) : keyshares_{std::move(keyshares)} {}
    Keyshares keyshares_;
};

}  // namespace stafi::ssv
