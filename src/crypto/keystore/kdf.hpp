#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// A password made into a key, and the cipher that both kinds of keystore use with it.

namespace stafi {

/// Memory 128 * n * r bytes, time proportional to n * r * p. Source: RFC 7914.
struct ScryptCost {
    std::uint64_t n = 262'144;  ///< a power of two
    std::uint64_t r = 8;
    std::uint64_t p = 1;
    friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

/// Rounds of HMAC-SHA-256. Source: RFC 8018.
struct Pbkdf2Cost {
    std::uint64_t c = 262'144;
    friend bool operator==(const Pbkdf2Cost&, const Pbkdf2Cost&) = default;
};

using KdfCost = std::variant<ScryptCost, Pbkdf2Cost>;

// Bounds for files from outside: what they ask for is refused before any work is done.
inline constexpr std::uint64_t kScryptNMax = 1ULL << 20;
inline constexpr std::uint64_t kScryptRMax = 1024;
inline constexpr std::uint64_t kScryptMemoryMax = 1ULL << 30;  ///< of 128 * n * r * p
inline constexpr std::uint64_t kPbkdf2RoundsMax = 1ULL << 24;
inline constexpr std::size_t kKdfSaltMax = 1024;

/// Errors: keystore_too_costly, naming the parameter; out_of_range where it has no meaning.
[[nodiscard]] Result<> check_cost(const KdfCost& cost);

struct Kdf {
    KdfCost cost;
    Bytes salt;
    friend bool operator==(const Kdf&, const Kdf&) = default;
};

/// The first 32 bytes that the function gives: all that either kind of keystore uses, whatever
/// `dklen` says.
///
/// Errors: as `check_cost`, out_of_range for the salt, out_of_memory.
/// Cost:   0.6 s and 256 MiB with scrypt's defaults, 0.06 s with those of PBKDF2.
[[nodiscard]] Result<SecretBytes<32>> derive_key(BytesView password, const Kdf& kdf);

/// Fill `out`. `rounds` is at most kPbkdf2RoundsMax. Source: RFC 8018.
void pbkdf2_hmac_sha256(BytesView password, BytesView salt, std::uint64_t rounds,
                        std::span<std::byte> out);
void pbkdf2_hmac_sha512(BytesView password, BytesView salt, std::uint64_t rounds,
                        std::span<std::byte> out);

using CipherIv = FixedBytes<struct CipherIvTag, 16>;  ///< the first counter block

/// Encrypts or decrypts `data` in place, any length. Source: NIST SP 800-38A, CTR mode.
void aes128_ctr(std::span<const std::byte, 16> key, const CipherIv& iv, std::span<std::byte> data);

}  // namespace stafi
