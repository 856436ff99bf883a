#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "ssv/network/units.hpp"

// The SSV token, an ERC-20 token that v1.2 takes its fees in.

namespace stafi::ssv::token {

struct BalanceOf {
    Address account;
    ABI_MESSAGE(BalanceOf, "balanceOf(address) view returns (uint256)", account);
    using Returns = SsvWei;
};
struct Allowance {
    Address owner;
    Address spender;
    ABI_MESSAGE(Allowance, "allowance(address,address) view returns (uint256)", owner, spender);
    using Returns = SsvWei;
};
/// v1.2's `deposit`, `reactivate` and registrations need it, for SSV Network.
struct Approve {
    Address spender;
    SsvWei value;
    ABI_MESSAGE(Approve, "approve(address,uint256) returns (bool)", spender, value);
    using Returns = bool;
};
struct Transfer {
    Address to;
    SsvWei value;
    ABI_MESSAGE(Transfer, "transfer(address,uint256) returns (bool)", to, value);
    using Returns = bool;
};
struct TransferFrom {
    Address from;
    Address to;
    SsvWei value;
    ABI_MESSAGE(TransferFrom, "transferFrom(address,address,uint256) returns (bool)", from, to,
                value);
    using Returns = bool;
};
struct TotalSupply {
    ABI_MESSAGE(TotalSupply, "totalSupply() view returns (uint256)");
    using Returns = SsvWei;
};
/// On local chains: anybody.
struct DevMint {
    Address to;
    SsvWei amount;
    ABI_MESSAGE(DevMint, "devMint(address,uint256)", to, amount);
};

namespace event {

struct Transfer {
    Address from;
    Address to;
    SsvWei value;
    ABI_MESSAGE(Transfer, "Transfer(address indexed,address indexed,uint256)", from, to, value);
};
struct Approval {
    Address owner;
    Address spender;
    SsvWei value;
    ABI_MESSAGE(Approval, "Approval(address indexed,address indexed,uint256)", owner, spender,
                value);
};

}  // namespace event

using Event = std::variant<event::Transfer, event::Approval>;

}  // namespace stafi::ssv::token
