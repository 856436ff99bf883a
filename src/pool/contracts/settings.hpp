#pragma once

#include <string>
#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// What the owner has set: StafiNetworkSettings, and StafiStakingPoolSettings for solo validators.

namespace stafi::pool::network_settings {

/// bad_abi unless they have 32 bytes: then nobody can deposit.
struct GetWithdrawalCredentials {
    ABI_MESSAGE(GetWithdrawalCredentials, "getWithdrawalCredentials() view returns (bytes)");
    using Returns = Bytes32;
};
struct GetSuperNodePubkeyLimit {
    ABI_MESSAGE(GetSuperNodePubkeyLimit, "getSuperNodePubkeyLimit() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetNodeFee {
    ABI_MESSAGE(GetNodeFee, "getNodeFee() view returns (uint256)");
    using Returns = Ratio;
};
struct GetPlatformFee {
    ABI_MESSAGE(GetPlatformFee, "getPlatformFee() view returns (uint256)");
    using Returns = Ratio;
};
struct GetNodeConsensusThreshold {
    ABI_MESSAGE(GetNodeConsensusThreshold, "getNodeConsensusThreshold() view returns (uint256)");
    using Returns = Ratio;
};
/// For one whole rETH, in 8 hours.
struct GetRateStepLimit {
    ABI_MESSAGE(GetRateStepLimit, "getRateStepLimit() view returns (uint256)");
    using Returns = Wei;
};
struct GetSubmitBalancesEnabled {
    ABI_MESSAGE(GetSubmitBalancesEnabled, "getSubmitBalancesEnabled() view returns (bool)");
    using Returns = bool;
};
struct GetPaused {
    ABI_MESSAGE(GetPaused, "getPaused() view returns (bool)");
    using Returns = bool;
};

namespace event {

struct WithdrawalCredentialsChanged {
    Bytes credentials;
    ABI_MESSAGE(WithdrawalCredentialsChanged, "WithdrawalCredentialsChanged(bytes)", credentials);
};
/// `name` says which one and in what unit.
struct SettingChanged {
    std::string name;
    Uint256 value;
    ABI_MESSAGE(SettingChanged, "SettingChanged(string,uint256)", name, value);
};
struct Paused {
    Address by;
    ABI_MESSAGE(Paused, "Paused(address indexed)", by);
};
struct Unpaused {
    Address by;
    ABI_MESSAGE(Unpaused, "Unpaused(address indexed)", by);
};

}  // namespace event

using Event = std::variant<event::WithdrawalCredentialsChanged, event::SettingChanged,
                           event::Paused, event::Unpaused>;

}  // namespace stafi::pool::network_settings

namespace stafi::pool::staking_pool_settings {

struct GetCurrentNodeDepositAmount {
    ABI_MESSAGE(GetCurrentNodeDepositAmount,
                "getCurrentNodeDepositAmount() view returns (uint256)");
    using Returns = Wei;
};
struct GetNodeDepositAmountAllowed {
    Wei amount;
    ABI_MESSAGE(GetNodeDepositAmountAllowed,
                "getNodeDepositAmountAllowed(uint256) view returns (bool)", amount);
    using Returns = bool;
};
/// Then only amounts are allowed that those can read.
struct GetCompatibleWithOldClients {
    ABI_MESSAGE(GetCompatibleWithOldClients, "getCompatibleWithOldClients() view returns (bool)");
    using Returns = bool;
};
struct GetLaunchBalance {
    ABI_MESSAGE(GetLaunchBalance, "getLaunchBalance() view returns (uint256)");
    using Returns = Wei;
};

namespace event {

struct CurrentNodeDepositAmountChanged {
    Wei amount;
    ABI_MESSAGE(CurrentNodeDepositAmountChanged, "CurrentNodeDepositAmountChanged(uint256)",
                amount);
};
struct NodeDepositAmountAllowed {
    Wei amount;
    bool allowed = false;
    ABI_MESSAGE(NodeDepositAmountAllowed, "NodeDepositAmountAllowed(uint256,bool)", amount,
                allowed);
};
struct CompatibleWithOldClientsChanged {
    bool compatible = false;
    ABI_MESSAGE(CompatibleWithOldClientsChanged, "CompatibleWithOldClientsChanged(bool)",
                compatible);
};

}  // namespace event

using Event = std::variant<event::CurrentNodeDepositAmountChanged, event::NodeDepositAmountAllowed,
                           event::CompatibleWithOldClientsChanged>;

}  // namespace stafi::pool::staking_pool_settings
