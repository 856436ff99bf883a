#include "sim/chain/chain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::sim {
namespace {

std::uint64_t wei64(const Wei& price) {
    const auto small = price.value.to_uint64();
    CHECK(small.has_value());  // `take` refuses more
    return *small;
}

Message message_of(const KnownTransaction& transaction) {
    const eth::FeeMarketTransaction& content = transaction.content;
    return {.from = transaction.sender,
            .to = content.to,
            .value = content.value,
            .data = content.data,
            .gas_limit = content.gas_limit,
            .max_fee = wei64(content.max_fee_per_gas),
            .max_tip = wei64(content.max_priority_fee_per_gas),
            .nonce = content.nonce};
}

Bytes32 hash_of(const eth::Header& header, std::uint64_t branch) {
    Bytes content;
    append(content, header.parent.view());
    append(content, be64(header.self.number.value));
    append(content, be64(header.timestamp.value));
    append(content, be64(branch));
    return keccak256(content);
}

/// geth's rule: a tenth more in both parts.
bool outbids(const eth::FeeMarketTransaction& newer, const eth::FeeMarketTransaction& older) {
    return 10 * newer.max_fee_per_gas >= 11 * older.max_fee_per_gas &&
           10 * newer.max_priority_fee_per_gas >= 11 * older.max_priority_fee_per_gas;
}

auto refused(std::string words) { return fail(Reason::rpc_refused, std::move(words)); }

}  // namespace

Chain::Chain(ChainId id, EvmState state, BlockNumber first, UnixSeconds timestamp) : id_{id} {
    eth::Header header{.self = {.number = first, .hash = {}},
                       .parent = {},
                       .timestamp = timestamp,
                       .gas_limit = kBlockGas,
                       .base_fee_per_gas = Wei{Uint256{base_fee_}}};
    header.self.hash = hash_of(header, branch_);
    state.share();
    blocks_.push_back({.header = header,
                       .transactions = {},
                       .receipts = {},
                       .logs = {},
                       .after = std::move(state)});
}

const Block* Chain::find(BlockNumber number) const {
    const BlockNumber first = blocks_.front().header.self.number;
    if (number < first || number > head().header.self.number) return nullptr;
    return &blocks_[(number - first).value];
}

const Block* Chain::find(const Bytes32& hash) const {
    const auto found =
        std::ranges::find(blocks_, hash, [](const Block& block) { return block.header.self.hash; });
    return found == blocks_.end() ? nullptr : &*found;
}

const eth::Receipt* Chain::receipt(const Bytes32& transaction) const {
    for (const Block& block : blocks_)
        for (const eth::Receipt& receipt : block.receipts)
            if (receipt.transaction == transaction) return &receipt;
    return nullptr;
}

Result<> Chain::take(BytesView raw) {
    const Bytes32 hash = keccak256(raw);
    for (const auto& [slot, waiting] : waiting_)
        if (waiting.hash == hash) return refused("already known");
    const auto transaction = eth::decode_transaction(raw);
    if (!transaction) return refused(transaction.error().what);
    const auto* const content = std::get_if<eth::FeeMarketTransaction>(&transaction->content);
    if (content == nullptr || content->chain != id_) return refused("invalid chain id for signer");
    if (!content->max_fee_per_gas.value.to_uint64()) return refused("max fee per gas too high");
    const KnownTransaction known{.hash = hash, .sender = transaction->sender, .content = *content};
    if (content->nonce < head().after.account(known.sender).nonce) return refused("nonce too low");
    const auto [slot, is_new] = waiting_.try_emplace({known.sender, content->nonce}, known);
    if (is_new) return {};
    if (!outbids(*content, slot->second.content))
        return refused("replacement transaction underpriced");
    slot->second = known;
    return {};
}

BlockEnvironment Chain::environment_of(const Block& block) const {
    return {.chain = id_,
            .number = block.header.self.number,
            .timestamp = block.header.timestamp,
            .gas_limit = block.header.gas_limit,
            .base_fee = wei64(block.header.base_fee_per_gas),
            .randomness = block.header.self.hash};
}

