#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eth/deposit/deposit.hpp"
#include "eth/network.hpp"

// The deposit-data file that deposit CLIs write and launchpads read, and what must hold before
// ether is sent along. Format: docs/formats/deposit-data.md.

namespace stafi::eth {

/// One validator in a deposit-data file, as written there: nothing is checked but its form.
struct DepositEntry {
    DepositData data;
    Bytes32 deposit_message_root;
    Bytes32 deposit_data_root;
    ForkVersion fork_version;
    std::string network_name;
    std::string deposit_cli_version;
    friend bool operator==(const DepositEntry&, const DepositEntry&) = default;
};

/// What our files claim: launchpads and ssv-dkg refuse anything under 2.7.0.
inline constexpr std::string_view kDepositCliVersion = "2.8.0";

[[nodiscard]] DepositEntry to_entry(const DepositData& data, const Network& network);

/// What a deposit must be for before any ether is sent along.
struct DepositExpectation {
    WithdrawalCredentials credentials;
    Gwei amount;
    ForkVersion fork_version;
    std::string network_name;
    /// Keys that the deposit contract or the chain has seen, with the credentials of their first
    /// valid deposit: those alone count.
    std::map<PubkeyBytes, Bytes32> known_credentials;
};

/// Every rule of docs/formats/deposit-data.md. Errors, in this order: bad_public_key;
/// bad_credentials, credentials_mismatch; amount_mismatch; wrong_network; deposit_root_mismatch;
/// bad_signature, signature_mismatch; key_already_deposited. Each names the field.
/// Cost: one signature verification.
[[nodiscard]] Result<> check_deposit(const DepositEntry& entry,
                                     const DepositExpectation& expectation);

inline constexpr std::size_t kDepositFileBytesMax = 1U << 26;
inline constexpr std::size_t kDepositFileEntriesMax = 65'536;

/// Reads a deposit-data file. Errors: bad_json, bad_deposit, with the position and the field.
[[nodiscard]] Result<std::vector<DepositEntry>> parse_deposit_file(std::string_view json);
[[nodiscard]] std::string to_deposit_file(std::span<const DepositEntry> entries);

}  // namespace stafi::eth
