// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/base64.hpp"
#include "crypto/rsa.hpp"

namespace {

using namespace stafi;

void check(std::string_view text) {
    const auto key = RsaPrivateKey::parse(SecretBuffer{text});
    if (!key) {
        CHECK(key.error().reason == Reason::bad_rsa_key);
        return;
    }
    Entropy entropy{SecretBytes<32>{}};
    const BytesView message = bytes_of("message");
    CHECK(key->public_key().verify_pss(message, key->sign_pss(message, entropy)));
    const auto opened = key->decrypt(key->public_key().encrypt(message, entropy));
    CHECK(opened && opened->text() == text_of(message));
}

}  // namespace

// Whatever is accepted as a private key opens and signs for its public half. The input is tried as
// the text, and as the DER inside one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span{data, size});
    check(text_of(input));
    check("-----BEGIN RSA PRIVATE KEY-----\n" + to_base64(input) +
          "\n-----END RSA PRIVATE KEY-----\n");
    return 0;
}
