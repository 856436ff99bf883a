#include "eth/json_rpc.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"

namespace stafi::eth {
namespace {

/// Every failure to read an answer is the same to its caller.
template <class T>
Result<T> as_rpc(Result<T> read) {
    if (!read) return fail(Reason::bad_rpc, std::move(read).error().what);
    return read;
}

Bytes revert_data(const JsonFields& error) {
    const auto digits = error.text("data");
    if (!digits || !digits->starts_with("0x")) return {};
    auto bytes = parse_hex(*digits);
    return bytes && bytes->size() <= kRpcErrorDataMax ? *std::move(bytes) : Bytes{};
}

Result<RpcError> read_error(const JsonFields& fields) {
    TRY(const JsonFields error, fields.object("error"));
    TRY(const std::int64_t code, error.signed_number("code"));
    TRY(const std::string_view message, error.text("message"));
    return RpcError{.code = code,
                    .message = printable(message.substr(0, kRpcMessageBytesMax)),
                    .data = revert_data(error)};
}

struct Read {
    std::optional<RpcId> id;  ///< nothing for null
    RpcAnswer answer;
};

Result<Read> read_answer(JsonDocument document) {
    const JsonFields fields = document.fields();
    TRY(const std::string_view version, fields.text("jsonrpc"));
    if (version != "2.0") return fail(Reason::bad_rpc, "jsonrpc: not 2.0");
    if (!fields.contains("id")) return fail(Reason::bad_rpc, "id: missing");
    std::optional<RpcId> id;
    if (fields.has("id")) {
        TRY(const std::uint64_t number, fields.number("id"));
        id = RpcId{number};
    }
    // Some nodes send the other of the two along as null.
    if (fields.has("error")) {
        if (fields.has("result")) return fail(Reason::bad_rpc, "both a result and an error");
        TRY(RpcError error, read_error(fields));
        return Read{id, std::move(error)};
    }
    if (!fields.contains("result")) return fail(Reason::bad_rpc, "neither a result nor an error");
    if (!id) return fail(Reason::bad_rpc, "id: null");
    return Read{id, RpcResult{std::move(document)}};
}

}  // namespace

std::string rpc_request(RpcId id, const RpcCall& call) {
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":"{}","params":[{}]}})", id.value,
                       call.method, fmt::join(call.params, ","));
}

std::string rpc_batch(RpcId first, std::span<const RpcCall> calls) {
    CHECK(!calls.empty() && calls.size() <= kRpcBatchMax);
    std::string text = "[";
    for (const RpcCall& call : calls) {
        if (text.size() > 1) text += ',';
        text += rpc_request(first, call);
        ++first.value;
    }
    return text + "]";
}

Result<RpcAnswer> parse_rpc_answer(std::string_view text, RpcId id) {
    TRY(JsonDocument document, as_rpc(JsonDocument::parse(text)));
    TRY(Read read, as_rpc(read_answer(std::move(document))));
    if (read.id && read.id != id)
        return fail(Reason::bad_rpc,
                    fmt::format("id: {}, not {} as asked", read.id->value, id.value));
    return std::move(read.answer);
}

Result<std::vector<RpcAnswer>> parse_rpc_batch(std::string_view text, RpcId first,
                                               std::size_t count) {
    auto documents = JsonDocument::parse_list(text, count);
    if (!documents) {
        // A node that refuses the batch as a whole answers with one error.
        auto whole = parse_rpc_answer(text, first);
        if (whole && std::holds_alternative<RpcError>(*whole)) {
            TRY_VOID(accepted(*std::move(whole)));
        }
        return fail(Reason::bad_rpc, documents.error().what);
    }
    std::vector<std::optional<RpcAnswer>> answers(count);
    for (JsonDocument& document : *documents) {
        TRY(Read read, as_rpc(read_answer(std::move(document))));
        if (!read.id || *read.id < first || read.id->value - first.value >= count)
            return fail(Reason::bad_rpc, "id: nobody asked that");
        std::optional<RpcAnswer>& place = answers[read.id->value - first.value];
        if (place) return fail(Reason::bad_rpc, fmt::format("id: {} twice", read.id->value));
        place = std::move(read.answer);
    }
    std::vector<RpcAnswer> all;
    for (std::optional<RpcAnswer>& answer : answers) {
        if (!answer) return fail(Reason::bad_rpc, fmt::format("{}: no answer", all.size()));
        all.push_back(*std::move(answer));
    }
    return all;
}

Result<RpcResult> accepted(RpcAnswer answer) {
    if (auto* const result = std::get_if<RpcResult>(&answer)) return std::move(*result);
    const RpcError& error = std::get<RpcError>(answer);
    return fail(Reason::rpc_refused, fmt::format("code {}: {}", error.code, error.message));
}

}  // namespace stafi::eth
