// links: stafi::adapters
#include <array>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include "adapters/beacon/rest_beacon.hpp"
#include "adapters/http/server.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "base/check.hpp"
#include "base/hex.hpp"

// All validators of a state over a socket of this machine: how long 100,000 take, and how much the
// peak of memory grows by, server included. Budget: 200 MB.

namespace {

using namespace stafi;
namespace http = adapters::http;

constexpr std::uint64_t kValidators = 100'000;

std::string validator(std::uint64_t index) {
    PubkeyBytes key;
    return fmt::format(
        R"({{"index":"{}","balance":"32000000000","status":"active_ongoing","validator":)"
        R"({{"pubkey":"{}","withdrawal_credentials":"{}","effective_balance":"32000000000",)"
        R"("slashed":false,"activation_eligibility_epoch":"1","activation_epoch":"2",)"
        R"("exit_epoch":"18446744073709551615","withdrawable_epoch":"18446744073709551615"}}}})",
        index, to_hex0x(key.view()), to_hex0x(Bytes32{}.view()));
}

Task<Result<>> write_all(http::BodyWriter& out) {
    std::string piece = R"({"execution_optimistic":false,"finalized":true,"data":[)";
    for (std::uint64_t i = 0; i < kValidators; ++i) {
        piece += (i == 0 ? "" : ",") + validator(i);
        if (piece.size() > 65'536) CO_TRY_VOID(co_await out.write(std::exchange(piece, {})));
    }
    co_return co_await out.write(piece + "]}");
}

Task<http::Response> answer(http::Request request) {
    if (request.target.ends_with("/validators")) co_return http::Response{.stream = write_all};
    const eth::Network& network = eth::devnet();
    std::string spec = fmt::format(
        R"("DEPOSIT_CHAIN_ID":"{}","DEPOSIT_CONTRACT_ADDRESS":"{}","SLOTS_PER_EPOCH":"{}",)"
        R"("SECONDS_PER_SLOT":"{}")",
        network.chain_id.value, to_hex0x(network.deposit_contract.view()),
        network.slots_per_epoch.value, network.seconds_per_slot);
    constexpr std::array names{"GENESIS", "ALTAIR",  "BELLATRIX", "CAPELLA",
                               "DENEB",   "ELECTRA", "FULU"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const eth::ForkActivation& fork = network.forks.activations.at(i);
        spec += fmt::format(R"(,"{0}_FORK_VERSION":"{1}","{0}_FORK_EPOCH":"{2}")", names.at(i),
                            to_hex0x(fork.version.view()), fork.epoch.value);
    }
    if (request.target == "/eth/v1/config/spec")
        co_return http::Response{.body = "{\"data\":{" + spec + "}}"};
    co_return http::Response{
        .body = fmt::format(R"({{"data":{{"genesis_time":"1","genesis_validators_root":"{}",)"
                            R"("genesis_fork_version":"{}"}}}})",
                            to_hex0x(Bytes32{}.view()),
                            to_hex0x(network.genesis_fork_version().view()))};
}

long peak_kib() {
    rusage usage{};
    CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
    return usage.ru_maxrss;
}

void all_validators(benchmark::State& state) {
    static const long before = peak_kib();  // before the first of all runs
    for ([[maybe_unused]] const auto& round : state) {
        boost::asio::io_context loop{1};
        adapters::SystemAmbient ambient{loop.get_executor(), adapters::system_entropy().value(), 1};
        auto server = http::Server::listen(loop.get_executor(), {}, answer).value();
        adapters::RestBeacon node{
            ambient, {.host = "127.0.0.1", .port = server.port()}, eth::devnet()};
        std::uint64_t count = 0;
        const auto visit = [&]() -> Task<> {
            Beacon::TakeValidator take = [&](const eth::KnownValidator& one) {
                count += one.balance == Gwei{32'000'000'000} ? 1 : 0;
            };
            const auto done = co_await node.all_validators(Bytes32{}, take);
            CHECK(done.has_value());
            loop.stop();
        };
        boost::asio::co_spawn(loop, server.run(), boost::asio::detached);
        boost::asio::co_spawn(loop, visit(), boost::asio::detached);
        loop.run();
        CHECK(count == kValidators);
    }
    state.counters["peak_growth_MB"] = static_cast<double>(peak_kib() - before) / 1024;
    state.SetItemsProcessed(static_cast<std::int64_t>(kValidators) * state.iterations());
}
BENCHMARK(all_validators)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
