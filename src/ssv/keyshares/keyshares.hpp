#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"
#include "ssv/committee.hpp"
#include "ssv/shares/owner_nonce.hpp"

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

/// Reads the bytes to be registered as a stranger would, for every validator of `batch`; the rules
/// have the numbers of docs/formats/keyshares.md:
/// - a validator key, and a nonce of one owner, comes once per batch (3, 5);
/// - one operator key for each seat, all different (2);
/// - the nonce is one that `check_owner_nonces` lets through (5);
/// - everything that `registration_problems` finds (4 to 7, 9).
/// Rules 1 and 3 are kept by the types. `check_file` has the same rules, from the same place.
///
/// Errors: duplicate_key, owner_nonce_mismatch, bad_operator_set, bad_owner_nonce and those of
/// `registration_problems`; the first one, naming the validator.
/// Cost: see bench/keyshares_bench.cpp.
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
