#pragma once

#include <map>
#include <vector>

#include "beacon/block/transition.hpp"
#include "beacon/chain/forks.hpp"
#include "beacon/chain/pool.hpp"
#include "beacon/chain/watch.hpp"
#include "beacon/epoch/participation.hpp"

// A beacon chain as its users see it: blocks and votes in, head, states and duties out. It has no
// clock: slots are what callers say. Missed slots are those that nobody proposes in; finality
// stalls when too few attest; `abandon` makes it reorg.

namespace stafi::beacon {

/// What became of the head.
struct HeadChange {
    Bytes32 before;
    Bytes32 after;
    Slot common;                ///< of the last block that both have
    bool is_reorg = false;      ///< the old head is not an ancestor of the new one
    bool is_finalized = false;  ///< the finalized checkpoint moved as well
};

/// What the execution side needs to build a payload.
struct PayloadAttributes {
    Bytes32 parent_hash;
    UnixSeconds timestamp;
    Bytes32 prev_randao;
    std::vector<eth::Withdrawal> withdrawals;
    Bytes32 parent_beacon_block_root;
};

/// For a block on top of `parent` at the state's slot.
[[nodiscard]] PayloadAttributes attributes_of(const State& state, const Bytes32& parent);

/// A payload without transactions, for a chain whose execution nobody looks at: its hash is its
/// root.
[[nodiscard]] eth::ExecutionPayload plain_payload(const PayloadAttributes& attributes,
                                                  const eth::ExecutionPayloadHeader& parent,
                                                  const Address& fee_recipient);

/// What only the proposer and the execution side can say of a block.
struct BlockParts {
    SignatureBytes randao_reveal;
    Bytes32 graffiti;
    eth::ExecutionPayload payload;
    eth::ExecutionRequests requests;
    std::vector<eth::Attestation> attestations;        ///< before those of the pool
    std::optional<eth::SyncAggregate> sync_aggregate;  ///< instead of the pool's
};

class Chain {
  public:
    /// Full states that are kept besides the finalized one; others are computed again from the
    /// nearest. One takes 20 MB at 100,000 validators.
    static constexpr std::size_t kStatesKept = 8;

    /// No slot may be later than so many after a head or a parent: more would take hours.
    static constexpr std::uint64_t kEmptySlotsMax = 1ULL << 17;

    /// From a state that no block is missing in: genesis.
    explicit Chain(State anchor);

    // The head and what is final.

    [[nodiscard]] const Node& head() const { return *forks_.find(head_); }
    [[nodiscard]] const eth::Checkpoint& justified() const { return justified_; }
    [[nodiscard]] const eth::Checkpoint& finalized() const { return finalized_; }
    [[nodiscard]] const Parameters& rules() const { return rules_; }
    [[nodiscard]] UnixSeconds genesis_time() const { return genesis_time_; }
    [[nodiscard]] const Bytes32& genesis_validators_root() const { return validators_root_; }

    // Blocks. Those before the finalized one are pruned.

    [[nodiscard]] const Node* find(const Bytes32& root) const { return forks_.find(root); }
    /// Of the head's branch; null where the slot was missed, is yet to come or is pruned.
    [[nodiscard]] const Node* at(Slot slot) const;
    [[nodiscard]] std::span<const Node> all() const { return forks_.all(); }
    /// Errors: bad_argument for an unknown parent, a known block, or one before the finalized;
    /// those of `apply_block`.
    [[nodiscard]] Result<HeadChange> add(const eth::SignedBeaconBlock& block,
                                         Signatures::Mode mode = Signatures::Mode::verified);
    /// Takes the last `depth` blocks of the head's branch out of the choice, as their execution
    /// client does with invalid ones: what is proposed next makes a reorg.
    /// Errors: out_of_range when that reaches the finalized block.
    [[nodiscard]] Result<HeadChange> abandon(std::size_t depth);

    /// Counts the votes again that came since the last block.
    [[nodiscard]] HeadChange choose();

    // States. Errors: bad_argument when there is none: unknown or before the finalized;
    // out_of_range when it is too far ahead.

