#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "eth/execution/block.hpp"
#include "eth/execution/call.hpp"
#include "eth/execution/fees.hpp"
#include "eth/execution/log.hpp"
#include "eth/execution/receipt.hpp"
#include "ports/task.hpp"

namespace stafi {

using eth::BlockRange;
using eth::CallAnswer;
using eth::ContractCall;
using eth::Reverted;

struct Account {
    AccountNonce nonce;  ///< transactions in blocks so far
    Wei balance;
    friend bool operator==(const Account&, const Account&) = default;
};

/// When a transaction would run.
enum class Moment : std::uint8_t {
    head,     ///< after the newest block
    pending,  ///< after all that waits in the client too
};

/// An execution client. Every call may be repeated. What is read is read at a named block: nothing
/// says "latest" but `head`, which pins a pass, and what is asked before a transaction is sent.
///
/// Errors of all calls: unavailable ones when no client answers, or none that can be believed;
/// then somebody may have got the question. not_found for a block that the client does not have:
/// a reorg has dropped it, or its state is pruned.
class Execution {
  public:
    virtual ~Execution() = default;

    /// The newest block.
    [[nodiscard]] virtual Task<Result<eth::Header>> head() = 0;
    /// The block with that number in the chain of the head.
    [[nodiscard]] virtual Task<Result<eth::Header>> header(BlockNumber number) = 0;
    /// The block with that hash, whether it is in the chain of the head or not.
    [[nodiscard]] virtual Task<Result<eth::Header>> header_of(Bytes32 hash) = 0;

    /// Everything that the contracts told in the range, in the order of the chain; of which chain
    /// is for the caller to check, by the blocks that the logs name. Of no contracts, nothing.
    [[nodiscard]] virtual Task<Result<std::vector<eth::Log>>> logs(
        BlockRange range, std::vector<Address> contracts) = 0;

    /// Makes all calls in the state of one block and answers in their order.
    [[nodiscard]] virtual Task<Result<std::vector<CallAnswer>>> call(
        std::vector<ContractCall> calls, Bytes32 block) = 0;
    [[nodiscard]] virtual Task<Result<Account>> account(Address address, Bytes32 block) = 0;

    /// What the call would do: the gas it would need, which is more than it would use, or why it
    /// would fail.
    [[nodiscard]] virtual Task<Result<std::variant<Gas, Reverted>>> estimate(ContractCall call,
                                                                             Moment moment) = 0;
    [[nodiscard]] virtual Task<Result<eth::FeeMarket>> fees() = 0;

    /// Hands a signed transaction to the network. That the client has it already, or that its
    /// nonce is used, is success: what became of it, the chain will tell.
    /// Errors: rpc_refused with the client's words.
    [[nodiscard]] virtual Task<Result<>> send(Bytes transaction) = 0;
    /// Nothing while the transaction is in no block of the head's chain.
    [[nodiscard]] virtual Task<Result<std::optional<eth::Receipt>>> receipt(
        Bytes32 transaction) = 0;
};

}  // namespace stafi
