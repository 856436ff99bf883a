#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/units.hpp"
#include "ssv/clusters/cluster.hpp"
#include "ssv/network/units.hpp"

// What the SSV API says of operators, clusters, validators and accounts. It is advice, some blocks
// behind the chain, and of a server that may be wrong: keys, fees, nonces and existence count only
// as the chain has them. Nothing stands for what a deployment does not tell.
// Source: ssv-network.md, section 9.1.

namespace stafi::ssv {

using Ppm = Quantity<struct PpmTag>;  ///< parts of a million

enum class OperatorStatus : std::uint8_t {
    active,  ///< did duties for most of its validators in the last 10 epochs
    inactive,
    no_validators,       ///< so its performance is 0, whatever it can do
    pending_validators,  ///< they wait for their activation
    removed,
};

struct ApiOperator {
    OperatorId id;
    Address owner;
    std::string key_text;           ///< base64 of an RSA key's PEM, to be compared with the chain's
    std::string name;               ///< as its owner likes it: any text
    std::optional<Wei> fee;         ///< ETH per block
    std::optional<SsvWei> ssv_fee;  ///< SSV per block
    std::optional<AssetWei> declared_fee;  ///< to come
    std::optional<bool> is_private;
    std::vector<Address> whitelist;
    std::optional<Address> whitelisting_contract;
    std::optional<bool> is_removed;
    std::optional<OperatorStatus> status;  ///< nothing too for a word that is not known
    std::optional<std::uint64_t> validators;
    std::optional<Gwei> effective_balance;  ///< of its validators
    std::optional<Ppm> performance_24h;     ///< of the duties it should have done
    std::optional<Ppm> performance_30d;
    std::optional<BlockNumber> block;  ///< of its registration

    /// What it says of itself, in any text.
    struct Claims {
        std::vector<std::string> mev_relays;
        std::optional<std::string> execution_client;
        std::optional<std::string> beacon_client;
        std::optional<std::string> ssv_client;
        std::optional<std::string> location;
        std::optional<std::string> setup_provider;
        std::optional<std::string> dkg_address;
        friend bool operator==(const Claims&, const Claims&) = default;
    } claims;
    friend bool operator==(const ApiOperator&, const ApiOperator&) = default;
};

struct ApiAccount {
    Address owner;
    Address recipient;  ///< of its validators' fees
    OwnerNonce nonce;   ///< of its next registration
    friend bool operator==(const ApiAccount&, const ApiAccount&) = default;
};

struct ApiCluster {
    Bytes32 key;
    ClusterId id;
    Cluster tuple;
    Asset asset = Asset::ssv;
    std::optional<Gwei> effective_balance;
    std::optional<BlockNumber> block;
    friend bool operator==(const ApiCluster&, const ApiCluster&) = default;
};

struct ApiValidator {
    PubkeyBytes key;
    Bytes32 cluster;
    Address owner;
    std::vector<OperatorId> operators;
    bool is_removed = false;
    std::optional<bool> is_valid;  ///< false: nodes ignore the registration
    std::optional<bool> is_liquidated;
    std::optional<bool> is_active;  ///< its operators do its duties
    std::optional<BlockNumber> block;

    struct OnBeacon {
        ValidatorIndex index;
        Gwei effective_balance;
        friend bool operator==(const OnBeacon&, const OnBeacon&) = default;
    };
    std::optional<OnBeacon> beacon;
    friend bool operator==(const ApiValidator&, const ApiValidator&) = default;
};

}  // namespace stafi::ssv
