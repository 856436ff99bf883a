#pragma once

#include "eth/containers/containers.hpp"

// A deposit on its way: what the key signs, what the contract takes, how the beacon chain sees it.

namespace stafi::eth {

inline constexpr std::size_t kDepositContractTreeDepth = 32;

/// What the validator key signs. Nothing is known about the credentials' form; deposit.hpp does.
struct DepositMessage {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei amount;
    SSZ_CONTAINER(DepositMessage, pubkey, withdrawal_credentials, amount);
};

/// What the deposit contract takes; its root is a leaf of the deposit tree.
struct DepositData {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei amount;
    SignatureBytes signature;
    SSZ_CONTAINER(DepositData, pubkey, withdrawal_credentials, amount, signature);
};

/// A deposit with its proof, as blocks carried it before EIP-6110.
struct Deposit {
    ssz::Vector<Bytes32, kDepositContractTreeDepth + 1> proof;  ///< the last one is the count
    DepositData data;
    SSZ_CONTAINER(Deposit, proof, data);
};

struct Eth1Data {
    Bytes32 deposit_root;
    std::uint64_t deposit_count = 0;
    Bytes32 block_hash;
    SSZ_CONTAINER(Eth1Data, deposit_root, deposit_count, block_hash);
};

/// A deposit as the execution layer reports it. Source: EIP-6110.
struct DepositRequest {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei amount;
    SignatureBytes signature;
    std::uint64_t index = 0;
    SSZ_CONTAINER(DepositRequest, pubkey, withdrawal_credentials, amount, signature, index);
};

/// A deposit that waits for its turn. Source: EIP-7251.
struct PendingDeposit {
    PubkeyBytes pubkey;
    Bytes32 withdrawal_credentials;
    Gwei amount;
    SignatureBytes signature;
    Slot slot;
    SSZ_CONTAINER(PendingDeposit, pubkey, withdrawal_credentials, amount, signature, slot);
};

}  // namespace stafi::eth
