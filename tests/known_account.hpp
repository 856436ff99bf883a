#pragma once

#include "base/hex.hpp"
#include "crypto/secp256k1.hpp"

// The account that everybody knows: the first of anvil's mnemonic, whose address and key anvil
// prints when it starts.

namespace stafi::test {

inline EthSecretKey known_key() {
    Entropy entropy{SecretBytes<32>{}};
    const auto scalar =
        parse_fixed<Bytes32>("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    return EthSecretKey::parse(scalar.value().view(), entropy).value();
}
inline Address known_account() {
    return parse_fixed<Address>("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266").value();
}

}  // namespace stafi::test
