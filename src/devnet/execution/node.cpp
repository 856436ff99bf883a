#include "devnet/execution/node.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include "beacon/chain/chain.hpp"

namespace stafi::devnet {
namespace {

constexpr Millis kStartMax{30'000};
constexpr Millis kAnswerMax{30'000};  ///< of a busy machine
constexpr Millis kStopMax{5'000};
constexpr std::size_t kAnswerBytesMax = std::size_t{64} << 20;

std::unique_ptr<adapters::RpcClient> client(Ambient& ambient, std::uint16_t port,
                                            std::optional<JwtSecret> secret) {
    adapters::Url url{.host = "127.0.0.1", .port = port};
    adapters::http::ClientOptions options{.exchange_max = kAnswerMax,
                                          .body_bytes_max = kAnswerBytesMax};
    return std::make_unique<adapters::RpcClient>(ambient, std::move(url), std::move(options),
                                                 std::move(secret));
}

}  // namespace

eth::PayloadAttributes attributes_for(const beacon::PayloadAttributes& attributes,
                                      const Address& fee_recipient) {
    return {.timestamp = attributes.timestamp,
            .prev_randao = attributes.prev_randao,
            .suggested_fee_recipient = fee_recipient,
            .withdrawals = {attributes.withdrawals.begin(), attributes.withdrawals.end()},
            .parent_beacon_block_root = attributes.parent_beacon_block_root};
}

Result<> check_files(const EngineOptions& options, std::string_view remedy) {
    std::error_code error;
    if (!std::filesystem::exists(options.program, error))
        return fail(Reason::program_missing, fmt::format("{}: not there; `{}` installs it",
                                                         options.program.string(), remedy));
    if (!std::filesystem::exists(options.state, error))
        return fail(Reason::file_missing, fmt::format("{}: not there; `make contracts` writes it",
                                                      options.state.string()));
    return {};
}

Result<> check_port(std::uint16_t port) {
    TRY(const std::uint16_t free, adapters::free_ports(port, 1));
    if (free == port) return {};
    return fail(Reason::port_taken, fmt::format("port {} is in use; {} is free", port, free));
}

Node::Node(Ambient& ambient, adapters::Child child, Ports ports, std::optional<JwtSecret> secret)
    : child_{std::move(child)}, port_{ports.rpc}, rpc_{client(ambient, ports.rpc, std::nullopt)} {
    if (ports.engine_api != 0) engine_api_ = client(ambient, ports.engine_api, std::move(secret));
}

Task<Result<Node>> Node::start(Ambient& ambient, adapters::Program program, Ports ports,
                               std::optional<JwtSecret> secret) {
    const boost::asio::any_io_executor loop = co_await boost::asio::this_coro::executor;
    CO_TRY(adapters::Child child, adapters::Child::start(loop, std::move(program)));
    for (const std::uint16_t port : {ports.rpc, ports.engine_api})
        if (port != 0)
            CO_TRY_VOID(co_await adapters::wait_for_port(ambient, child, port, kStartMax));
    co_return Node{ambient, std::move(child), ports, std::move(secret)};
}

std::string Node::rpc_url() const { return fmt::format("http://127.0.0.1:{}", port_); }

/// A dead program tells more than a connection that it no longer takes.
template <class T>
Result<T> Node::explained(Result<T> answer) {
    if (!answer && answer.error().code == Errc::unavailable) TRY_VOID(child_.check_running());
    return answer;
}

Task<Result<eth::RpcResult>> Node::ask(eth::RpcCall call) {
    co_return explained(co_await rpc_->expect(std::move(call)));
}

Task<Result<std::vector<eth::RpcResult>>> Node::ask_all(std::vector<eth::RpcCall> calls) {
    std::vector<eth::RpcResult> results;
    while (results.size() < calls.size()) {
        const std::span rest = std::span{calls}.subspan(results.size());
        const std::span some = rest.first(std::min(rest.size(), eth::kRpcBatchMax));
        CO_TRY(std::vector<eth::RpcAnswer> answers,
               explained(co_await rpc_->ask_all({some.begin(), some.end()})));
        for (eth::RpcAnswer& answer : answers) {
            CO_TRY(eth::RpcResult result,
                   at(calls[results.size()].method, eth::accepted(std::move(answer))));
            results.push_back(std::move(result));
        }
    }
    co_return results;
}

Task<Result<eth::RpcResult>> Node::ask_engine_api(eth::RpcCall call) {
    co_return explained(co_await engine_api_->expect(std::move(call)));
}

Task<Result<>> Node::watch() {
    co_await child_.wait();
    co_return child_.check_running();
}

Task<> Node::stop() { co_await child_.stop(kStopMax); }

}  // namespace stafi::devnet
