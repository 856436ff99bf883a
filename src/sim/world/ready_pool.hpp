#pragma once

#include <string_view>

#include "base/result.hpp"
#include "pool/addresses.hpp"
#include "sim/evm/state.hpp"

namespace stafi::sim {

/// A chain on which a pool stands ready, as `make contracts` leaves it.
struct ReadyPool {
    ChainId chain;
    EvmState state;
    pool::Addresses contracts;
};

/// Reads `state.json` and `addresses.json` of build/contracts/devnet, and asks the registry for the
/// pool's contracts. Errors: bad_json, bad_hex, bad_number, contract_missing.
[[nodiscard]] Result<ReadyPool> read_ready_pool(std::string_view state, std::string_view addresses);

}  // namespace stafi::sim
