#pragma once

#include <map>
#include <string>

#include "devnet/beacon_api/archive.hpp"
#include "devnet/beacon_api/feed.hpp"
#include "devnet/beacon_api/keys.hpp"
#include "devnet/beacon_duties/contributions.hpp"
#include "eth/network.hpp"

// The beacon node behind the API: a chain, and what a node knows besides.

namespace stafi::devnet::beacon_api {

/// What changes from slot to slot without the chain's doing.
struct NodeStatus {
    Slot slot;                       ///< by the clock
    bool is_syncing = false;         ///< it says that it is behind
    bool is_optimistic = false;      ///< its execution client has not looked at the head yet
    bool is_execution_down = false;  ///< its execution client does not answer
};

/// What never changes.
struct NodeFacts {
    std::string version;    ///< "stafi-router/0.1.0"
    eth::Network network;   ///< name, chain, deposit contract
    Address fee_recipient;  ///< of proposers that named none
};

/// A state that was asked for by its slot: whoever pages through it asks again.
struct LatestState {
    Bytes32 head;
    Slot slot;
    beacon::StateView state;
};

struct Node {
    beacon::Chain& chain;
    NodeFacts facts;
    NodeStatus status = {};
    Archive archive = {};
    LatestState latest = {};
    Keys keys = {};
    std::map<ValidatorIndex, Address> fee_recipients = {};  ///< as proposers have named them
    Contributions contributions = {};
    Feed feed = {};
};

}  // namespace stafi::devnet::beacon_api
