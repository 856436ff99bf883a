#include "ssv/clusters/effective_balances.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "ssv/clusters/cluster.hpp"
#include "vector_file.hpp"

namespace stafi::ssv {
namespace {

using test::str;

Bytes32 root_from(const boost::json::value& hex) { return parse_fixed<Bytes32>(str(hex)).value(); }

std::vector<Bytes32> roots_from(const boost::json::value& list) {
    std::vector<Bytes32> roots;
    for (const auto& one : list.as_array())
        roots.push_back(root_from(one));
    return roots;
}

ClusterBalance balance_from(const boost::json::value& leaf) {
    const auto whole = leaf.at("effective_balance").to_number<std::uint64_t>();
    return {.cluster = root_from(leaf.at("cluster")), .effective_balance = {whole}};
}

TEST(EffectiveBalances, make_the_trees_that_openzeppelin_makes) {
    const auto file = test::vector_file("effective_balances/trees.json");
    for (const auto& tree : file.at("cases").as_array()) {
        std::vector<ClusterBalance> balances;
        for (const auto& leaf : tree.at("leaves").as_array())
            balances.push_back(balance_from(leaf));
        const BalanceTree made{balances};
        EXPECT_EQ(made.root(), root_from(tree.at("root")));
        for (const auto& leaf : tree.at("leaves").as_array()) {
            const ClusterBalance balance = balance_from(leaf);
            const auto proof = roots_from(leaf.at("proof"));
            EXPECT_EQ(leaf_of(balance), root_from(leaf.at("leaf")));
            EXPECT_EQ(made.proof_of(balance), proof);
            EXPECT_TRUE(is_proven(balance, proof, made.root()));
        }
    }
}

// What SSV Network v2.0.0 accepted for 96 ETH of the cluster of 0x…aa with operators 1 to 4.
TEST(EffectiveBalances, hash_to_the_leaf_that_the_contract_computes) {
    Address owner;
    owner.bytes.back() = std::byte{0xaa};
    const ClusterId id{.owner = owner, .operators = {{1}, {2}, {3}, {4}}};
    const ClusterBalance balance{.cluster = cluster_key(id), .effective_balance = {96}};
    const auto leaf =
        parse_fixed<Bytes32>("cd0ffcde9998b22f4252971c6b36db5ac9893fa385e53ced65e92ada23601ab6");
    EXPECT_EQ(leaf_of(balance), leaf.value());
    const BalanceTree tree{std::span{&balance, 1}};
    EXPECT_EQ(tree.root(), leaf.value());
}

TEST(EffectiveBalances, are_not_proven_by_what_belongs_to_others) {
    std::vector<ClusterBalance> balances;
    for (std::uint8_t i = 0; i < 9; ++i) {
        ClusterBalance one{.cluster = {}, .effective_balance = {32U + i}};
        one.cluster.bytes[0] = std::byte{i};
        balances.push_back(one);
    }
    const BalanceTree tree{balances};
    for (const ClusterBalance& leaf : balances)
        for (const ClusterBalance& other : balances)
            EXPECT_EQ(
                is_proven(leaf, tree.proof_of(other).value_or(std::vector<Bytes32>{}), tree.root()),
                leaf == other);
    const ClusterBalance unknown{.cluster = balances[0].cluster, .effective_balance = {33}};
    EXPECT_EQ(tree.proof_of(unknown), std::nullopt);
}

}  // namespace
}  // namespace stafi::ssv
