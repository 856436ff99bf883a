#include "crypto/bip32.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "crypto/octets.hpp"

namespace stafi {
namespace {

constexpr std::string_view kRootName = "Bitcoin seed";
constexpr std::size_t kHalf = 32;

/// What one level of derivation makes: a key or a step to it, and what the next level starts from.
struct Digest {
    SecretBytes<kHalf> left;
    SecretBytes<kHalf> chain_code;
};

Digest hmac_sha512(BytesView key, BytesView message) {
    SecretBytes<2 * kHalf> mac;
    unsigned size = 0;
    const auto* const made = HMAC(EVP_sha512(), key.data(), static_cast<int>(key.size()),
                                  readable(message), message.size(), writable(mac.span()), &size);
    CHECK(made != nullptr && size == mac.view().size());
    return {.left = SecretBytes<kHalf>{mac.view().first<kHalf>()},
            .chain_code = SecretBytes<kHalf>{mac.view().last<kHalf>()}};
}

/// The key itself for hardened children, else its public form: a parity byte and x.
SecretBytes<kHalf + 1> material_of(const EthSecretKey& parent, bool is_hardened) {
    SecretBytes<kHalf + 1> material;
    const auto out = material.span();
    if (is_hardened) {
        const SecretBytes<kHalf> secret = parent.bytes();
        std::ranges::copy(secret.view(), out.subspan<1>().begin());
    } else {
        const EthPublicKey point = parent.public_key();
        out.front() = std::byte{2} | (point.bytes.back() & std::byte{1});
        std::ranges::copy(point.view().first<kHalf>(), out.subspan<1>().begin());
    }
    return material;
}

}  // namespace

Result<EthSecretKey> derive_at(BytesView seed, std::span<const std::uint32_t> path,
                               Entropy& entropy) {
    Digest at = hmac_sha512(bytes_of(kRootName), seed);
    TRY(EthSecretKey key, EthSecretKey::parse(at.left.view(), entropy));
    for (const std::uint32_t index : path) {
        const SecretBytes<kHalf + 1> material = material_of(key, index >= kHardened);
        SecretBytes<kHalf + 1 + 4> message;
        std::ranges::copy(material.view(), message.span().begin());
        for (std::size_t i = 0; i < 4; ++i)
            message.span()[kHalf + 1 + i] = static_cast<std::byte>(index >> (24 - 8 * i));
        at = hmac_sha512(at.chain_code.view(), message.view());
        TRY(key, key.plus(at.left.view()));
    }
    return key;
}

Result<EthSecretKey> derive_account(BytesView seed, std::uint32_t index, Entropy& entropy) {
    const std::array path{kHardened + 44, kHardened + 60, kHardened + 0, 0U, index};
    return derive_at(seed, path, entropy);
}

}  // namespace stafi
