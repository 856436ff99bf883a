#include "app/chain/chain_access.hpp"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include "adapters/beacon/rest_beacon.hpp"
#include "adapters/execution/rpc_execution.hpp"
#include "adapters/system_entropy.hpp"
#include "app/config/networks.hpp"
#include "base/hex.hpp"
#include "pool/addresses.hpp"

namespace stafi::app {
namespace {

constexpr std::size_t kThreads = 1;  // for the one derivation of a keystore
constexpr Millis kBetweenLooks{50};  // at whether somebody interrupts

Task<Result<ExitCode>> until_interrupted(Ambient& ambient, const Console& console) {
    while (!console.stop())
        co_await ambient.sleep(kBetweenLooks);
    co_return fail(Reason::interrupted, "it was not waited for");
}

Task<Result<ExitCode>> first_of(Task<Result<ExitCode>> work, Task<Result<ExitCode>> other) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto first = co_await (std::move(work) || std::move(other));
    if (first.index() == 0) co_return std::get<0>(std::move(first));
    co_return std::get<1>(std::move(first));
}

}  // namespace

Result<std::unique_ptr<ChainAccess>> ChainAccess::open(const Call& call) {
    if (call.config().execution_urls.empty())
        return fail(Reason::not_configured, "execution.urls: no execution client is named");
    TRY(eth::Network network, network_of(call.config()));
    TRY(Entropy entropy, adapters::system_entropy());
    std::unique_ptr<ChainAccess> made{
        new ChainAccess{call, std::move(network), std::move(entropy)}};
    TRY_VOID(made->connect());
    return made;
}

ChainAccess::ChainAccess(const Call& call, eth::Network network, Entropy entropy)
    : call_{call},
      network_{std::move(network)},
      ambient_{loop_.get_executor(), std::move(entropy), kThreads} {}

Result<Beacon*> ChainAccess::beacon() {
    if (beacon_) return beacon_.get();
    return fail(Reason::not_configured, "beacon.urls: no beacon node is named");
}

Result<const adapters::Tls*> ChainAccess::tls() {
    if (!tls_) {
        TRY(tls_, adapters::Tls::client({}));
    }
    return &*tls_;
}

Result<> ChainAccess::connect() {
    std::vector<adapters::ExecutionPool::Member> clients;
    for (const adapters::Url& url : call_.config().execution_urls) {
        adapters::RpcExecutionOptions options;
        if (url.is_tls) {
            TRY(options.http.tls, tls());
        }
        clients.push_back({.name = adapters::origin_text(url),
                           .client = std::make_unique<adapters::RpcExecution>(
                               ambient_, url, adapters::ChainIdentity{.chain = network_.chain_id},
                               std::move(options))});
    }
    execution_ = std::make_unique<adapters::ExecutionPool>(ambient_, std::move(clients));
    std::vector<adapters::BeaconPool::Member> nodes;
    for (const adapters::Url& url : call_.config().beacon_urls) {
        adapters::RestBeaconOptions options;
        if (url.is_tls) {
            TRY(options.http.tls, tls());
        }
        nodes.push_back({.name = adapters::origin_text(url),
                         .node = std::make_unique<adapters::RestBeacon>(ambient_, url, network_,
                                                                        std::move(options))});
    }
    if (!nodes.empty())
        beacon_ = std::make_unique<adapters::BeaconPool>(ambient_, std::move(nodes));
    return {};
}

Result<Address> ChainAccess::pool_storage() const {
    if (const auto& storage = call_.config().pool.storage) return *storage;
    if (network_.chain_id == eth::mainnet().chain_id)
        return parse_fixed<Address>(pool::kMainnetStorage);
    return fail(Reason::not_configured,
                "pool.storage: no pool is known on the network " + network_.name);
}

Task<Result<engine::Pin>> ChainAccess::pin() {
    if (beacon_) co_return co_await engine::pin_head(*execution_, *beacon_);
    CO_TRY(const eth::Header head, co_await execution_->head());
    CO_TRY(const eth::Header first, co_await execution_->header({0}));
    co_return engine::Pin{.head = head, .finalized = first.self};
}

Result<ExitCode> ChainAccess::run(Task<Result<ExitCode>> work) {
    Result<ExitCode> ended = fail(Reason::interrupted, "it was not waited for");
    boost::asio::co_spawn(
        loop_, first_of(std::move(work), until_interrupted(ambient_, call_.console)),
        [&](const std::exception_ptr& error, Result<ExitCode> how) {
            if (error) std::rethrow_exception(error);
            ended = std::move(how);
            loop_.stop();  // nobody need wait for the idle connections that a client keeps
        });
    loop_.run();
    return ended;
}

}  // namespace stafi::app
