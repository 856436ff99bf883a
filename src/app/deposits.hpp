#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/console.hpp"
#include "base/result.hpp"
#include "crypto/bls.hpp"
#include "eth/deposit_file.hpp"
#include "eth/network.hpp"

namespace stafi::app {

/// What the deposits of one run have in common.
struct DepositTerms {
    eth::WithdrawalCredentials credentials;
    Gwei amount;
    eth::Network network;
};

/// --withdrawal-address, --compounding, --amount.
[[nodiscard]] std::vector<Option> deposit_options();

/// Errors: bad_address, bad_amount, out_of_range (0x01 credentials above the network's maximum
///         would pay the rest out at once), those of `network_of`.
[[nodiscard]] Result<DepositTerms> read_terms(const Call& call);

/// One deposit per key, in order, each signed and then checked as a stranger would, on all cores.
/// Errors: out_of_range for the amount, interrupted.
[[nodiscard]] Result<std::vector<eth::DepositEntry>> sign_deposits(
    const Call& call, const std::vector<BlsSecretKey>& keys, const DepositTerms& terms);

/// Writes deposit_data-<unix>.json, unless a file in the folder says exactly this already.
/// Errors: those of `write_new_file`.
[[nodiscard]] Result<std::filesystem::path> keep_or_write_deposits(
    const Call& call, const std::filesystem::path& folder,
    const std::vector<eth::DepositEntry>& entries);

/// What somebody expects of a deposit file; whatever is left out is taken from each entry.
struct DepositWish {
    std::optional<eth::WithdrawalCredentials> credentials;
    std::optional<Gwei> amount;
};

struct CheckedDeposit {
    eth::DepositEntry entry;
    Result<> verdict;
};

/// Reads a file and checks every entry against all rules of docs/formats/deposit-data.md, for the
/// network of the configuration. Errors: those of reading, interrupted.
[[nodiscard]] Result<std::vector<CheckedDeposit>> check_deposit_file(
    const Call& call, const std::filesystem::path& file, const DepositWish& wish);

}  // namespace stafi::app
