#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// rETH: the share of a staker, an ERC-20 token.

namespace stafi::pool::reth_token {

struct TotalSupply {
    ABI_MESSAGE(TotalSupply, "totalSupply() view returns (uint256)");
    using Returns = Reth;
};
struct BalanceOf {
    Address account;
    ABI_MESSAGE(BalanceOf, "balanceOf(address) view returns (uint256)", account);
    using Returns = Reth;
};
struct Allowance {
    Address owner;
    Address spender;
    ABI_MESSAGE(Allowance, "allowance(address,address) view returns (uint256)", owner, spender);
    using Returns = Reth;
};
/// `unstake` needs it, for StafiWithdraw.
struct Approve {
    Address spender;
    Reth value;
    ABI_MESSAGE(Approve, "approve(address,uint256) returns (bool)", spender, value);
    using Returns = bool;
};
struct Transfer {
    Address to;
    Reth value;
    ABI_MESSAGE(Transfer, "transfer(address,uint256) returns (bool)", to, value);
    using Returns = bool;
};
struct TransferFrom {
    Address from;
    Address to;
    Reth value;
    ABI_MESSAGE(TransferFrom, "transferFrom(address,address,uint256) returns (bool)", from, to,
                value);
    using Returns = bool;
};
/// For one whole rETH.
struct GetExchangeRate {
    ABI_MESSAGE(GetExchangeRate, "getExchangeRate() view returns (uint256)");
    using Returns = Wei;
};
struct GetEthValue {
    Reth reth_amount;
    ABI_MESSAGE(GetEthValue, "getEthValue(uint256) view returns (uint256)", reth_amount);
    using Returns = Wei;
};
struct GetRethValue {
    Wei eth_amount;
    ABI_MESSAGE(GetRethValue, "getRethValue(uint256) view returns (uint256)", eth_amount);
    using Returns = Reth;
};

namespace event {

/// From zero: minted; to zero: burned.
struct Transfer {
    Address from;
    Address to;
    Reth value;
    ABI_MESSAGE(Transfer, "Transfer(address indexed,address indexed,uint256)", from, to, value);
};
struct Approval {
    Address owner;
    Address spender;
    Reth value;
    ABI_MESSAGE(Approval, "Approval(address indexed,address indexed,uint256)", owner, spender,
                value);
};
struct TokensMinted {
    Address to;
    Reth amount;
    Wei eth_amount;
    UnixSeconds time;
    ABI_MESSAGE(TokensMinted, "TokensMinted(address indexed,uint256,uint256,uint256)", to, amount,
                eth_amount, time);
};

}  // namespace event

using Event = std::variant<event::Transfer, event::Approval, event::TokensMinted>;

}  // namespace stafi::pool::reth_token
