#include "ssv/shares/encrypted_share.hpp"

#include "base/hex.hpp"
#include "base/secret.hpp"

namespace stafi::ssv {
namespace {

constexpr std::size_t kPrefix = 2;
using ShareText = SecretBytes<kPrefix + 64>;

ShareText text_of_share(const BlsSecretKey& share) {
    const SecretBytes<32> scalar = share.bytes();
    ShareText text;
    const auto out = text.span();
    out[0] = std::byte{'0'};
    out[1] = std::byte{'x'};
    write_hex(scalar.view(), out.subspan(kPrefix));
    return text;
}

/// Any error is as good as another here: the caller replaces it.
Result<BlsSecretKey> decrypt_share(const RsaPrivateKey& key, const RsaCiphertext& ciphertext) {
    TRY(const SecretBuffer text, key.decrypt(ciphertext));
    SecretBytes<32> scalar;
    TRY_VOID(parse_hex_into(text.text(), scalar.span()));
    return BlsSecretKey::parse(scalar.view());
}

}  // namespace

RsaCiphertext encrypt_share(const BlsSecretKey& share, const RsaPublicKey& key, Entropy& entropy) {
    const ShareText text = text_of_share(share);
    return key.encrypt(text.view(), entropy);
}

Result<BlsSecretKey> open_share(const RsaPrivateKey& key, const RsaCiphertext& ciphertext,
                                const BlsPubkey& share_key) {
    auto share = decrypt_share(key, ciphertext);
    if (!share || share->public_key() != share_key)
        return fail(Reason::bad_ciphertext, "encrypted share: holds no share of this public key");
    return share;
}

}  // namespace stafi::ssv
