// links: stafi::crypto
#include "base/check.hpp"
#include "crypto/bls/bls.hpp"

// A key that is accepted has no other encoding, and its mirror image is a key that cancels it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    if (size != PubkeyBytes::kSize) return 0;
    PubkeyBytes bytes = PubkeyBytes::from(std::as_bytes(std::span{data, size}).first<48>());
    const auto key = BlsPubkey::parse(bytes);
    if (!key) return 0;
    CHECK(key->bytes() == bytes);

    bytes.bytes[0] ^= std::byte{0x20};  // the sign
    const auto mirrored = BlsPubkey::parse(bytes);
    CHECK(mirrored && *mirrored != *key);
    CHECK(!aggregate(std::array{*key, *mirrored}));
    CHECK(*aggregate(std::array{*key, *mirrored, *key}) == *key);
    return 0;
}
