#pragma once

#include <optional>
#include <span>
#include <variant>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "pool/addresses.hpp"
#include "pool/contracts/distributor.hpp"
#include "pool/contracts/ether.hpp"
#include "pool/contracts/legacy.hpp"
#include "pool/contracts/light_node.hpp"
#include "pool/contracts/network_balances.hpp"
#include "pool/contracts/node_manager.hpp"
#include "pool/contracts/reth_token.hpp"
#include "pool/contracts/settings.hpp"
#include "pool/contracts/storage.hpp"
#include "pool/contracts/super_node.hpp"
#include "pool/contracts/user_deposit.hpp"
#include "pool/contracts/withdraw_events.hpp"

// Everything that the pool tells, by the contract that tells it.

namespace stafi::pool {

/// An event of the contract that one of the others is named after.
using Event =
    std::variant<user_deposit::Event, reth_token::Event, light_node::Event, super_node::Event,
                 withdraw::Event, distributor::Event, network_balances::Event,
                 network_settings::Event, node_manager::Event, ether::Event, fee_pool::Event,
                 staking_pool_settings::Event, node_deposit::Event>;

/// Reads a log of `contract`. Nothing for an event that is not in its list, as an upgraded
/// contract may emit, and for contracts that we do not follow (upgrade, eth_deposit).
/// Errors: bad_abi, out_of_range: it is one of the list and cannot be read.
[[nodiscard]] Result<std::optional<Event>> decode_event(Contract contract,
                                                        std::span<const Bytes32> topics,
                                                        BytesView data);

/// The same for the registry, which has no name in itself.
[[nodiscard]] Result<std::optional<storage::Event>> decode_storage_event(
    std::span<const Bytes32> topics, BytesView data);

}  // namespace stafi::pool
