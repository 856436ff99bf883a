#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "app/cli/console.hpp"
#include "base/result.hpp"
#include "crypto/bls/bls.hpp"
#include "eth/deposit/file.hpp"
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

/// Whether its name is that of deposit data, of whatever tool: `deposit_data*.json`.
[[nodiscard]] bool is_deposit_file(const std::filesystem::path& file);

/// Where deposits lie: those that are in a folder already are kept and not written again, for who
/// sends two files that both have a deposit pays it twice.
struct FiledDeposits {
    /// The files that hold some of them, and how many others are in each.
    std::map<std::filesystem::path, std::size_t> kept;
    std::size_t kept_count = 0;                 ///< so many of them are in these files
    std::vector<eth::DepositEntry> missing;     ///< those that none holds
    std::optional<std::filesystem::path> made;  ///< the file with the missing ones, once written

    /// All the files: "keys/deposit_data-1.json, keys/deposit_data-2.json".
    [[nodiscard]] std::string text() const;
    /// "keys/deposit_data-1.json has 2 other deposits too": who sends the file sends them. Empty
    /// when there are none.
    [[nodiscard]] std::string caveat() const;
};

/// Looks for `entries` in the folders. No deposit file there may promise these keys to another
/// network, other credentials or, in all, more than a validator's maximum: nobody could tell which
/// file to send. Errors: file_exists, naming the file, also when it is no deposit data and so may
///         hold some; those of reading.
[[nodiscard]] Result<FiledDeposits> find_deposits(const std::vector<std::filesystem::path>& folders,
                                                  const std::vector<eth::DepositEntry>& entries,
                                                  const eth::Network& network);

/// Writes the missing ones, if any, as deposit_data-<unix>.json. Errors: those of
/// `write_new_file`.
[[nodiscard]] Result<> write_missing(const Call& call, const std::filesystem::path& folder,
                                     FiledDeposits& deposits);

/// What somebody expects of a deposit file; whatever is left out is taken from each entry.
struct DepositWish {
    std::optional<eth::WithdrawalCredentials> credentials;
    std::optional<Gwei> amount;
};

struct CheckedDeposit {
    std::filesystem::path file;
    eth::DepositEntry entry;
    Result<> verdict;
};

/// Reads a file and checks every entry for itself against the rules of
/// docs/formats/deposit-data.md, for the network of the configuration.
/// Errors: those of reading, interrupted.
[[nodiscard]] Result<std::vector<CheckedDeposit>> check_deposit_file(
    const Call& call, const std::filesystem::path& file, const DepositWish& wish);

/// No key twice, in one file or in several: the second one's verdict is duplicate_key.
void refuse_repeated_keys(std::span<CheckedDeposit> deposits);

/// Deposits of one key in different files may be the steps of one validator, which together fit its
/// maximum. Else the later one's verdict is duplicate_key for a copy, credentials_mismatch or
/// amount_mismatch, naming the other file.
void refuse_rival_deposits(std::span<CheckedDeposit> deposits, const eth::Network& network);

}  // namespace stafi::app
