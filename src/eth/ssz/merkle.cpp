#include "eth/ssz/merkle.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::ssz {
namespace {

constexpr std::size_t kLeafBytes = Bytes32::kSize;

/// At most 32 bytes, padded with zeros.
Bytes32 leaf_of(BytesView bytes) {
    Bytes32 leaf;
    std::ranges::copy(bytes, leaf.bytes.begin());
    return leaf;
}

std::size_t depth_for(std::uint64_t leaves) {
    return leaves <= 1 ? 0 : static_cast<std::size_t>(std::bit_width(leaves - 1));
}
static_assert(kTreeDepthMax == 64, "bit_width of 64 bits");

std::uint64_t leaves_for(std::uint64_t bytes) {
    return bytes / kLeafBytes + (bytes % kLeafBytes != 0 ? 1 : 0);
}

}  // namespace

const Bytes32& zero_hash(std::size_t depth) {
    static const auto zero_hashes = [] {
        std::array<Bytes32, kTreeDepthMax + 1> table{};
        for (std::size_t i = 1; i < table.size(); ++i)
            table[i] = hash_pair(table[i - 1], table[i - 1]);
        return table;
    }();
    CHECK(depth <= kTreeDepthMax);
    return zero_hashes[depth];
}

Bytes32 merkleize(std::span<Bytes32> leaves, std::uint64_t limit) {
    CHECK(leaves.size() <= limit);
    const std::size_t depth = depth_for(limit);
    if (leaves.empty()) return zero_hash(depth);
    for (std::size_t level = 0; level < depth; ++level) {
        const std::size_t pairs = leaves.size() / 2;
        for (std::size_t i = 0; i < pairs; ++i)
            leaves[i] = hash_pair(leaves[2 * i], leaves[2 * i + 1]);
        const bool is_odd = leaves.size() % 2 != 0;
        if (is_odd) leaves[pairs] = hash_pair(leaves.back(), zero_hash(level));
        leaves = leaves.first(pairs + (is_odd ? 1 : 0));
    }
    return leaves.front();
}

Bytes32 merkleize_bytes(BytesView bytes, std::uint64_t limit_bytes) {
    CHECK(bytes.size() <= limit_bytes);
    if (limit_bytes <= kLeafBytes) return leaf_of(bytes);
    std::vector<Bytes32> leaves(leaves_for(bytes.size()));
    if (!bytes.empty()) std::memcpy(leaves.data(), bytes.data(), bytes.size());
    return merkleize(leaves, leaves_for(limit_bytes));
}

Bytes32 root_of_branch(const Bytes32& leaf, std::span<const Bytes32> siblings,
                       std::uint64_t index) {
    Bytes32 node = leaf;
    for (const Bytes32& sibling : siblings) {
        node = index % 2 == 0 ? hash_pair(node, sibling) : hash_pair(sibling, node);
        index /= 2;
    }
    return node;
}

Bytes32 mix_in_length(const Bytes32& root, std::uint64_t length) {
    return hash_pair(root, leaf_of(le64(length)));
}

}  // namespace stafi::ssz
