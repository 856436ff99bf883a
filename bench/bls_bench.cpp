// links: stafi::crypto
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "crypto/bls/bls.hpp"

// One core. Everything is checked once before it is timed.

namespace stafi {
namespace {

Entropy seeded() { return Entropy{SecretBytes<32>{}}; }

BlsSecretKey random_key(Entropy& entropy) {
    return derive_master(entropy.draw<32>().view()).value();
}

Bytes32 random_root(Entropy& entropy) { return Bytes32::from(entropy.draw<32>().view()); }

/// Operators 101, 102, … of a cluster whose size is the argument; its threshold is n - (n - 1) / 3.
struct Cluster {
    explicit Cluster(const benchmark::State& state)
        : ids{[&] {
              std::vector<OperatorId> made;
              for (std::int64_t i = 1; i <= state.range(0); ++i)
                  made.push_back({static_cast<std::uint64_t>(100 + i)});
              return made;
          }()},
          threshold{ids.size() - (ids.size() - 1) / 3} {
        const auto shares = split_secret(whole, ids, threshold, entropy);
        for (const SecretShare& share : *shares) {
            keys.push_back({share.id, share.key.public_key()});
            partials.push_back({share.id, share.key.sign(root.view())});
        }
    }
    Entropy entropy = seeded();
    BlsSecretKey whole = random_key(entropy);
    Bytes32 root = random_root(entropy);
    std::vector<OperatorId> ids;
    std::size_t threshold;
    std::vector<PublicShare> keys;
    std::vector<PartialSignature> partials;
};

void sign(benchmark::State& state) {
    Entropy entropy = seeded();
    const BlsSecretKey key = random_key(entropy);
    const Bytes32 root = random_root(entropy);
    CHECK(verify(key.public_key(), root.view(), key.sign(root.view())));
    for (auto _ : state)
        benchmark::DoNotOptimize(key.sign(root.view()));
}

void public_key(benchmark::State& state) {
    Entropy entropy = seeded();
    const BlsSecretKey key = random_key(entropy);
    CHECK(BlsPubkey::parse(key.public_key().bytes()));
    for (auto _ : state)
        benchmark::DoNotOptimize(key.public_key());
}

void verify_parsed(benchmark::State& state) {
    Entropy entropy = seeded();
    const BlsSecretKey secret = random_key(entropy);
    const Bytes32 root = random_root(entropy);
    const BlsPubkey key = secret.public_key();
    const BlsSignature signature = secret.sign(root.view());
    for (auto _ : state)
        CHECK(verify(key, root.view(), signature));
}

void verify_from_bytes(benchmark::State& state) {
    Entropy entropy = seeded();
    const BlsSecretKey secret = random_key(entropy);
    const Bytes32 root = random_root(entropy);
    const PubkeyBytes key = secret.public_key().bytes();
    const SignatureBytes signature = secret.sign(root.view()).bytes();
    for (auto _ : state)
        CHECK(verify(*BlsPubkey::parse(key), root.view(), *BlsSignature::parse(signature)));
}

void parse_public_key(benchmark::State& state) {
    Entropy entropy = seeded();
    const PubkeyBytes bytes = random_key(entropy).public_key().bytes();
    for (auto _ : state)
        CHECK(BlsPubkey::parse(bytes)->bytes() == bytes);
}

void parse_signature(benchmark::State& state) {
    Entropy entropy = seeded();
    const SignatureBytes bytes = random_key(entropy).sign(random_root(entropy).view()).bytes();
    for (auto _ : state)
        CHECK(BlsSignature::parse(bytes)->bytes() == bytes);
}

void batch_verify_each(benchmark::State& state) {
    Entropy entropy = seeded();
    std::vector<SignedRoot> batch;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        const BlsSecretKey key = random_key(entropy);
        const Bytes32 root = random_root(entropy);
        batch.push_back({key.public_key(), root, key.sign(root.view())});
    }
    for (auto _ : state)
        CHECK(batch_verify(batch, entropy));
    state.SetItemsProcessed(state.iterations() * state.range(0));
    batch.back().root = {};
    CHECK(!batch_verify(batch, entropy));
}

void fast_aggregate(benchmark::State& state) {
    Entropy entropy = seeded();
    const Bytes32 root = random_root(entropy);
    std::vector<BlsPubkey> keys;
    std::vector<BlsSignature> signatures;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        const BlsSecretKey key = random_key(entropy);
        keys.push_back(key.public_key());
        signatures.push_back(key.sign(root.view()));
    }
    const BlsSignature signature = aggregate(signatures).value();
    for (auto _ : state)
        CHECK(fast_aggregate_verify(keys, root.view(), signature));
}

void split(benchmark::State& state) {
    Cluster cluster{state};
    for (auto _ : state) {
        const auto shares =
            split_secret(cluster.whole, cluster.ids, cluster.threshold, cluster.entropy);
        for (const SecretShare& share : *shares)
            benchmark::DoNotOptimize(share.key.public_key());
    }
}

void check_split(benchmark::State& state) {
    Cluster cluster{state};
    const BlsPubkey whole = cluster.whole.public_key();
    for (auto _ : state)
        CHECK(check_shares(whole, cluster.keys, cluster.threshold, cluster.entropy));
}

void recover(benchmark::State& state) {
    const Cluster cluster{state};
    const std::span partials = std::span{cluster.partials}.first(cluster.threshold);
    const BlsSignature expected = cluster.whole.sign(cluster.root.view());
    for (auto _ : state)
        CHECK(recover_signature(partials) == expected);
}

void verify_all_partials(benchmark::State& state) {
    Cluster cluster{state};
    for (auto _ : state)
        CHECK(
            verify_partials(cluster.keys, cluster.partials, cluster.root.view(), cluster.entropy));
}

void derive(benchmark::State& state) {
    Entropy entropy = seeded();
    const BlsSecretKey master = random_key(entropy);
    CHECK(derive_path(master, "m/7")->public_key() == derive_child(master, 7).public_key());
    for (auto _ : state)
        benchmark::DoNotOptimize(derive_child(master, 7));
}

BENCHMARK(sign)->Unit(benchmark::kMicrosecond);
BENCHMARK(public_key)->Unit(benchmark::kMicrosecond);
BENCHMARK(verify_parsed)->Unit(benchmark::kMicrosecond);
BENCHMARK(verify_from_bytes)->Unit(benchmark::kMicrosecond);
BENCHMARK(parse_public_key)->Unit(benchmark::kMicrosecond);
BENCHMARK(parse_signature)->Unit(benchmark::kMicrosecond);
BENCHMARK(batch_verify_each)->Arg(8)->Arg(128)->Unit(benchmark::kMicrosecond);
BENCHMARK(fast_aggregate)->Arg(4)->Arg(512)->Unit(benchmark::kMicrosecond);
BENCHMARK(split)->Arg(4)->Arg(13)->Unit(benchmark::kMicrosecond);
BENCHMARK(check_split)->Arg(4)->Arg(13)->Unit(benchmark::kMicrosecond);
BENCHMARK(recover)->DenseRange(4, 13, 3)->Unit(benchmark::kMicrosecond);
BENCHMARK(verify_all_partials)->DenseRange(4, 13, 3)->Unit(benchmark::kMicrosecond);
BENCHMARK(derive)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace stafi

BENCHMARK_MAIN();
