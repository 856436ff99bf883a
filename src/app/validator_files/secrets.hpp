#pragma once

#include <string_view>
#include <vector>

#include "app/cli/console.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/bip39.hpp"

// Where passwords and mnemonics come from: the file that an option names, else the environment
// (itself, or by file), else the person at the terminal. Never a word of the command line, which
// every user of the machine can read. A file that others can read is used with a warning.

namespace stafi::app {

[[nodiscard]] Option password_option();
[[nodiscard]] Option mnemonic_option();
[[nodiscard]] Option passphrase_option();

/// The password of existing keystores.
/// Errors: bad_usage when there is none and nobody to ask, interrupted, those of `read_file`.
[[nodiscard]] Result<SecretBuffer> read_password(const Call& call);

/// The password of keystores to be made; a person types it twice.
/// Errors: as `read_password`; bad_password when it is too short or the two differ.
[[nodiscard]] Result<SecretBuffer> read_new_password(const Call& call);

/// A mnemonic is to be had without asking anybody.
[[nodiscard]] bool has_mnemonic(const Call& call);

/// Errors: as `read_password`; those of `Mnemonic::parse`.
[[nodiscard]] Result<Mnemonic> read_mnemonic(const Call& call);

/// The BIP-39 passphrase without a line end at its end; empty unless its option or variable is set.
/// Errors: those of `read_file`.
[[nodiscard]] Result<SecretBuffer> read_passphrase(const Call& call);

/// The seed under the passphrase, which is empty unless its option or variable is set.
/// Errors: those of `read_file` and `Mnemonic::seed`.
[[nodiscard]] Result<SecretBytes<64>> seed_of(const Call& call, const Mnemonic& mnemonic);

/// Shows a new mnemonic once and has it typed again, so that it is on paper before any key is made.
/// The terminal is cleared afterwards, whatever was answered. Somebody must be there.
/// Errors: bad_argument when it was typed wrong, interrupted.
[[nodiscard]] Result<> show_mnemonic(const Call& call, const Mnemonic& mnemonic);

}  // namespace stafi::app
