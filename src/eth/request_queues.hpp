#pragma once

#include <cstddef>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "eth/containers/block.hpp"

// The two system contracts with which the owner of a validator's withdrawal address asks the
// beacon chain for something. They have no functions: bytes of the right length are a request, with
// the fee sent along; no bytes ask for the fee. What is asked for in vain costs the fee too.
// Source: EIP-7002, EIP-7251.

namespace stafi::eth {

/// 0x00000961Ef480Eb55e80D19ad83579A64c007002, EIP-7002.
[[nodiscard]] const Address& withdrawal_queue();
/// 0x0000BBdDc7CE488642fb579F8B00f3a590007251, EIP-7251.
[[nodiscard]] const Address& consolidation_queue();

inline constexpr std::size_t kWithdrawalCallBytes = 48 + 8;
inline constexpr std::size_t kConsolidationCallBytes = 48 + 48;

/// Call data for a withdrawal; amount 0 asks for the exit. Who calls is the source.
[[nodiscard]] Bytes encode_withdrawal_call(const PubkeyBytes& validator, Gwei amount);
/// Call data for a consolidation; a validator into itself becomes compounding.
[[nodiscard]] Bytes encode_consolidation_call(const PubkeyBytes& source, const PubkeyBytes& target);

/// What the queue logs, without topics: the caller and its call data. Errors: bad_abi.
[[nodiscard]] Result<WithdrawalRequest> decode_withdrawal_log(BytesView data);
[[nodiscard]] Result<ConsolidationRequest> decode_consolidation_log(BytesView data);

/// The answer to a call without data: the fee of one request now. It changes with every block.
/// Errors: bad_abi.
[[nodiscard]] Result<Wei> decode_request_fee(BytesView answer);

}  // namespace stafi::eth
