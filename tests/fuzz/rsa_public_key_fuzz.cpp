// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/rsa.hpp"

// Whatever text is accepted as an operator key, its canonical text means the same key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto key = RsaPublicKey::parse(text_of(std::as_bytes(std::span{data, size})));
    if (!key) {
        CHECK(key.error().reason == Reason::bad_rsa_key);
        return 0;
    }
    const std::string canonical = key->canonical_text();
    CHECK(canonical.size() == 612);
    const auto again = RsaPublicKey::parse(canonical);
    CHECK(again && *again == *key && again->canonical_text() == canonical);
    Entropy entropy{SecretBytes<32>{}};
    CHECK(key->encrypt(bytes_of("share"), entropy) != RsaCiphertext{});
    return 0;
}
