#pragma once

#include "eth/containers/block.hpp"

// What validator clients send and get, besides the containers of the consensus specs.
// Source: ethereum/beacon-APIs, by the names of their types.

namespace stafi::devnet::beacon_api {

/// Who gets what a proposer's block earns. ProposerPreparation.
struct Preparation {
    ValidatorIndex validator_index;
    Address fee_recipient;
    SSZ_CONTAINER(Preparation, validator_index, fee_recipient);
};

/// BeaconCommitteeSubscription.
struct CommitteeSubscription {
    ValidatorIndex validator_index;
    eth::CommitteeIndex committee_index;
    std::uint64_t committees_at_slot = 0;
    Slot slot;
    bool is_aggregator = false;
    SSZ_CONTAINER(CommitteeSubscription, validator_index, committee_index, committees_at_slot, slot,
                  is_aggregator);
};

/// SyncCommitteeSubscription.
struct SyncSubscription {
    ValidatorIndex validator_index;
    ssz::List<std::uint64_t, eth::kSyncCommitteeSize> sync_committee_indices;
    Epoch until_epoch;
    SSZ_CONTAINER(SyncSubscription, validator_index, sync_committee_indices, until_epoch);
};

using KzgProof = FixedBytes<struct KzgProofTag, 48>;
using Blob = FixedBytes<struct BlobTag, 131'072>;
/// One for each of the 128 cells of a blob. Source: EIP-7594.
using KzgProofs = ssz::List<KzgProof, 128 * eth::kMaxBlobCommitmentsPerBlock>;
using Blobs = ssz::List<Blob, eth::kMaxBlobCommitmentsPerBlock>;

/// Fulu.BlockContents.
struct BlockContents {
    eth::BeaconBlock block;
    KzgProofs kzg_proofs;
    Blobs blobs;
    SSZ_CONTAINER(BlockContents, block, kzg_proofs, blobs);
};

/// Fulu.SignedBlockContents.
struct SignedBlockContents {
    eth::SignedBeaconBlock signed_block;
    KzgProofs kzg_proofs;
    Blobs blobs;
    SSZ_CONTAINER(SignedBlockContents, signed_block, kzg_proofs, blobs);
};

}  // namespace stafi::devnet::beacon_api
