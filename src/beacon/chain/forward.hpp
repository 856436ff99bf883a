#pragma once

#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "beacon/chain/chain.hpp"
#include "beacon/state/genesis.hpp"

// Driving a chain whose validators are all in our hands: background validators always, the others
// in fast-forward. Who does its duty is decided by the caller; what they sign is signed with the
// sum of their keys, which makes the signature that the sum of theirs would be, or not at all.

namespace stafi::beacon {

/// Secret keys by public key.
class Signers {
  public:
    void add(BlsSecretKey key);
    /// `name` is its public key, which is dear to compute.
    void add(const BlsPubkey& name, BlsSecretKey key);
    [[nodiscard]] bool has(const PubkeyBytes& key) const { return keys_.contains(key); }

    /// One signature of all of `who`; a key that is named twice signs twice.
    /// Errors: unknown_validator for a key that is not here, bad_secret_key for nobody.
    [[nodiscard]] Result<BlsSignature> sign(std::span<const PubkeyBytes> who,
                                            const Bytes32& root) const;

  private:
    std::unordered_map<PubkeyBytes, BlsSecretKey> keys_;
};

/// Validators of whom only the number matters, with 32 ETH each. Their secret keys are consecutive
/// numbers that anybody can compute from `name`: a public key costs one addition.
[[nodiscard]] std::vector<GenesisValidator> add_background(Signers& signers, std::string_view name,
                                                           std::size_t count,
                                                           const Address& withdrawals_to);

/// Who does its duty: votes, proposes, signs in the sync committee.
using Performs = std::function<bool(ValidatorIndex)>;

/// How a chain is driven.
struct Drive {
    const Signers& signers;
    Performs performs;
    Address fee_recipient;
    Bytes32 graffiti;
    std::uint64_t signed_one_in = 256;  ///< every so many epochs one is signed and verified
};

/// The votes that those of `slot`'s committees cast who perform: one attestation for all
/// committees, signed, or with a signature of zeros. None when nobody performs.
/// Errors: those of `Chain::attestation_data` and of `Signers::sign`.
[[nodiscard]] Result<std::optional<eth::Attestation>> votes_of(Chain& chain, Slot slot,
                                                               const Drive& drive, bool is_signed);

/// The block of `slot` with the votes since the head's slot; nothing when its proposer does not
/// perform. Of `parts`, only what the execution side and the graffiti say counts.
/// Errors: those of the parts.
[[nodiscard]] Result<std::optional<eth::SignedBeaconBlock>> drive_block(Chain& chain, Slot slot,
                                                                        const Drive& drive,
                                                                        BlockParts parts,
                                                                        bool is_signed);

/// One slot, whose block has a plain payload. Errors: those of the parts.
[[nodiscard]] Result<> drive_slot(Chain& chain, Slot slot, const Drive& drive, bool is_signed);

/// Every slot from the head's on through the last one of `last`.
[[nodiscard]] Result<> fast_forward(Chain& chain, Epoch last, const Drive& drive);

}  // namespace stafi::beacon
