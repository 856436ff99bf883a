#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "eth/execution/log.hpp"
#include "eth/execution/receipt.hpp"
#include "eth/transaction.hpp"
#include "sim/evm/state.hpp"

// An execution chain in memory: blocks, the transactions that wait for one, and reorgs. Contracts
// run as they are, on a real EVM. Who may see it, and how badly, is another's.

namespace stafi::sim {

/// A transaction that waits, or is in a block.
struct KnownTransaction {
    Bytes32 hash;
    Address sender;
    eth::FeeMarketTransaction content;
};

struct Block {
    eth::Header header;
    std::vector<KnownTransaction> transactions;
    std::vector<eth::Receipt> receipts;  ///< of each transaction
    std::vector<eth::Log> logs;
    EvmState after;
};

class Chain {
  public:
    static constexpr Gas kBlockGas{60'000'000};
    static constexpr std::size_t kBlocksMax = 256;  ///< older ones are forgotten, with their states

    /// Begins with block `first`, after which `state` holds.
    Chain(ChainId id, EvmState state, BlockNumber first, UnixSeconds timestamp);

    // As a node sees it.

    [[nodiscard]] const Block& head() const { return blocks_.back(); }
    /// Null for a block that is not in the chain of the head, or was forgotten.
    [[nodiscard]] const Block* find(BlockNumber number) const;
    [[nodiscard]] const Block* find(const Bytes32& hash) const;
    /// Null for a transaction that is in no block of this chain.
    [[nodiscard]] const eth::Receipt* receipt(const Bytes32& transaction) const;

    /// Takes a signed transaction, as eth_sendRawTransaction does. Errors: rpc_refused, as of geth,
    /// with its words: another chain's, one that waits already, a used nonce, a replacement that
    /// does not pay a tenth more.
    [[nodiscard]] Result<> take(BytesView raw);

    /// What the next block would say, for calls that ask for the present.
    [[nodiscard]] BlockEnvironment next_block() const;
    [[nodiscard]] BlockEnvironment environment_of(const Block& block) const;
    /// The state after everything that waits and can be in the next block.
    [[nodiscard]] EvmState pending() const;

    // As the world drives it.

    /// Wei for each gas in the blocks from now on: the market is the world's to say.
    void set_base_fee(std::uint64_t wei) { base_fee_ = wei; }
    /// A block with at most so many of what waits.
    void mine(UnixSeconds timestamp, std::size_t transactions_max);
    /// Drops the newest blocks; what they held waits again. CHECKs that the first block stays.
    void drop(std::size_t blocks);

    /// As nodes do with what waits too long.
    void forget_waiting() { waiting_.clear(); }

    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
    [[nodiscard]] std::uint64_t transactions() const;  ///< in all blocks
    [[nodiscard]] std::vector<eth::Log> logs_of(const Address& contract) const;

  private:
    using Slot = std::pair<Address, AccountNonce>;
    [[nodiscard]] std::vector<KnownTransaction> choose(std::size_t count_max) const;
    void include(Block& block, const KnownTransaction& transaction);

    ChainId id_;
    std::deque<Block> blocks_;
    std::map<Slot, KnownTransaction> waiting_;
    std::uint64_t base_fee_ = 1'000'000'000;
    std::uint64_t branch_ = 0;  ///< so that a block mined again is another
};

}  // namespace stafi::sim
