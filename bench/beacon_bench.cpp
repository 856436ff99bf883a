// links: stafi::beacon
#include <fstream>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "base/check.hpp"
#include "beacon/chain/forward.hpp"
#include "beacon/epoch/epoch.hpp"
#include "crypto/hash.hpp"

// One core, rules of the devnet: four slots an epoch. Cached roots are compared with full ones.
// `memory` is by how much the process grew for a chain, its keys and its caches.

namespace stafi::beacon {
namespace {

struct World {
    Signers signers;
    std::vector<GenesisValidator> validators;
    Chain chain;
    double memory = 0;

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

/// Resident memory of this process, in bytes.
double resident() {
    std::ifstream file{"/proc/self/statm"};
    double all = 0;
    double resident = 0;
    CHECK(file >> all >> resident);
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

World& world(std::size_t count) {
    static std::map<std::size_t, World> worlds;
    const double before = resident();
    const auto [entry, is_new] = worlds.try_emplace(count, count);
    World& made = entry->second;
    if (!is_new) return made;
    CHECK(fast_forward(made.chain, Epoch{4}, made.drive()));
    made.memory = resident() - before;
    return made;
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
    state.counters["memory"] = {given.memory, benchmark::Counter::kDefaults,
                                benchmark::Counter::kIs1024};
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

/// Until the first block can be made.
void genesis(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        World made{count};
        CHECK(made.chain.head_state()->validators.size() == count);
    }
}

/// Signatures of as many keys over as many roots, verified at once as those of a block are.
void batch_of_signatures(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    Signers signers;
    const auto validators = add_background(signers, "batch", count, {});
    std::vector<Bytes32> roots;
    std::vector<SignatureBytes> made;
    for (const GenesisValidator& one : validators) {
        roots.push_back(sha256(one.pubkey.view()));
        made.push_back(signers.sign(std::array{one.pubkey}, roots.back())->bytes());
    }
    ParsedKeys keys;
    const auto verify_all = [&] {
        Signatures batch{keys, Signatures::Mode::verified};
        for (std::size_t i = 0; i < count; ++i)
            CHECK(batch.add(validators[i].pubkey, roots[i], made[i]));
        return batch.verify();
    };
    for (auto _ : state)
        CHECK(verify_all());
    state.SetItemsProcessed(state.iterations() * state.range(0));
    roots.front() = roots.back();
    CHECK(count == 1 || !verify_all());
}

BENCHMARK(genesis)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(batch_of_signatures)->Arg(1)->Arg(16)->Arg(256)->Unit(benchmark::kMillisecond);
BENCHMARK(unsigned_slots)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(signed_slots)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(copy_of_a_state)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(full_root)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(cached_root)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(end_of_an_epoch)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stafi::beacon

BENCHMARK_MAIN();
