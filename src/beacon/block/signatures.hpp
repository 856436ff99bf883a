#pragma once

#include <unordered_map>
#include <vector>

#include "beacon/state/state.hpp"
#include "crypto/bls/bls.hpp"
#include "eth/domains.hpp"

// The signatures of a block: collected while it is processed, verified together at its end, which
// costs far less than one by one.

namespace stafi::beacon {

/// The domain of a message signed for `epoch`, by the fork that the state names.
[[nodiscard]] eth::Domain domain_of(const State& state, eth::DomainType type, Epoch epoch);
/// What a proposer reveals: the epoch, signed.
[[nodiscard]] Bytes32 randao_root(const State& state, Epoch epoch);
[[nodiscard]] Bytes32 attestation_root(const State& state, const eth::AttestationData& data);
/// What the sync committee signs: the root of the block at `slot`.
[[nodiscard]] Bytes32 sync_message_root(const State& state, Slot slot, const Bytes32& block_root);

/// Keys as points: decompressed once and kept. The same on all forks, as nothing but the bytes of a
/// key decides its point. About 250 bytes each.
class ParsedKeys {
  public:
    /// Errors: bad_public_key. The reference stays valid.
    [[nodiscard]] Result<const BlsPubkey*> find(const PubkeyBytes& bytes);
    /// The sum of the keys of some validators, which must exist (CHECKed).
    /// Errors: bad_public_key, also for nobody.
    [[nodiscard]] Result<BlsPubkey> sum(const State& state,
                                        std::span<const ValidatorIndex> members);
    [[nodiscard]] Result<BlsPubkey> sum(std::span<const PubkeyBytes> keys);

  private:
    std::unordered_map<PubkeyBytes, BlsPubkey> keys_;
};

/// What has to be verified still.
class Signatures {
  public:
    enum class Mode : std::uint8_t {
        verified,
        trusted,  ///< nothing is looked at: for blocks that are known to be valid, or are not
                  ///< signed
    };
    Signatures(ParsedKeys& keys, Mode mode) : keys_{keys}, mode_{mode} {}

    /// One key signed `root`. Errors: bad_public_key, bad_signature.
    [[nodiscard]] Result<> add(const PubkeyBytes& key, const Bytes32& root,
                               const SignatureBytes& signature);
    /// All of them signed `root`, in one aggregate. Errors: the same, also for nobody.
    [[nodiscard]] Result<> add(const State& state, std::span<const ValidatorIndex> signers,
                               const Bytes32& root, const SignatureBytes& signature);
    [[nodiscard]] Result<> add(std::span<const PubkeyBytes> signers, const Bytes32& root,
                               const SignatureBytes& signature);

    /// Errors: signature_mismatch when one of them is wrong. The factors that weigh them are drawn
    /// from a hash of all of them, so the answer depends on nothing else.
    [[nodiscard]] Result<> verify() const;

  private:
    [[nodiscard]] Result<> add(const BlsPubkey& key, const Bytes32& root,
                               const SignatureBytes& signature);

    ParsedKeys& keys_;
    Mode mode_;
    std::vector<SignedRoot> batch_;
};

}  // namespace stafi::beacon
