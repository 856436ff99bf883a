#pragma once

#include <string>
#include <string_view>

#include "crypto/bip39.hpp"
#include "crypto/keystore/kdf.hpp"

// A mnemonic under a password, for a program that makes validator keys while nobody is there.
//
// The file is the bare `crypto` object of EIP-2335, as SSV operators keep their RSA key. What it
// seals are the words, and on a second line the passphrase where there is one.

namespace stafi {

/// Errors: bad_password below kPasswordCharactersMin characters, bad_utf8, out_of_range for the
///         passphrase, those of `derive_key`.
[[nodiscard]] Result<std::string> seal_mnemonic(const Mnemonic& mnemonic,
                                                std::string_view passphrase,
                                                const SecretBuffer& password, const KdfCost& cost,
                                                Entropy& entropy);

/// The seed of all its keys. Errors: those of `parse_encrypted_secret`; wrong_password,
///         out_of_memory; bad_keystore when another kind of secret is in it.
[[nodiscard]] Result<SecretBytes<64>> open_mnemonic(std::string_view json,
                                                    const SecretBuffer& password);

}  // namespace stafi