    /// After a block.
    [[nodiscard]] Result<StateView> state_of(const Bytes32& block_root);
    /// Of the head's branch, through empty slots where need be, also those yet to come.
    [[nodiscard]] Result<StateView> state_at(Slot slot);
    [[nodiscard]] Result<StateView> state_by_root(const Bytes32& state_root);
    [[nodiscard]] StateView head_state() { return known_state(head_); }
    [[nodiscard]] StateView justified_state() { return known_state(justified_.root); }
    [[nodiscard]] StateView finalized_state() { return known_state(finalized_.root); }

    // Duties, of the head's branch. Errors: those of `state_at`.

    /// Valid until committees of an epoch are asked for that is three later.
    [[nodiscard]] Result<const Committees*> committees(Epoch epoch);
    [[nodiscard]] Result<std::vector<ValidatorIndex>> proposers(Epoch epoch);
    /// What every committee of `slot` is to vote for.
    [[nodiscard]] Result<eth::AttestationData> attestation_data(Slot slot);
    /// The block that decided an epoch's committees: while it stays, so do they.
    [[nodiscard]] Result<Bytes32> dependent_root_of(Epoch epoch);

    // What waits for a block. Errors: those of the block's part that it will be, bad_argument when
    // it cannot be judged (unknown block), signature_mismatch.

    [[nodiscard]] Result<> submit(const eth::SingleAttestation& vote);
    [[nodiscard]] Result<> submit(const eth::Attestation& votes,
                                  Signatures::Mode mode = Signatures::Mode::verified);
    [[nodiscard]] Result<> submit(const eth::SignedVoluntaryExit& exit);
    [[nodiscard]] Result<> submit(const eth::ProposerSlashing& slashing);
    [[nodiscard]] Result<> submit(const eth::AttesterSlashing& slashing);
    [[nodiscard]] Result<> submit(const eth::SignedBLSToExecutionChange& change);
    [[nodiscard]] Result<> submit(const eth::SyncCommitteeMessage& message);
    [[nodiscard]] Result<> submit(const eth::SyncCommitteeContribution& contribution);
    [[nodiscard]] const Pool& pool() const { return pool_; }

    // Production, on top of the head.

    [[nodiscard]] Result<PayloadAttributes> payload_attributes(Slot slot);
    /// A block that lacks only its signature. Errors: bad_argument when the slot is not after the
    /// head's; those of the parts.
    [[nodiscard]] Result<eth::BeaconBlock> produce(Slot slot, const BlockParts& parts);

    // Reports. Errors: those of `state_at`.

    /// Whose vote for `epoch` the chain has seen in a block: of the head's epoch or the one before.
    [[nodiscard]] Result<std::vector<bool>> liveness(Epoch epoch);
    /// What the attestations of an epoch brought, once the epoch after it is over.
    [[nodiscard]] Result<std::vector<Deltas>> attestation_rewards(Epoch epoch);

    /// Shared with whoever makes transitions beside the chain.
    [[nodiscard]] Known& known() { return known_; }

  private:
    [[nodiscard]] StateView known_state(const Bytes32& block_root);
    [[nodiscard]] Result<State> copy_at(const Bytes32& block_root, Slot slot);
    /// The head's branch at `slot`, kept until another is asked for.
    [[nodiscard]] Result<StateView> head_at(Slot slot);
    /// A state in which votes for `target` can be judged.
    [[nodiscard]] Result<StateView> state_for(const eth::AttestationData& data);
    void keep(const Bytes32& root, StateView state);
    void see(const eth::SignedBeaconBlock& block, const State& after, Signatures::Mode mode);
    void see(const eth::IndexedAttestation& votes, Signatures::Mode mode);
    void settle(const State& state);
    /// A state that knows the duties of an epoch: the head's, if it is no more than `behind` later.
    [[nodiscard]] Result<StateView> state_near(Epoch epoch, Epoch behind);
    template <class Operation, class Process>
    [[nodiscard]] Result<> submit_operation(const Operation& operation, const Process& process);

    Parameters rules_;
    UnixSeconds genesis_time_;
    Bytes32 validators_root_;
    eth::Checkpoint justified_;
    eth::Checkpoint finalized_;
    Forks forks_;
    Bytes32 head_;
    std::map<Bytes32, StateView> states_;  ///< after blocks, by their roots
    struct Advanced {
        Bytes32 root;
        Slot slot;
        StateView state;
    };
    std::optional<Advanced> advanced_;
    Known known_;
    Pool pool_;
    Watch watch_;
};

}  // namespace stafi::beacon
