#pragma once

#include <optional>
#include <vector>

#include "adapters/http/client.hpp"
#include "crypto/json_list.hpp"
#include "crypto/jwt.hpp"
#include "eth/json_rpc.hpp"
#include "ports/ambient.hpp"

namespace stafi::adapters {

/// Asks an execution client over HTTP. A request may reach it twice when a connection dies: every
/// call that this product makes may be repeated.
class RpcClient {
  public:
    /// `secret` for the Engine API: each request then carries a fresh token.
    RpcClient(Ambient& ambient, Url node, http::ClientOptions options,
              std::optional<JwtSecret> secret = std::nullopt);

    /// Errors: as of http::Client::exchange; http_status; bad_rpc. Each names the node and the
    ///         method; the node's own refusal is an answer.
    [[nodiscard]] Task<Result<eth::RpcAnswer>> ask(eth::RpcCall call);

    /// The same for at most kRpcBatchMax calls at once, answered in their order. Errors:
    /// rpc_refused too, when the node refuses the batch as a whole.
    [[nodiscard]] Task<Result<std::vector<eth::RpcAnswer>>> ask_all(
        std::vector<eth::RpcCall> calls);

    /// For a result that is a long list of objects: gives each to `take` as it arrives, and returns
    /// the answer with an empty list in its place. An error of the node may come after elements.
    /// Errors: also those of JsonListReader.
    [[nodiscard]] Task<Result<eth::RpcAnswer>> ask_list(eth::RpcCall call,
                                                        JsonListReader::Limits limits,
                                                        JsonListReader::Take take);

    /// For callers to whom every refusal is the same. Errors: as of ask, and rpc_refused.
    [[nodiscard]] Task<Result<eth::RpcResult>> expect(eth::RpcCall call);

  private:
    [[nodiscard]] http::Request request_of(std::string body);
    [[nodiscard]] Error refusal(unsigned status, std::string_view body) const;
    [[nodiscard]] Task<Result<std::string>> post(std::string body);

    Ambient& ambient_;
    http::Client http_;
    std::optional<JwtSecret> secret_;
    eth::RpcId next_{1};
};

}  // namespace stafi::adapters
