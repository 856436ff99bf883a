#include "eth/domains.hpp"

#include "eth/ssz/ssz.hpp"

namespace stafi::eth {

Domain signing_domain(DomainType type, const ForkSchedule& forks, Epoch epoch,
                      const Bytes32& genesis_validators_root) {
    const ForkVersion& genesis = forks[ForkName::phase0].version;
    switch (type) {
        case DomainType::deposit:
        case DomainType::application_builder:
            return compute_domain(type, genesis, Bytes32{});
        case DomainType::bls_to_execution_change:
            return compute_domain(type, genesis, genesis_validators_root);
        case DomainType::voluntary_exit:
            return compute_domain(type, forks[ForkName::capella].version, genesis_validators_root);
        case DomainType::beacon_proposer:
        case DomainType::beacon_attester:
        case DomainType::randao:
        case DomainType::selection_proof:
        case DomainType::aggregate_and_proof:
        case DomainType::sync_committee:
        case DomainType::sync_committee_selection_proof:
        case DomainType::contribution_and_proof:
            break;
    }
    return compute_domain(type, forks.at(epoch).version, genesis_validators_root);
}

Domain deposit_domain(const ForkVersion& genesis_fork_version) {
    return compute_domain(DomainType::deposit, genesis_fork_version, Bytes32{});
}

Domain compute_domain(DomainType type, const ForkVersion& version,
                      const Bytes32& genesis_validators_root) {
    const Bytes32 fork = compute_fork_data_root(version, genesis_validators_root);
    Domain domain;
    for (std::size_t i = 0; i < 4; ++i)
        domain.bytes[i] = static_cast<std::byte>(static_cast<std::uint32_t>(type) >> (24 - 8 * i));
    std::ranges::copy(fork.view().first<28>(), domain.bytes.begin() + 4);
    return domain;
}

Bytes32 compute_fork_data_root(const ForkVersion& version, const Bytes32& genesis_validators_root) {
    return ssz::hash_tree_root(
        ForkData{.current_version = version, .genesis_validators_root = genesis_validators_root});
}

Bytes32 compute_signing_root(const Bytes32& object_root, const Domain& domain) {
    return ssz::hash_tree_root(SigningData{.object_root = object_root, .domain = domain});
}

}  // namespace stafi::eth
