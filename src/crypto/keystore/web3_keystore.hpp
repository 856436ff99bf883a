#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"
#include "crypto/keystore/encrypted_secret.hpp"
#include "crypto/keystore/uuid.hpp"
#include "crypto/secp256k1.hpp"

// Account keystores: Web3 Secret Storage, version 3, as geth, web3.py and wallets write them.

namespace stafi {

/// A whole keystore file; its key is behind the password.
struct Web3Keystore {
    EncryptedSecret crypto;
    std::optional<Address> address;  ///< as the file says
    Uuid id;
    friend bool operator==(const Web3Keystore&, const Web3Keystore&) = default;
};

/// Reads the file and judges its parameters; nothing is derived yet. Unknown fields are ignored.
/// Errors: file_too_large, bad_json, bad_hex, bad_keystore, out_of_range, keystore_too_costly,
///         all with the path of the field.
[[nodiscard]] Result<Web3Keystore> parse_web3_keystore(std::string_view json);

/// Byte for byte as geth writes it.
[[nodiscard]] std::string to_json(const Web3Keystore& keystore);

/// The account's key. Passwords are raw bytes here, tried without and with a line end at their end.
///
/// Errors: wrong_password (or a damaged file, which looks the same), bad_keystore,
///         keystore_key_mismatch when the file names another address, out_of_memory.
[[nodiscard]] Result<EthSecretKey> open_account_keystore(const Web3Keystore& keystore,
                                                         const SecretBuffer& password,
                                                         Entropy& entropy);

/// A line end at the password's end is dropped, as geth drops it.
/// Errors: bad_password below kPasswordCharactersMin characters, bad_utf8, those of `derive_key`.
[[nodiscard]] Result<Web3Keystore> encrypt_account_key(const EthSecretKey& key,
                                                       const SecretBuffer& password,
                                                       const KdfCost& cost, Entropy& entropy);

}  // namespace stafi
