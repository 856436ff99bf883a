// links: stafi::crypto
#include <benchmark/benchmark.h>

#include "base/check.hpp"
#include "crypto/rsa.hpp"

namespace stafi {
namespace {

// The first key of tests/vectors/rsa: public test material.
constexpr std::string_view kPem = R"(-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEAwjuZNLUaUOObSZF9SZzWJiMLhM/aqQSobHLArVeGPGzBIY4x
RPy6auOjIOiPkqcmBpW3fiTuQcBeh/fj8EtTBGDMdGTFQmK3RMUcyPKk1O8KWL6d
MiH4Txhw99OTDsij/QWsLN9kbicNB0mPWNo7UzDtMRW3LMp4lVTHafaQcULWt+pm
Yl2LddZ9Fu0SYy2rxxtE9BgHwxwddLi+4aOa2LGGTINrp65BeZhRVvU9D7y0QqET
FKKykLPTG4/QA6MiJTtOf01FYIsyBszce5AJ2+3TLDPeglDoG6QGYDxVp09K/NF0
/VJt1iI9MhoZtZ6ke/Agk24z1DiLgazjs0BRuwIDAQABAoIBAApRczKXGlZIuROf
7HlwIPo2q2J7TkDjU/Uq5Wxv9VwZZOsc7CYfjOGnxR8264WdZoo8AtrrKFMK3pq3
gv7daYQWhlX6knYT22uGUyCjrzj2l+Sd/6jNoCzHfhzUOwAyjW+gEQTzOxkU7v6/
nCNauIMTWs5cOnZhLSW1ssBAzmyNyjvDyr6qBc3mjqtNMbiZeFomMSM6xwGkG1m6
X6LpsLPedtWSJ+qqI/6WyOpBJzG2gfYfMoMuoSDbz/rayAyEAC5TnOOxZ9mA3RX/
YD4KQwZFjEA5WTaOLSaLcYLQrxhj4sVXOmsGHGSiKDDUTl1sbHjcTEQ8RKCFMzD1
Sv69rQECgYEA3FTm9PqOHoGwfh+HyHytK/MeN7y9TjniPdi1KbeS6NtBKdoR6BGY
unSTH81szG4LEqcJLQ6NNAck4QpfdksqwNewR2mqMNvR2geuq68MCJa0/KM1nVia
TeFf2MtlfIjcwsSVgWkf35vzC3pTNN7HwfXFzxclb2HPaMV53FZz6LsCgYEA4a0Y
NwZTFguKp84eJS/DFe8U5DpphiS8pmCVhBV9OCTW7DLW4Mz4nipHvT6Gmv7hVyXI
wBciAjJH46SG3g40T+zmqzidyGIcms9mFjkx5vr8k8kIJi8W1w8F2yIwc+8hmUyQ
0xigKRETmJbomATGfriNIqS5Wq/4I5GzA4lPKwECgYEAp7NPnwLeDUY06apiFS0g
OaVwSIg1pkbUdrJtIXWCMg5ACPTcUECkeLamDLy0pNzVPLs6drruqr0NSuQ0SLtp
rSH+IDzCtzF5BnR2dGJlzFu5IdmvwzVfLQvvgfk+I42gSfaKvNcg1XfDg+b1UfaH
IJBKoRdC/QX7cglseVKsImUCgYEAzOz4eybUFcWfP+eMOipX1TgH2YMtRXFgmRhF
TO6SiYPyYgN8Wh/mdwFfqXn4kxB1oUQfOkcHS8VKwG0rRsLRP+6YO8yqgkaNQQqp
4e5H4T3yU2SOcNX7wIfUwnsWUoBIG0OKkxXegcwO5lXKmhhkArgk+NtpsO7vvaTV
UJXD/QECgYAmJsTQ/9tbWMDZfuzpDrJzxyYSpefLfpC7z3VD0XOe7TtrjEixCFsh
BmRWs1yYHUYMYXlws2+kyRwLodg609Yct4CE2pXjnV1jYvTAqtbqBoIUHPhgOYo8
GQKXlvHhCK9NTDJgq6E+hSet7fKK81bRRdLetNN0DQJJwN3XyyuynQ==
-----END RSA PRIVATE KEY-----
)";

const RsaPrivateKey& private_key() {
    static const RsaPrivateKey key = RsaPrivateKey::parse(SecretBuffer{kPem}).value();
    return key;
}

constexpr std::string_view kShare =
    "0x4a60b89947ab80d6dedfb87c47a814535129f51dd29d3e9866bb15d11e16a148";

void rsa_encrypt_share(benchmark::State& state) {
    const RsaPublicKey key = private_key().public_key();
    Entropy entropy{SecretBytes<32>{}};
    RsaCiphertext ciphertext = key.encrypt(bytes_of(kShare), entropy);
    CHECK(private_key().decrypt(ciphertext)->text() == kShare);
    for (auto _ : state) {
        ciphertext = key.encrypt(bytes_of(kShare), entropy);
        benchmark::DoNotOptimize(ciphertext);
    }
    CHECK(private_key().decrypt(ciphertext)->text() == kShare);
}
BENCHMARK(rsa_encrypt_share)->ThreadRange(1, 2)->UseRealTime();

void rsa_decrypt_share(benchmark::State& state) {
    Entropy entropy{SecretBytes<32>{}};
    const RsaCiphertext ciphertext = private_key().public_key().encrypt(bytes_of(kShare), entropy);
    for (auto _ : state)
        CHECK(private_key().decrypt(ciphertext)->text() == kShare);
}
BENCHMARK(rsa_decrypt_share);

void rsa_sign_pss(benchmark::State& state) {
    Entropy entropy{SecretBytes<32>{}};
    RsaSignature signature = private_key().sign_pss(bytes_of("message"), entropy);
    for (auto _ : state)
        signature = private_key().sign_pss(bytes_of("message"), entropy);
    CHECK(private_key().public_key().verify_pss(bytes_of("message"), signature));
}
BENCHMARK(rsa_sign_pss);

void rsa_verify_pss(benchmark::State& state) {
    Entropy entropy{SecretBytes<32>{}};
    const RsaSignature signature = private_key().sign_pss(bytes_of("message"), entropy);
    for (auto _ : state)
        CHECK(private_key().public_key().verify_pss(bytes_of("message"), signature));
}
BENCHMARK(rsa_verify_pss);

void rsa_sign_pkcs1(benchmark::State& state) {
    RsaSignature signature = private_key().sign_pkcs1(bytes_of("message"));
    for (auto _ : state)
        signature = private_key().sign_pkcs1(bytes_of("message"));
    CHECK(private_key().public_key().verify_pkcs1(bytes_of("message"), signature));
}
BENCHMARK(rsa_sign_pkcs1);

void rsa_verify_pkcs1(benchmark::State& state) {
    const RsaSignature signature = private_key().sign_pkcs1(bytes_of("message"));
    for (auto _ : state)
        CHECK(private_key().public_key().verify_pkcs1(bytes_of("message"), signature));
}
BENCHMARK(rsa_verify_pkcs1);

void rsa_parse_operator_key(benchmark::State& state) {
    const std::string text = private_key().public_key().canonical_text();
    for (auto _ : state)
        CHECK(RsaPublicKey::parse(text)->canonical_text() == text);
}
BENCHMARK(rsa_parse_operator_key);

void rsa_parse_private_key(benchmark::State& state) {
    const SecretBuffer pem{kPem};
    for (auto _ : state)
        CHECK(RsaPrivateKey::parse(pem)->public_key() == private_key().public_key());
}
BENCHMARK(rsa_parse_private_key)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stafi

BENCHMARK_MAIN();
