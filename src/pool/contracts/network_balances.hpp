#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// StafiNetworkBalances: the oracle of the exchange rate.

namespace stafi::pool::network_balances {

/// A member's vote for these figures; those agreed on set the rate.
struct SubmitBalances {
    BalancesId block;
    Wei total_eth;
    Wei staking_eth;
    Reth reth_supply;
    ABI_MESSAGE(SubmitBalances, "submitBalances(uint256,uint256,uint256,uint256)", block, total_eth,
                staking_eth, reth_supply);
};
struct GetBalancesBlock {
    ABI_MESSAGE(GetBalancesBlock, "getBalancesBlock() view returns (uint256)");
    using Returns = BalancesId;
};
struct GetBalancesTime {
    ABI_MESSAGE(GetBalancesTime, "getBalancesTime() view returns (uint256)");
    using Returns = UnixSeconds;
};
struct GetTotalETHBalance {
    ABI_MESSAGE(GetTotalETHBalance, "getTotalETHBalance() view returns (uint256)");
    using Returns = Wei;
};
struct GetStakingETHBalance {
    ABI_MESSAGE(GetStakingETHBalance, "getStakingETHBalance() view returns (uint256)");
    using Returns = Wei;
};
struct GetTotalRETHSupply {
    ABI_MESSAGE(GetTotalRETHSupply, "getTotalRETHSupply() view returns (uint256)");
    using Returns = Reth;
};
struct GetETHStakingRate {
    ABI_MESSAGE(GetETHStakingRate, "getETHStakingRate() view returns (uint256)");
    using Returns = Ratio;
};
/// Members agreed on more than one step of the rate: nothing is paid at once.
struct GetRateClamped {
    ABI_MESSAGE(GetRateClamped, "getRateClamped() view returns (bool)");
    using Returns = bool;
};
struct RateBounds {
    Wei lowest;  ///< for one whole rETH
    Wei highest;
    ABI_RECORD(RateBounds, lowest, highest);
};
/// Of the next step, if it were now.
struct GetRateBounds {
    ABI_MESSAGE(GetRateBounds, "getRateBounds() view returns (uint256,uint256)");
    using Returns = RateBounds;
};

namespace event {

struct BalancesSubmitted {
    Address from;
    BalancesId block;
    Wei total_eth;
    Wei staking_eth;
    Reth reth_supply;
    UnixSeconds time;
    ABI_MESSAGE(BalancesSubmitted,
                "BalancesSubmitted(address indexed,uint256,uint256,uint256,uint256,uint256)", from,
                block, total_eth, staking_eth, reth_supply, time);
};
struct BalancesUpdated {
    BalancesId block;
    Wei total_eth;
    Wei staking_eth;
    Reth reth_supply;
    UnixSeconds time;
    ABI_MESSAGE(BalancesUpdated, "BalancesUpdated(uint256,uint256,uint256,uint256,uint256)", block,
                total_eth, staking_eth, reth_supply, time);
};
struct RateClamped {
    BalancesId block;
    Wei voted_total_eth;
    Wei total_eth;
    ABI_MESSAGE(RateClamped, "RateClamped(uint256,uint256,uint256)", block, voted_total_eth,
                total_eth);
};

}  // namespace event

using Event = std::variant<event::BalancesSubmitted, event::BalancesUpdated, event::RateClamped>;

}  // namespace stafi::pool::network_balances
