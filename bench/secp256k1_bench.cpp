// links: stafi::crypto
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "crypto/secp256k1.hpp"

namespace stafi {
namespace {

EthSecretKey key() {
    Entropy entropy{SecretBytes<32>{}};
    return EthSecretKey::parse(keccak256(bytes_of("key")).view(), entropy).value();
}

void secp256k1_parse(benchmark::State& state) {
    Entropy entropy{SecretBytes<32>{}};
    const SecretBytes<32> bytes = key().bytes();
    for (auto _ : state)
        CHECK(EthSecretKey::parse(bytes.view(), entropy));
}
BENCHMARK(secp256k1_parse);

void secp256k1_sign(benchmark::State& state) {
    const EthSecretKey signer = key();
    const Bytes32 digest = keccak256(bytes_of("message"));
    RecoverableSignature signature;
    for (auto _ : state)
        signature = signer.sign(digest);
    CHECK(recover_address(digest, signature).value() == signer.address());
}
BENCHMARK(secp256k1_sign);

void secp256k1_recover(benchmark::State& state) {
    const Bytes32 digest = keccak256(bytes_of("message"));
    const RecoverableSignature signature = key().sign(digest);
    const Address address = key().address();
    for (auto _ : state)
        CHECK(recover_address(digest, signature).value() == address);
}
BENCHMARK(secp256k1_recover);

void secp256k1_address(benchmark::State& state) {
    const EthSecretKey signer = key();
    for (auto _ : state)
        CHECK(signer.address() != Address{});
}
BENCHMARK(secp256k1_address);

}  // namespace
}  // namespace stafi

BENCHMARK_MAIN();
