#include "adapters/rpc/rpc_client.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/printable.hpp"

namespace stafi::adapters {
namespace {

constexpr std::size_t kQuotedMax = 200;  ///< bytes of a body that is no answer

}  // namespace

RpcClient::RpcClient(Ambient& ambient, Url node, http::ClientOptions options,
                     std::optional<JwtSecret> secret)
    : ambient_{ambient}, http_{std::move(node), std::move(options)}, secret_{std::move(secret)} {}

http::Request RpcClient::request_of(std::string body) {
    http::Request request{.method = "POST",
                          .target = http_.server().target,
                          .headers = {{"Content-Type", "application/json"}},
                          .body = std::move(body),
                          .may_be_repeated = true};
    if (secret_) {
        const UnixSeconds now{ambient_.now().value / 1000};
        request.headers.push_back({"Authorization", "Bearer " + make_jwt(*secret_, now)});
    }
    return request;
}

Error RpcClient::refusal(unsigned status, std::string_view body) const {
    return fail(Reason::http_status, fmt::format("{}: {} {}", origin_text(http_.server()), status,
                                                 printable(body.substr(0, kQuotedMax))))
        .value();
}

Task<Result<std::string>> RpcClient::post(std::string body) {
    CO_TRY(http::Response response, co_await http_.exchange(request_of(std::move(body))));
    if (response.status == 200) co_return std::move(response.body);
    co_return tl::unexpected(refusal(response.status, response.body));
}

Task<Result<eth::RpcAnswer>> RpcClient::ask(eth::RpcCall call) {
    const eth::RpcId id = next_;
    ++next_.value;
    CO_TRY(const std::string text, at(call.method, co_await post(eth::rpc_request(id, call))));
    co_return at(call.method, eth::parse_rpc_answer(text, id));
}

Task<Result<std::vector<eth::RpcAnswer>>> RpcClient::ask_all(std::vector<eth::RpcCall> calls) {
    if (calls.empty()) co_return std::vector<eth::RpcAnswer>{};
    const eth::RpcId first = next_;
    next_.value += calls.size();
    const std::string place = fmt::format("{} and {} more", calls[0].method, calls.size() - 1);
    CO_TRY(const std::string text, at(place, co_await post(eth::rpc_batch(first, calls))));
    co_return at(place, eth::parse_rpc_batch(text, first, calls.size()));
}

Task<Result<eth::RpcAnswer>> RpcClient::ask_list(eth::RpcCall call, JsonListReader::Limits limits,
                                                 JsonListReader::Take take) {
    const eth::RpcId id = next_;
    ++next_.value;
    http::Request request = request_of(eth::rpc_request(id, call));
    CO_TRY(http::Download answer, at(call.method, co_await http_.download(std::move(request))));
    JsonListReader list{"result", limits, std::move(take)};
    while (true) {
        CO_TRY(const std::string piece, at(call.method, co_await answer.next()));
        if (answer.head.status != 200) co_return tl::unexpected(refusal(answer.head.status, piece));
        if (piece.empty()) break;
        CO_TRY_VOID(at(call.method, list.read(piece)));
    }
    CO_TRY(const std::string rest, at(call.method, list.end()));
    co_return at(call.method, eth::parse_rpc_answer(rest, id));
}

Task<Result<eth::RpcResult>> RpcClient::expect(eth::RpcCall call) {
    const std::string method = call.method;
    CO_TRY(eth::RpcAnswer answer, co_await ask(std::move(call)));
    co_return at(method, eth::accepted(std::move(answer)));
}

}  // namespace stafi::adapters
