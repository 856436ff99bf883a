// links: stafi::beacon
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "beacon/chain/forward.hpp"
#include "beacon/epoch/epoch.hpp"

// One core, rules of the devnet: four slots an epoch. Cached roots are compared with full ones.

namespace stafi::beacon {
namespace {

struct World {
    Signers signers;
    std::vector<GenesisValidator> validators;
    Chain chain;

    explicit World(std::size_t count)
        : validators{add_background(signers, "bench", count, {})}, chain{begin(validators)} {}

    static Chain begin(std::span<const GenesisValidator> validators) {
        auto state = genesis_state({.rules = devnet_parameters(),
                                    .time = UnixSeconds{1'700'000'000},
                                    .execution_block_hash = {},
                                    .validators = validators});
        CHECK(state);
        return Chain{*std::move(state)};
    }
    [[nodiscard]] Drive drive() const {
        return {.signers = signers,
                .performs = [](ValidatorIndex) { return true; },
                .fee_recipient = {},
                .graffiti = {}};
    }
};

World& world(std::size_t count) {
    static std::map<std::size_t, World> worlds;
    const auto [entry, is_new] = worlds.try_emplace(count, count);
    if (is_new) CHECK(fast_forward(entry->second.chain, Epoch{4}, entry->second.drive()));
    return entry->second;
}

/// Slots a second in fast-forward, blocks full of votes.
void drive_slots(benchmark::State& state, bool is_signed) {
    World& given = world(static_cast<std::size_t>(state.range(0)));
    Chain& chain = given.chain;
    const Drive drive = given.drive();
    for (auto _ : state)
        CHECK(drive_slot(chain, chain.head().slot + Slot{1}, drive, is_signed));
    CHECK(chain.finalized().epoch + Epoch{3} >= chain.head_state()->epoch());
    CHECK(root_of(*chain.head_state()) == chain.head().state_root);
    state.SetItemsProcessed(state.iterations());
}

void unsigned_slots(benchmark::State& state) { drive_slots(state, false); }
void signed_slots(benchmark::State& state) { drive_slots(state, true); }

void copy_of_a_state(benchmark::State& state) {
    const StateView given = world(static_cast<std::size_t>(state.range(0))).chain.head_state();
    for (auto _ : state)
        benchmark::DoNotOptimize(State{*given});
}

void full_root(benchmark::State& state) {
    const StateView given = world(static_cast<std::size_t>(state.range(0))).chain.head_state();
    for (auto _ : state)
        benchmark::DoNotOptimize(root_of(*given));
}

void cached_root(benchmark::State& state) {
    State given = *world(static_cast<std::size_t>(state.range(0))).chain.head_state();
    Roots roots;
    CHECK(roots.of(given) == root_of(given));
    for (auto _ : state) {
        given.balances[given.balances.size() / 2] += Gwei{1};
        benchmark::DoNotOptimize(roots.of(given));
    }
    CHECK(roots.of(given) == root_of(given));
}

void end_of_an_epoch(benchmark::State& state) {
    const StateView given = world(static_cast<std::size_t>(state.range(0))).chain.head_state();
    for (auto _ : state) {
        State copy = *given;
        end_epoch(copy);
    }
}

BENCHMARK(unsigned_slots)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(signed_slots)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(copy_of_a_state)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(full_root)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(cached_root)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(end_of_an_epoch)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stafi::beacon

BENCHMARK_MAIN();
