#pragma once

#include "base/result.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"
#include "crypto/rsa.hpp"

// A share on its way to its operator: RSAES-PKCS1-v1_5 of its hex text.

namespace stafi::ssv {

/// The plaintext is "0x" and 64 lower-case digits, as ssv-keys writes it; it is wiped.
[[nodiscard]] RsaCiphertext encrypt_share(const BlsSecretKey& share, const RsaPublicKey& key,
                                          Entropy& entropy);

/// What an operator does: decrypts, reads 64 digits with or without "0x" (ssv-keys or ssv-dkg) and
/// compares with the share's public key.
/// Errors: bad_ciphertext, one text for whatever is wrong, so that nobody learns from the answer.
[[nodiscard]] Result<BlsSecretKey> open_share(const RsaPrivateKey& key,
                                              const RsaCiphertext& ciphertext,
                                              const BlsPubkey& share_key);

}  // namespace stafi::ssv
