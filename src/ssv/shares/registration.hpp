#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"

// The rules for what `registerValidator` is given, in one place: whether shares were split here or
// came in a file, the same is wrong with them. Rules have the numbers of
// docs/formats/keyshares.md.

namespace stafi::ssv {

struct Registration {
    std::span<const OperatorId> operators;
    std::optional<BlsPubkey> validator;  ///< nothing: it is none, and nothing is compared with it
    std::optional<Address> owner;        ///< nothing: it is none, and no signature is verified
    OwnerNonce nonce;
    BytesView shares_data;
};

/// Everything that is wrong with each of `batch`, as a stranger would find it, by rule:
/// - 4: bad_shares_length, and then nothing else;
/// - 5: bad_signature; owner_nonce_mismatch when the validator did not sign for owner and nonce;
/// - 6: bad_public_key for a share key; duplicate_key when it is another's or the validator's;
/// - 7: shares_inconsistent unless all lie on one polynomial of degree threshold - 1 through the
///      validator key; bad_threshold when they lie on one of a lower degree;
/// - 9: bad_ciphertext for one that two operators have: at least one could not open it.
///
/// Rules 1 to 3 are what `Committee`, `OperatorSet` and `BlsPubkey` promise; with operators that
/// are no committee, rule 7 waits. Signatures are verified together, and so are the polynomials of
/// one committee; only what is wrong is then looked for one by one.
[[nodiscard]] std::vector<std::vector<Error>> registration_problems(
    std::span<const Registration> batch, Entropy& entropy);

}  // namespace stafi::ssv
