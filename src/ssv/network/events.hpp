#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "ssv/network/cluster_events.hpp"
#include "ssv/network/governance_events.hpp"
#include "ssv/network/node_acceptance.hpp"
#include "ssv/network/operator_events.hpp"
#include "ssv/network/parameter_events.hpp"

// Everything that SSV Network tells.

namespace stafi::ssv {

using Event = std::variant<
    event::ValidatorAdded, event::ValidatorRemoved, event::ClusterDeposited,
    event::ClusterWithdrawn, event::ClusterLiquidated, event::ClusterReactivated,
    event::ClusterMigratedToETH, event::ClusterBalanceUpdated, event::ValidatorExited,
    event::FeeRecipientAddressUpdated, event::RootCommitted, event::OperatorAdded,
    event::OperatorRemoved, event::OperatorPrivacyStatusUpdated,
    event::OperatorMultipleWhitelistUpdated, event::OperatorMultipleWhitelistRemoved,
    event::OperatorWhitelistingContractUpdated, event::OperatorFeeDeclared,
    event::OperatorFeeDeclarationCancelled, event::OperatorFeeExecuted, event::OperatorWithdrawn,
    event::OperatorWithdrawnSSV, event::SSVNetworkUpgradeBlock, event::NetworkFeeUpdated,
    event::NetworkFeeUpdatedSSV, event::LiquidationThresholdPeriodUpdated,
    event::LiquidationThresholdPeriodSSVUpdated, event::MinimumLiquidationCollateralUpdated,
    event::MinimumLiquidationCollateralSSVUpdated, event::OperatorFeeIncreaseLimitUpdated,
    event::DeclareOperatorFeePeriodUpdated, event::ExecuteOperatorFeePeriodUpdated,
    event::MinimumOperatorEthFeeUpdated, event::MinBlocksBetweenUpdatesUpdated,
    event::NetworkEarningsWithdrawn, event_v1::OperatorMaximumFeeUpdated,
    event::OperatorMaximumFeeUpdated, event::Upgraded, event::ModuleUpgraded,
    event::OwnershipTransferStarted, event::OwnershipTransferred, event::OracleReplaced,
    event::QuorumUpdated, event::WeightedRootProposed>;

/// Reads a log of SSV Network, of either release. Nothing for an event that is not in the list.
/// Errors: bad_abi, out_of_range: it is one of the list and cannot be read.
[[nodiscard]] Result<std::optional<Event>> decode_event(std::span<const Bytes32> topics,
                                                        BytesView data);

/// The event as nodes keep their registry of it (ssv/network/node_acceptance.hpp). Nothing for what
/// they do not look at, and for an operator whose key is no text.
[[nodiscard]] std::optional<RegistryEvent> registry_event(const Event& event);

/// An operator's key as `registerOperator` takes it: the ABI encoding of its text.
[[nodiscard]] Bytes encode_operator_key(std::string_view key_text);
/// Errors: bad_abi, for what is no such encoding; the contract takes any bytes.
[[nodiscard]] Result<std::string> decode_operator_key(BytesView public_key);

}  // namespace stafi::ssv
