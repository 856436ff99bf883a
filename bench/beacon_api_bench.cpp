// links: stafi::devnet
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "beacon/chain/forward.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/beacon_api/node.hpp"
#include "devnet/beacon_api/routes.hpp"

// What a big devnet is asked for most, on one core. Answers are checked once: as JSON, and by what
// they say of one validator. `bytes` is the length of the answer, `capacity` the memory it takes.

namespace stafi::devnet::beacon_api {
namespace {

struct World {
    beacon::Signers signers;
    std::vector<beacon::GenesisValidator> validators;
    beacon::Chain chain;
    Node node;

    explicit World(std::size_t count)
        : validators{beacon::add_background(signers, "bench", count, {})},
          chain{begin(validators)},
          node{.chain = chain,
               .facts = {.version = "bench", .network = eth::devnet(), .fee_recipient = {}}} {
        node.archive.record(chain);
    }
    static beacon::Chain begin(std::span<const beacon::GenesisValidator> validators) {
        auto state = beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                            .time = UnixSeconds{1'700'000'000},
                                            .execution_block_hash = {},
                                            .validators = validators});
        CHECK(state);
        return beacon::Chain{*std::move(state)};
    }
    Answer ask(const Request& request) { return std::get<Answer>(respond(node, request)); }
    std::string key(std::size_t index) const { return to_hex0x(validators[index].pubkey.view()); }
};

World& world(std::size_t count) {
    static std::map<std::size_t, World> worlds;
    return worlds.try_emplace(count, count).first->second;
}

void measure(benchmark::State& state, const Request& request, std::string_view holds) {
    World& given = world(static_cast<std::size_t>(state.range(0)));
    const Answer first = given.ask(request);
    CHECK(first.status == 200 && check_json(first.body));
    CHECK(first.body.find(holds) != std::string::npos);
    for (auto _ : state)
        CHECK(given.ask(request).body.size() == first.body.size());
    state.counters["bytes"] = static_cast<double>(first.body.size());
    state.counters["capacity"] = static_cast<double>(first.body.capacity());
}

const std::string kHead = "/eth/v1/beacon/states/head/";

void all_validators(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    measure(state, {.target = kHead + "validators"}, world(count).key(count - 1));
}

void all_balances(benchmark::State& state) {
    measure(state, {.target = kHead + "validator_balances"},
            "\"" + std::to_string(state.range(0) - 1) + "\"");
}

/// As clients page through: fifty keys at a time.
void fifty_by_key(benchmark::State& state) {
    const World& given = world(static_cast<std::size_t>(state.range(0)));
    std::string ids;
    for (std::size_t i = 0; i < 50; ++i)
        ids += (ids.empty() ? "" : ",") + given.key(i * given.validators.size() / 50);
    measure(state, {.target = kHead + "validators?id=" + ids}, given.key(0));
}

void all_attester_duties(benchmark::State& state) {
    std::string body;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        body += (body.empty() ? "[\"" : ",\"") + std::to_string(i) + "\"";
    measure(state,
            {.method = "POST", .target = "/eth/v1/validator/duties/attester/0", .body = body + "]"},
            "\"committee_length\"");
}

BENCHMARK(all_validators)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(all_balances)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(fifty_by_key)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(all_attester_duties)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stafi::devnet::beacon_api

BENCHMARK_MAIN();
