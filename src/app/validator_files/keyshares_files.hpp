#pragma once

#include <filesystem>
#include <vector>

#include "app/cli/console.hpp"
#include "app/validator_files/key_source.hpp"
#include "base/result.hpp"
#include "ssv/keyshares/keyshares_check.hpp"
#include "ssv/keyshares/keyshares_file.hpp"

// Keyshares files as they lie on a disk.

namespace stafi::app {

/// Who will register shares, and with which nonces.
struct Registration {
    ssv::OperatorSet operators;
    Address owner;
    OwnerNonce first_nonce;  ///< of the first key; the others follow
};

/// `ssv::check_file` on all cores. Errors: interrupted, no_entropy.
[[nodiscard]] Result<std::vector<ssv::Finding>> check_keyshares(
    const Call& call, const ssv::KeysharesFile& file, const ssv::KeysharesExpectation& expected);

/// For each key the file in `folder` that holds its shares already, or an empty path. Encryption is
/// random: shares are the ones that would be made if they pass every check for the same owner,
/// nonce, key and operators. What the ciphertexts hold cannot be told, see `kCiphertextCaveat`.
/// Files that concern neither the keys nor the nonces of the registration are left alone.
///
/// Errors: file_exists, naming the first file that has one of the keys or nonces but other shares;
///         those of reading a file; interrupted.
[[nodiscard]] Result<std::vector<std::filesystem::path>> find_kept_shares(
    const Call& call, const std::filesystem::path& folder, const std::vector<SourceKey>& keys,
    const Registration& registration);

}  // namespace stafi::app
