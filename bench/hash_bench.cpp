// links: stafi::crypto
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/hash.hpp"

// Each hash takes in the one before, so that none can be left out; the first is checked.

namespace stafi {
namespace {

/// Hashes `size` bytes that begin with the hash before. `of_zeros` is the first, from elsewhere.
void digest(benchmark::State& state, Bytes32 (*hash)(BytesView), std::size_t size,
            std::string_view of_zeros) {
    Bytes message(size);
    CHECK(to_hex(hash(message).view()) == of_zeros);
    for (auto _ : state)
        std::ranges::copy(hash(message).bytes, message.begin());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

// From Python's hashlib and pycryptodome.
constexpr auto kSha256Of64 = "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b";
constexpr auto kSha256Of1024 = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
constexpr auto kKeccakOf32 = "290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563";
constexpr auto kKeccakOf1024 = "b5d4d1df10388bbc208778ff02310db98fdaa68efed0b2068a9bef78bd3bfd74";

void pair(benchmark::State& state) {
    Bytes32 node;
    CHECK(to_hex(hash_pair(node, node).view()) == kSha256Of64);
    for (auto _ : state)
        node = hash_pair(node, node);
    benchmark::DoNotOptimize(node);
}

BENCHMARK(pair);
BENCHMARK_CAPTURE(digest, sha256_64, sha256, 64, kSha256Of64);
BENCHMARK_CAPTURE(digest, sha256_1024, sha256, 1024, kSha256Of1024);
BENCHMARK_CAPTURE(digest, keccak256_32, keccak256, 32, kKeccakOf32);
BENCHMARK_CAPTURE(digest, keccak256_1024, keccak256, 1024, kKeccakOf1024);

}  // namespace
}  // namespace stafi

BENCHMARK_MAIN();
