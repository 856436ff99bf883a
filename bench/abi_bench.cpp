// links: stafi::eth
#include <benchmark/benchmark.h>

#include "base/amount.hpp"
#include "base/check.hpp"
#include "base/units.hpp"
#include "eth/abi_message.hpp"

// The largest call and the most frequent event of SSV Network, four operators. One core.

namespace stafi {
namespace {

constexpr std::size_t kKeys = 86;  // what fits into a transaction of 128 KiB
constexpr std::size_t kWord = 32;
constexpr std::size_t kSharesBytes = 96 + 4 * 304;

struct Cluster {
    std::uint32_t validator_count = 0;
    std::uint64_t network_fee_index = 0;
    std::uint64_t index = 0;
    bool is_active = true;
    Wei balance;
    static auto abi_fields(auto& self) {
        return abi::fields(self.validator_count, self.network_fee_index, self.index, self.is_active,
                           self.balance);
    }
    friend bool operator==(const Cluster&, const Cluster&) = default;
};

struct BulkRegisterValidator {
    std::vector<PubkeyBytes> public_keys;
    std::vector<OperatorId> operator_ids;
    std::vector<Bytes> shares;
    Cluster cluster;
    static constexpr abi::Literal kAbi =
        "bulkRegisterValidator(bytes[],uint64[],bytes[],(uint32,uint64,uint64,bool,uint256))";
    static auto abi_fields(auto& self) {
        return abi::fields(self.public_keys, self.operator_ids, self.shares, self.cluster);
    }
    friend bool operator==(const BulkRegisterValidator&, const BulkRegisterValidator&) = default;
};

struct ValidatorAdded {
    Address owner;
    std::vector<OperatorId> operator_ids;
    PubkeyBytes public_key;
    Bytes shares;
    Cluster cluster;
    static constexpr abi::Literal kAbi =
        "ValidatorAdded(address indexed owner, uint64[] operatorIds, bytes publicKey, bytes shares,"
        " (uint32,uint64,uint64,bool,uint256) cluster)";
    static auto abi_fields(auto& self) {
        return abi::fields(self.owner, self.operator_ids, self.public_key, self.shares,
                           self.cluster);
    }
    friend bool operator==(const ValidatorAdded&, const ValidatorAdded&) = default;
};

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
