#pragma once

#include <string>
#include <variant>

#include "eth/abi/message.hpp"

// StafiStorage: the registry of the pool's contracts, and flags. Keys: pool/addresses.hpp and
// pool/proposals.hpp.

namespace stafi::pool::storage {

/// Zero when there is no such contract.
struct GetAddress {
    Bytes32 key;
    ABI_MESSAGE(GetAddress, "getAddress(bytes32) view returns (address)", key);
    using Returns = Address;
};
struct GetBool {
    Bytes32 key;
    ABI_MESSAGE(GetBool, "getBool(bytes32) view returns (bool)", key);
    using Returns = bool;
};
struct GetString {
    Bytes32 key;
    ABI_MESSAGE(GetString, "getString(bytes32) view returns (string)", key);
    using Returns = std::string;
};
struct Owner {
    ABI_MESSAGE(Owner, "owner() view returns (address)");
    using Returns = Address;
};

namespace event {

/// A contract was registered or replaced: addresses have to be asked for anew.
struct ContractSet {
    std::string name;
    Address previous;
    Address current;
    ABI_MESSAGE(ContractSet, "ContractSet(string,address indexed,address indexed)", name, previous,
                current);
};

}  // namespace event

using Event = std::variant<event::ContractSet>;

}  // namespace stafi::pool::storage
