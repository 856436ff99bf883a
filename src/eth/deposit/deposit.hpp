#pragma once

#include "base/result.hpp"
#include "crypto/bls/bls.hpp"
#include "eth/containers/deposit.hpp"

// The deposit of a validator: credentials, signature, roots.
// Source: consensus-specs, specs/phase0/{beacon-chain,deposit-contract}.md; EIP-7251 for 0x02.

namespace stafi::eth {

/// Where a validator's ether goes when it leaves: an execution account.
struct WithdrawalCredentials {
    enum class Kind : std::uint8_t {
        execution = 1,    ///< 0x01: everything above 32 ETH is paid out
        compounding = 2,  ///< 0x02: the stake grows up to 2048 ETH (EIP-7251)
    };
    Kind kind = Kind::execution;
    Address address;
    friend bool operator==(const WithdrawalCredentials&, const WithdrawalCredentials&) = default;
};

/// Kind, eleven zero bytes, address.
[[nodiscard]] Bytes32 to_bytes(const WithdrawalCredentials& credentials);
/// Errors: bad_credentials for any other kind, or when one of the eleven bytes is not zero.
[[nodiscard]] Result<WithdrawalCredentials> parse_credentials(const Bytes32& bytes);

inline constexpr Gwei kDepositMin{1'000'000'000};      ///< 1 ETH: the contract takes no less
inline constexpr Gwei kDepositMax{2'048'000'000'000};  ///< 2048 ETH: more would earn nothing

/// Errors: out_of_range unless kDepositMin <= amount <= kDepositMax.
[[nodiscard]] Result<DepositData> sign_deposit(const BlsSecretKey& key,
                                               const WithdrawalCredentials& credentials,
                                               Gwei amount,
                                               const ForkVersion& genesis_fork_version);

/// The part of a deposit that is signed.
[[nodiscard]] DepositMessage message_of(const DepositData& data);
[[nodiscard]] Bytes32 deposit_message_root(const DepositMessage& message);
[[nodiscard]] Bytes32 deposit_signing_root(const DepositMessage& message,
                                           const ForkVersion& genesis_fork_version);
/// The leaf of the deposit tree, and the `deposit_data_root` argument of the contract.
[[nodiscard]] Bytes32 deposit_data_root(const DepositData& data);

}  // namespace stafi::eth
