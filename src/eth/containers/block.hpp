#pragma once

#include "base/uint256.hpp"
#include "eth/containers/deposit.hpp"
#include "eth/containers/duty.hpp"

// Beacon blocks of Electra and Fulu with the execution payload of Deneb inside.

namespace stafi::eth {

inline constexpr std::uint64_t kMaxBytesPerTransaction = 1ULL << 30;
inline constexpr std::uint64_t kMaxTransactionsPerPayload = 1ULL << 20;
inline constexpr std::uint64_t kMaxExtraDataBytes = 32;
inline constexpr std::uint64_t kMaxWithdrawalsPerPayload = 16;
inline constexpr std::uint64_t kMaxDepositRequestsPerPayload = 8192;
inline constexpr std::uint64_t kMaxWithdrawalRequestsPerPayload = 16;
inline constexpr std::uint64_t kMaxConsolidationRequestsPerPayload = 2;
inline constexpr std::uint64_t kMaxProposerSlashings = 16;
inline constexpr std::uint64_t kMaxAttesterSlashings = 1;
inline constexpr std::uint64_t kMaxAttestations = 8;
inline constexpr std::uint64_t kMaxDeposits = 16;
inline constexpr std::uint64_t kMaxVoluntaryExits = 16;
inline constexpr std::uint64_t kMaxBlsToExecutionChanges = 16;
inline constexpr std::uint64_t kMaxBlobCommitmentsPerBlock = 4096;

using LogsBloom = FixedBytes<struct LogsBloomTag, 256>;
using KzgCommitment = FixedBytes<struct KzgCommitmentTag, 48>;
using Transaction = ssz::ByteList<kMaxBytesPerTransaction>;

struct Withdrawal {
    WithdrawalIndex index;
    ValidatorIndex validator_index;
    Address address;
    Gwei amount;
    SSZ_CONTAINER(Withdrawal, index, validator_index, address, amount);
};

struct ExecutionPayload {
    Bytes32 parent_hash;
    Address fee_recipient;
    Bytes32 state_root;
    Bytes32 receipts_root;
    LogsBloom logs_bloom;
    Bytes32 prev_randao;
    BlockNumber block_number;
    Gas gas_limit;
    Gas gas_used;
    UnixSeconds timestamp;
    ssz::ByteList<kMaxExtraDataBytes> extra_data;
    Uint256 base_fee_per_gas;  ///< wei
    Bytes32 block_hash;
    ssz::List<Transaction, kMaxTransactionsPerPayload> transactions;
    ssz::List<Withdrawal, kMaxWithdrawalsPerPayload> withdrawals;
    Gas blob_gas_used;
    Gas excess_blob_gas;
    SSZ_CONTAINER(ExecutionPayload, parent_hash, fee_recipient, state_root, receipts_root,
                  logs_bloom, prev_randao, block_number, gas_limit, gas_used, timestamp, extra_data,
                  base_fee_per_gas, block_hash, transactions, withdrawals, blob_gas_used,
                  excess_blob_gas);
};

/// The payload with its two lists folded to their roots: both have the same root.
struct ExecutionPayloadHeader {
    Bytes32 parent_hash;
    Address fee_recipient;
    Bytes32 state_root;
    Bytes32 receipts_root;
    LogsBloom logs_bloom;
    Bytes32 prev_randao;
    BlockNumber block_number;
    Gas gas_limit;
    Gas gas_used;
    UnixSeconds timestamp;
    ssz::ByteList<kMaxExtraDataBytes> extra_data;
    Uint256 base_fee_per_gas;  ///< wei
    Bytes32 block_hash;
    Bytes32 transactions_root;
    Bytes32 withdrawals_root;
    Gas blob_gas_used;
    Gas excess_blob_gas;
    SSZ_CONTAINER(ExecutionPayloadHeader, parent_hash, fee_recipient, state_root, receipts_root,
                  logs_bloom, prev_randao, block_number, gas_limit, gas_used, timestamp, extra_data,
                  base_fee_per_gas, block_hash, transactions_root, withdrawals_root, blob_gas_used,
                  excess_blob_gas);
};

/// A withdrawal or, with amount 0, an exit asked for on the execution layer. Source: EIP-7002.
struct WithdrawalRequest {
    Address source_address;
    PubkeyBytes validator_pubkey;
    Gwei amount;
    SSZ_CONTAINER(WithdrawalRequest, source_address, validator_pubkey, amount);
};

/// Source: EIP-7251.
struct ConsolidationRequest {
    Address source_address;
    PubkeyBytes source_pubkey;
    PubkeyBytes target_pubkey;
    SSZ_CONTAINER(ConsolidationRequest, source_address, source_pubkey, target_pubkey);
};

struct ExecutionRequests {
    ssz::List<DepositRequest, kMaxDepositRequestsPerPayload> deposits;
    ssz::List<WithdrawalRequest, kMaxWithdrawalRequestsPerPayload> withdrawals;
    ssz::List<ConsolidationRequest, kMaxConsolidationRequestsPerPayload> consolidations;
    SSZ_CONTAINER(ExecutionRequests, deposits, withdrawals, consolidations);
};

struct SyncAggregate {
    ssz::Bitvector<kSyncCommitteeSize> sync_committee_bits;
    SignatureBytes sync_committee_signature;
    SSZ_CONTAINER(SyncAggregate, sync_committee_bits, sync_committee_signature);
};

struct BeaconBlockBody {
    SignatureBytes randao_reveal;
    Eth1Data eth1_data;
    Bytes32 graffiti;
    ssz::List<ProposerSlashing, kMaxProposerSlashings> proposer_slashings;
    ssz::List<AttesterSlashing, kMaxAttesterSlashings> attester_slashings;
    ssz::List<Attestation, kMaxAttestations> attestations;
    ssz::List<Deposit, kMaxDeposits> deposits;
    ssz::List<SignedVoluntaryExit, kMaxVoluntaryExits> voluntary_exits;
    SyncAggregate sync_aggregate;
    ExecutionPayload execution_payload;
    ssz::List<SignedBLSToExecutionChange, kMaxBlsToExecutionChanges> bls_to_execution_changes;
    ssz::List<KzgCommitment, kMaxBlobCommitmentsPerBlock> blob_kzg_commitments;
    ExecutionRequests execution_requests;
    SSZ_CONTAINER(BeaconBlockBody, randao_reveal, eth1_data, graffiti, proposer_slashings,
                  attester_slashings, attestations, deposits, voluntary_exits, sync_aggregate,
                  execution_payload, bls_to_execution_changes, blob_kzg_commitments,
                  execution_requests);
};

struct BeaconBlock {
    Slot slot;
    ValidatorIndex proposer_index;
    Bytes32 parent_root;
    Bytes32 state_root;
    BeaconBlockBody body;
    SSZ_CONTAINER(BeaconBlock, slot, proposer_index, parent_root, state_root, body);
};

struct SignedBeaconBlock {
    BeaconBlock message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedBeaconBlock, message, signature);
};

}  // namespace stafi::eth
