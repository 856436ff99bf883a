#pragma once

#include <span>

#include "eth/execution/block.hpp"
#include "eth/execution/call.hpp"
#include "eth/json_rpc.hpp"

// What we ask execution clients. Source: ethereum/execution-apis; blocks by hash: EIP-1898, where
// the block need not be in the chain of the head (requireCanonical is false).

namespace stafi::eth {

[[nodiscard]] RpcCall ask_chain_id();
/// The newest block, without its transactions' content.
[[nodiscard]] RpcCall ask_head();
[[nodiscard]] RpcCall ask_header(BlockNumber number);
[[nodiscard]] RpcCall ask_header(const Bytes32& block);
/// All logs of these contracts; of all contracts when there are none.
[[nodiscard]] RpcCall ask_logs(BlockRange range, std::span<const Address> contracts);
[[nodiscard]] RpcCall ask_call(const ContractCall& call, const Bytes32& block);
[[nodiscard]] RpcCall ask_nonce(const Address& account, const Bytes32& block);
[[nodiscard]] RpcCall ask_balance(const Address& account, const Bytes32& block);
/// After the newest block, and after the transactions that wait too where the client counts them.
[[nodiscard]] RpcCall ask_gas(const ContractCall& call, bool after_waiting);
/// Of the newest block and the next.
[[nodiscard]] RpcCall ask_base_fees();
[[nodiscard]] RpcCall ask_tip();
[[nodiscard]] RpcCall ask_to_send(BytesView transaction);
/// Of all transactions of a block.
[[nodiscard]] RpcCall ask_receipts(const Bytes32& block);
[[nodiscard]] RpcCall ask_receipt(const Bytes32& transaction);

}  // namespace stafi::eth
