#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/secp256k1.hpp"

// Transactions of the two kinds that are sent here. A legacy one without chain id, which could be
// replayed on another chain, does not exist.

namespace stafi::eth {

/// Bytes of a signed transaction that the pools of nodes still take (geth's txMaxSize).
inline constexpr std::size_t kTransactionBytesMax = 1 << 17;
/// No block may hold a transaction with a higher gas limit. Source: EIP-7825.
inline constexpr Gas kTransactionGasMax{1 << 24};

/// With a gas price. Source: EIP-155.
struct LegacyTransaction {
    ChainId chain;       ///< not 0
    AccountNonce nonce;  ///< below 2^64-1 (EIP-2681)
    Wei gas_price;
    Gas gas_limit;
    std::optional<Address> to;  ///< nothing: `data` creates a contract
    Wei value{};
    Bytes data{};
    friend bool operator==(const LegacyTransaction&, const LegacyTransaction&) = default;
};

/// Storage that a transaction says it will touch, for a lower price. Source: EIP-2930.
struct StorageAccess {
    Address account;
    std::vector<Bytes32> keys;
    friend bool operator==(const StorageAccess&, const StorageAccess&) = default;
};

/// With a fee cap and a tip, type 2. Source: EIP-1559.
struct FeeMarketTransaction {
    ChainId chain;                 ///< not 0
    AccountNonce nonce;            ///< below 2^64-1 (EIP-2681)
    Wei max_priority_fee_per_gas;  ///< at most max_fee_per_gas
    Wei max_fee_per_gas;
    Gas gas_limit;
    std::optional<Address> to;  ///< nothing: `data` creates a contract
    Wei value{};
    Bytes data{};
    std::vector<StorageAccess> access_list{};
    friend bool operator==(const FeeMarketTransaction&, const FeeMarketTransaction&) = default;
};

using UnsignedTransaction = std::variant<LegacyTransaction, FeeMarketTransaction>;

/// Only from sign_transaction() and decode_transaction(): the sender signed the content.
struct SignedTransaction {
    UnsignedTransaction content;
    RecoverableSignature signature;
    Address sender;
    friend bool operator==(const SignedTransaction&, const SignedTransaction&) = default;
};

/// What is signed.
[[nodiscard]] Bytes32 signing_hash(const UnsignedTransaction& transaction);

/// CHECKs the bounds that the fields name.
[[nodiscard]] SignedTransaction sign_transaction(UnsignedTransaction content,
                                                 const EthSecretKey& key);

/// The bytes that eth_sendRawTransaction takes, and whose Keccak-256 names the transaction.
[[nodiscard]] Bytes encode_transaction(const SignedTransaction& transaction);
[[nodiscard]] Bytes32 transaction_hash(const SignedTransaction& transaction);

/// Reads what encode_transaction() writes, and nothing else. Errors: bad_transaction for another
/// type, no chain id, other values out of bounds, or more than kTransactionBytesMax; bad_rlp;
/// bad_signature, for a high s too.
[[nodiscard]] Result<SignedTransaction> decode_transaction(BytesView raw);

}  // namespace stafi::eth
