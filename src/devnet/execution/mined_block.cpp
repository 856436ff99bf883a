#include "devnet/execution/mined_block.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "eth/deposit/contract.hpp"
#include "eth/ssz/json.hpp"

namespace stafi::devnet {

Result<MinedBlock> parse_mined_block(std::string_view json) {
    return ssz::from_json<MinedBlock>(json, ssz::JsonForm::engine_api);
}

Result<Receipts> parse_receipts(std::string_view json) {
    return ssz::from_json<Receipts>(json, ssz::JsonForm::engine_api);
}

eth::ExecutionPayload payload_of(const MinedBlock& block, std::span<const Bytes> transactions,
                                 const beacon::PayloadAttributes& asked) {
    eth::ExecutionPayload payload{
        .parent_hash = block.parent_hash,
        .fee_recipient = block.miner,
        .state_root = block.state_root,
        .receipts_root = block.receipts_root,
        .logs_bloom = block.logs_bloom,
        .prev_randao = asked.prev_randao,
        .block_number = block.number,
        .gas_limit = block.gas_limit,
        .gas_used = block.gas_used,
        .timestamp = block.timestamp,
        .extra_data = block.extra_data,
        .base_fee_per_gas = block.base_fee_per_gas,
        .block_hash = block.hash,
        .transactions = {},
        .withdrawals = {asked.withdrawals.begin(), asked.withdrawals.end()},
        .blob_gas_used = block.blob_gas_used,
        .excess_blob_gas = block.excess_blob_gas,
    };
    for (const Bytes& transaction : transactions)
        payload.transactions.emplace_back(transaction.begin(), transaction.end());
    return payload;
}

Uint256 block_value(const MinedBlock& block, const Receipts& receipts) {
    Uint256 value;
    for (const Receipt& receipt : receipts) {
        const auto tip = checked_sub(receipt.effective_gas_price, block.base_fee_per_gas);
        if (tip) value = value + *tip * Uint256{receipt.gas_used.value};
    }
    return value;
}

Result<DepositRequests> deposits_in(const Receipts& receipts, const Address& deposit_contract) {
    using Events = abi::EventSet<eth::deposit_contract::Event>;
    DepositRequests requests;
    for (const Receipt& receipt : receipts)
        for (const MinedLog& log : receipt.logs) {
            if (log.address != deposit_contract) continue;
            TRY(const auto event, at("deposit contract", Events::decode(log.topics, log.data)));
            if (!event) continue;
            if (requests.size() == DepositRequests::kMax)
                return fail(Reason::out_of_range,
                            fmt::format("more than {} deposits in a block", DepositRequests::kMax));
            requests.push_back(eth::deposit_contract::request_of(
                std::get<eth::deposit_contract::event::DepositEvent>(*event)));
        }
    return requests;
}

std::vector<Credit> credits_of(std::span<const eth::Withdrawal> withdrawals) {
    std::map<Address, Wei> sums;
    for (const eth::Withdrawal& one : withdrawals)
        sums[one.address] += to_wei(one.amount);
    std::vector<Credit> credits;
    credits.reserve(sums.size());
    for (const auto& [account, amount] : sums)
        credits.push_back({.account = account, .amount = amount});
    return credits;
}

Result<QueueState> queue_state(std::span<const Bytes32, kQueueWords> words) {
    std::array<std::uint64_t, kQueueWords> values{};
    for (std::size_t i = 0; i < kQueueWords; ++i) {
        const Uint256 word = from_be256(words[i].view());
        if (i == 0 && word == Uint256::max()) continue;  // never called: no excess
        const auto value = word.to_uint64();
        if (!value)
            return fail(Reason::out_of_range,
                        fmt::format("word {} of a queue of requests: {}", i, to_decimal(word)));
        values[i] = *value;
    }
    return QueueState{
        .excess = values[0], .count = values[1], .head = values[2], .tail = values[3]};
}

QueueState end_of_block(const QueueState& queue, const QueueLimits& limits) {
    const std::uint64_t waiting = queue.tail - std::min(queue.head, queue.tail);
    const std::uint64_t taken = std::min(waiting, limits.most_per_block);
    // Wraps as the contract's would not: counts of requests are far from 2^64.
    const std::uint64_t asked = queue.excess + queue.count;
    QueueState after{.excess = asked - std::min(asked, limits.target_per_block)};
    if (taken < waiting) {
        after.head = queue.head + taken;
        after.tail = queue.tail;
    }
    return after;
}

}  // namespace stafi::devnet
