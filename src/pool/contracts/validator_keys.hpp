#pragma once

#include <vector>

#include "eth/abi/message.hpp"
#include "pool/units.hpp"

// What StafiLightNode and StafiSuperNode share: keys, their statuses, and the votes on them.

namespace stafi::pool::validator_keys {

/// A member's word on one key: the first valid deposit of it has the pool's credentials.
struct Verdict {
    bool value = false;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Members only: whether the first valid deposit of each key has the pool's credentials.
struct VoteWithdrawCredentials {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<Verdict> matchs;
    ABI_MESSAGE(VoteWithdrawCredentials, "voteWithdrawCredentials(bytes[],bool[])", pubkeys,
                matchs);
};
/// For either answer.
struct GetPubkeyVoted {
    PubkeyBytes pubkey;
    Address voter;
    ABI_MESSAGE(GetPubkeyVoted, "getPubkeyVoted(bytes,address) view returns (bool)", pubkey, voter);
    using Returns = bool;
};
struct GetPubkeyStatuses {
    std::vector<PubkeyBytes> pubkeys;
    ABI_MESSAGE(GetPubkeyStatuses, "getPubkeyStatuses(bytes[]) view returns (uint256[])", pubkeys);
    using Returns = std::vector<KeyStatus>;
};
struct PubkeyOwner {
    Address node;  ///< zero when the key is not known
    Wei node_amount;
    ABI_RECORD(PubkeyOwner, node, node_amount);
};
struct GetPubkeyOwner {
    PubkeyBytes pubkey;
    ABI_MESSAGE(GetPubkeyOwner, "getPubkeyOwner(bytes) view returns (address,uint256)", pubkey);
    using Returns = PubkeyOwner;
};

namespace event {

struct SetPubkeyStatus {
    PubkeyBytes pubkey;
    KeyStatus status = KeyStatus::uninitial;
    ABI_MESSAGE(SetPubkeyStatus, "SetPubkeyStatus(bytes,uint256)", pubkey, status);
};
struct Staked {
    Address node;
    PubkeyBytes pubkey;
    ABI_MESSAGE(Staked, "Staked(address,bytes)", node, pubkey);
};
struct CredentialsVoted {
    Address member;
    PubkeyBytes pubkey;
    bool matches = false;
    ABI_MESSAGE(CredentialsVoted, "CredentialsVoted(address indexed,bytes,bool)", member, pubkey,
                matches);
};
/// From the pool, on its way to the deposit contract.
struct EtherDeposited {
    Address from;
    Wei amount;
    UnixSeconds time;
    ABI_MESSAGE(EtherDeposited, "EtherDeposited(address indexed,uint256,uint256)", from, amount,
                time);
};

}  // namespace event

}  // namespace stafi::pool::validator_keys
