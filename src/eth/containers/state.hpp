#pragma once

#include "eth/containers/block.hpp"

// The beacon state of Electra, and of Fulu, which appends one field. A mainnet state has about a
// million validators and takes some 150 MB of memory.

namespace stafi::eth {

inline constexpr std::uint64_t kValidatorRegistryLimit = 1ULL << 40;
inline constexpr std::size_t kSlotsPerHistoricalRoot = 8192;
inline constexpr std::uint64_t kHistoricalRootsLimit = 1ULL << 24;
inline constexpr std::uint64_t kEth1DataVotesMax = 2048;  ///< 64 epochs of 32 slots
inline constexpr std::size_t kEpochsPerHistoricalVector = 65536;
inline constexpr std::size_t kEpochsPerSlashingsVector = 8192;
inline constexpr std::size_t kJustificationBitsLength = 4;
inline constexpr std::uint64_t kPendingDepositsLimit = 1ULL << 27;
inline constexpr std::uint64_t kPendingPartialWithdrawalsLimit = 1ULL << 27;
inline constexpr std::uint64_t kPendingConsolidationsLimit = 1ULL << 18;
inline constexpr std::size_t kProposerLookahead = 64;  ///< slots of this epoch and the next

struct Validator {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei effective_balance;
    bool slashed = false;
    Epoch activation_eligibility_epoch;
    Epoch activation_epoch;
    Epoch exit_epoch;
    Epoch withdrawable_epoch;
    SSZ_CONTAINER(Validator, pubkey, withdrawal_credentials, effective_balance, slashed,
                  activation_eligibility_epoch, activation_epoch, exit_epoch, withdrawable_epoch);
};

struct SyncCommittee {
    ssz::Vector<PubkeyBytes, kSyncCommitteeSize> pubkeys;
    PubkeyBytes aggregate_pubkey;
    SSZ_CONTAINER(SyncCommittee, pubkeys, aggregate_pubkey);
};

struct HistoricalSummary {
    Bytes32 block_summary_root;
    Bytes32 state_summary_root;
    SSZ_CONTAINER(HistoricalSummary, block_summary_root, state_summary_root);
};

/// Source: EIP-7251, as the next.
struct PendingPartialWithdrawal {
    ValidatorIndex validator_index;
    Gwei amount;
    Epoch withdrawable_epoch;
    SSZ_CONTAINER(PendingPartialWithdrawal, validator_index, amount, withdrawable_epoch);
};

struct PendingConsolidation {
    ValidatorIndex source_index;
    ValidatorIndex target_index;
    SSZ_CONTAINER(PendingConsolidation, source_index, target_index);
};

namespace electra {

struct BeaconState {
    UnixSeconds genesis_time;
    Bytes32 genesis_validators_root;
    Slot slot;
    Fork fork;
    BeaconBlockHeader latest_block_header;
    ssz::Vector<Bytes32, kSlotsPerHistoricalRoot> block_roots;
    ssz::Vector<Bytes32, kSlotsPerHistoricalRoot> state_roots;
    ssz::List<Bytes32, kHistoricalRootsLimit> historical_roots;
    Eth1Data eth1_data;
    ssz::List<Eth1Data, kEth1DataVotesMax> eth1_data_votes;
    std::uint64_t eth1_deposit_index = 0;
    ssz::List<Validator, kValidatorRegistryLimit> validators;
    ssz::List<Gwei, kValidatorRegistryLimit> balances;
    ssz::Vector<Bytes32, kEpochsPerHistoricalVector> randao_mixes;
    ssz::Vector<Gwei, kEpochsPerSlashingsVector> slashings;
    ssz::List<std::uint8_t, kValidatorRegistryLimit> previous_epoch_participation;
    ssz::List<std::uint8_t, kValidatorRegistryLimit> current_epoch_participation;
    ssz::Bitvector<kJustificationBitsLength> justification_bits;
    Checkpoint previous_justified_checkpoint;
    Checkpoint current_justified_checkpoint;
    Checkpoint finalized_checkpoint;
    ssz::List<std::uint64_t, kValidatorRegistryLimit> inactivity_scores;
    SyncCommittee current_sync_committee;
    SyncCommittee next_sync_committee;
    ExecutionPayloadHeader latest_execution_payload_header;
    WithdrawalIndex next_withdrawal_index;
    ValidatorIndex next_withdrawal_validator_index;
    ssz::List<HistoricalSummary, kHistoricalRootsLimit> historical_summaries;
    std::uint64_t deposit_requests_start_index = 0;
    Gwei deposit_balance_to_consume;
    Gwei exit_balance_to_consume;
    Epoch earliest_exit_epoch;
    Gwei consolidation_balance_to_consume;
    Epoch earliest_consolidation_epoch;
    ssz::List<PendingDeposit, kPendingDepositsLimit> pending_deposits;
    ssz::List<PendingPartialWithdrawal, kPendingPartialWithdrawalsLimit>
        pending_partial_withdrawals;
    ssz::List<PendingConsolidation, kPendingConsolidationsLimit> pending_consolidations;
    SSZ_CONTAINER(BeaconState, genesis_time, genesis_validators_root, slot, fork,
                  latest_block_header, block_roots, state_roots, historical_roots, eth1_data,
                  eth1_data_votes, eth1_deposit_index, validators, balances, randao_mixes,
                  slashings, previous_epoch_participation, current_epoch_participation,
                  justification_bits, previous_justified_checkpoint, current_justified_checkpoint,
                  finalized_checkpoint, inactivity_scores, current_sync_committee,
                  next_sync_committee, latest_execution_payload_header, next_withdrawal_index,
                  next_withdrawal_validator_index, historical_summaries,
                  deposit_requests_start_index, deposit_balance_to_consume, exit_balance_to_consume,
                  earliest_exit_epoch, consolidation_balance_to_consume,
                  earliest_consolidation_epoch, pending_deposits, pending_partial_withdrawals,
                  pending_consolidations);
};

}  // namespace electra

namespace fulu {

/// Source: EIP-7917 for the field it adds.
struct BeaconState : electra::BeaconState {
    ssz::Vector<ValidatorIndex, kProposerLookahead> proposer_lookahead;
    SSZ_CONTAINER(BeaconState, genesis_time, genesis_validators_root, slot, fork,
                  latest_block_header, block_roots, state_roots, historical_roots, eth1_data,
                  eth1_data_votes, eth1_deposit_index, validators, balances, randao_mixes,
                  slashings, previous_epoch_participation, current_epoch_participation,
                  justification_bits, previous_justified_checkpoint, current_justified_checkpoint,
                  finalized_checkpoint, inactivity_scores, current_sync_committee,
                  next_sync_committee, latest_execution_payload_header, next_withdrawal_index,
                  next_withdrawal_validator_index, historical_summaries,
                  deposit_requests_start_index, deposit_balance_to_consume, exit_balance_to_consume,
                  earliest_exit_epoch, consolidation_balance_to_consume,
                  earliest_consolidation_epoch, pending_deposits, pending_partial_withdrawals,
                  pending_consolidations, proposer_lookahead);
};

}  // namespace fulu

}  // namespace stafi::eth
