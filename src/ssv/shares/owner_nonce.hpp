#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"

// The owner-nonce signature: the validator key agrees to be registered by one owner, as one
// certain registration of that owner. Nodes check it; the contract does not.
//
//   message   EIP-55 text of the owner, ":", the nonce in decimal
//   digest    Keccak-256 of the message, without any prefix
//   signature of the digest's 32 bytes, with the domain tag of Ethereum
//
// A nonce is the number of `ValidatorAdded` events the owner has emitted before, in all clusters,
// malformed ones included.

namespace stafi::ssv {

/// How many nonces of an owner may be used: 0..64,999. Nodes count in 16 bits and would begin anew
/// at 65,536; the 536 left over are for registrations that others make or that turn out malformed.
inline constexpr std::uint64_t kOwnerNoncesMax = 65'000;

/// The nonces first..first+count-1 may all be used. Errors: bad_owner_nonce.
[[nodiscard]] Result<> check_owner_nonces(OwnerNonce first, std::size_t count);

/// "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494:3". Any nonce: a log may hold any.
[[nodiscard]] std::string owner_nonce_message(const Address& owner, OwnerNonce nonce);
[[nodiscard]] Bytes32 owner_nonce_digest(const Address& owner, OwnerNonce nonce);

/// Errors: bad_owner_nonce. Cost: about 350 µs.
[[nodiscard]] Result<BlsSignature> sign_owner_nonce(const BlsSecretKey& validator,
                                                    const Address& owner, OwnerNonce nonce);

[[nodiscard]] bool verify_owner_nonce(const BlsPubkey& validator, const Address& owner,
                                      OwnerNonce nonce, const BlsSignature& signature);

/// Which of these signatures are wrong, ascending. As cheap as `batch_verify` while all are right;
/// each wrong one costs a search by halves.
[[nodiscard]] std::vector<std::size_t> find_bad_signatures(std::span<const SignedRoot> batch,
                                                           Entropy& entropy);

}  // namespace stafi::ssv
