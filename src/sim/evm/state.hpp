#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/units.hpp"
#include "ports/execution.hpp"

// The state of an execution chain as a value, and the EVM that changes it: revm, with the rules of
// Osaka. state.cpp is the one file that knows it.

struct stafi_evm_state;

namespace stafi::sim {

/// What contracts see of the block that they run in.
struct BlockEnvironment {
    ChainId chain;
    BlockNumber number;
    UnixSeconds timestamp;
    Gas gas_limit;
    std::uint64_t base_fee = 0;  ///< wei
    Bytes32 randomness;
};

/// A transaction without its signature.
struct Message {
    Address from;
    std::optional<Address> to;  ///< nothing: `data` creates a contract
    Wei value;
    Bytes data;
    Gas gas_limit;
    std::uint64_t max_fee = 0;  ///< wei for each gas, as the next
    std::uint64_t max_tip = 0;
    AccountNonce nonce;
};

struct EmittedLog {
    Address contract;
    std::vector<Bytes32> topics;
    Bytes data;
    friend bool operator==(const EmittedLog&, const EmittedLog&) = default;
};

struct Outcome {
    enum class Status : std::uint8_t {
        succeeded,
        reverted,  ///< `output` says why
        halted,    ///< out of gas, or nonsense
        refused,   ///< it may not be in a block: nonce, balance, price
    };
    Status status = Status::refused;
    Gas gas_used;
    Address created;
    Bytes output;  ///< returned or reverted with; else words of the EVM
    std::vector<EmittedLog> logs;
};

class EvmState {
  public:
    EvmState();
    EvmState(const EvmState& other);
    EvmState& operator=(const EvmState& other);
    EvmState(EvmState&& other) noexcept;
    EvmState& operator=(EvmState&& other) noexcept;
    ~EvmState();

    /// Puts an account there as it is.
    void put(const Address& at, const Wei& balance, AccountNonce nonce, BytesView code);
    void store(const Address& at, const Bytes32& key, const Bytes32& value);
    /// All of it is shared by the copies made from now on, which makes them cheap.
    void share();

    [[nodiscard]] Account account(const Address& at) const;
    [[nodiscard]] Bytes32 load(const Address& at, const Bytes32& key) const;

    /// Runs a transaction, which changes the state unless it is refused.
    [[nodiscard]] Outcome transact(const BlockEnvironment& block, const Message& message);
    /// Changes nothing, and asks for neither balance, nonce nor price: as eth_call.
    [[nodiscard]] Outcome call(const BlockEnvironment& block, const Message& message) const;

  private:
    struct Free {
        void operator()(stafi_evm_state* state) const;
    };
    std::unique_ptr<stafi_evm_state, Free> state_;
};

}  // namespace stafi::sim
