#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// What is left of the path with one contract per validator. Here it has no validators; a pool that
// was upgraded from it has.

namespace stafi::pool::node_deposit {

namespace event {

struct Deposited {
    Address node;
    Address pool;
    PubkeyBytes validator_pubkey;
    SignatureBytes validator_signature;
    Wei amount;
    ABI_MESSAGE(Deposited, "Deposited(address,address,bytes,bytes,uint256)", node, pool,
                validator_pubkey, validator_signature, amount);
};
struct Staked {
    Address node;
    PubkeyBytes validator_pubkey;
    ABI_MESSAGE(Staked, "Staked(address,bytes)", node, validator_pubkey);
};

}  // namespace event

using Event = std::variant<event::Deposited, event::Staked>;

}  // namespace stafi::pool::node_deposit

namespace stafi::pool::staking_pool_manager {

struct GetStakingPoolCount {
    ABI_MESSAGE(GetStakingPoolCount, "getStakingPoolCount() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetStakingPoolAt {
    std::uint64_t index = 0;
    ABI_MESSAGE(GetStakingPoolAt, "getStakingPoolAt(uint256) view returns (address)", index);
    using Returns = Address;
};
struct GetStakingPoolPubkey {
    Address pool;
    ABI_MESSAGE(GetStakingPoolPubkey, "getStakingPoolPubkey(address) view returns (bytes)", pool);
    using Returns = PubkeyBytes;
};

}  // namespace stafi::pool::staking_pool_manager
