// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/bls/bls.hpp"

// A signature that is accepted has no other encoding, and its mirror image is one that cancels it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    if (size != SignatureBytes::kSize) return 0;
    SignatureBytes bytes = SignatureBytes::from(std::as_bytes(std::span{data, size}).first<96>());
    const auto signature = BlsSignature::parse(bytes);
    if (!signature) return 0;
    CHECK(signature->bytes() == bytes);

    bytes.bytes[0] ^= std::byte{0x20};  // the sign
    const auto mirrored = BlsSignature::parse(bytes);
    CHECK(mirrored && *mirrored != *signature);
    CHECK(!aggregate(std::array{*signature, *mirrored}));
    CHECK(*aggregate(std::array{*signature, *mirrored, *signature}) == *signature);
    return 0;
}
