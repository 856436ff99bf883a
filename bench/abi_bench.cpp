// links: stafi::eth
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "ssv_messages.hpp"

// The largest call and the most frequent event of SSV Network, four operators. One core.

namespace stafi {
namespace {

constexpr std::size_t kKeys = 86;  // what fits into a transaction of 128 KiB
constexpr std::size_t kWord = 32;
constexpr std::size_t kSharesBytes = 96 + 4 * 304;

using test::BulkRegisterValidator;
using test::ValidatorAdded;

BulkRegisterValidator registration() {
    return {.public_keys = std::vector<PubkeyBytes>(kKeys),
            .operator_ids = {{1}, {2}, {3}, {4}},
            .shares = std::vector<Bytes>(kKeys, Bytes(kSharesBytes, std::byte{7})),
            .cluster = {.balance = {5}}};
}

ValidatorAdded added() {
    return {.owner = {},
            .operator_ids = {{1}, {2}, {3}, {4}},
            .public_key = {},
            .shares = Bytes(kSharesBytes, std::byte{7}),
            .cluster = {.balance = {5}}};
}

void encode_registration(benchmark::State& state) {
    const BulkRegisterValidator call = registration();
    // Eight words of heads, three lengths, four ids; of each key an offset, a length and 2 words,
    // of its shares an offset, a length and 41 words.
    CHECK(abi::encode_call(call).size() == 4 + (8 + 3 + 4 + kKeys * (4 + 43)) * kWord);
    for (auto _ : state)
        benchmark::DoNotOptimize(abi::encode_call(call));
}

void decode_registration(benchmark::State& state) {
    const BulkRegisterValidator call = registration();
    const Bytes calldata = abi::encode_call(call);
    CHECK(abi::decode_call<BulkRegisterValidator>(calldata).value() == call);
    for (auto _ : state)
        benchmark::DoNotOptimize(abi::decode_call<BulkRegisterValidator>(calldata));
}

void encode_validator_added(benchmark::State& state) {
    const ValidatorAdded event = added();
    // Eight words of heads, five of ids, three of the key, 42 of the shares.
    CHECK(abi::encode_event(event).data.size() == (8 + 5 + 3 + 42) * kWord);
    for (auto _ : state)
        benchmark::DoNotOptimize(abi::encode_event(event));
}

void decode_validator_added(benchmark::State& state) {
    const ValidatorAdded event = added();
    const abi::LogContent log = abi::encode_event(event);
    CHECK(abi::decode_event<ValidatorAdded>(log.topics, log.data).value() == event);
    for (auto _ : state)
        benchmark::DoNotOptimize(abi::decode_event<ValidatorAdded>(log.topics, log.data));
}

BENCHMARK(encode_registration)->Unit(benchmark::kMicrosecond);
BENCHMARK(decode_registration)->Unit(benchmark::kMicrosecond);
BENCHMARK(encode_validator_added)->Unit(benchmark::kMicrosecond);
BENCHMARK(decode_validator_added)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace stafi

BENCHMARK_MAIN();
