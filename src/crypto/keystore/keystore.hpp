#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"
#include "crypto/keystore/encrypted_secret.hpp"
#include "crypto/keystore/uuid.hpp"

// Validator keystores: EIP-2335, version 4. The format to the byte: docs/formats/keystore.md.

namespace stafi {

/// A whole keystore file; its key is behind the password.
struct Keystore {
    EncryptedSecret crypto;
    std::string description;
    std::optional<PubkeyBytes> pubkey;  ///< as the file says: may be junk
    std::string path;                   ///< EIP-2334, or empty
    Uuid uuid;
    friend bool operator==(const Keystore&, const Keystore&) = default;
};

/// Reads the file and judges its parameters; nothing is derived yet. Unknown fields are ignored.
/// Errors: file_too_large, bad_json, bad_hex, bad_keystore, out_of_range, keystore_too_costly,
///         all with the path of the field.
[[nodiscard]] Result<Keystore> parse_keystore(std::string_view json);

/// Byte for byte as ethstaker-deposit 1.3.1 writes it.
[[nodiscard]] std::string to_json(const Keystore& keystore);

/// SSV operators keep their RSA key as a bare `crypto` object: {checksum, cipher, kdf}.
/// Errors: as `parse_keystore`.
[[nodiscard]] Result<EncryptedSecret> parse_encrypted_secret(std::string_view json);

/// Compact and in alphabetical order, as the SSV node writes it.
[[nodiscard]] std::string to_json(const EncryptedSecret& secret);

/// Opens any number of keystores with one password, and derives once for those that share a salt.
///
/// The password is tried as EIP-2335 normalises it, then as raw bytes (as ssv-keys uses it), with
/// and without a line end at its end; each form costs a derivation only if it is different.
///
/// For one thread at a time: `open` remembers what it derived. Threads open with one each, and
/// derive apart.
class KeystoreOpener {
  public:
    /// Errors: bad_utf8, out_of_range.
    [[nodiscard]] static Result<KeystoreOpener> with(const SecretBuffer& password);

    /// The validator's key. Errors: bad_keystore when no such key can be inside, wrong_password (or
    /// a damaged file, which looks the same), keystore_key_mismatch, out_of_memory.
    [[nodiscard]] Result<BlsSecretKey> open(const Keystore& keystore);

    /// A secret of any kind. Errors: wrong_password, out_of_memory.
    [[nodiscard]] Result<SecretBuffer> open(const EncryptedSecret& sealed);

  private:
    struct Derived {
        std::size_t form;
        DerivedKey key;
    };
    explicit KeystoreOpener(std::vector<SecretBuffer> forms) : forms_{std::move(forms)} {}
    [[nodiscard]] Result<SecretBytes<32>> key_of(std::size_t form, const Kdf& kdf);

    std::vector<SecretBuffer> forms_;
    std::vector<Derived> derived_;  ///< the latest few
};

/// Writes any number of keystores under one password, with one derivation and one salt for all.
class KeystoreSealer {
  public:
    /// Errors: those of `check_new_password` and `derive_key`.
    [[nodiscard]] static Result<KeystoreSealer> with(const SecretBuffer& password,
                                                     const KdfCost& cost, Entropy& entropy);

    [[nodiscard]] Keystore seal(const BlsSecretKey& key, std::string path, Entropy& entropy) const;
    /// Errors: out_of_range unless `secret` has 1 to kCiphertextMax bytes.
    [[nodiscard]] Result<EncryptedSecret> seal(BytesView secret, Entropy& entropy) const;

  private:
    explicit KeystoreSealer(DerivedKey key) : key_{std::move(key)} {}
    DerivedKey key_;
};

/// One keystore on its own. Errors: those of KeystoreOpener.
[[nodiscard]] Result<BlsSecretKey> open_validator_keystore(const Keystore& keystore,
                                                           const SecretBuffer& password);

/// One keystore on its own. Errors: those of KeystoreSealer.
[[nodiscard]] Result<Keystore> encrypt_validator_key(const BlsSecretKey& key,
                                                     const SecretBuffer& password, std::string path,
                                                     const KdfCost& cost, Entropy& entropy);

}  // namespace stafi
