#pragma once

#include <optional>
#include <unordered_map>

#include "base/bytes.hpp"
#include "base/units.hpp"

// What keys have signed, so that they sign nothing that contradicts it and nobody is slashed.
// Source: EIP-3076, "Conditions", in its minimal form: only the latest of each kind is kept.

namespace stafi::devnet {

/// Without a root (what other clients may not tell), it cannot be signed again.
struct SignedBlock {
    Slot slot;
    std::optional<Bytes32> signing_root;
    friend bool operator==(const SignedBlock&, const SignedBlock&) = default;
};
struct SignedVote {
    Epoch source;
    Epoch target;
    std::optional<Bytes32> signing_root;
    friend bool operator==(const SignedVote&, const SignedVote&) = default;
};

/// The latest that a key has signed.
struct KeyRecord {
    std::optional<SignedBlock> block;
    std::optional<SignedVote> vote;
    friend bool operator==(const KeyRecord&, const KeyRecord&) = default;
};

class SigningRecord {
  public:
    /// Whether the key may sign; then it counts as signed. May: what is later than all before, or
    /// the same as the latest. A vote's source never goes back.
    [[nodiscard]] bool sign(const PubkeyBytes& key, const SignedBlock& block);
    [[nodiscard]] bool sign(const PubkeyBytes& key, const SignedVote& vote);

    /// What the key has signed elsewhere: the later of both counts from now on.
    void merge(const PubkeyBytes& key, const KeyRecord& signed_elsewhere);

    /// The same for all keys of another record.
    void merge(const SigningRecord& signed_elsewhere);

    /// Null when nothing is known of it.
    [[nodiscard]] const KeyRecord* find(const PubkeyBytes& key) const;

  private:
    std::unordered_map<PubkeyBytes, KeyRecord> keys_;
};

}  // namespace stafi::devnet
