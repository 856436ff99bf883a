#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "beacon/chain/chain.hpp"
#include "eth/engine_api.hpp"

// What anvil tells of a block that it mined, as the Engine API would tell it; and what happens at
// the end of a block on a real chain, where no transaction does it.

namespace stafi::devnet {

struct MinedTransaction {
    Bytes32 hash;
    SSZ_CONTAINER(MinedTransaction, hash);
};

/// eth_getBlockByNumber with whole transactions, as far as we read it.
struct MinedBlock {
    Bytes32 hash;
    Bytes32 parent_hash;
    Address miner;
    Bytes32 state_root;
    Bytes32 receipts_root;
    eth::LogsBloom logs_bloom;
    BlockNumber number;
    Gas gas_limit;
    Gas gas_used;
    UnixSeconds timestamp;
    ssz::ByteList<eth::kMaxExtraDataBytes> extra_data;
    Uint256 base_fee_per_gas;
    Gas blob_gas_used;
    Gas excess_blob_gas;
    ssz::List<MinedTransaction, eth::kMaxTransactionsPerPayload> transactions;
    SSZ_CONTAINER(MinedBlock, hash, parent_hash, miner, state_root, receipts_root, logs_bloom,
                  number, gas_limit, gas_used, timestamp, extra_data, base_fee_per_gas,
                  blob_gas_used, excess_blob_gas, transactions);
};

struct MinedLog {
    Address address;
    ssz::List<Bytes32, 4> topics;
    ssz::ByteList<1ULL << 24> data;
    SSZ_CONTAINER(MinedLog, address, topics, data);
};

/// One of eth_getBlockReceipts.
struct Receipt {
    Gas gas_used;
    Uint256 effective_gas_price;
    ssz::List<MinedLog, 1ULL << 20> logs;
    SSZ_CONTAINER(Receipt, gas_used, effective_gas_price, logs);
};
using Receipts = ssz::List<Receipt, eth::kMaxTransactionsPerPayload>;

// Errors: bad_json with the path of the field.
[[nodiscard]] Result<MinedBlock> parse_mined_block(std::string_view json);
[[nodiscard]] Result<Receipts> parse_receipts(std::string_view json);

/// The payload that `block` is. Its randomness and withdrawals are those asked for, which anvil
/// does not take: its hash does not cover them.
[[nodiscard]] eth::ExecutionPayload payload_of(const MinedBlock& block,
                                               std::span<const Bytes> transactions,
                                               const beacon::PayloadAttributes& asked);

/// Wei that the fee recipient earns.
[[nodiscard]] Uint256 block_value(const MinedBlock& block, const Receipts& receipts);

using DepositRequests = ssz::List<eth::DepositRequest, eth::kMaxDepositRequestsPerPayload>;
/// Errors: bad_abi; out_of_range for more than a payload holds. Source: EIP-6110.
[[nodiscard]] Result<DepositRequests> deposits_in(const Receipts& receipts,
                                                  const Address& deposit_contract);

struct Credit {
    Address account;
    Wei amount;
    friend bool operator==(const Credit&, const Credit&) = default;
};
/// What each account gets, in the order of addresses. Source: EIP-4895.
[[nodiscard]] std::vector<Credit> credits_of(std::span<const eth::Withdrawal> withdrawals);

/// The first four words of storage of a queue of requests. Source: EIP-7002, EIP-7251.
struct QueueState {
    std::uint64_t excess = 0;
    std::uint64_t count = 0;
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    friend bool operator==(const QueueState&, const QueueState&) = default;
};
inline constexpr std::size_t kQueueWords = 4;

struct QueueLimits {
    std::uint64_t most_per_block = 0;    ///< that are taken out
    std::uint64_t target_per_block = 0;  ///< above which the fee rises
};
inline constexpr QueueLimits kWithdrawalLimits{.most_per_block = 16, .target_per_block = 2};
inline constexpr QueueLimits kConsolidationLimits{.most_per_block = 2, .target_per_block = 1};

/// Errors: out_of_range above 64 bits, but for the excess of a queue that was never asked.
[[nodiscard]] Result<QueueState> queue_state(std::span<const Bytes32, kQueueWords> words);

/// After the call that a chain makes at the end of each block.
[[nodiscard]] QueueState end_of_block(const QueueState& queue, const QueueLimits& limits);

}  // namespace stafi::devnet
