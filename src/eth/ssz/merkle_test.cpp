#include "eth/ssz/merkle.hpp"

#include <bit>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/uint256.hpp"
#include "crypto/hash.hpp"
#include "vector_file.hpp"

namespace stafi::ssz {
namespace {

using test::str;

Bytes32 hash(const boost::json::value& hex) { return *parse_fixed<Bytes32>(str(hex)); }

std::vector<Bytes32> some_leaves(std::size_t count) {
    std::vector<Bytes32> leaves(count);
    for (std::size_t i = 0; i < count; ++i)
        leaves[i] = sha256(le64(i));
    return leaves;
}

/// The definition: pad to a power of two, hash pairs until one is left.
Bytes32 root_by_definition(std::vector<Bytes32> nodes, std::size_t limit) {
    nodes.resize(std::bit_ceil(limit));
    while (nodes.size() > 1) {
        for (std::size_t i = 0; i < nodes.size() / 2; ++i)
            nodes[i] = hash_pair(nodes[2 * i], nodes[2 * i + 1]);
        nodes.resize(nodes.size() / 2);
    }
    return nodes.front();
}

TEST(Merkleize, equals_its_definition) {
    for (std::size_t limit = 1; limit <= 33; ++limit)
        for (std::size_t count = 0; count <= limit; ++count) {
            std::vector<Bytes32> leaves = some_leaves(count);
            const Bytes32 expected = root_by_definition(leaves, limit);
            EXPECT_EQ(merkleize(leaves, limit), expected) << count << " of " << limit;
        }
}

TEST(Merkleize, pads_a_huge_tree_without_building_it) {
    std::vector<Bytes32> leaves = some_leaves(1);
    Bytes32 expected = leaves[0];
    for (std::size_t level = 0; level < 40; ++level)
        expected = hash_pair(expected, zero_hash(level));
    EXPECT_EQ(merkleize(leaves, 1ULL << 40), expected);
    EXPECT_EQ(merkleize({}, 1ULL << 40), zero_hash(40));
}

TEST(Merkleize, cuts_bytes_into_leaves_of_32) {
    const Bytes bytes(33, std::byte{7});
    std::vector<Bytes32> leaves(2);
    leaves[0].bytes.fill(std::byte{7});
    leaves[1].bytes[0] = std::byte{7};
    EXPECT_EQ(merkleize_bytes(bytes, 33), hash_pair(leaves[0], leaves[1]));
    EXPECT_EQ(merkleize_bytes(bytes, 65), merkleize(leaves, 3));
    EXPECT_EQ(merkleize_bytes({}, 0), Bytes32{});
}

// Expected values: remerkleable.
TEST(Branch, leads_from_a_field_to_the_root_of_a_block_or_state) {
    const auto file = test::vector_file("ssz/proofs.json");
    for (const auto& row : file.at("cases").as_array()) {
        std::vector<Bytes32> siblings;
        for (const auto& item : row.at("branch").as_array())
            siblings.push_back(hash(item));
        // A generalized index is a one, followed by the index in as many bits as there are levels.
        const std::uint64_t gindex = *parse_uint64(str(row.at("gindex")));
        ASSERT_EQ(std::bit_width(gindex), std::ssize(siblings) + 1);
        EXPECT_EQ(root_of_branch(hash(row.at("leaf")), siblings, gindex), hash(row.at("root")));
    }
}

}  // namespace
}  // namespace stafi::ssz
