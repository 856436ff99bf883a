#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"

// RSA as SSV uses it: 2048 bits, exponent 65537, nothing else. Operators receive their shares
// encrypted (PKCS#1 v1.5), sign DKG messages (PSS) and consensus messages (PKCS#1 v1.5).
// Whatever is random comes from `Entropy`, so equal inputs give equal outputs. Keys never change
// once made and may be used from several threads at once. rsa.cpp is the one file that knows
// OpenSSL's RSA.

struct evp_pkey_st;  // a key inside OpenSSL

namespace stafi {

inline constexpr std::size_t kRsaKeyTextMax = 2048;   ///< characters; a key has 612
inline constexpr std::size_t kRsaPlaintextMax = 245;  ///< bytes; 256 less the smallest padding
inline constexpr std::size_t kRsaPemMax = 8192;       ///< characters of a private key's PEM

using RsaModulus = FixedBytes<struct RsaModulusTag, 256>;  ///< big-endian
using RsaCiphertext = FixedBytes<struct RsaCiphertextTag, 256>;
using RsaSignature = FixedBytes<struct RsaSignatureTag, 256>;

/// An operator's public key: an odd modulus of exactly 2048 bits.
class RsaPublicKey {
  public:
    /// Reads the `operatorKey` of SSV: base64 of a PEM text labelled `RSA PUBLIC KEY` whose body is
    /// a SubjectPublicKeyInfo. Also reads the PEM text itself, the label `PUBLIC KEY` and a PKCS#1
    /// body. Base64 and DER are strict; only the line breaks of the PEM are free.
    ///
    /// Errors: bad_rsa_key.
    /// Source: ssv-keys, ssv-dkg `crypto.ParseRSAPublicKey`; RFC 7468, RFC 8017 A.1.1.
    [[nodiscard]] static Result<RsaPublicKey> parse(std::string_view text);

    /// The one text, of 612 characters, that ssv tools write and compare byte for byte.
    [[nodiscard]] std::string canonical_text() const;
    /// SHA-256 of the SubjectPublicKeyInfo.
    [[nodiscard]] Bytes32 fingerprint() const;

    /// RSAES-PKCS1-v1_5 of at most kRsaPlaintextMax bytes (CHECKed). Cost: about 20 µs.
    [[nodiscard]] RsaCiphertext encrypt(BytesView plaintext, Entropy& entropy) const;

    /// RSASSA-PSS with SHA-256 and MGF1-SHA-256, any salt length: DKG messages and proofs.
    [[nodiscard]] bool verify_pss(BytesView message, const RsaSignature& signature) const;
    /// RSASSA-PKCS1-v1_5 with SHA-256: consensus messages.
    [[nodiscard]] bool verify_pkcs1(BytesView message, const RsaSignature& signature) const;

    friend bool operator==(const RsaPublicKey& a, const RsaPublicKey& b) {
        return a.modulus_ == b.modulus_;
    }

  private:
    friend class RsaPrivateKey;
    explicit RsaPublicKey(const RsaModulus& modulus);

    RsaModulus modulus_;
    std::shared_ptr<evp_pkey_st> key_;  ///< shared by the copies of this object
};

/// An operator's private key. Its secrets are wiped when it dies.
class RsaPrivateKey {
  public:
    /// Reads an unencrypted PEM: PKCS#1 (`RSA PRIVATE KEY`) or PKCS#8 (`PRIVATE KEY`), and proves
    /// that it is a key: two primes, and numbers that belong together.
    ///
    /// Errors: bad_rsa_key. Cost: 40 ms.
    [[nodiscard]] static Result<RsaPrivateKey> parse(const SecretBuffer& pem);
    /// A new key; equal entropy gives equal keys. Cost: about 60 ms.
    [[nodiscard]] static RsaPrivateKey generate(Entropy& entropy);

    [[nodiscard]] const RsaPublicKey& public_key() const { return public_key_; }

    /// Opens RSAES-PKCS1-v1_5, in constant time up to the verdict. Errors: bad_ciphertext, with one
    /// and the same text whatever was wrong; never tell a stranger even that.
    [[nodiscard]] Result<SecretBuffer> decrypt(const RsaCiphertext& ciphertext) const;

    /// RSASSA-PSS with SHA-256 and MGF1-SHA-256, salt of 222 bytes (the longest) as Go signs.
    [[nodiscard]] RsaSignature sign_pss(BytesView message, Entropy& entropy) const;
    /// RSASSA-PKCS1-v1_5 with SHA-256; equal messages have equal signatures.
    [[nodiscard]] RsaSignature sign_pkcs1(BytesView message) const;

  private:
    struct FreeKey {
        void operator()(evp_pkey_st* key) const;
    };
    using Key = std::unique_ptr<evp_pkey_st, FreeKey>;
    RsaPrivateKey(RsaPublicKey public_key, Key key)
        : public_key_{std::move(public_key)}, key_{std::move(key)} {}

    RsaPublicKey public_key_;
    Key key_;
};

}  // namespace stafi
