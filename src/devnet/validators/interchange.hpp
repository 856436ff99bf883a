#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "devnet/validators/signing_record.hpp"

// What keys have signed, on its way from one validator client to the next.
// Source: EIP-3076, interchange format 5.

namespace stafi::devnet {

inline constexpr std::size_t kInterchangeKeysMax = 10'000;
inline constexpr std::size_t kInterchangeItemsMax = 200'000;  ///< of one key: votes of two years

/// The latest block and vote of each key that has signed.
[[nodiscard]] std::string to_interchange(const SigningRecord& record,
                                         std::span<const PubkeyBytes> keys,
                                         const Bytes32& genesis_validators_root);

/// Keys may come more than once, and each with its whole history: the latest count.
/// Errors: bad_json, bad_hex, bad_number, with the path of the field; bad_argument for another
/// version or another chain.
[[nodiscard]] Result<SigningRecord> parse_interchange(std::string_view json,
                                                      const Bytes32& genesis_validators_root);

}  // namespace stafi::devnet
