#pragma once

#include <variant>

#include "base/amount.hpp"
#include "eth/abi/message.hpp"
#include "eth/containers/deposit.hpp"

// The deposit contract: what it is called with, what it tells, and both as deposits.
// Source: consensus-specs, solidity_deposit_contract; EIP-6110.

namespace stafi::eth::deposit_contract {

/// A number as the beacon chain writes it; the contract keeps it so in its logs.
using LittleEndian64 = FixedBytes<struct LittleEndian64Tag, 8>;

/// The amount is the ether that is sent along.
struct Deposit {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    SignatureBytes signature;
    Bytes32 deposit_data_root;
    ABI_MESSAGE(Deposit, "deposit(bytes,bytes,bytes,bytes32) payable", pubkey,
                withdrawal_credentials, signature, deposit_data_root);
};
struct GetDepositRoot {
    ABI_MESSAGE(GetDepositRoot, "get_deposit_root() view returns (bytes32)");
    using Returns = Bytes32;
};
struct GetDepositCount {
    ABI_MESSAGE(GetDepositCount, "get_deposit_count() view returns (bytes)");
    using Returns = LittleEndian64;
};
struct SupportsInterface {
    abi::Selector interface_id;
    ABI_MESSAGE(SupportsInterface, "supportsInterface(bytes4) view returns (bool)", interface_id);
    using Returns = bool;
};

namespace event {

struct DepositEvent {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    LittleEndian64 amount;
    SignatureBytes signature;
    LittleEndian64 index;
    ABI_MESSAGE(DepositEvent, "DepositEvent(bytes,bytes,bytes,bytes,bytes)", pubkey,
                withdrawal_credentials, amount, signature, index);
};

}  // namespace event

using Event = std::variant<event::DepositEvent>;

/// The call that makes a deposit; `to_wei(data.amount)` is sent along.
[[nodiscard]] Deposit call_of(const DepositData& data);
/// Whether the contract takes the call with so much ether: whole gwei, at least 1 ETH, and the root
/// of exactly these bytes. Errors: bad_deposit, deposit_root_mismatch.
[[nodiscard]] Result<DepositData> data_of(const Deposit& call, const Wei& sent);

/// The same deposit as the beacon chain gets it. Any amount and index can be in a log.
[[nodiscard]] DepositRequest request_of(const event::DepositEvent& event);
[[nodiscard]] event::DepositEvent event_of(const DepositRequest& request);

}  // namespace stafi::eth::deposit_contract
