#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// Where ether waits: StafiEther, the vault of the pool's contracts, and the two fee pools, which
// are fee recipients of validators.

namespace stafi::pool::ether {

/// What the vault keeps for a contract.
struct BalanceOf {
    Address contract_address;
    ABI_MESSAGE(BalanceOf, "balanceOf(address) view returns (uint256)", contract_address);
    using Returns = Wei;
};

namespace event {

/// `by`: keccak256 of the contract's name.
struct EtherDeposited {
    Bytes32 by;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(EtherDeposited, "EtherDeposited(bytes32 indexed,uint256,uint256)", by, amount,
                time);
};
struct EtherWithdrawn {
    Bytes32 by;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(EtherWithdrawn, "EtherWithdrawn(bytes32 indexed,uint256,uint256)", by, amount,
                time);
};

}  // namespace event

using Event = std::variant<event::EtherDeposited, event::EtherWithdrawn>;

}  // namespace stafi::pool::ether

namespace stafi::pool::fee_pool {

namespace event {

/// Every outflow has one, so that relays can tell what came in.
struct EtherWithdrawn {
    Bytes32 by;  ///< hash of the name of who took it: StafiDistributor's
    Address to;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(EtherWithdrawn, "EtherWithdrawn(string indexed,address indexed,uint256,uint256)",
                by, to, amount, time);
};

}  // namespace event

using Event = std::variant<event::EtherWithdrawn>;

}  // namespace stafi::pool::fee_pool
