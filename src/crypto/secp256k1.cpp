#include "crypto/secp256k1.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "crypto/octets.hpp"

namespace stafi {
namespace {

/// For what is public: it never changes, so that all threads may use it.
const secp256k1_context* context() {
    static const secp256k1_context* const tested = (secp256k1_selftest(), secp256k1_context_static);
    return tested;
}

std::shared_ptr<const secp256k1_context> blinded_context(Entropy& entropy) {
    const std::shared_ptr<secp256k1_context> made{secp256k1_context_create(SECP256K1_CONTEXT_NONE),
                                                  secp256k1_context_destroy};
    const SecretBytes<32> seed = entropy.draw<32>();
    CHECK(secp256k1_context_randomize(made.get(), readable(seed.view())) == 1);
    return made;
}

EthPublicKey serialized(const secp256k1_pubkey& point) {
    std::array<std::byte, 65> bytes{};
    std::size_t size = bytes.size();
    CHECK(secp256k1_ec_pubkey_serialize(context(), writable(bytes), &size, &point,
                                        SECP256K1_EC_UNCOMPRESSED) == 1);
    return EthPublicKey::from(std::span{bytes}.subspan<1>());
}

bool has_high_s(const secp256k1_ecdsa_recoverable_signature& signature) {
    secp256k1_ecdsa_signature plain;
    secp256k1_ecdsa_recoverable_signature_convert(context(), &plain, &signature);
    return secp256k1_ecdsa_signature_normalize(context(), nullptr, &plain) == 1;
}

std::array<std::byte, 64> joined(const Bytes32& r, const Bytes32& s) {
    std::array<std::byte, 64> both{};
    std::ranges::copy(r.bytes, both.begin());
    std::ranges::copy(s.bytes, both.begin() + 32);
    return both;
}

}  // namespace

Result<EthSecretKey> EthSecretKey::parse(std::span<const std::byte, 32> big_endian,
                                         Entropy& entropy) {
    if (secp256k1_ec_seckey_verify(context(), readable(big_endian)) != 1)
        return fail(Reason::bad_secret_key, "account key: zero, or not below the group order");
    return EthSecretKey{SecretBytes<32>{big_endian}, blinded_context(entropy)};
}

EthPublicKey EthSecretKey::public_key() const {
    secp256k1_pubkey point;
    CHECK(secp256k1_ec_pubkey_create(blinded_.get(), &point, readable(big_endian_.view())) == 1);
    return serialized(point);
}

Address EthSecretKey::address() const { return address_of(public_key()); }

RecoverableSignature EthSecretKey::sign(const Bytes32& digest) const {
    secp256k1_ecdsa_recoverable_signature signature;
    CHECK(secp256k1_ecdsa_sign_recoverable(blinded_.get(), &signature, readable(digest.view()),
                                           readable(big_endian_.view()), nullptr, nullptr) == 1);
    std::array<std::byte, 64> compact{};
    int recovery_id = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), writable(compact),
                                                            &recovery_id, &signature);
    // 2 and 3 mean an x-coordinate above the group order: nobody can find such a nonce.
    CHECK(recovery_id == 0 || recovery_id == 1);
    return {.r = Bytes32::from(std::span{compact}.first<32>()),
            .s = Bytes32::from(std::span{compact}.last<32>()),
            .y_parity = static_cast<std::uint8_t>(recovery_id)};
}

Result<EthSecretKey> EthSecretKey::plus(std::span<const std::byte, 32> scalar) const {
    SecretBytes<32> sum = big_endian_.copy();
    if (secp256k1_ec_seckey_tweak_add(context(), writable(sum.span()), readable(scalar)) != 1)
        return fail(Reason::bad_secret_key, "account key: the sum is no key");
    return EthSecretKey{std::move(sum), blinded_};
}

Address address_of(const EthPublicKey& key) {
    return Address::from(keccak256(key.view()).view().last<20>());
}

Result<Address> recover_address(const Bytes32& digest, const RecoverableSignature& signature) {
    if (signature.y_parity > 1)
        return fail(Reason::bad_signature,
                    fmt::format("signature: y parity {} is not 0 or 1", signature.y_parity));
    secp256k1_ecdsa_recoverable_signature parsed;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            context(), &parsed, readable(joined(signature.r, signature.s)), signature.y_parity) !=
        1)
        return fail(Reason::bad_signature, "signature: r or s is not below the group order");
    if (has_high_s(parsed))
        return fail(Reason::bad_signature, "signature: s is above half the group order (EIP-2)");
    secp256k1_pubkey point;
    if (secp256k1_ecdsa_recover(context(), &point, &parsed, readable(digest.view())) != 1)
        return fail(Reason::bad_signature, "signature: no key can have made it");
    return address_of(serialized(point));
}

Result<RecoverableSignature> parse_eth_signature(BytesView bytes) {
    if (bytes.size() != EthSignatureBytes::kSize)
        return fail(Reason::bad_signature,
                    fmt::format("signature: 65 bytes expected, {} given", bytes.size()));
    const auto v = std::to_integer<std::uint8_t>(bytes[64]);
    if (v != 0 && v != 1 && v != 27 && v != 28)
        return fail(Reason::bad_signature,
                    fmt::format("signature: v of {} is not 0, 1, 27 or 28", v));
    return RecoverableSignature{.r = Bytes32::from(bytes.first<32>()),
                                .s = Bytes32::from(bytes.subspan<32, 32>()),
                                .y_parity = static_cast<std::uint8_t>(v >= 27 ? v - 27 : v)};
}

EthSignatureBytes eth_signature_bytes(const RecoverableSignature& signature) {
    CHECK(signature.y_parity <= 1);
    EthSignatureBytes out;
    std::ranges::copy(joined(signature.r, signature.s), out.bytes.begin());
    out.bytes.back() = static_cast<std::byte>(27 + signature.y_parity);
    return out;
}

Bytes32 personal_message_digest(BytesView message) {
    const std::string prefix = fmt::format(
        "\x19"
        "Ethereum Signed Message:\n{}",
        message.size());
    Bytes whole;
    whole.reserve(prefix.size() + message.size());
    append(whole, bytes_of(prefix));
    append(whole, message);
    return keccak256(whole);
}

}  // namespace stafi
