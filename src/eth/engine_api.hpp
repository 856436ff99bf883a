#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "eth/containers/block.hpp"
#include "eth/json_rpc.hpp"

// What a beacon chain and its execution client tell each other, in the Engine API's JSON: the
// calls and results of engine_forkchoiceUpdatedV3, engine_getPayloadV5 and engine_newPayloadV4.
// Source: execution-apis, src/engine/{paris,shanghai,cancun,prague,osaka}.md.

namespace stafi::eth {

using PayloadId = FixedBytes<struct PayloadIdTag, 8>;

struct ForkchoiceState {
    Bytes32 head_block_hash;
    Bytes32 safe_block_hash;
    Bytes32 finalized_block_hash;
    SSZ_CONTAINER(ForkchoiceState, head_block_hash, safe_block_hash, finalized_block_hash);
};

/// What the next block shall hold. PayloadAttributesV3.
struct PayloadAttributes {
    UnixSeconds timestamp;
    Bytes32 prev_randao;
    Address suggested_fee_recipient;
    ssz::List<Withdrawal, kMaxWithdrawalsPerPayload> withdrawals;
    Bytes32 parent_beacon_block_root;
    SSZ_CONTAINER(PayloadAttributes, timestamp, prev_randao, suggested_fee_recipient, withdrawals,
                  parent_beacon_block_root);
};

enum class PayloadValidity : std::uint8_t { valid, invalid, syncing, accepted };

/// PayloadStatusV1.
struct PayloadStatus {
    PayloadValidity status = PayloadValidity::invalid;
    std::optional<Bytes32> latest_valid_hash;
    std::string validation_error;  ///< printable, as the client words it; mostly empty
};

struct ForkchoiceUpdated {
    PayloadStatus payload_status;
    std::optional<PayloadId> payload_id;  ///< when attributes were given
};

struct BuiltPayload {
    ExecutionPayload payload;
    ExecutionRequests requests;
    Uint256 block_value;  ///< wei that the fee recipient earns
};

/// Makes a block the head; with attributes, begins a payload on top of it.
[[nodiscard]] RpcCall forkchoice_updated_call(const ForkchoiceState& state,
                                              const std::optional<PayloadAttributes>& attributes);
[[nodiscard]] RpcCall get_payload_call(const PayloadId& payload);
[[nodiscard]] RpcCall new_payload_call(const ExecutionPayload& payload,
                                       const Bytes32& parent_beacon_block_root,
                                       const ExecutionRequests& requests);

// Results. Errors: bad_json with the path of the field.
[[nodiscard]] Result<PayloadStatus> parse_payload_status(std::string_view json);
[[nodiscard]] Result<ForkchoiceUpdated> parse_forkchoice_updated(std::string_view json);
[[nodiscard]] Result<BuiltPayload> parse_built_payload(std::string_view json);

/// A type byte and the SSZ of the list of that type. Source: EIP-7685, EIP-6110, EIP-7002,
/// EIP-7251.
using EncodedRequest = ssz::ByteList<1ULL << 24>;
using EncodedRequests = ssz::List<EncodedRequest, 16>;

/// Empty lists are left out.
[[nodiscard]] EncodedRequests encode_requests(const ExecutionRequests& requests);
/// Errors: bad_ssz, for unknown types too, repeated ones, ones out of order, and empty lists.
[[nodiscard]] Result<ExecutionRequests> parse_requests(const EncodedRequests& requests);
/// The `requestsHash` of the execution block.
[[nodiscard]] Bytes32 requests_hash(const ExecutionRequests& requests);

}  // namespace stafi::eth
