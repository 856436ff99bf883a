#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/console.hpp"
#include "base/result.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/keystore/keystore.hpp"

// Keystores as they lie on a disk.

namespace stafi::app {

struct KeystoreFile {
    std::filesystem::path file;
    Result<Keystore> keystore;  ///< or why the file cannot be used
};

/// Reads every keystore that `place` names: a file, or all `keystore*.json` of a folder, ordered as
/// people count (…_2_0_0 before …_10_0_0). What is in a file is part of the result.
/// Errors: file_missing, file_unreadable for `place` itself; file_missing for a folder without any.
[[nodiscard]] Result<std::vector<KeystoreFile>> read_keystores(const std::filesystem::path& place);

/// The key in each file, or why it cannot be had: opened on all cores, once per password and salt.
/// Errors: interrupted; those of `KeystoreOpener::with`.
[[nodiscard]] Result<std::vector<Result<BlsSecretKey>>> open_keystores(
    const Call& call, const std::vector<KeystoreFile>& files, const SecretBuffer& password);

/// `keystore-m_12381_3600_0_0_0-`: how the names of all files for a path begin.
[[nodiscard]] std::string keystore_name_start(const std::string& path);

/// Writes `<start><unix seconds>.json`, in the first second from now on that is not taken.
/// Errors: those of `write_new_file`.
[[nodiscard]] Result<std::filesystem::path> write_dated_file(const Call& call,
                                                             const std::filesystem::path& folder,
                                                             const std::string& start,
                                                             BytesView content);

/// "scrypt n=262144" or "pbkdf2 c=262144".
[[nodiscard]] std::string cost_text(const KdfCost& cost);

}  // namespace stafi::app
