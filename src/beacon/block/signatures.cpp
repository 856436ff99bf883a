#include "beacon/block/signatures.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {

eth::Domain domain_of(const State& state, eth::DomainType type, Epoch epoch) {
    const eth::ForkVersion& version =
        epoch < state.fork.epoch ? state.fork.previous_version : state.fork.current_version;
    return eth::compute_domain(type, version, state.genesis_validators_root);
}

Bytes32 randao_root(const State& state, Epoch epoch) {
    return eth::compute_signing_root(ssz::hash_tree_root(epoch),
                                     domain_of(state, eth::DomainType::randao, epoch));
}

Bytes32 attestation_root(const State& state, const eth::AttestationData& data) {
    return eth::compute_signing_root(
        ssz::hash_tree_root(data),
        domain_of(state, eth::DomainType::beacon_attester, data.target.epoch));
}

Bytes32 sync_message_root(const State& state, Slot slot, const Bytes32& block_root) {
    const Epoch epoch = epoch_of(slot, state.rules.slots_per_epoch);
    return eth::compute_signing_root(block_root,
                                     domain_of(state, eth::DomainType::sync_committee, epoch));
}

Result<const BlsPubkey*> ParsedKeys::find(const PubkeyBytes& bytes) {
    if (const auto known = keys_.find(bytes); known != keys_.end()) return &known->second;
    TRY(const BlsPubkey key, BlsPubkey::parse(bytes));
    return &keys_.emplace(bytes, key).first->second;
}

Result<BlsPubkey> ParsedKeys::sum(const State& state, std::span<const ValidatorIndex> members) {
    std::vector<PubkeyBytes> keys;
    keys.reserve(members.size());
    for (const ValidatorIndex index : members) {
        CHECK(index.value < state.validators.size());
        keys.push_back(state.validators[index.value].pubkey);
    }
    return sum(keys);
}

Result<BlsPubkey> ParsedKeys::sum(std::span<const PubkeyBytes> keys) {
    std::vector<BlsPubkey> points;
    points.reserve(keys.size());
    for (const PubkeyBytes& bytes : keys) {
        TRY(const BlsPubkey* key, find(bytes));
        points.push_back(*key);
    }
    return aggregate(points);
}

Result<> Signatures::add(const BlsPubkey& key, const Bytes32& root,
                         const SignatureBytes& signature) {
    TRY(const BlsSignature parsed, BlsSignature::parse(signature));
    batch_.push_back({.key = key, .root = root, .signature = parsed});
    return {};
}

Result<> Signatures::add(const PubkeyBytes& key, const Bytes32& root,
                         const SignatureBytes& signature) {
    if (mode_ == Mode::trusted) return {};
    TRY(const BlsPubkey* parsed, keys_.find(key));
    return add(*parsed, root, signature);
}

Result<> Signatures::add(const State& state, std::span<const ValidatorIndex> signers,
                         const Bytes32& root, const SignatureBytes& signature) {
    if (mode_ == Mode::trusted) return {};
    TRY(const BlsPubkey key, keys_.sum(state, signers));
    return add(key, root, signature);
}

Result<> Signatures::add(std::span<const PubkeyBytes> signers, const Bytes32& root,
                         const SignatureBytes& signature) {
    if (mode_ == Mode::trusted) return {};
    TRY(const BlsPubkey key, keys_.sum(signers));
    return add(key, root, signature);
}

Result<> Signatures::verify() const {
    Bytes all;
    for (const SignedRoot& one : batch_) {
        append(all, one.key.bytes().view());
        append(all, one.root.view());
        append(all, one.signature.bytes().view());
    }
    SecretBytes<32> seed;
    std::ranges::copy(sha256(all).bytes, seed.span().begin());
    Entropy factors{std::move(seed)};
    if (!batch_verify(batch_, factors))
        return fail(Reason::signature_mismatch,
                    fmt::format("one of {} signatures of a block", batch_.size()));
    return {};
}

}  // namespace stafi::beacon
