#pragma once

#include "eth/containers/containers.hpp"
#include "eth/network.hpp"

// Signing domains: four bytes for the kind of message and 28 for the chain and its fork, so that no
// signature can be used for anything but what was meant.
// Source: consensus-specs, specs/phase0/beacon-chain.md; builder-specs for application_builder.

namespace stafi::eth {

/// Four bytes, written big-endian.
enum class DomainType : std::uint32_t {
    beacon_proposer = 0x00000000,
    beacon_attester = 0x01000000,
    randao = 0x02000000,
    deposit = 0x03000000,
    voluntary_exit = 0x04000000,
    selection_proof = 0x05000000,
    aggregate_and_proof = 0x06000000,
    sync_committee = 0x07000000,
    sync_committee_selection_proof = 0x08000000,
    contribution_and_proof = 0x09000000,
    bls_to_execution_change = 0x0a000000,
    application_builder = 0x00000001,
};

/// The domain of a message that is signed for `epoch`. Four kinds do not follow the forks:
/// deposits and builder registrations are valid on any chain of that genesis fork version (no
/// genesis validators root), BLS changes keep the genesis version, exits that of Capella
/// (EIP-7044).
[[nodiscard]] Domain signing_domain(DomainType type, const ForkSchedule& forks, Epoch epoch,
                                    const Bytes32& genesis_validators_root);

/// For the deposits of one network: all there is to know of it is its genesis fork version.
[[nodiscard]] Domain deposit_domain(const ForkVersion& genesis_fork_version);

[[nodiscard]] Domain compute_domain(DomainType type, const ForkVersion& version,
                                    const Bytes32& genesis_validators_root);
[[nodiscard]] Bytes32 compute_fork_data_root(const ForkVersion& version,
                                             const Bytes32& genesis_validators_root);
/// What is signed in the end, from the root of the message.
[[nodiscard]] Bytes32 compute_signing_root(const Bytes32& object_root, const Domain& domain);

}  // namespace stafi::eth
