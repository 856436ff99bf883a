#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"
#include "crypto/keystore/kdf.hpp"

// What validator keystores (EIP-2335) and account keystores (Web3 Secret Storage) have in common.

namespace stafi {

class JsonFields;

inline constexpr std::size_t kCiphertextMax = 16'384;  ///< the PEM of an RSA-4096 key is 3.2 KB
inline constexpr std::size_t kKeystoreJsonMax = 65'536;
inline constexpr std::size_t kPasswordCharactersMin = 12;  ///< when new, as ethstaker asks for

/// A secret of any length under a password. The first half of the derived key encrypts it with
/// AES-128-CTR; the second half and the ciphertext are hashed to the checksum.
struct EncryptedSecret {
    Kdf kdf;
    CipherIv iv;
    Bytes ciphertext;
    Bytes32 checksum;
    friend bool operator==(const EncryptedSecret&, const EncryptedSecret&) = default;
};

enum class ChecksumHash : std::uint8_t {
    sha256,     ///< EIP-2335
    keccak256,  ///< Web3 Secret Storage
};

/// What a password becomes under a KDF.
struct DerivedKey {
    Kdf kdf;
    SecretBytes<32> bytes;
};

/// With a new salt of 32 bytes. Errors: those of `derive_key`.
[[nodiscard]] Result<DerivedKey> derive_new_key(BytesView password, const KdfCost& cost,
                                                Entropy& entropy);

/// Draws a new IV: one key may seal many secrets, its key stream never repeats.
[[nodiscard]] EncryptedSecret seal_secret(BytesView secret, const DerivedKey& key,
                                          ChecksumHash hash, Entropy& entropy);

/// The secret, or nothing when the checksum, which is compared first and in constant time,
/// disagrees: a wrong key or a changed ciphertext. It does not cover the IV: whoever knows what the
/// secret belongs to (a public key, an address) has to compare that too.
[[nodiscard]] std::optional<SecretBuffer> open_secret(const EncryptedSecret& sealed,
                                                      const SecretBytes<32>& key,
                                                      ChecksumHash hash);

/// Reads a KDF whose name stands in field `function` and whose parameters, which both formats name
/// alike, in object `params`; judges them by the bounds of kdf.hpp.
/// Errors: bad_json, bad_hex, bad_keystore, out_of_range, keystore_too_costly.
[[nodiscard]] Result<Kdf> read_kdf(const JsonFields& from, std::string_view function,
                                   std::string_view params);

/// Errors: bad_json, bad_hex, bad_keystore when empty, out_of_range above kCiphertextMax.
[[nodiscard]] Result<Bytes> read_ciphertext(const JsonFields& from, std::string_view name);

/// The field must have this one value. Errors: bad_json, bad_keystore.
[[nodiscard]] Result<> expect_text(const JsonFields& from, std::string_view name,
                                   std::string_view value);
[[nodiscard]] Result<> expect_number(const JsonFields& from, std::string_view name,
                                     std::uint64_t value);

/// `scrypt` or `pbkdf2`.
[[nodiscard]] std::string_view function_name(const Kdf& kdf);
/// Compact and in alphabetical order, as programs in Go write them.
[[nodiscard]] std::string params_json(const Kdf& kdf);

/// What a new keystore asks of its password: kPasswordCharactersMin characters after normalisation.
/// Errors: bad_password, bad_utf8, out_of_range.
[[nodiscard]] Result<> check_new_password(const SecretBuffer& password);

/// Editors end a file with a line end, which nobody means to be part of the password.
[[nodiscard]] std::string_view without_line_end(std::string_view password);

}  // namespace stafi
