#include "eth/deposit/tree.hpp"

#include <bit>
#include <random>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "crypto/hash.hpp"
#include "eth/deposit/deposit.hpp"
#include "eth/ssz/merkle.hpp"
#include "eth/ssz/ssz.hpp"
#include "vector_file.hpp"

namespace stafi::eth {
namespace {

using test::str;

Bytes32 hash(const boost::json::value& hex) { return *parse_fixed<Bytes32>(str(hex)); }

std::uint64_t number(const boost::json::value& json) { return json.to_number<std::uint64_t>(); }

std::vector<std::string> hex_of(std::span<const Bytes32> hashes) {
    std::vector<std::string> texts;
    for (const Bytes32& hash : hashes)
        texts.push_back(to_hex(hash.view()));
    return texts;
}

DepositBlock block(std::uint64_t number) {
    return {.hash = sha256(le64(number)), .number = {number}};
}

/// The snapshot of a tree that was finalized once.
DepositSnapshot snapshot_of(const DepositTree& tree) {
    EXPECT_TRUE(tree.snapshot());
    return tree.snapshot().value_or(DepositSnapshot{});
}

/// The tree after the deposits of tree.json, up to `count`.
DepositTree tree_of(std::uint64_t count) {
    static const auto file = test::vector_file("deposit_tree/tree.json");
    DepositTree tree;
    for (std::uint64_t i = 0; i < count; ++i)
        EXPECT_TRUE(tree.add(hash(file.at("cases").at(i).at("leaf"))));
    return tree;
}

// Expected values: EIP-4881's test cases.
TEST(DepositTree, has_the_roots_and_hashes_that_the_eip_prints) {
    const auto file = test::vector_file("deposit_tree/printed.json");
    DepositTree tree;
    EXPECT_EQ(to_hex(tree.root().view()), str(file.at("empty_root")));
    EXPECT_FALSE(tree.snapshot());
    for (const auto& row : file.at("cases").as_array()) {
        ASSERT_TRUE(tree.add(hash(row.at("leaf"))));
        EXPECT_EQ(tree.count(), number(row.at("count")));
        EXPECT_EQ(to_hex(tree.root().view()), str(row.at("root")));
        ASSERT_TRUE(tree.finalize(tree.count(), block(tree.count())));
        std::vector<std::string> finalized;
        for (const auto& item : row.at("finalized").as_array())
            finalized.push_back(str(item));
        EXPECT_EQ(hex_of(snapshot_of(tree).finalized), finalized);
        EXPECT_EQ(snapshot_of(tree).deposit_root, tree.root());
    }
}

// Expected values of the next three: hashlib, level by level; leaves by remerkleable.
TEST(DepositTree, grows_from_the_bytes_of_events) {
    const auto file = test::vector_file("deposit_tree/tree.json");
    DepositTree tree;
    for (const auto& row : file.at("cases").as_array()) {
        const DepositData data{.pubkey = *parse_fixed<PubkeyBytes>(str(row.at("pubkey"))),
                               .withdrawal_credentials = hash(row.at("withdrawal_credentials")),
                               .amount = {number(row.at("amount"))},
                               .signature = *parse_fixed<SignatureBytes>(str(row.at("signature")))};
        EXPECT_EQ(to_hex(deposit_data_root(data).view()), str(row.at("leaf")));
        ASSERT_TRUE(tree.add(deposit_data_root(data)));
        EXPECT_EQ(to_hex(tree.root().view()), str(row.at("root"))) << tree.count();
    }
}

TEST(DepositTree, resumes_from_snapshots) {
    const auto file = test::vector_file("deposit_tree/snapshots.json");
    for (const auto& row : file.at("cases").as_array()) {
        const auto snapshot = parse_deposit_snapshot(boost::json::serialize(row));
        ASSERT_TRUE(snapshot) << snapshot.error().what;
        const auto tree = DepositTree::resume(*snapshot);
        ASSERT_TRUE(tree) << tree.error().what;
        EXPECT_EQ(tree->root(), hash(row.at("deposit_root")));
        EXPECT_EQ(tree->snapshot(), *snapshot);
        EXPECT_EQ(*parse_deposit_snapshot(to_json(*snapshot)), *snapshot);
        EXPECT_EQ(*ssz::decode<DepositSnapshot>(ssz::encode(*snapshot)), *snapshot);
        if (snapshot->deposit_count > 40) continue;

        DepositTree grown = tree_of(40);
        ASSERT_TRUE(grown.finalize(
            snapshot->deposit_count,
            {.hash = snapshot->execution_block_hash, .number = snapshot->execution_block_height}));
        EXPECT_EQ(grown.snapshot(), *snapshot);
        EXPECT_EQ(grown.root(), tree_of(40).root());  // finalizing changes nothing outside
    }
}

TEST(DepositTree, proves_its_leaves) {
    const auto file = test::vector_file("deposit_tree/proofs.json");
    for (const auto& row : file.at("cases").as_array()) {
        DepositTree tree = tree_of(number(row.at("count")));
        ASSERT_TRUE(tree.finalize(number(row.at("index")), block(1)));
        const auto proof = tree.proof(number(row.at("index")));
        ASSERT_TRUE(proof) << proof.error().what;
        std::vector<std::string> expected;
        for (const auto& item : row.at("proof").as_array())
            expected.push_back(str(item));
        EXPECT_EQ(hex_of(proof->view()), expected);
    }
}

TEST(DepositTree, refuses_snapshots_that_contradict_themselves) {
    const auto file = test::vector_file("deposit_tree/invalid_snapshots.json");
    for (const auto& row : file.at("cases").as_array()) {
        const auto snapshot = parse_deposit_snapshot(boost::json::serialize(row.at("snapshot")));
        const auto tree =
            snapshot ? DepositTree::resume(*snapshot) : tl::unexpected(snapshot.error());
        ASSERT_FALSE(tree) << str(row.at("fault"));
        EXPECT_EQ(tree.error().reason, Reason::bad_deposit_snapshot);
    }
}

TEST(DepositTree, is_the_same_however_it_was_finalized_and_resumed) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        std::mt19937_64 random{seed};
        std::vector<Bytes32> leaves;
        DepositTree plain;
        DepositTree tree;
        for (std::uint64_t i = 0; i < 200; ++i) {
            const Bytes32 leaf = leaves.emplace_back(sha256(le64(random())));
            ASSERT_TRUE(plain.add(leaf));
            ASSERT_TRUE(tree.add(leaf));
            if (random() % 8 == 0) {
                const std::uint64_t pending = tree.count() - tree.finalized_count();
                ASSERT_TRUE(
                    tree.finalize(tree.finalized_count() + random() % (pending + 1), block(i)));
            }
            if (random() % 32 == 0 && tree.finalized_count() == tree.count() && tree.snapshot())
                tree = *DepositTree::resume(snapshot_of(tree));
            ASSERT_EQ(tree.root(), plain.root());
        }
        for (std::uint64_t i = tree.finalized_count(); i < tree.count(); ++i) {
            const auto proof = *tree.proof(i);
            EXPECT_EQ(proof, *plain.proof(i));
            EXPECT_EQ(
                hash_pair(ssz::root_of_branch(leaves[i], proof.view().first(32), i), proof[32]),
                plain.root());
        }
    }
}

TEST(DepositTree, neither_forgets_what_is_missing_nor_finalizes_backwards) {
    DepositTree tree = tree_of(10);
    EXPECT_EQ(tree.finalize(11, block(1)).error().reason, Reason::out_of_range);
    ASSERT_TRUE(tree.finalize(7, block(1)));
    EXPECT_EQ(tree.finalize(6, block(1)).error().reason, Reason::out_of_range);
    EXPECT_EQ(tree.proof(6).error().reason, Reason::out_of_range);
    EXPECT_TRUE(tree.proof(7));
    EXPECT_EQ(tree.proof(10).error().reason, Reason::out_of_range);
}

TEST(DepositTree, is_full_where_the_contract_is) {
    const auto file = test::vector_file("deposit_tree/snapshots.json");
    const auto& full = file.at("cases").as_array().back();
    auto tree = *DepositTree::resume(*parse_deposit_snapshot(boost::json::serialize(full)));
    ASSERT_EQ(tree.count(), kDepositCountMax);
    EXPECT_EQ(tree.add(Bytes32{}).error().reason, Reason::out_of_range);
}

}  // namespace
}  // namespace stafi::eth
