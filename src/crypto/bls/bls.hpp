#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/units.hpp"
#include "crypto/entropy.hpp"

// BLS signatures on BLS12-381, public keys in G1 (48 bytes), signatures in G2 (96 bytes), ZCash
// compressed form. Made with blst, which only bls*.cpp and blst_access.hpp know.

namespace stafi {

/// Hash-to-curve domain tags. Mixing them up is the classic interop bug.
enum class BlsTag : std::uint8_t {
    pop,  ///< everything on Ethereum and SSV: deposits, duties, owner nonce, partial signatures
    nul,  ///< kyber's DKG packet signatures only
};

/// A point of G1 that is on the curve, in the subgroup and not infinity: no other can exist.
class BlsPubkey {
  public:
    /// Errors: bad_public_key.
    [[nodiscard]] static Result<BlsPubkey> parse(const PubkeyBytes& bytes);
    [[nodiscard]] const PubkeyBytes& bytes() const { return bytes_; }

    friend bool operator==(const BlsPubkey& a, const BlsPubkey& b) { return a.bytes_ == b.bytes_; }
    friend auto operator<=>(const BlsPubkey& a, const BlsPubkey& b) {
        return a.bytes_ <=> b.bytes_;
    }

  private:
    friend struct BlsAccess;
    BlsPubkey() = default;
    PubkeyBytes bytes_;
    std::array<std::uint64_t, 12> point_{};  ///< blst_p1_affine
};

/// A point of G2 that is on the curve, in the subgroup and not infinity: no other can exist.
class BlsSignature {
  public:
    /// Errors: bad_signature.
    [[nodiscard]] static Result<BlsSignature> parse(const SignatureBytes& bytes);
    [[nodiscard]] const SignatureBytes& bytes() const { return bytes_; }

    friend bool operator==(const BlsSignature& a, const BlsSignature& b) {
        return a.bytes_ == b.bytes_;
    }

  private:
    friend struct BlsAccess;
    BlsSignature() = default;
    SignatureBytes bytes_;
    std::array<std::uint64_t, 24> point_{};  ///< blst_p2_affine
};

/// A scalar in 1..r-1. All that is done with it takes the same time for every value.
class BlsSecretKey {
  public:
    /// Errors: bad_secret_key when zero or not below the group order r.
    [[nodiscard]] static Result<BlsSecretKey> parse(std::span<const std::byte, 32> big_endian);
    /// Big-endian, as `parse` takes it.
    [[nodiscard]] SecretBytes<32> bytes() const;
    [[nodiscard]] BlsPubkey public_key() const;
    [[nodiscard]] BlsSignature sign(BytesView message, BlsTag tag = BlsTag::pop) const;
    [[nodiscard]] BlsSecretKey copy() const { return BlsSecretKey{scalar_.copy()}; }

