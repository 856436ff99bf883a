#pragma once

#include <variant>
#include <vector>

#include "eth/abi/message.hpp"
#include "pool/contracts/validator_keys.hpp"
#include "pool/units.hpp"

// StafiLightNode: the lane of solo validators, who bring a part of the 32 ETH. What both lanes
// share is in pool/contracts/validator_keys.hpp.

namespace stafi::pool::light_node {

/// Sends the same allowed amount for each key.
struct Deposit {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> validator_signatures;
    std::vector<Bytes32> deposit_data_roots;
    ABI_MESSAGE(Deposit, "deposit(bytes[],bytes[],bytes32[]) payable", pubkeys,
                validator_signatures, deposit_data_roots);
};
/// Of keys that match: the pool adds what is missing to 32 ETH.
struct Stake {
    std::vector<PubkeyBytes> pubkeys;
    std::vector<SignatureBytes> validator_signatures;
    std::vector<Bytes32> deposit_data_roots;
    ABI_MESSAGE(Stake, "stake(bytes[],bytes[],bytes32[])", pubkeys, validator_signatures,
                deposit_data_roots);
};
/// Instead of `stake`: asks for the own part back.
struct OffBoard {
    PubkeyBytes pubkey;
    ABI_MESSAGE(OffBoard, "offBoard(bytes)", pubkey);
};
/// Anybody returns it to the pool ...
struct ProvideNodeDepositToken {
    PubkeyBytes pubkey;
    ABI_MESSAGE(ProvideNodeDepositToken, "provideNodeDepositToken(bytes) payable", pubkey);
};
/// ... for the owner to take.
struct WithdrawNodeDepositToken {
    PubkeyBytes pubkey;
    ABI_MESSAGE(WithdrawNodeDepositToken, "withdrawNodeDepositToken(bytes)", pubkey);
};
struct GetCurrentNodeDepositAmount {
    ABI_MESSAGE(GetCurrentNodeDepositAmount,
                "getCurrentNodeDepositAmount() view returns (uint256)");
    using Returns = Wei;
};
struct GetLightNodeDepositEnabled {
    ABI_MESSAGE(GetLightNodeDepositEnabled, "getLightNodeDepositEnabled() view returns (bool)");
    using Returns = bool;
};
struct GetLightNodePubkeyCount {
    Address node;
    ABI_MESSAGE(GetLightNodePubkeyCount, "getLightNodePubkeyCount(address) view returns (uint256)",
                node);
    using Returns = std::uint64_t;
};
struct GetLightNodePubkeyAt {
    Address node;
    std::uint64_t index = 0;
    ABI_MESSAGE(GetLightNodePubkeyAt, "getLightNodePubkeyAt(address,uint256) view returns (bytes)",
                node, index);
    using Returns = PubkeyBytes;
};
/// Those from `start` up to, without, `end`.
struct GetLightNodePubkeys {
    Address node;
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    ABI_MESSAGE(GetLightNodePubkeys,
                "getLightNodePubkeys(address,uint256,uint256) view returns (bytes[])", node, start,
                end);
    using Returns = std::vector<PubkeyBytes>;
};
struct GetLightNodePubkeyStatus {
    PubkeyBytes pubkey;
    ABI_MESSAGE(GetLightNodePubkeyStatus, "getLightNodePubkeyStatus(bytes) view returns (uint256)",
                pubkey);
    using Returns = KeyStatus;
};

namespace event {

/// `amount` is the validator's own part.
struct Deposited {
    Address node;
    PubkeyBytes pubkey;
    SignatureBytes validator_signature;
    Wei amount;
    ABI_MESSAGE(Deposited, "Deposited(address,bytes,bytes,uint256)", node, pubkey,
                validator_signature, amount);
};
struct OffBoarded {
    Address node;
    PubkeyBytes pubkey;
    ABI_MESSAGE(OffBoarded, "OffBoarded(address,bytes)", node, pubkey);
};
struct LightNodeDepositEnabledChanged {
    bool enabled = false;
    ABI_MESSAGE(LightNodeDepositEnabledChanged, "LightNodeDepositEnabledChanged(bool)", enabled);
};

}  // namespace event

using Event =
    std::variant<event::Deposited, event::OffBoarded, event::LightNodeDepositEnabledChanged,
                 validator_keys::event::SetPubkeyStatus, validator_keys::event::Staked,
                 validator_keys::event::CredentialsVoted, validator_keys::event::EtherDeposited>;

}  // namespace stafi::pool::light_node
