// links: stafi::crypto
#include "base/check.hpp"
#include "base/uint256.hpp"
#include "crypto/secp256k1.hpp"

// A digest and a signature: of the two twins (s, parity) and (n - s, other parity) at most one
// recovers an account.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto input = std::as_bytes(std::span{data, size});
    if (input.size() < 32) return 0;
    const auto digest = Bytes32::from(input.first<32>());
    const auto signature = parse_eth_signature(input.subspan(32));
    if (!signature) return 0;
    CHECK(*parse_eth_signature(eth_signature_bytes(*signature).view()) == *signature);
    if (!recover_address(digest, *signature)) return 0;

    Uint256 order;  // n, SEC 2 section 2.4.1
    order.limbs = {0xbfd25e8cd0364141, 0xbaaedce6af48a03b, 0xfffffffffffffffe, 0xffffffffffffffff};
    RecoverableSignature twin = *signature;
    twin.s.bytes = be256(order - from_be256(signature->s.view()));
    twin.y_parity ^= 1;
    CHECK(!recover_address(digest, twin));
    return 0;
}
