#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"
#include "crypto/rsa.hpp"

// How RSA keys are written and messages padded: bytes only. The arithmetic is rsa.cpp's, and
// drawing keys rsa_generation.cpp's.

namespace stafi::rsa {

/// Errors: bad_rsa_key, as RsaPublicKey::parse.
[[nodiscard]] Result<RsaModulus> read_public_key(std::string_view text);

/// The DER of SubjectPublicKeyInfo. Source: RFC 8017, appendix A.1; RFC 5280, section 4.1.2.7.
[[nodiscard]] std::array<std::byte, 294> subject_public_key_info(const RsaModulus& modulus);

/// The numbers of a private key, little-endian as OpenSSL takes them; nothing is known about them
/// but their size.
struct PrivateNumbers {
    RsaModulus modulus;  ///< big-endian, as everywhere else
    SecretBytes<256> d;
    SecretBytes<128> p, q, d_mod_p1, d_mod_q1, q_inverse;
};

/// Errors: bad_rsa_key, as RsaPrivateKey::parse.
[[nodiscard]] Result<PrivateNumbers> read_private_key(const SecretBuffer& pem);

/// Two primes of 1024 bits and all that follows from them; equal entropy gives equal numbers.
/// Not in constant time. Cost: about 60 ms. Source: RFC 8017, section 3; FIPS 186-4, B.3.1.
[[nodiscard]] PrivateNumbers draw_private_numbers(Entropy& entropy);

/// EME-PKCS1-v1_5 of at most kRsaPlaintextMax bytes. Source: RFC 8017, section 7.2.1.
[[nodiscard]] SecretBytes<256> pad_for_encryption(BytesView plaintext, Entropy& entropy);
/// Constant time up to the verdict. Errors: bad_ciphertext. Source: RFC 8017, section 7.2.2.
[[nodiscard]] Result<SecretBuffer> unpad_decrypted(const SecretBytes<256>& block);
[[nodiscard]] tl::unexpected<Error> bad_ciphertext();

/// EMSA-PSS for 2047 bits with a salt of 222 bytes. Source: RFC 8017, section 9.1.1.
[[nodiscard]] std::array<std::byte, 256> pad_for_pss(const Bytes32& digest, Entropy& entropy);

}  // namespace stafi::rsa
