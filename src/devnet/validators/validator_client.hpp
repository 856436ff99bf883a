#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/bls/bls.hpp"
#include "devnet/validators/signing_record.hpp"
#include "eth/containers/duty.hpp"

// An ordinary validator client: it holds whole keys, signs with each on its own, and nothing that
// would get one slashed. On a devnet it stands for solo validators and for the trust lane.

namespace stafi::devnet {

class ValidatorClient {
  public:
    static constexpr std::size_t kKeysMax = 10'000;

    /// `fee_recipient`: of keys for which nobody has set another.
    explicit ValidatorClient(const Address& fee_recipient) : fee_recipient_{fee_recipient} {}

    struct Held {
        BlsSecretKey secret;
        std::string path;  ///< EIP-2334, or empty
        std::optional<Address> fee_recipient{};
    };

    /// False when the key is there already. CHECKs that there is room for it.
    bool add(BlsSecretKey secret, std::string path);
    /// What it has signed stays known. False when there is no such key.
    bool remove(const PubkeyBytes& key);
    [[nodiscard]] bool has(const PubkeyBytes& key) const { return keys_.contains(key); }
    [[nodiscard]] const std::map<PubkeyBytes, Held>& keys() const { return keys_; }

    /// Nothing sets it back to the common one. False when there is no such key.
    bool set_fee_recipient(const PubkeyBytes& key, std::optional<Address> recipient);
    /// The common one for keys that are not here.
    [[nodiscard]] Address fee_recipient_of(const PubkeyBytes& key) const;

    // Signatures: nothing when the key is not here, or for what could be slashed.

    [[nodiscard]] std::optional<BlsSignature> sign_vote(const PubkeyBytes& key,
                                                        const eth::AttestationData& data,
                                                        const Bytes32& signing_root);
    [[nodiscard]] std::optional<BlsSignature> sign_block(const PubkeyBytes& key, Slot slot,
                                                         const Bytes32& signing_root);
    /// For what cannot be slashed: randomness, sync committee messages, exits.
    [[nodiscard]] std::optional<BlsSignature> sign(const PubkeyBytes& key,
                                                   const Bytes32& signing_root) const;

    [[nodiscard]] SigningRecord& record() { return record_; }
    [[nodiscard]] const SigningRecord& record() const { return record_; }

  private:
    Address fee_recipient_;
    std::map<PubkeyBytes, Held> keys_;
    SigningRecord record_;
};

}  // namespace stafi::devnet
