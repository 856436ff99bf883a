// links: stafi::eth
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/hash.hpp"
#include "eth/containers/state.hpp"
#include "eth/deposit/deposit.hpp"
#include "eth/deposit/tree.hpp"
#include "eth/ssz/ssz.hpp"

// One core. Every answer is checked once before it is timed.

namespace stafi::eth {
namespace {

using Registry = ssz::List<Validator, kValidatorRegistryLimit>;

Bytes32 digest(std::uint64_t i) { return sha256(le64(i)); }

PubkeyBytes pubkey(std::uint64_t i) {
    PubkeyBytes key;
    std::ranges::copy(digest(i).bytes, key.bytes.begin());
    std::ranges::copy(digest(i).view().first<16>(), key.bytes.begin() + 32);
    return key;
}

Registry registry(std::size_t validators) {
    Registry registry;
    for (std::uint64_t i = 0; i < validators; ++i)
        registry.push_back({.pubkey = pubkey(i),
                            .withdrawal_credentials = digest(i),
                            .effective_balance = {32'000'000'000},
                            .slashed = false,
                            .activation_eligibility_epoch = {i},
                            .activation_epoch = {i + 1},
                            .exit_epoch = kFarFutureEpoch,
                            .withdrawable_epoch = kFarFutureEpoch});
    return registry;
}

void root_of_10000_validators(benchmark::State& state) {
    const Registry validators = registry(10'000);
    // The root that remerkleable 0.1.28 gives for the same list.
    CHECK(to_hex(ssz::hash_tree_root(validators).view()) ==
          "3550641a4456935228cf72c983b518f0417c7a691ff1c8c5f97eaa356ef87ecd");
    for (auto _ : state)
        benchmark::DoNotOptimize(ssz::hash_tree_root(validators));
    state.SetItemsProcessed(state.iterations() * 10'000);
}

void decode_10000_validators(benchmark::State& state) {
    const Registry validators = registry(10'000);
    const Bytes wire = ssz::encode(validators);
    CHECK(*ssz::decode<Registry>(wire) == validators);
    for (auto _ : state)
        benchmark::DoNotOptimize(ssz::decode<Registry>(wire));
    state.SetBytesProcessed(state.iterations() * std::ssize(wire));
}

void root_of_deposit(benchmark::State& state) {
    DepositData data{.pubkey = *parse_fixed<PubkeyBytes>(
                         "907b4c58ab0de67fc9db9e91063ab7042dcb471fa751ee1294c81bf9190a40d7"
                         "4d04731c6e1b09e8ed1214f85341f112"),
                     .withdrawal_credentials = *parse_fixed<Bytes32>(
                         "01000000000000000000000027d64dd9172e4b59a444817d30f7af8228f174cc"),
                     .amount = {12'000'000'000},
                     .signature = {}};
    // The root in the test of StaFi's own client, of the part that is signed.
    CHECK(to_hex(deposit_message_root(message_of(data)).view()) ==
          "700c2d1179bc6b4a19b02efe724a46f1edbb293db3b009a41510f54b55c30f91");
    for (auto _ : state)
        benchmark::DoNotOptimize(deposit_data_root(data));
}

void add_deposit_to_tree(benchmark::State& state) {
    DepositTree tree;
    std::uint64_t i = 0;
    for (auto _ : state)
        CHECK(tree.add(digest(i++)));
    CHECK(tree.finalize(tree.count(), {.hash = {}, .number = {}}));
    const auto snapshot = tree.snapshot();
    CHECK(snapshot.has_value());
    CHECK(DepositTree::resume(*snapshot)->root() == tree.root());
}

/// As full as blocks on mainnet are: 200 transactions of 700 bytes, 8 aggregates, 512 sync bits.
SignedBeaconBlock full_block() {
    SignedBeaconBlock block;
    BeaconBlockBody& body = block.message.body;
    for (std::uint64_t i = 0; i < 8; ++i) {
        Attestation& attestation = body.attestations.emplace_back();
        attestation.aggregation_bits = decltype(attestation.aggregation_bits){30'000};
        for (std::size_t bit = i; bit < 30'000; bit += 8)
            attestation.aggregation_bits.set(bit);
        attestation.data.slot = {i};
    }
    for (std::uint64_t i = 0; i < 200; ++i)
        body.execution_payload.transactions.emplace_back(700, std::byte(i));
    for (std::uint64_t i = 0; i < 16; ++i)
        body.execution_payload.withdrawals.push_back(
            {.index = {i}, .validator_index = {i}, .address = {}, .amount = {i}});
    body.blob_kzg_commitments.resize(6);
    return block;
}

void decode_block(benchmark::State& state) {
    const SignedBeaconBlock block = full_block();
    const Bytes wire = ssz::encode(block);
    CHECK(*ssz::decode<SignedBeaconBlock>(wire) == block);
    for (auto _ : state)
        benchmark::DoNotOptimize(ssz::decode<SignedBeaconBlock>(wire));
    state.SetBytesProcessed(state.iterations() * std::ssize(wire));
}

void root_of_block(benchmark::State& state) {
    const SignedBeaconBlock block = full_block();
    const BeaconBlockHeader header{.slot = block.message.slot,
                                   .proposer_index = block.message.proposer_index,
                                   .parent_root = block.message.parent_root,
                                   .state_root = block.message.state_root,
                                   .body_root = ssz::hash_tree_root(block.message.body)};
    CHECK(ssz::hash_tree_root(block.message) == ssz::hash_tree_root(header));
    for (auto _ : state)
        benchmark::DoNotOptimize(ssz::hash_tree_root(block.message));
}

BENCHMARK(root_of_10000_validators)->Unit(benchmark::kMillisecond);
BENCHMARK(decode_10000_validators)->Unit(benchmark::kMicrosecond);
BENCHMARK(root_of_deposit)->Unit(benchmark::kNanosecond);
BENCHMARK(add_deposit_to_tree)->Unit(benchmark::kNanosecond);
BENCHMARK(decode_block)->Unit(benchmark::kMicrosecond);
BENCHMARK(root_of_block)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace stafi::eth

BENCHMARK_MAIN();
