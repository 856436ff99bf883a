#pragma once

#include <string>
#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// StafiUserDeposit: the ether of stakers that is not staked yet.

namespace stafi::pool::user_deposit {

/// Mints rETH for the ether that is sent.
struct Deposit {
    ABI_MESSAGE(Deposit, "deposit() payable");
};
/// All that can be spent; queued withdrawals are not taken off.
struct GetBalance {
    ABI_MESSAGE(GetBalance, "getBalance() view returns (uint256)");
    using Returns = Wei;
};
struct GetExcessBalance {
    ABI_MESSAGE(GetExcessBalance, "getExcessBalance() view returns (uint256)");
    using Returns = Wei;
};
struct GetDepositEnabled {
    ABI_MESSAGE(GetDepositEnabled, "getDepositEnabled() view returns (bool)");
    using Returns = bool;
};
struct GetMinimumDeposit {
    ABI_MESSAGE(GetMinimumDeposit, "getMinimumDeposit() view returns (uint256)");
    using Returns = Wei;
};

namespace event {

struct DepositReceived {
    Address from;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(DepositReceived, "DepositReceived(address indexed,uint256,uint256)", from, amount,
                time);
};
/// From withdrawals, or operators' slashed ether.
struct DepositRecycled {
    Address from;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(DepositRecycled, "DepositRecycled(address indexed,uint256,uint256)", from, amount,
                time);
};
/// To a lane for its deposits, or to what was unstaked.
struct ExcessWithdrawn {
    Address to;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(ExcessWithdrawn, "ExcessWithdrawn(address indexed,uint256,uint256)", to, amount,
                time);
};
/// `name` says which one and in what unit.
struct SettingChanged {
    std::string name;
    Uint256 value;
    ABI_MESSAGE(SettingChanged, "SettingChanged(string,uint256)", name, value);
};

}  // namespace event

using Event = std::variant<event::DepositReceived, event::DepositRecycled, event::ExcessWithdrawn,
                           event::SettingChanged>;

}  // namespace stafi::pool::user_deposit
