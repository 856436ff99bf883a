#pragma once

#include <string_view>

#include "base/hex.hpp"
#include "crypto/bls/bls.hpp"

// BLS values from the hex of vectors, with or without 0x, and reproducible randomness.

namespace stafi::test {

inline Entropy seeded(std::uint64_t seed) {
    SecretBytes<32> bytes;
    std::ranges::copy(le64(seed), bytes.span().begin());
    return Entropy{std::move(bytes)};
}

inline Result<BlsSecretKey> parse_secret_key(std::string_view hex) {
    TRY(const Bytes32 bytes, parse_fixed<Bytes32>(hex));
    return BlsSecretKey::parse(bytes.view());
}
inline Result<BlsPubkey> parse_pubkey(std::string_view hex) {
    TRY(const PubkeyBytes bytes, parse_fixed<PubkeyBytes>(hex));
    return BlsPubkey::parse(bytes);
}
inline Result<BlsSignature> parse_signature(std::string_view hex) {
    TRY(const SignatureBytes bytes, parse_fixed<SignatureBytes>(hex));
    return BlsSignature::parse(bytes);
}

// These throw for bad hex: the vector is wrong then.
inline BlsSecretKey secret_key(std::string_view hex) { return parse_secret_key(hex).value(); }
inline BlsPubkey pubkey(std::string_view hex) { return parse_pubkey(hex).value(); }
inline BlsSignature signature(std::string_view hex) { return parse_signature(hex).value(); }

inline BlsSecretKey random_key(Entropy& entropy) {
    for (;;)
        if (auto key = BlsSecretKey::parse(entropy.draw<32>().view())) return *std::move(key);
}

inline std::string hex(const BlsSecretKey& key) { return to_hex(key.bytes().view()); }
inline std::string hex(const BlsPubkey& key) { return to_hex(key.bytes().view()); }
inline std::string hex(const BlsSignature& signature) { return to_hex(signature.bytes().view()); }

}  // namespace stafi::test
