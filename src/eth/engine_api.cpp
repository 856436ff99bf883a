#include "eth/engine_api.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "crypto/hash.hpp"
#include "crypto/json_fields.hpp"
#include "eth/ssz/json.hpp"

namespace stafi::eth {

/// engine_getPayloadV5's result, as far as we read it.
struct GetPayloadResult {
    ExecutionPayload execution_payload;
    Uint256 block_value;
    EncodedRequests execution_requests;
    SSZ_CONTAINER(GetPayloadResult, execution_payload, block_value, execution_requests);
};

namespace {

using ssz::JsonForm;

constexpr std::size_t kPrintedErrorMax = 300;

/// The type bytes of requests.
enum class RequestType : std::uint8_t { deposit, withdrawal, consolidation };

template <class List>
void append_requests(RequestType type, const List& list, EncodedRequests& to) {
    if (list.empty()) return;
    EncodedRequest request{static_cast<std::byte>(type)};
    const Bytes encoded = ssz::encode(list);
    request.insert(request.end(), encoded.begin(), encoded.end());
    to.push_back(std::move(request));
}

template <class List>
Result<> read_requests(BytesView encoded, List& into) {
    if (encoded.empty()) return fail(Reason::bad_ssz, "an empty list is left out, not given");
    TRY(into, ssz::decode<List>(encoded));
    return {};
}

Result<> read_request(RequestType type, BytesView encoded, ExecutionRequests& into) {
    switch (type) {
        case RequestType::deposit:
            return at("deposits", read_requests(encoded, into.deposits));
        case RequestType::withdrawal:
            return at("withdrawals", read_requests(encoded, into.withdrawals));
        case RequestType::consolidation:
            return at("consolidations", read_requests(encoded, into.consolidations));
    }
    return fail(Reason::bad_ssz, fmt::format("unknown type {}", static_cast<int>(type)));
}

Result<PayloadValidity> parse_validity(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, PayloadValidity>, 4> words{{
        {"VALID", PayloadValidity::valid},
        {"INVALID", PayloadValidity::invalid},
        {"SYNCING", PayloadValidity::syncing},
        {"ACCEPTED", PayloadValidity::accepted},
    }};
    for (const auto& [known, validity] : words)
        if (word == known) return validity;
    return fail(Reason::bad_json, fmt::format("'{}' is none of VALID, INVALID, SYNCING, ACCEPTED",
                                              printable(word.substr(0, kPrintedErrorMax))));
}

Result<PayloadStatus> read_payload_status(const JsonFields& fields) {
    PayloadStatus status;
    TRY(const std::string_view word, fields.text("status"));
    TRY(status.status, at(fields.path_of("status"), parse_validity(word)));
    if (fields.has("latestValidHash")) {
        TRY(status.latest_valid_hash, fields.fixed<Bytes32>("latestValidHash"));
    }
    if (fields.has("validationError")) {
        TRY(const std::string_view error, fields.text("validationError"));
        status.validation_error = printable(error.substr(0, kPrintedErrorMax));
    }
    return status;
}

}  // namespace

RpcCall forkchoice_updated_call(const ForkchoiceState& state,
                                const std::optional<PayloadAttributes>& attributes) {
    return {.method = "engine_forkchoiceUpdatedV3",
            .params = {ssz::to_json(state, JsonForm::engine_api),
                       attributes ? ssz::to_json(*attributes, JsonForm::engine_api) : "null"}};
}

RpcCall get_payload_call(const PayloadId& payload) {
    return {.method = "engine_getPayloadV5",
            .params = {ssz::to_json(payload, JsonForm::engine_api)}};
}

RpcCall new_payload_call(const ExecutionPayload& payload, const Bytes32& parent_beacon_block_root,
                         const ExecutionRequests& requests) {
    constexpr const char* no_blobs = "[]";
    return {.method = "engine_newPayloadV4",
            .params = {ssz::to_json(payload, JsonForm::engine_api), no_blobs,
                       ssz::to_json(parent_beacon_block_root, JsonForm::engine_api),
                       ssz::to_json(encode_requests(requests), JsonForm::engine_api)}};
}

Result<PayloadStatus> parse_payload_status(std::string_view json) {
    TRY(const JsonDocument document, JsonDocument::parse(json));
    return read_payload_status(document.fields());
}

Result<ForkchoiceUpdated> parse_forkchoice_updated(std::string_view json) {
    TRY(const JsonDocument document, JsonDocument::parse(json));
    const JsonFields fields = document.fields();
    ForkchoiceUpdated updated;
    TRY(const JsonFields status, fields.object("payloadStatus"));
    TRY(updated.payload_status, read_payload_status(status));
    if (fields.has("payloadId")) {
        TRY(updated.payload_id, fields.fixed<PayloadId>("payloadId"));
    }
    return updated;
}

Result<BuiltPayload> parse_built_payload(std::string_view json) {
    TRY(GetPayloadResult result, ssz::from_json<GetPayloadResult>(json, JsonForm::engine_api));
    TRY(ExecutionRequests requests,
        at("executionRequests", parse_requests(result.execution_requests)));
    return BuiltPayload{.payload = std::move(result.execution_payload),
                        .requests = std::move(requests),
                        .block_value = result.block_value};
}

EncodedRequests encode_requests(const ExecutionRequests& requests) {
    EncodedRequests encoded;
    append_requests(RequestType::deposit, requests.deposits, encoded);
    append_requests(RequestType::withdrawal, requests.withdrawals, encoded);
    append_requests(RequestType::consolidation, requests.consolidations, encoded);
    return encoded;
}

Result<ExecutionRequests> parse_requests(const EncodedRequests& requests) {
    ExecutionRequests parsed;
    int last = -1;
    for (const EncodedRequest& request : requests) {
        if (request.empty()) return fail(Reason::bad_ssz, "a request without a type");
        const auto type = std::to_integer<std::uint8_t>(request.front());
        if (type <= last)
            return fail(Reason::bad_ssz, fmt::format("type {} after type {}", type, last));
        last = type;
        TRY_VOID(read_request(RequestType{type}, BytesView{request}.subspan(1), parsed));
    }
    return parsed;
}

Bytes32 requests_hash(const ExecutionRequests& requests) {
    Bytes hashes;
    for (const EncodedRequest& request : encode_requests(requests))
        append(hashes, sha256(request).view());
    return sha256(hashes);
}

}  // namespace stafi::eth
