#include "devnet/validators/validator_client.hpp"

#include "base/check.hpp"

namespace stafi::devnet {

bool ValidatorClient::add(BlsSecretKey secret, std::string path) {
    const PubkeyBytes key = secret.public_key().bytes();
    if (has(key)) return false;
    CHECK(keys_.size() < kKeysMax);
    keys_.emplace(key, Held{.secret = std::move(secret), .path = std::move(path)});
    return true;
}

bool ValidatorClient::remove(const PubkeyBytes& key) { return keys_.erase(key) > 0; }

bool ValidatorClient::set_fee_recipient(const PubkeyBytes& key, std::optional<Address> recipient) {
    const auto held = keys_.find(key);
    if (held == keys_.end()) return false;
    held->second.fee_recipient = recipient;
    return true;
}

Address ValidatorClient::fee_recipient_of(const PubkeyBytes& key) const {
    const auto held = keys_.find(key);
    return held == keys_.end() ? fee_recipient_
                               : held->second.fee_recipient.value_or(fee_recipient_);
}

std::optional<BlsSignature> ValidatorClient::sign_vote(const PubkeyBytes& key,
                                                       const eth::AttestationData& data,
                                                       const Bytes32& signing_root) {
    if (!has(key)) return std::nullopt;
    const SignedVote vote{
        .source = data.source.epoch, .target = data.target.epoch, .signing_root = signing_root};
    if (!record_.sign(key, vote)) return std::nullopt;
    return sign(key, signing_root);
}

std::optional<BlsSignature> ValidatorClient::sign_block(const PubkeyBytes& key, Slot slot,
                                                        const Bytes32& signing_root) {
    if (!has(key)) return std::nullopt;
    if (!record_.sign(key, SignedBlock{.slot = slot, .signing_root = signing_root}))
        return std::nullopt;
    return sign(key, signing_root);
}

std::optional<BlsSignature> ValidatorClient::sign(const PubkeyBytes& key,
                                                  const Bytes32& signing_root) const {
    const auto held = keys_.find(key);
    if (held == keys_.end()) return std::nullopt;
    return held->second.secret.sign(signing_root.view());
}

}  // namespace stafi::devnet
