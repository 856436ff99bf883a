#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/entropy.hpp"

// Execution-layer accounts: ECDSA on secp256k1 with recoverable signatures. secp256k1.cpp is the
// one file that knows libsecp256k1.

struct secp256k1_context_struct;  // what libsecp256k1 computes with

namespace stafi {

/// A point as x || y: the uncompressed form without its leading 04.
using EthPublicKey = FixedBytes<struct EthPublicKeyTag, 64>;

/// What a transaction or a signed message carries. `y_parity` is 0 or 1.
struct RecoverableSignature {
    Bytes32 r;
    Bytes32 s;
    std::uint8_t y_parity = 0;
    friend bool operator==(const RecoverableSignature&, const RecoverableSignature&) = default;
};

/// The key of an account: a scalar in 1..n-1. May be used from several threads at once.
class EthSecretKey {
  public:
    /// `entropy` blinds all arithmetic with the key, so that power and timing tell less of it; no
    /// result depends on it. Errors: bad_secret_key when zero or not below the group order.
    [[nodiscard]] static Result<EthSecretKey> parse(std::span<const std::byte, 32> big_endian,
                                                    Entropy& entropy);

    [[nodiscard]] SecretBytes<32> bytes() const { return big_endian_.copy(); }
    [[nodiscard]] EthPublicKey public_key() const;
    [[nodiscard]] Address address() const;
    /// Deterministic (RFC 6979) and with low s (EIP-2). `digest` is already a hash.
    [[nodiscard]] RecoverableSignature sign(const Bytes32& digest) const;
    /// The key whose scalar is the sum of both. Errors: bad_secret_key when `scalar` is not below
    /// the group order, or the sum is zero.
    [[nodiscard]] Result<EthSecretKey> plus(std::span<const std::byte, 32> scalar) const;
    [[nodiscard]] EthSecretKey copy() const { return {big_endian_.copy(), blinded_}; }

  private:
    using Context = std::shared_ptr<const secp256k1_context_struct>;
    EthSecretKey(SecretBytes<32> big_endian, Context blinded)
        : big_endian_{std::move(big_endian)}, blinded_{std::move(blinded)} {}
    SecretBytes<32> big_endian_;
    Context blinded_;  ///< shared by the copies of this key; never changes
};

/// The last 20 bytes of the key's Keccak-256.
[[nodiscard]] Address address_of(const EthPublicKey& key);

/// The account that signed `digest`. Every signature with a high s has a twin with a low one; only
/// the low one is accepted, so that a signature cannot be changed and stay valid.
/// Errors: bad_signature. Source: EIP-2.
[[nodiscard]] Result<Address> recover_address(const Bytes32& digest,
                                              const RecoverableSignature& signature);

/// r || s || v, 65 bytes, as wallets write it.
using EthSignatureBytes = FixedBytes<struct EthSignatureBytesTag, 65>;

/// Accepts v of 0, 1, 27 and 28. Errors: bad_signature for another v or length.
[[nodiscard]] Result<RecoverableSignature> parse_eth_signature(BytesView bytes);
/// With v of 27 or 28, as wallets and contracts (`ecrecover`) use it.
[[nodiscard]] EthSignatureBytes eth_signature_bytes(const RecoverableSignature& signature);

/// What a wallet signs for "sign this message". Source: EIP-191, version 0x45.
[[nodiscard]] Bytes32 personal_message_digest(BytesView message);

}  // namespace stafi
