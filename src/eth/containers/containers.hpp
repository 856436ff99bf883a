#pragma once

#include "base/bytes.hpp"
#include "base/units.hpp"
#include "eth/ssz/types.hpp"

// The beacon chain's containers, with the names of the consensus specs and the sizes of the mainnet
// preset, which hoodi and our devnet share. Keys and signatures are bytes as seen: nothing here has
// been checked. This file holds what the other containers_*.hpp build on.
// Source: consensus-specs v1.6, specs/{phase0,altair,bellatrix,capella,deneb,electra,fulu}.

namespace stafi::eth {

using CommitteeIndex = Id<struct CommitteeIndexTag>;        // of a slot
using SubcommitteeIndex = Id<struct SubcommitteeIndexTag>;  // of the sync committee
using WithdrawalIndex = Id<struct WithdrawalIndexTag>;      // counts withdrawals since Capella

using ForkVersion = FixedBytes<struct ForkVersionTag, 4>;
using Domain = FixedBytes<struct DomainTag, 32>;  ///< what keeps signatures of one kind apart

/// The epoch of what has not been decided yet: FAR_FUTURE_EPOCH.
inline constexpr Epoch kFarFutureEpoch{~0ULL};

struct Fork {
    ForkVersion previous_version;
    ForkVersion current_version;
    Epoch epoch;
    SSZ_CONTAINER(Fork, previous_version, current_version, epoch);
};

struct ForkData {
    ForkVersion current_version;
    Bytes32 genesis_validators_root;
    SSZ_CONTAINER(ForkData, current_version, genesis_validators_root);
};

struct SigningData {
    Bytes32 object_root;
    Domain domain;
    SSZ_CONTAINER(SigningData, object_root, domain);
};

struct Checkpoint {
    Epoch epoch;
    Bytes32 root;
    SSZ_CONTAINER(Checkpoint, epoch, root);
};

struct BeaconBlockHeader {
    Slot slot;
    ValidatorIndex proposer_index;
    Bytes32 parent_root;
    Bytes32 state_root;
    Bytes32 body_root;
    SSZ_CONTAINER(BeaconBlockHeader, slot, proposer_index, parent_root, state_root, body_root);
};

struct SignedBeaconBlockHeader {
    BeaconBlockHeader message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedBeaconBlockHeader, message, signature);
};

struct VoluntaryExit {
    Epoch epoch;
    ValidatorIndex validator_index;
    SSZ_CONTAINER(VoluntaryExit, epoch, validator_index);
};

struct SignedVoluntaryExit {
    VoluntaryExit message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedVoluntaryExit, message, signature);
};

struct BLSToExecutionChange {
    ValidatorIndex validator_index;
    PubkeyBytes from_bls_pubkey;
    Address to_execution_address;
    SSZ_CONTAINER(BLSToExecutionChange, validator_index, from_bls_pubkey, to_execution_address);
};

struct SignedBLSToExecutionChange {
    BLSToExecutionChange message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedBLSToExecutionChange, message, signature);
};

/// What a validator asks of block builders. Source: builder-specs, specs/bellatrix/builder.md.
struct ValidatorRegistration {
    Address fee_recipient;
    Gas gas_limit;
    UnixSeconds timestamp;
    PubkeyBytes pubkey;
    SSZ_CONTAINER(ValidatorRegistration, fee_recipient, gas_limit, timestamp, pubkey);
};

struct SignedValidatorRegistration {
    ValidatorRegistration message;
    SignatureBytes signature;
    SSZ_CONTAINER(SignedValidatorRegistration, message, signature);
};

}  // namespace stafi::eth
