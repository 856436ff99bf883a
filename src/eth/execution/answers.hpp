#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "eth/execution/block.hpp"
#include "eth/execution/bloom.hpp"
#include "eth/execution/fees.hpp"
#include "eth/execution/log.hpp"
#include "eth/execution/receipt.hpp"
#include "eth/json_rpc.hpp"

// What execution clients answer to eth/execution/questions.hpp.
// Errors of all: bad_json, bad_hex, bad_number, out_of_range, each naming the path of the field.

namespace stafi::eth {

// No chain comes near these. Within them sums of what was read cannot overflow.
inline constexpr std::uint64_t kBlockNumberMax = 1ULL << 48;
inline constexpr std::uint64_t kTimestampMax = 1ULL << 40;
inline constexpr std::uint64_t kGasMax = 1ULL << 48;
inline constexpr std::uint64_t kNonceMax = 1ULL << 56;
inline constexpr unsigned kFeeBitsMax = 96;       ///< of wei for each gas
inline constexpr unsigned kBalanceBitsMax = 128;  ///< of wei
inline constexpr std::size_t kLogDataMax = std::size_t{512} * 1024;
inline constexpr std::size_t kTopicsMax = 4;
inline constexpr std::size_t kReceiptLogsMax = 100'000;
inline constexpr std::size_t kReturnDataMax = std::size_t{8} << 20;

[[nodiscard]] Result<ChainId> read_chain_id(const RpcResult& result);
/// Nothing for a block that the client does not have. The base fee is 0 before EIP-1559.
[[nodiscard]] Result<std::optional<Header>> read_header(const RpcResult& result);
/// Of the same answer as a header.
[[nodiscard]] Result<LogsBloom> read_bloom(const RpcResult& result);
/// One element of the answer. Errors: also block_missing for one that a reorg has removed.
[[nodiscard]] Result<Log> read_log(std::string_view element);
/// Of one element of the answer for all receipts of a block: which contracts told something.
[[nodiscard]] Result<std::vector<Address>> read_receipt_contracts(std::string_view element);
[[nodiscard]] Result<Bytes> read_return_data(const RpcResult& result);
[[nodiscard]] Result<AccountNonce> read_nonce(const RpcResult& result);
[[nodiscard]] Result<Wei> read_balance(const RpcResult& result);
[[nodiscard]] Result<Gas> read_gas(const RpcResult& result);
/// Of the next block.
[[nodiscard]] Result<Wei> read_base_fee(const RpcResult& result);
[[nodiscard]] Result<Wei> read_tip(const RpcResult& result);
/// The hash of the transaction that was sent.
[[nodiscard]] Result<Bytes32> read_sent(const RpcResult& result);
/// Nothing while it is in no block.
[[nodiscard]] Result<std::optional<Receipt>> read_receipt(const RpcResult& result);

}  // namespace stafi::eth
