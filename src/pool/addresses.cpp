#include "pool/addresses.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::pool {
namespace {

struct Name {
    Contract contract;
    std::string_view text;
};

constexpr std::array kNames{
    Name{Contract::user_deposit, "stafiUserDeposit"},
    Name{Contract::reth_token, "rETHToken"},
    Name{Contract::light_node, "stafiLightNode"},
    Name{Contract::super_node, "stafiSuperNode"},
    Name{Contract::withdraw, "stafiWithdraw"},
    Name{Contract::distributor, "stafiDistributor"},
    Name{Contract::network_balances, "stafiNetworkBalances"},
    Name{Contract::network_settings, "stafiNetworkSettings"},
    Name{Contract::node_manager, "stafiNodeManager"},
    Name{Contract::ether, "stafiEther"},
    Name{Contract::fee_pool, "stafiFeePool"},
    Name{Contract::super_node_fee_pool, "stafiSuperNodeFeePool"},
    Name{Contract::staking_pool_settings, "stafiStakingPoolSettings"},
    Name{Contract::staking_pool_manager, "stafiStakingPoolManager"},
    Name{Contract::node_deposit, "stafiNodeDeposit"},
    Name{Contract::upgrade, "stafiUpgrade"},
    Name{Contract::eth_deposit, "ethDeposit"},
};

constexpr auto kContracts = [] {
    std::array<Contract, kNames.size()> contracts{};
    std::ranges::transform(kNames, contracts.begin(), &Name::contract);
    return contracts;
}();

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (static_cast<std::size_t>(kNames[i].contract) != i) return false;
    return true;
}
static_assert(is_in_order());

}  // namespace

std::span<const Contract> all_contracts() { return kContracts; }

std::string_view name_of(Contract contract) {
    const auto row = static_cast<std::size_t>(contract);
    CHECK(row < kNames.size());
    return kNames[row].text;
}

Bytes32 registry_key(Contract contract) {
    return keccak256(bytes_of(fmt::format("contract.address{}", name_of(contract))));
}

Bytes32 registry_name_key(const Address& address) {
    const BytesView prefix = bytes_of("contract.name");
    Bytes preimage{prefix.begin(), prefix.end()};
    append(preimage, address.view());
    return keccak256(preimage);
}

void Addresses::set(Contract contract, const Address& address) {
    if (address == Address{})
        addresses_.erase(contract);
    else
        addresses_[contract] = address;
}

Result<Address> Addresses::find(Contract contract) const {
    const auto found = addresses_.find(contract);
    if (found != addresses_.end()) return found->second;
    return fail(Reason::contract_missing,
                fmt::format("pool: the registry has no {}", name_of(contract)));
}

std::optional<Contract> Addresses::contract_at(const Address& address) const {
    const auto has_it = [&](const auto& entry) { return entry.second == address; };
    const auto found = std::ranges::find_if(addresses_, has_it);
    if (found == addresses_.end()) return std::nullopt;
    return found->first;
}

}  // namespace stafi::pool
