#include "beacon/state/roots.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.hpp"
#include "crypto/hash.hpp"
#include "eth/ssz/merkle.hpp"

namespace stafi::beacon {
namespace {

constexpr std::size_t kLeafBytes = Bytes32::kSize;

std::size_t depth_for(std::uint64_t leaves) {
    return leaves <= 1 ? 0 : static_cast<std::size_t>(std::bit_width(leaves - 1));
}

/// Items that lie in memory as they lie in the leaves.
bool is_flat(const ssz::Type& item) {
    return item.kind == ssz::Kind::number ||
           (item.kind == ssz::Kind::bytes && item.encoded_bytes == kLeafBytes);
}

/// As ==, which compares byte by byte.
template <class Tag, std::size_t N>
bool is_same(const FixedBytes<Tag, N>& a, const FixedBytes<Tag, N>& b) {
    return text_of(a.view()) == text_of(b.view());
}

bool is_same(const eth::Validator& a, const eth::Validator& b) {
    return is_same(a.pubkey, b.pubkey) &&
           is_same(a.withdrawal_credentials, b.withdrawal_credentials) &&
           a.effective_balance == b.effective_balance && a.slashed == b.slashed &&
           a.activation_eligibility_epoch == b.activation_eligibility_epoch &&
           a.activation_epoch == b.activation_epoch && a.exit_epoch == b.exit_epoch &&
           a.withdrawable_epoch == b.withdrawable_epoch;
}

}  // namespace

void LeafTree::take(std::span<const Bytes32> leaves) {
    if (layers_.empty()) layers_.emplace_back();
    std::vector<Bytes32>& known = layers_.front();
    changed_.clear();
    const std::size_t common = std::min(known.size(), leaves.size());
    for (std::size_t i = 0; i < common; ++i)
        if (!is_same(known[i], leaves[i])) changed_.push_back(i);
    for (const std::size_t i : changed_)
        known[i] = leaves[i];
    if (leaves.size() < known.size() && !leaves.empty() &&
        (changed_.empty() || changed_.back() != leaves.size() - 1))
        changed_.push_back(leaves.size() - 1);  // its sibling may be gone
    known.resize(common);
    for (std::size_t i = common; i < leaves.size(); ++i) {
        known.push_back(leaves[i]);
        changed_.push_back(i);
    }
}

Bytes32 LeafTree::root(std::span<const Bytes32> leaves, std::uint64_t limit) {
    CHECK(leaves.size() <= limit);
    take(leaves);
    const std::size_t depth = depth_for(limit);
    if (leaves.empty()) return ssz::zero_hash(depth);
    std::size_t level = 0;
    for (; layers_[level].size() > 1; ++level) {
        if (layers_.size() == level + 1) layers_.emplace_back();
        const std::vector<Bytes32>& below = layers_[level];
        std::vector<Bytes32>& above = layers_[level + 1];
        above.resize((below.size() + 1) / 2);
        std::size_t kept = 0;
        for (const std::size_t child : changed_) {
            const std::size_t i = child / 2;
            if (kept > 0 && changed_[kept - 1] == i) continue;
            const bool has_right = 2 * i + 1 < below.size();
            above[i] =
                hash_pair(below[2 * i], has_right ? below[2 * i + 1] : ssz::zero_hash(level));
            changed_[kept++] = i;
        }
        changed_.resize(kept);
    }
    Bytes32 node = layers_[level].front();
    for (; level < depth; ++level)
        node = hash_pair(node, ssz::zero_hash(level));
    return node;
}

Bytes32 LeafTree::root_of_bytes(BytesView bytes, std::uint64_t limit_bytes) {
    std::vector<Bytes32> leaves((bytes.size() + kLeafBytes - 1) / kLeafBytes);
    if (!bytes.empty()) std::memcpy(leaves.data(), bytes.data(), bytes.size());
    return root(leaves, (limit_bytes + kLeafBytes - 1) / kLeafBytes);
}

Bytes32 Roots::of_validators(std::span<const eth::Validator> validators) {
    const std::size_t known = std::min(validators_.size(), validators.size());
    validators_.resize(validators.size());
    validator_roots_.resize(validators.size());
    for (std::size_t i = 0; i < validators.size(); ++i) {
        if (i < known && is_same(validators_[i], validators[i])) continue;
        validators_[i] = validators[i];
        validator_roots_[i] = ssz::hash_tree_root(validators[i]);
    }
    return ssz::mix_in_length(validator_tree_.root(validator_roots_, eth::kValidatorRegistryLimit),
                              validators.size());
}

Bytes32 Roots::of_field(std::size_t field, const ssz::Type& type, const void* value) {
    const bool has_items = type.kind == ssz::Kind::vector || type.kind == ssz::Kind::list;
    if (!has_items || !is_flat(*type.item)) return ssz::hash_tree_root(type, value);
    const ssz::Items items = type.items(value);
    const BytesView bytes{static_cast<const std::byte*>(items.first),
                          items.count * type.item->memory_bytes};
    const Bytes32 root =
        trees_.at(field).root_of_bytes(bytes, type.limit * type.item->memory_bytes);
    return type.kind == ssz::Kind::list ? ssz::mix_in_length(root, items.count) : root;
}

Bytes32 Roots::of(const State& state) {
    const eth::fulu::BeaconState& fields = state;
    const ssz::Type& type = ssz::TypeOf<eth::fulu::BeaconState>::kType;
    ssz::Addresses addresses;
    type.addresses(&fields, addresses);
    std::array<Bytes32, ssz::kFieldsMax> roots;
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        roots.at(i) = addresses.at(i) == &fields.validators
                          ? of_validators(fields.validators)
                          : of_field(i, *type.fields[i], addresses.at(i));
    return ssz::merkleize(std::span{roots}.first(type.fields.size()), type.fields.size());
}

}  // namespace stafi::beacon
