#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/units.hpp"

// What the SSV API of a devnet knows: rows of the contract's log and of what operators did.
// Source of the fields: ssv-network.md, section 9.1.

namespace stafi::devnet::ssv_api {

struct OperatorRow {
    OperatorId id;
    Address owner;
    std::string key_text;  ///< base64 of its PEM, as registered
    std::string name;
    Wei fee;      ///< SSV per block
    Wei eth_fee;  ///< ETH per block
    bool has_eth_fee = false;
    std::optional<Wei> declared_eth_fee;
    bool is_private = false;
    std::vector<Address> whitelist;
    bool is_removed = false;
    std::uint64_t validators = 0;          ///< registered with it, in clusters not liquidated
    std::uint64_t pending_validators = 0;  ///< of these: not active on the beacon chain yet
    Gwei effective_balance;                ///< of its validators
    bool is_active = false;      ///< did duties for most of its validators in the last 10 epochs
    double performance_24h = 0;  ///< percent
    double performance_30d = 0;  ///< percent
    BlockNumber block;           ///< of its registration
};

struct ClusterRow {
    Bytes32 key;
    Address owner;
    std::vector<OperatorId> operators;
    std::uint32_t validator_count = 0;
    std::uint64_t network_fee_index = 0;
    std::uint64_t index = 0;
    Wei balance;  ///< as in the tuple
    bool is_active = true;
    bool is_migrated = true;  ///< pays in ETH
    Gwei effective_balance;
    BlockNumber block;
};

/// What the beacon chain says of a validator.
struct BeaconInfo {
    ValidatorIndex index;
    Gwei effective_balance;
    std::string status;  ///< of the Beacon API: "active_ongoing"
    Epoch activation_epoch;
};

/// Keys are unique for each owner only: a stranger may register the same one.
struct ValidatorId {
    PubkeyBytes key;
    Address owner;
    friend auto operator<=>(const ValidatorId&, const ValidatorId&) = default;
};

struct ValidatorRow {
    PubkeyBytes key;
    Bytes32 cluster;
    Address owner;
    std::vector<OperatorId> operators;
    bool is_valid = true;  ///< nodes take the registration, once they follow its block
    bool is_deleted = false;
    bool is_liquidated = false;
    bool is_attesting = false;
    std::optional<BeaconInfo> beacon;
    BlockNumber block;
};

struct AccountRow {
    Address recipient;
    std::uint64_t nonce = 0;  ///< of its next registration
};

struct View {
    std::string network;  ///< the name in the path
    std::map<OperatorId, OperatorRow> operators;
    std::map<Bytes32, ClusterRow> clusters;
    std::map<ValidatorId, ValidatorRow> validators;
    std::map<Address, AccountRow> accounts;
};

}  // namespace stafi::devnet::ssv_api
