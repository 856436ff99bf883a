#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "facts/fact.hpp"
#include "ssv/clusters/cluster_book.hpp"

// What the facts amount to: the state of the world as far as contracts told it, a pure fold.

namespace stafi::facts {

/// A key with one lane of the pool.
struct LaneKey {
    PubkeyBytes pubkey;
    pool::Contract lane = pool::Contract::super_node;  ///< or light_node
    friend auto operator<=>(const LaneKey&, const LaneKey&) = default;
};

struct PoolKey {
    pool::KeyStatus status = pool::KeyStatus::uninitial;
    std::optional<Address> node;  ///< who deposited it
    std::optional<Wei> own_part;  ///< of a solo validator
    bool is_retired = false;      ///< does not count against its node's limit
    friend bool operator==(const PoolKey&, const PoolKey&) = default;
};

/// SSV Network knows a key once for each owner that registered it.
struct RegistrationId {
    PubkeyBytes pubkey;
    Address owner;
    friend auto operator<=>(const RegistrationId&, const RegistrationId&) = default;
};

/// As the contract has it; whether nodes take it, ssv::replay tells.
struct Registration {
    std::vector<OperatorId> operators;
    OwnerNonce nonce;     ///< it had to be signed for
    Bytes32 shares_hash;  ///< Keccak-256 of the shares
    Place place;          ///< of the newest registration
    bool is_removed = false;
    bool exit_was_asked = false;
    friend bool operator==(const Registration&, const Registration&) = default;
};

struct FeeDeclaration {
    ssv::AssetWei fee;
    BlockNumber block;
    friend bool operator==(const FeeDeclaration&, const FeeDeclaration&) = default;
};

struct Operator {
    Address owner;
    Bytes public_key;  ///< as it was registered: anything
    ssv::AssetWei fee;
    std::optional<FeeDeclaration> declared = {};
    bool is_private = false;
    bool is_removed = false;
    std::set<Address> whitelist = {};
    std::optional<Address> whitelisting_contract = {};
    friend bool operator==(const Operator&, const Operator&) = default;
};

struct Chain {
    Sources sources;
    Bytes withdrawal_credentials;  ///< as they were set last: anything
    std::map<LaneKey, PoolKey> keys;
    std::map<RegistrationId, Registration> registrations;
    std::map<OperatorId, Operator> operators;
    ssv::ClusterBook clusters;
    /// The next one of each owner: how many ValidatorAdded it has, whatever became of them. Nodes
    /// keep only its lowest 16 bits.
    std::map<Address, OwnerNonce> owner_nonces;
    std::map<Address, Address> fee_recipients;  ///< by owner, on SSV Network
    friend bool operator==(const Chain&, const Chain&) = default;
};

/// Takes in the next fact, in the order of the chain. Any fact can come at any time: an operator
/// from before the first block that was read is made up from what is told of it.
void apply(Chain& chain, const Fact& fact);

/// Keccak-256 of everything in it, in one way to write it: equal hashes mean equal chains.
[[nodiscard]] Bytes32 hash_of(const Chain& chain);

}  // namespace stafi::facts
