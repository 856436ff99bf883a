#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Execution-layer accounts: ECDSA on secp256k1 with recoverable signatures. secp256k1.cpp is the
// one file that knows libsecp256k1.

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

/// The key of an account: a scalar in 1..n-1.
class EthSecretKey {
  public:
    /// Errors: bad_secret_key when zero or not below the group order.
    [[nodiscard]] static Result<EthSecretKey> parse(std::span<const std::byte, 32> big_endian);

    [[nodiscard]] SecretBytes<32> bytes() const { return big_endian_.copy(); }
    [[nodiscard]] EthPublicKey public_key() const;
    [[nodiscard]] Address address() const;
    /// Deterministic (RFC 6979) and with low s (EIP-2). `digest` is already a hash.
    [[nodiscard]] RecoverableSignature sign(const Bytes32& digest) const;
    [[nodiscard]] EthSecretKey copy() const { return EthSecretKey{big_endian_.copy()}; }

  private:
    explicit EthSecretKey(SecretBytes<32> big_endian) : big_endian_{std::move(big_endian)} {}
    SecretBytes<32> big_endian_;
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
