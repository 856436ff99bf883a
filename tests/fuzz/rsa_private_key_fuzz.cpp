// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/rsa.hpp"

// Whatever text is accepted as a private key opens and signs for its public half.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto key = RsaPrivateKey::parse(SecretBuffer{std::as_bytes(std::span{data, size})});
    if (!key) {
        CHECK(key.error().reason == Reason::bad_rsa_key);
        return 0;
    }
    Entropy entropy{SecretBytes<32>{}};
    const BytesView message = bytes_of("message");
    CHECK(key->public_key().verify_pss(message, key->sign_pss(message, entropy)));
    const auto opened = key->decrypt(key->public_key().encrypt(message, entropy));
    CHECK(opened && opened->text() == text_of(message));
    return 0;
}
