#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/rsa.hpp"

// `sharesData`, the argument of registerValidator that the contract never looks into:
//
//   0           96 bytes      owner-nonce signature by the validator key
//   96          48 * n bytes  public keys of the shares, by ascending operator id
//   96 + 48n    256 * n bytes the shares, each encrypted for its operator, in the same order

namespace stafi::ssv {

/// 1312, 2224, 3136 or 4048 bytes for 4, 7, 10 or 13 operators.
[[nodiscard]] constexpr std::size_t shares_data_size(std::size_t operators) {
    return SignatureBytes::kSize + operators * (PubkeyBytes::kSize + RsaCiphertext::kSize);
}
static_assert(shares_data_size(4) == 1312 && shares_data_size(13) == 4048);

/// The three parts as they lie there; whether the points are any is not known.
struct SharesDataBytes {
    SignatureBytes signature;
    std::vector<PubkeyBytes> share_keys;
    std::vector<RsaCiphertext> ciphertexts;  ///< as many as share_keys
    friend bool operator==(const SharesDataBytes&, const SharesDataBytes&) = default;
};

/// Cuts the bytes for a committee of `operators`. Errors: bad_shares_length.
[[nodiscard]] Result<SharesDataBytes> decode_shares_data(BytesView bytes, std::size_t operators);

/// `parts` has as many keys as ciphertexts (CHECKed).
[[nodiscard]] Bytes encode_shares_data(const SharesDataBytes& parts);

/// The parts with every point on its curve, in its group and not infinity.
struct SharesData {
    BlsSignature signature;
    std::vector<BlsPubkey> share_keys;
    std::vector<RsaCiphertext> ciphertexts;
};

/// Errors: bad_shares_length, bad_signature, bad_public_key (naming the share).
/// Cost: about 60 µs for each share, most of it the check of its group.
[[nodiscard]] Result<SharesData> parse_shares_data(BytesView bytes, std::size_t operators);

}  // namespace stafi::ssv
