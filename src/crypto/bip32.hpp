#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "crypto/entropy.hpp"
#include "crypto/secp256k1.hpp"

// BIP-32: many accounts from one seed, as wallets derive them from a mnemonic.

namespace stafi {

/// A level of a path from here on is hardened: written 44' or 44h.
inline constexpr std::uint32_t kHardened = 1U << 31;

/// The key below the root of `seed` at `path`, one index a level. `seed` is 64 bytes from a
/// mnemonic; BIP-32's own examples have 16 too.
/// Errors: bad_secret_key, with a chance of 1 in 2^127 a level: such a path has no key.
/// Source: https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki
[[nodiscard]] Result<EthSecretKey> derive_at(BytesView seed, std::span<const std::uint32_t> path,
                                             Entropy& entropy);

/// m/44'/60'/0'/0/index: what wallets, and anvil, call account `index`. Source: BIP-44.
[[nodiscard]] Result<EthSecretKey> derive_account(BytesView seed, std::uint32_t index,
                                                  Entropy& entropy);

}  // namespace stafi
