#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

// Which contracts a pool consists of, and where its registry keeps their addresses.

namespace stafi::pool {

enum class Contract : std::uint8_t {
    user_deposit,
    reth_token,
    light_node,
    super_node,
    withdraw,
    distributor,
    network_balances,
    network_settings,
    node_manager,
    ether,
    fee_pool,
    super_node_fee_pool,
    staking_pool_settings,
    staking_pool_manager,
    node_deposit,
    upgrade,
    eth_deposit,  ///< the beacon chain's, not the pool's own
};

/// StaFi's own pool on mainnet. Source: StaFi's documentation of its contracts.
inline constexpr std::string_view kMainnetStorage = "0x6c2f7b6110a37b3b0fbdd811876be368df02e8b0";

/// Every contract, in the order of the enum.
[[nodiscard]] std::span<const Contract> all_contracts();

/// `stafiSuperNode`, as the registry spells it.
[[nodiscard]] std::string_view name_of(Contract contract);

/// The argument of `getAddress`: keccak256("contract.address" || name).
[[nodiscard]] Bytes32 registry_key(Contract contract);
/// The argument of `getString`: keccak256("contract.name" || address).
[[nodiscard]] Bytes32 registry_name_key(const Address& address);

/// What the registry has answered. Zero addresses, which it answers for no contract, are left out.
class Addresses {
  public:
    /// Replaces what was there.
    void set(Contract contract, const Address& address);
    /// Errors: contract_missing.
    [[nodiscard]] Result<Address> find(Contract contract) const;
    /// Whose log or call this is; nothing for a stranger's.
    [[nodiscard]] std::optional<Contract> contract_at(const Address& address) const;

    friend bool operator==(const Addresses&, const Addresses&) = default;

  private:
    std::map<Contract, Address> addresses_;
};

}  // namespace stafi::pool
