#include "eth/execution/refusals.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace stafi::eth {
namespace {

constexpr std::int64_t kReverted = 3;  // geth, internal/ethapi/errors.go; all but two
constexpr std::int64_t kNethermindReverted = -32015;  // Nethermind, ErrorCodes.ExecutionError
constexpr std::int64_t kNotFound = -32001;            // EIP-1474, "Resource not found"

// In small letters, as `says` compares.
constexpr std::array<std::string_view, 5> kKnown{
    "already known",                // geth, core/txpool/errors.go; Erigon, DiscardReason; Reth
    "alreadyknown",                 // Nethermind, AcceptTxResult
    "known transaction",            // Besu, RpcErrorType
    "already imported",             // anvil, PoolError and InvalidTransactionError
    "existing tx with same hash"};  // Erigon, DiscardReason

constexpr std::array<std::string_view, 3> kNonceUsed{
    "nonce too low",      // geth, core/error.go; Besu; Erigon; Reth; anvil
    "oldnonce",           // Nethermind, AcceptTxResult
    "nonce is too low"};  // OpenEthereum, whose words some providers keep

constexpr std::array<std::string_view, 10> kReverts{
    "revert",                // all, in "execution reverted" and the like
    "out of gas",            // geth, core/vm/errors.go; Erigon; Besu
    "outofgas",              // Nethermind; anvil and Reth, whose machine is revm
    "gas required exceeds",  // geth, eth/gasestimator; Erigon; Reth
    "invalid opcode",        // geth, core/vm/errors.go; Erigon
    "invalidfeopcode",       // revm
    "opcodenotfound",        // revm
    "badinstruction",        // Nethermind
    "invalid_operation",     // Besu, ExceptionalHaltReason
    "invalid instruction"};  // older clients

constexpr std::array<std::string_view, 12> kMissing{
    "header not found",  // geth, eth/api_backend.go; Erigon
    "header for hash not found",
    "block not found",     // Besu, RpcErrorType; Reth
    "blocknotfound",       // anvil, BlockchainError
    "unknown block",       // geth, Erigon
    "could not be found",  // Nethermind
    "missing trie node",   // geth, trie/errors.go
    "historical state",    // geth, triedb/pathdb
    "state is not available",
    "world state unavailable",  // Besu, RpcErrorType
    "no state available",       // Nethermind
    "pruned"};                  // Reth, Erigon

constexpr std::array<std::string_view, 1> kNotReady{
    "indexing is in progress"};  // geth, internal/ethapi/errors.go: of a transaction or receipt

bool says(const RpcError& error, std::span<const std::string_view> any) {
    std::string message = error.message;
    std::ranges::transform(message, message.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::any_of(
        any, [&](std::string_view words) { return message.find(words) != std::string::npos; });
}

}  // namespace

bool was_sent_before(const RpcError& error) {
    return says(error, kKnown) || says(error, kNonceUsed);
}

std::optional<Reverted> revert_of(const RpcError& error) {
    // With a code of its own the words may be the contract's; without, they are the client's.
    const bool has_code = error.code == kReverted || error.code == kNethermindReverted;
    if (has_code || (!is_block_missing(error) && says(error, kReverts)))
        return Reverted{error.data};
    return std::nullopt;
}

bool is_block_missing(const RpcError& error) {
    return error.code == kNotFound || says(error, kMissing);
}

bool is_not_ready(const RpcError& error) { return says(error, kNotReady); }

}  // namespace stafi::eth
