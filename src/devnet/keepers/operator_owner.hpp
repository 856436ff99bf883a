#pragma once

#include "devnet/keepers/transaction.hpp"
#include "ssv/network/units.hpp"

// What the owner of an SSV operator does to it on demand. The fault is the owner's, the node is
// well; that it leaves, nodes learn from the event.

namespace stafi::devnet {

/// Whose operator it is, and where.
struct OperatorSeat {
    OperatorId id;
    Address owner;
    Address ssv_network;
};

[[nodiscard]] Transaction leave_network(const OperatorSeat& seat);

/// Raising a fee takes two steps: the second once the declaration has waited (three days on
/// mainnet, `getOperatorFeePeriods`). `fee`: per block, in whole packed units.
[[nodiscard]] Transaction declare_fee(const OperatorSeat& seat, const ssv::AssetWei& fee);
[[nodiscard]] Transaction execute_fee(const OperatorSeat& seat);
/// At once: by the owner of a local network's contract.
[[nodiscard]] Transaction force_fee(const OperatorSeat& seat, const ssv::AssetWei& fee,
                                    const Address& network_owner);

}  // namespace stafi::devnet
