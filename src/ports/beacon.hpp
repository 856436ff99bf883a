#pragma once

#include <functional>
#include <vector>

#include "eth/beacon_api/answers.hpp"
#include "ports/task.hpp"

namespace stafi {

/// A beacon node. Every call may be repeated. States are named by their roots, which headers tell:
/// nothing says "latest" but `head`, which pins a pass.
///
/// Errors of all calls: unavailable ones when no node answers, or none that can be believed or has
/// caught up; then somebody may have got the question. not_found for a block or a state that the
/// node does not have: a reorg has dropped it, or it is pruned.
class Beacon {
  public:
    virtual ~Beacon() = default;

    [[nodiscard]] virtual Task<Result<eth::BeaconGenesis>> genesis() = 0;

    /// The newest block, which an execution client has verified.
    [[nodiscard]] virtual Task<Result<eth::BeaconHeader>> head() = 0;
    /// The block with that root, whether it is in the chain of the head or not.
    [[nodiscard]] virtual Task<Result<eth::BeaconHeader>> header_of(Bytes32 root) = 0;
    /// Returns once the head is another block than `known`: at once when it is. A node that has
    /// fallen behind waits for long, so it is for the caller to end it.
    [[nodiscard]] virtual Task<Result<>> wait_for_head(Bytes32 known) = 0;

    [[nodiscard]] virtual Task<Result<eth::FinalityCheckpoints>> finality(Bytes32 state) = 0;

    /// Those of the keys that the state knows, in ascending order of their indices.
    [[nodiscard]] virtual Task<Result<std::vector<eth::KnownValidator>>> validators(
        Bytes32 state, std::vector<PubkeyBytes> keys) = 0;

    /// May not wait, and must not throw.
    using TakeValidator = std::function<void(const eth::KnownValidator&)>;
    /// Gives each validator of the state to `take`, from index 0 on. After an error, what was taken
    /// counts for nothing. Cost: the memory of one, however many there are.
    [[nodiscard]] virtual Task<Result<>> all_validators(Bytes32 state, TakeValidator take) = 0;

    /// Deposits for the keys that wait in the queue of the state, in its order.
    [[nodiscard]] virtual Task<Result<std::vector<eth::PendingDeposit>>> pending_deposits(
        Bytes32 state, std::vector<PubkeyBytes> keys) = 0;
    /// Withdrawals of a part that wait in the state: their validators cannot leave before.
    [[nodiscard]] virtual Task<Result<std::vector<eth::PendingPartialWithdrawal>>>
    pending_withdrawals(Bytes32 state, std::vector<ValidatorIndex> validators) = 0;
    /// The exits that the node keeps for a block; others may have more.
    [[nodiscard]] virtual Task<Result<std::vector<eth::SignedVoluntaryExit>>> waiting_exits() = 0;

    // Handing something to the network. That it is known while it waits for a block is success:
    // what became of it, the chain will tell. Errors: rpc_refused with the node's words.

    [[nodiscard]] virtual Task<Result<>> submit_exit(eth::SignedVoluntaryExit exit) = 0;
    [[nodiscard]] virtual Task<Result<>> submit_credentials_change(
        eth::SignedBLSToExecutionChange change) = 0;
};

}  // namespace stafi
