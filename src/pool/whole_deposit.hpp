#pragma once

#include <cstddef>

#include "base/units.hpp"
#include "eth/abi/message.hpp"
#include "eth/eip712.hpp"
#include "pool/contracts/super_node.hpp"
#include "pool/units.hpp"

// What members sign to let 32 ETH per key be deposited at once: nothing may have been deposited by
// anybody since they looked, as the deposit contract's root tells.

namespace stafi::pool {

/// The gas limit of a transaction takes no more, at 120,000 gas each. Source: EIP-7825.
inline constexpr std::size_t kWholeDepositKeysMax = 139;

/// The EIP-712 struct, as StafiSuperNode hashes it.
struct WholeDeposit {
    Address super_node;       ///< who may send it
    Bytes32 pubkeys_hash;     ///< keccak256 of all keys, one after the other
    Bytes32 signatures_hash;  ///< likewise
    Bytes32 withdrawal_credentials;
    Wei amount_per_key;
    Bytes32 deposit_root;
    BlockNumber valid_until_block;
    ABI_MESSAGE(WholeDeposit,
                "WholeDeposit(address superNode,bytes32 pubkeysHash,bytes32 signaturesHash,"
                "bytes32 withdrawalCredentials,uint256 amountPerKey,bytes32 depositRoot,"
                "uint256 validUntilBlock)",
                super_node, pubkeys_hash, signatures_hash, withdrawal_credentials, amount_per_key,
                deposit_root, valid_until_block);
};

/// What approvals of `call` sign; the call's own approvals are not looked at.
[[nodiscard]] WholeDeposit whole_deposit_of(const super_node::DepositWhole& call,
                                            const Address& sender,
                                            const Bytes32& withdrawal_credentials);

/// `contract` is StafiSuperNode's address.
[[nodiscard]] eip712::Domain whole_deposit_domain(ChainId chain, const Address& contract);
[[nodiscard]] Bytes32 whole_deposit_digest(const WholeDeposit& message, ChainId chain,
                                           const Address& contract);

}  // namespace stafi::pool
