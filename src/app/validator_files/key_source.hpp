#pragma once

#include <string>
#include <vector>

#include "app/cli/console.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/bls/bls.hpp"

// Validator keys as commands get them: derived from a mnemonic, or out of keystores.

namespace stafi::app {

/// In one run: as many as one deposit-data file may have.
inline constexpr std::uint64_t kValidatorsMax = 65'536;

/// Places of the signing keys m/12381/3600/<i>/0/0 of a mnemonic.
struct KeyRange {
    std::uint32_t first = 0;
    std::size_t count = 1;
};

/// --num-validators and --validator-start-index, as the ethstaker deposit CLI calls them.
[[nodiscard]] std::vector<Option> range_options();
/// Errors: bad_number, out_of_range.
[[nodiscard]] Result<KeyRange> read_range(const Call& call);

[[nodiscard]] std::string signing_path(std::uint32_t index);

/// The signing keys of the range, in order, on all cores. Errors: interrupted.
[[nodiscard]] Result<std::vector<BlsSecretKey>> derive_keys(const Call& call,
                                                            const SecretBytes<64>& seed,
                                                            const KeyRange& range);

/// A key and where it came from: the file, or the path in the mnemonic.
struct SourceKey {
    BlsSecretKey key;
    std::string origin;
};

/// --keystores with its password, or a mnemonic with its range.
[[nodiscard]] std::vector<Option> key_source_options();

/// All keys, or the first error; no key twice.
/// Errors: bad_usage unless one source is given; duplicate_key; those of reading and opening it.
[[nodiscard]] Result<std::vector<SourceKey>> read_keys(const Call& call);

}  // namespace stafi::app
