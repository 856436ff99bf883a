#pragma once

#include <span>

#include "base/result.hpp"
#include "beacon/state/state.hpp"

// The first state of a chain: validators that are active from the start, no block yet.
// Source: consensus-specs, specs/phase0/beacon-chain.md, "Genesis", with the forks' changes up to
// Fulu.

namespace stafi::beacon {

struct GenesisValidator {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei balance;
};

struct Genesis {
    Parameters rules;
    UnixSeconds time;
    Bytes32 execution_block_hash;  ///< of the execution chain's first block
    std::span<const GenesisValidator> validators;
};

/// Whoever has the activation balance is active at once, the others wait.
/// Errors: bad_public_key; duplicate_key; bad_argument when nobody is active.
/// Cost: parses each key, some 0.1 ms.
[[nodiscard]] Result<State> genesis_state(const Genesis& genesis);

/// A gas limit as on mainnet, for payloads that nobody executes.
inline constexpr Gas kGenesisGasLimit{60'000'000};

}  // namespace stafi::beacon