BlockEnvironment Chain::next_block() const {
    BlockEnvironment next = environment_of(head());
    next.number += BlockNumber{1};
    next.timestamp += UnixSeconds{12};
    next.base_fee = base_fee_;
    return next;
}

/// Each account's from its next nonce on, without gaps, that the base fee lets in.
std::vector<KnownTransaction> Chain::choose(std::size_t count_max) const {
    std::vector<KnownTransaction> chosen;
    std::map<Address, AccountNonce> next;
    Gas gas;
    for (const auto& [slot, transaction] : waiting_) {
        const auto& [sender, nonce] = slot;
        const auto expected = next.try_emplace(sender, head().after.account(sender).nonce).first;
        const Gas limit = transaction.content.gas_limit;
        if (nonce != expected->second || wei64(transaction.content.max_fee_per_gas) < base_fee_ ||
            gas + limit > kBlockGas || chosen.size() == count_max)
            continue;
        chosen.push_back(transaction);
        expected->second += AccountNonce{1};
        gas += limit;
    }
    return chosen;
}

void Chain::include(Block& block, const KnownTransaction& transaction) {
    const Message message = message_of(transaction);
    const Outcome outcome = block.after.transact(environment_of(block), message);
    if (outcome.status == Outcome::Status::refused) return;  // its sender cannot pay: forgotten
    const std::uint64_t base = wei64(block.header.base_fee_per_gas);
    const std::uint64_t price = std::min(message.max_fee, base + message.max_tip);
    block.transactions.push_back(transaction);
    block.receipts.push_back({.transaction = transaction.hash,
                              .block = block.header.self,
                              .succeeded = outcome.status == Outcome::Status::succeeded,
                              .gas_used = outcome.gas_used,
                              .gas_price = Wei{Uint256{price}}});
    for (const EmittedLog& log : outcome.logs)
        block.logs.push_back({.block = block.header.self,
                              .index = block.logs.size(),
                              .transaction = transaction.hash,
                              .contract = log.contract,
                              .topics = log.topics,
                              .data = log.data});
}

void Chain::mine(UnixSeconds timestamp, std::size_t transactions_max) {
    CHECK(timestamp > head().header.timestamp);
    eth::Header header{.self = {.number = head().header.self.number + BlockNumber{1}, .hash = {}},
                       .parent = head().header.self.hash,
                       .timestamp = timestamp,
                       .gas_limit = kBlockGas,
                       .base_fee_per_gas = Wei{Uint256{base_fee_}}};
    header.self.hash = hash_of(header, branch_);
    Block block{
        .header = header, .transactions = {}, .receipts = {}, .logs = {}, .after = head().after};
    for (const KnownTransaction& transaction : choose(transactions_max)) {
        include(block, transaction);
        waiting_.erase({transaction.sender, transaction.content.nonce});
    }
    blocks_.push_back(std::move(block));
    if (blocks_.size() > kBlocksMax) blocks_.pop_front();
}

void Chain::drop(std::size_t blocks) {
    CHECK(blocks < blocks_.size());
    ++branch_;
    for (; blocks > 0; --blocks) {
        // What was sent since stays: it is the later word on its nonce.
        for (const KnownTransaction& transaction : blocks_.back().transactions)
            waiting_.try_emplace({transaction.sender, transaction.content.nonce}, transaction);
        blocks_.pop_back();
    }
}

EvmState Chain::pending() const {
    EvmState state = head().after;
    for (const KnownTransaction& transaction : choose(waiting_.size()))
        (void)state.transact(next_block(), message_of(transaction));
    return state;
}

std::uint64_t Chain::transactions() const {
    std::uint64_t count = 0;
    for (const Block& block : blocks_)
        count += block.transactions.size();
    return count;
}

std::vector<eth::Log> Chain::logs_of(const Address& contract) const {
    std::vector<eth::Log> found;
    for (const Block& block : blocks_)
        std::ranges::copy_if(block.logs, std::back_inserter(found),
                             [&](const eth::Log& log) { return log.contract == contract; });
    return found;
}

}  // namespace stafi::sim
