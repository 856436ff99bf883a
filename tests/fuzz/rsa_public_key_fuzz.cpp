// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/base64.hpp"
#include "crypto/rsa.hpp"

namespace {

using namespace stafi;

void check(std::string_view text) {
    const auto key = RsaPublicKey::parse(text);
    if (!key) {
        CHECK(key.error().reason == Reason::bad_rsa_key);
        return;
    }
    const std::string canonical = key->canonical_text();
    CHECK(canonical.size() == 612);
    const auto again = RsaPublicKey::parse(canonical);
    CHECK(again && *again == *key && again->canonical_text() == canonical);
    Entropy entropy{SecretBytes<32>{}};
    CHECK(key->encrypt(bytes_of("share"), entropy) != RsaCiphertext{});
}

}  // namespace

// Whatever is accepted as an operator key, its canonical text means the same key. The input is
// tried as the text, and as the DER inside one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span{data, size});
    check(text_of(input));
    check("-----BEGIN RSA PUBLIC KEY-----\n" + to_base64(input) +
          "\n-----END RSA PUBLIC KEY-----\n");
    return 0;
}
