#include "crypto/keystore/kdf.hpp"

#include <bit>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sodium.h>

#include "base/check.hpp"
#include "base/overloaded.hpp"
#include "crypto/octets.hpp"

namespace stafi {
namespace {

void pbkdf2(const EVP_MD* hash, BytesView password, BytesView salt, std::uint64_t rounds,
            std::span<std::byte> out) {
    CHECK(rounds >= 1 && rounds <= kPbkdf2RoundsMax);
    const std::string_view text = text_of(password);
    CHECK(PKCS5_PBKDF2_HMAC(text.data(), static_cast<int>(text.size()), readable(salt),
                            static_cast<int>(salt.size()), static_cast<int>(rounds), hash,
                            static_cast<int>(out.size()), writable(out)) == 1);
}

/// libsodium, as OpenSSL refuses n >= 2^(16 r), which web3.py wrote for years (n = 2^18, r = 1,
/// p = 8). The test compares both. Source: RFC 7914.
Result<SecretBytes<32>> scrypt(BytesView password, BytesView salt, const ScryptCost& cost) {
    CHECK(sodium_init() >= 0);  // finds the CPU's vector instructions; once
    SecretBytes<32> key;
    const int status = crypto_pwhash_scryptsalsa208sha256_ll(
        readable(password), password.size(), readable(salt), salt.size(), cost.n,
        static_cast<std::uint32_t>(cost.r), static_cast<std::uint32_t>(cost.p),
        writable(key.span()), 32);
    // The cost passed check_cost, so only memory can be missing.
    if (status != 0)
        return fail(Reason::out_of_memory,
                    fmt::format("scrypt: {} MiB", 128 * cost.n * cost.r >> 20));
    return key;
}

Result<> check(const ScryptCost& cost) {
    const auto [n, r, p] = cost;
    if (n < 2 || !std::has_single_bit(n))
        return fail(Reason::out_of_range, fmt::format("n: {} is not a power of two above 1", n));
    if (r == 0) return fail(Reason::out_of_range, "r: 0 is not a block size");
    if (p == 0) return fail(Reason::out_of_range, "p: 0 is not a number of lanes");
    if (n > kScryptNMax)
        return fail(Reason::keystore_too_costly, fmt::format("n: {} exceeds {}", n, kScryptNMax));
    if (r > kScryptRMax)
        return fail(Reason::keystore_too_costly, fmt::format("r: {} exceeds {}", r, kScryptRMax));
    if (p > kScryptMemoryMax / (128 * n * r))
        return fail(Reason::keystore_too_costly,
                    fmt::format("p: 128 * {} * {} * {} bytes exceed 1 GiB", n, r, p));
    return {};
}

Result<> check(const Pbkdf2Cost& cost) {
    if (cost.c == 0) return fail(Reason::out_of_range, "c: 0 is not a number of rounds");
    if (cost.c > kPbkdf2RoundsMax)
        return fail(Reason::keystore_too_costly,
                    fmt::format("c: {} exceeds {}", cost.c, kPbkdf2RoundsMax));
    return {};
}

}  // namespace

Result<> check_cost(const KdfCost& cost) {
    return std::visit([](const auto& chosen) { return check(chosen); }, cost);
}

Result<SecretBytes<32>> derive_key(BytesView password, const Kdf& kdf) {
    TRY_VOID(check_cost(kdf.cost));
    if (kdf.salt.size() > kKdfSaltMax)
        return fail(Reason::out_of_range,
                    fmt::format("salt: {} bytes exceed {}", kdf.salt.size(), kKdfSaltMax));
    const auto with_scrypt = [&](const ScryptCost& cost) {
        return scrypt(password, kdf.salt, cost);
    };
    const auto with_pbkdf2 = [&](const Pbkdf2Cost& cost) -> Result<SecretBytes<32>> {
        SecretBytes<32> key;
        pbkdf2_hmac_sha256(password, kdf.salt, cost.c, key.span());
        return key;
    };
    return std::visit(Overloaded{with_scrypt, with_pbkdf2}, kdf.cost);
}

void pbkdf2_hmac_sha256(BytesView password, BytesView salt, std::uint64_t rounds,
                        std::span<std::byte> out) {
    pbkdf2(EVP_sha256(), password, salt, rounds, out);
}

void pbkdf2_hmac_sha512(BytesView password, BytesView salt, std::uint64_t rounds,
                        std::span<std::byte> out) {
    pbkdf2(EVP_sha512(), password, salt, rounds, out);
}

void aes128_ctr(std::span<const std::byte, 16> key, const CipherIv& iv, std::span<std::byte> data) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    CHECK(context);
    CHECK(EVP_EncryptInit_ex(context.get(), EVP_aes_128_ctr(), nullptr, readable(key),
                             readable(iv.view())) == 1);
    int done = 0;
    CHECK(EVP_EncryptUpdate(context.get(), writable(data), &done, readable(data),
                            static_cast<int>(data.size())) == 1);
    CHECK(std::cmp_equal(done, data.size()));
}

}  // namespace stafi
