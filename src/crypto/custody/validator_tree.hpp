#pragma once

#include "base/units.hpp"
#include "crypto/bls/bls.hpp"

// The validator keys of one mnemonic. Source: EIP-2334.

namespace stafi {

inline constexpr KeyIndex kKeyIndexMax{0xffff'ffff};

/// A place in the mnemonic, and the key there: whoever names a key by both is not given another.
struct ValidatorKey {
    KeyIndex index;
    PubkeyBytes pubkey;
    friend auto operator<=>(const ValidatorKey&, const ValidatorKey&) = default;
};

/// What the signing keys m/12381/3600/<index>/0/0 come from. As secret as the mnemonic.
class ValidatorTree {
  public:
    [[nodiscard]] static ValidatorTree of(const SecretBytes<64>& seed);

    /// CHECKs that index <= kKeyIndexMax. Cost: about 1 ms.
    [[nodiscard]] BlsSecretKey key_at(KeyIndex index) const;

  private:
    explicit ValidatorTree(BlsSecretKey validators) : validators_{std::move(validators)} {}
    BlsSecretKey validators_;  ///< m/12381/3600
};

}  // namespace stafi
