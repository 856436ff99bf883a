#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/kdf.hpp"

namespace stafi {

/// The first 32 bytes of scrypt's output.
///
/// OpenSSL has scrypt too, but refuses n >= 2^(16 r), which web3.py wrote for years (n = 2^18,
/// r = 1, p = 8), and takes half as long again. The test compares both.
///
/// The cost must have passed `check_cost`. Errors: out_of_memory. Source: RFC 7914.
[[nodiscard]] Result<SecretBytes<32>> scrypt(BytesView password, BytesView salt,
                                             const ScryptCost& cost);

}  // namespace stafi