  private:
    friend struct BlsAccess;
    explicit BlsSecretKey(SecretBytes<32> scalar) : scalar_{std::move(scalar)} {}
    SecretBytes<32> scalar_;  ///< blst_scalar: little-endian
};

[[nodiscard]] bool verify(const BlsPubkey& key, BytesView message, const BlsSignature& signature,
                          BlsTag tag = BlsTag::pop);

/// Sum of at least one signature. Errors: bad_signature when empty or the sum is infinity.
[[nodiscard]] Result<BlsSignature> aggregate(std::span<const BlsSignature> signatures);
/// Sum of at least one key. Errors: bad_public_key when empty or the sum is infinity.
[[nodiscard]] Result<BlsPubkey> aggregate(std::span<const BlsPubkey> keys);

/// Sum of at least one secret key: it signs as all of them together. Errors: bad_secret_key when
/// empty or the sum is zero.
[[nodiscard]] Result<BlsSecretKey> aggregate(std::span<const BlsSecretKey* const> keys);

/// All `keys` signed the same `message`; false for no keys. Sound only for keys whose possession
/// is proven (on Ethereum: by the deposit).
[[nodiscard]] bool fast_aggregate_verify(std::span<const BlsPubkey> keys, BytesView message,
                                         const BlsSignature& signature);

struct SignedRoot {
    BlsPubkey key;
    Bytes32 root;
    BlsSignature signature;
};

/// keys[i] signed roots[i], one aggregate signature for all. False for no keys or unequal counts.
[[nodiscard]] bool aggregate_verify(std::span<const BlsPubkey> keys, std::span<const Bytes32> roots,
                                    const BlsSignature& signature);

/// Every single one is valid, but for a chance of 2^-64: each is weighed with a random factor that
/// `entropy` gives after all inputs are fixed. True for none. Cost: under half of one by one.
[[nodiscard]] bool batch_verify(std::span<const SignedRoot> batch, Entropy& entropy);

// Threshold keys. A share's x-coordinate is the SSV operator id itself, 1..2^31-1.

inline constexpr std::uint64_t kShareIdMax = (1ULL << 31) - 1;
inline constexpr std::size_t kSharesMax = 64;

struct SecretShare {
    OperatorId id;
    BlsSecretKey key;
};
struct PublicShare {
    OperatorId id;
    BlsPubkey key;
    friend bool operator==(const PublicShare&, const PublicShare&) = default;
};
struct PartialSignature {
    OperatorId id;
    BlsSignature signature;
};

/// Splits `secret` so that any `threshold` of the shares restore it: f(id) for a random polynomial
/// of degree threshold-1 with f(0) = secret. Errors: bad_threshold unless 2 <= threshold <= ids,
/// bad_share_id (none, zero, too large, repeated or too many), and with a chance of 2^-250
/// bad_secret_key, as a share happens to be zero.
[[nodiscard]] Result<std::vector<SecretShare>> split_secret(const BlsSecretKey& secret,
                                                            std::span<const OperatorId> ids,
                                                            std::size_t threshold,
                                                            Entropy& entropy);

/// Lagrange at zero over all given points; the caller passes a threshold of consistent ones.
/// Errors: bad_share_id, and the bad_* of the result when it is zero or infinity.
[[nodiscard]] Result<BlsSecretKey> recover_secret(std::span<const SecretShare> shares);
[[nodiscard]] Result<BlsPubkey> recover_public_key(std::span<const PublicShare> shares);
[[nodiscard]] Result<BlsSignature> recover_signature(std::span<const PartialSignature> partials);

/// All shares lie on one polynomial of degree threshold-1 whose value at zero is `whole`, but for
/// a chance of 1/r: a random word of the dual Reed-Solomon code annihilates them.
/// Errors: bad_threshold, bad_share_id, shares_inconsistent.
[[nodiscard]] Result<> check_shares(const BlsPubkey& whole, std::span<const PublicShare> shares,
                                    std::size_t threshold, Entropy& entropy);

/// A key and its shares, in the order of their ids.
struct SharedKey {
    BlsPubkey whole;
    std::vector<BlsPubkey> shares;
};

/// `check_shares` for many keys with the same ids, but for a chance of 2^-64: random factors make
/// one of all. On shares_inconsistent, check them one by one to find the culprit.
/// Each has one share for each id (CHECKed). Cost: a fifth of one by one.
[[nodiscard]] Result<> check_shared_keys(std::span<const SharedKey> batch,
                                         std::span<const OperatorId> ids, std::size_t threshold,
                                         Entropy& entropy);

/// Each partial is the signature of the same `message` by the share of its id, but for a chance of
/// 2^-64, as in `batch_verify`. False for an id without share, true for no partials. On false,
/// `verify` them one by one to find the culprit. Cost: that of 1.2 to 1.7 `verify` for 4 to 13.
[[nodiscard]] bool verify_partials(std::span<const PublicShare> shares,
                                   std::span<const PartialSignature> partials, BytesView message,
                                   Entropy& entropy);

// EIP-2333 key tree.

inline constexpr std::size_t kPathLevelsMax = 16;

/// Errors: bad_secret_key when the seed is shorter than 32 bytes.
[[nodiscard]] Result<BlsSecretKey> derive_master(BytesView seed);
[[nodiscard]] BlsSecretKey derive_child(const BlsSecretKey& parent, std::uint32_t index);
/// The key at an EIP-2334 path such as m/12381/3600/0/0/0: `m`, then up to kPathLevelsMax indices
/// below 2^32, decimal without leading zeros. Errors: bad_path.
[[nodiscard]] Result<BlsSecretKey> derive_path(const BlsSecretKey& master, std::string_view path);

}  // namespace stafi
