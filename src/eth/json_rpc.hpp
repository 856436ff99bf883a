#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/json_fields.hpp"

// JSON-RPC 2.0 as execution clients speak it: requests as text, answers from text. How the text
// travels is someone else's.

namespace stafi::eth {

inline constexpr std::size_t kRpcBatchMax = 1000;
inline constexpr std::size_t kRpcMessageBytesMax = 500;        ///< of an error; the rest is cut
inline constexpr std::size_t kRpcErrorDataMax = 64ULL * 1024;  ///< bytes; more is left out

/// `{"eth_getBalance", {json_quoted(address), json_quoted("latest")}}`
struct RpcCall {
    std::string method;
    std::vector<std::string> params = {};  ///< each a JSON text
};

/// Ids count up, so that an answer to an earlier request is never taken for a later one's.
using RpcId = Id<struct RpcIdTag>;

/// The text of one request, and of several at once, whose ids count up from `first`. The method's
/// name is our own; the params are JSON already.
[[nodiscard]] std::string rpc_request(RpcId id, const RpcCall& call);
[[nodiscard]] std::string rpc_batch(RpcId first, std::span<const RpcCall> calls);

/// What the node said no with.
struct RpcError {
    std::int64_t code = 0;
    std::string message;  ///< fit for a terminal, cut to kRpcMessageBytesMax
    Bytes data = {};      ///< what a contract reverted with, when that is what stands in `data`
    friend bool operator==(const RpcError&, const RpcError&) = default;
};

/// What the node said yes with: its JSON, read by the name `result`. Errors name the path in it, as
/// `result.transactions[3].hash`.
class RpcResult {
  public:
    /// An object with the one field `result`, whatever that is.
    explicit RpcResult(JsonDocument document) : document_{std::move(document)} {}

    /// Null is how nodes say "there is none".
    [[nodiscard]] bool is_null() const { return !document_.fields().has("result"); }
    [[nodiscard]] Result<JsonFields> object() const { return document_.fields().object("result"); }
    [[nodiscard]] Result<std::string_view> text() const {
        return document_.fields().text("result");
    }
    [[nodiscard]] Result<std::vector<std::string_view>> texts(std::size_t count_max) const {
        return document_.fields().texts("result", count_max);
    }
    [[nodiscard]] Result<std::vector<JsonFields>> objects(std::size_t count_max) const {
        return document_.fields().objects("result", count_max);
    }
    /// All of it, for a reader of its own.
    [[nodiscard]] Result<std::string> json() const { return document_.fields().json("result"); }

  private:
    JsonDocument document_;
};

using RpcAnswer = std::variant<RpcResult, RpcError>;

/// Reads the answer to the request `id`. Errors: bad_rpc, when it is not JSON-RPC 2.0, or answers
/// another request.
/// Source: https://www.jsonrpc.org/specification; a null id is allowed for errors alone.
[[nodiscard]] Result<RpcAnswer> parse_rpc_answer(std::string_view text, RpcId id);

/// Reads the answers to a batch, in whatever order they come, into the order of the requests.
/// Errors: bad_rpc; rpc_refused, when the node refuses the batch as a whole.
[[nodiscard]] Result<std::vector<RpcAnswer>> parse_rpc_batch(std::string_view text, RpcId first,
                                                             std::size_t count);

/// The result, for callers to whom every refusal is the same. Errors: rpc_refused.
[[nodiscard]] Result<RpcResult> accepted(RpcAnswer answer);

}  // namespace stafi::eth
