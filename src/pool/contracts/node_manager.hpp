#pragma once

#include <variant>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// StafiNodeManager: who votes (trusted nodes, the oracle's members), and who runs the pool's own
// validators (super nodes).

namespace stafi::pool::node_manager {

struct GetTrustedNodeCount {
    ABI_MESSAGE(GetTrustedNodeCount, "getTrustedNodeCount() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetTrustedNodeAt {
    std::uint64_t index = 0;
    ABI_MESSAGE(GetTrustedNodeAt, "getTrustedNodeAt(uint256) view returns (address)", index);
    using Returns = Address;
};
struct GetNodeTrusted {
    Address node;
    ABI_MESSAGE(GetNodeTrusted, "getNodeTrusted(address) view returns (bool)", node);
    using Returns = bool;
};
/// Votes that decide.
struct GetQuorum {
    ABI_MESSAGE(GetQuorum, "getQuorum() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetSuperNodeCount {
    ABI_MESSAGE(GetSuperNodeCount, "getSuperNodeCount() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetSuperNodeAt {
    std::uint64_t index = 0;
    ABI_MESSAGE(GetSuperNodeAt, "getSuperNodeAt(uint256) view returns (address)", index);
    using Returns = Address;
};
struct GetSuperNodeExists {
    Address node;
    ABI_MESSAGE(GetSuperNodeExists, "getSuperNodeExists(address) view returns (bool)", node);
    using Returns = bool;
};

namespace event {

struct NodeTrustedSet {
    Address node;
    bool trusted = false;
    UnixSeconds time;
    ABI_MESSAGE(NodeTrustedSet, "NodeTrustedSet(address indexed,bool,uint256)", node, trusted,
                time);
};
/// `trusted`: whether it is one now.
struct NodeSuperSet {
    Address node;
    bool trusted = false;
    UnixSeconds time;
    ABI_MESSAGE(NodeSuperSet, "NodeSuperSet(address indexed,bool,uint256)", node, trusted, time);
};

}  // namespace event

using Event = std::variant<event::NodeTrustedSet, event::NodeSuperSet>;

}  // namespace stafi::pool::node_manager
