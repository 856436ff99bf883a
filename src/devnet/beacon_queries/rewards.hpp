#pragma once

#include "devnet/beacon_api/node.hpp"

namespace stafi::devnet::beacon_api {

/// What a block brought its proposer on the beacon chain.
struct BlockRewards {
    Gwei attestations;
    Gwei sync_aggregate;
    Gwei proposer_slashings;
    Gwei attester_slashings;

    [[nodiscard]] Gwei total() const {
        return attestations + sync_aggregate + proposer_slashings + attester_slashings;
    }
};

/// Errors: bad_argument when the state before the block is not kept; those of its parts.
/// Cost: a copy of the state, and the block's operations once more, without their signatures.
[[nodiscard]] Result<BlockRewards> rewards_of(Node& node, const eth::BeaconBlock& block);

}  // namespace stafi::devnet::beacon_api
