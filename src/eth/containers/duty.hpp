#pragma once

#include "eth/containers/containers.hpp"

// What validators sign in the course of duty, except blocks: attestations and their aggregates,
// sync committee messages and theirs; and the proof that one signed too much. The forms of Electra
// (EIP-7549: an attestation spans committees).

namespace stafi::eth {

inline constexpr std::uint64_t kMaxCommitteesPerSlot = 64;
inline constexpr std::uint64_t kMaxValidatorsPerCommittee = 2048;
inline constexpr std::uint64_t kMaxValidatorsPerSlot =
    kMaxValidatorsPerCommittee * kMaxCommitteesPerSlot;
inline constexpr std::size_t kSyncCommitteeSize = 512;
inline constexpr std::size_t kSyncCommitteeSubnetCount = 4;

struct AttestationData {
    Slot slot;
    CommitteeIndex index;  ///< 0 since Electra
    Bytes32 beacon_block_root;
    Checkpoint source;
    Checkpoint target;
    SSZ_CONTAINER(AttestationData, slot, index, beacon_block_root, source, target);
};

struct Attestation {
    ssz::Bitlist<kMaxValidatorsPerSlot> aggregation_bits;
    AttestationData data;
    SignatureBytes signature;
    ssz::Bitvector<kMaxCommitteesPerSlot> committee_bits;
    SSZ_CONTAINER(Attestation, aggregation_bits, data, signature, committee_bits);
};

/// One validator's vote, as it travels before aggregation.
struct SingleAttestation {
    CommitteeIndex committee_index;
    ValidatorIndex attester_index;
    AttestationData data;
    SignatureBytes signature;
    SSZ_CONTAINER(SingleAttestation, committee_index, attester_index, data, signature);
};

struct IndexedAttestation {
    ssz::List<ValidatorIndex, kMaxValidatorsPerSlot> attesting_indices;
    AttestationData data;
    SignatureBytes signature;
    SSZ_CONTAINER(IndexedAttestation, attesting_indices, data, signature);
};

struct AggregateAndProof {
    ValidatorIndex aggregator_index;
    Attestation aggregate;
    SignatureBytes selection_proof;
    SSZ_CONTAINER(AggregateAndProof, aggregator_index, aggregate, selection_proof);
};

struct SignedAggregateAndProof {
    AggregateAndProof message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedAggregateAndProof, message, signature);
};

struct AttesterSlashing {
    IndexedAttestation attestation_1;
    IndexedAttestation attestation_2;
    SSZ_CONTAINER(AttesterSlashing, attestation_1, attestation_2);
};

struct ProposerSlashing {
    SignedBeaconBlockHeader signed_header_1;
    SignedBeaconBlockHeader signed_header_2;
    SSZ_CONTAINER(ProposerSlashing, signed_header_1, signed_header_2);
};

struct SyncCommitteeMessage {
    Slot slot;
    Bytes32 beacon_block_root;
    ValidatorIndex validator_index;
    SignatureBytes signature;
    SSZ_CONTAINER(SyncCommitteeMessage, slot, beacon_block_root, validator_index, signature);
};

struct SyncCommitteeContribution {
    Slot slot;
    Bytes32 beacon_block_root;
    SubcommitteeIndex subcommittee_index;
    ssz::Bitvector<kSyncCommitteeSize / kSyncCommitteeSubnetCount> aggregation_bits;
    SignatureBytes signature;
    SSZ_CONTAINER(SyncCommitteeContribution, slot, beacon_block_root, subcommittee_index,
                  aggregation_bits, signature);
};

struct ContributionAndProof {
    ValidatorIndex aggregator_index;
    SyncCommitteeContribution contribution;
    SignatureBytes selection_proof;
    SSZ_CONTAINER(ContributionAndProof, aggregator_index, contribution, selection_proof);
};

struct SignedContributionAndProof {
    ContributionAndProof message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedContributionAndProof, message, signature);
};

/// What a validator signs to learn whether it aggregates.
struct SyncAggregatorSelectionData {
    Slot slot;
    SubcommitteeIndex subcommittee_index;
    SSZ_CONTAINER(SyncAggregatorSelectionData, slot, subcommittee_index);
};

}  // namespace stafi::eth
