#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/rsa.hpp"
#include "eth/ssz/ssz.hpp"

// What the operators of a DKG ceremony leave behind: each signs which encrypted share it holds, of
// which validator and for which owner. Source: ssvlabs/dkg-spec `Proof`, ssv-dkg proofs.json.

namespace stafi::ssv {

inline constexpr std::size_t kDkgProofsFileMax = 64 << 20;  ///< bytes
inline constexpr std::size_t kDkgCeremoniesMax = 10'000;    ///< of one file
inline constexpr std::size_t kEncryptedShareMax = 512;      ///< bytes; with RSA-2048 it has 256

struct DkgProof {
    PubkeyBytes validator;
    ssz::ByteList<kEncryptedShareMax> encrypted_share;
    PubkeyBytes share_key;
    Address owner;
    SSZ_CONTAINER(DkgProof, validator, encrypted_share, share_key, owner);
};

struct SignedDkgProof {
    DkgProof proof;
    RsaSignature signature;  ///< RSASSA-PSS over the proof's hash tree root
    friend bool operator==(const SignedDkgProof&, const SignedDkgProof&) = default;
};

/// The proofs of each validator, in the order of its operators' ids.
using DkgProofs = std::map<PubkeyBytes, std::vector<SignedDkgProof>>;

/// Reads proofs.json of ssv-dkg: the proofs of one ceremony, or a list of such lists.
/// Errors: file_too_large, bad_json, bad_hex, out_of_range; bad_proof when the proofs of one
/// ceremony are for two validators, or those of one validator come twice.
[[nodiscard]] Result<DkgProofs> read_proofs(std::string_view json);

[[nodiscard]] bool is_signed_by(const RsaPublicKey& key, const SignedDkgProof& proof);

}  // namespace stafi::ssv
