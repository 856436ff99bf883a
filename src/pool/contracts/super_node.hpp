#pragma once

#include <variant>
#include <vector>

#include "eth/abi/message.hpp"
#include "pool/contracts/validator_keys.hpp"
#include "pool/units.hpp"

// StafiSuperNode: the lanes of trusted operators, SSV's clusters among them, whose validators the
// pool pays in full. What both lanes share is in pool/contracts/validator_keys.hpp.

namespace stafi::pool::super_node {

/// 1 ETH for each key, signed over 1 ETH.
struct Deposit {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> validator_signatures;
    std::vector<Bytes32> deposit_data_roots;
    ABI_MESSAGE(Deposit, "deposit(bytes[],bytes[],bytes32[])", pubkeys, validator_signatures,
                deposit_data_roots);
};
/// 31 ETH for each key that matches, signed over 31 ETH.
struct Stake {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> validator_signatures;
    std::vector<Bytes32> deposit_data_roots;
    ABI_MESSAGE(Stake, "stake(bytes[],bytes[],bytes32[])", pubkeys, validator_signatures,
                deposit_data_roots);
};
/// 32 ETH for each key at once, under a quorum's approvals (pool/whole_deposit.hpp).
struct DepositWhole {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> validator_signatures;
    std::vector<Bytes32> deposit_data_roots;
    Bytes32 deposit_root;
    BlockNumber valid_until_block;
    std::vector<Bytes> approvals;
    ABI_MESSAGE(DepositWhole, "depositWhole(bytes[],bytes[],bytes32[],bytes32,uint256,bytes[])",
                pubkeys, validator_signatures, deposit_data_roots, deposit_root, valid_until_block,
                approvals);
};
/// Any member, or the owner.
struct PauseWholeDeposits {
    ABI_MESSAGE(PauseWholeDeposits, "pauseWholeDeposits()");
};
/// A quorum of members, or the owner.
struct ResumeWholeDeposits {
    ABI_MESSAGE(ResumeWholeDeposits, "resumeWholeDeposits()");
};
struct GetWholeDepositsPaused {
    ABI_MESSAGE(GetWholeDepositsPaused, "getWholeDepositsPaused() view returns (bool)");
    using Returns = bool;
};
struct GetSuperNodeDepositEnabled {
    ABI_MESSAGE(GetSuperNodeDepositEnabled, "getSuperNodeDepositEnabled() view returns (bool)");
    using Returns = bool;
};
struct GetSuperNodePubkeyCount {
    Address node;
    ABI_MESSAGE(GetSuperNodePubkeyCount, "getSuperNodePubkeyCount(address) view returns (uint256)",
                node);
    using Returns = std::uint64_t;
};
/// Do not count against the limit.
struct GetSuperNodeRetiredPubkeyCount {
    Address node;
    ABI_MESSAGE(GetSuperNodeRetiredPubkeyCount,
                "getSuperNodeRetiredPubkeyCount(address) view returns (uint256)", node);
    using Returns = std::uint64_t;
};
struct GetSuperNodePubkeyAt {
    Address node;
    std::uint64_t index = 0;
    ABI_MESSAGE(GetSuperNodePubkeyAt, "getSuperNodePubkeyAt(address,uint256) view returns (bytes)",
                node, index);
    using Returns = PubkeyBytes;
};
/// Those from `start` up to, without, `end`.
struct GetSuperNodePubkeys {
    Address node;
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    ABI_MESSAGE(GetSuperNodePubkeys,
                "getSuperNodePubkeys(address,uint256,uint256) view returns (bytes[])", node, start,
                end);
    using Returns = std::vector<PubkeyBytes>;
};
struct GetSuperNodePubkeyStatus {
    PubkeyBytes pubkey;
    ABI_MESSAGE(GetSuperNodePubkeyStatus, "getSuperNodePubkeyStatus(bytes) view returns (uint256)",
                pubkey);
    using Returns = KeyStatus;
};

namespace event {

struct Deposited {
    Address node;
    PubkeyBytes pubkey;
    SignatureBytes validator_signature;
    ABI_MESSAGE(Deposited, "Deposited(address,bytes,bytes)", node, pubkey, validator_signature);
};
struct SuperNodeDepositEnabledChanged {
    bool enabled = false;
    ABI_MESSAGE(SuperNodeDepositEnabledChanged, "SuperNodeDepositEnabledChanged(bool)", enabled);
};
struct SuperNodePubkeyRetired {
    Address node;
    PubkeyBytes pubkey;
    ABI_MESSAGE(SuperNodePubkeyRetired, "SuperNodePubkeyRetired(address indexed,bytes)", node,
                pubkey);
};
struct WholeDepositsPaused {
    Address by;
    ABI_MESSAGE(WholeDepositsPaused, "WholeDepositsPaused(address indexed)", by);
};
struct WholeDepositsResumed {
    Address by;
    ABI_MESSAGE(WholeDepositsResumed, "WholeDepositsResumed(address indexed)", by);
};
struct ResumeVoted {
    Address member;
    ABI_MESSAGE(ResumeVoted, "ResumeVoted(address indexed)", member);
};

}  // namespace event

using Event =
    std::variant<event::Deposited, event::SuperNodeDepositEnabledChanged,
                 event::SuperNodePubkeyRetired, event::WholeDepositsPaused,
                 event::WholeDepositsResumed, event::ResumeVoted,
                 validator_keys::event::SetPubkeyStatus, validator_keys::event::Staked,
                 validator_keys::event::CredentialsVoted, validator_keys::event::EtherDeposited>;

}  // namespace stafi::pool::super_node
