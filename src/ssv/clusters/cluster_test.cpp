#include "ssv/clusters/cluster.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

// Expected values: computed by SSV Network's own code on a local chain.

namespace stafi::ssv {
namespace {

Address owner() {
    Address made;
    made.bytes.back() = std::byte{0xaa};
    return made;
}

const std::vector<OperatorId> kOperators{OperatorId{1}, OperatorId{2}, OperatorId{3},
                                         OperatorId{4}};

TEST(Cluster, has_the_key_of_owner_and_operators) {
    EXPECT_EQ(to_hex(cluster_key({owner(), kOperators}).view()),
              "41a82462474f5949d1d219fb858cf23ae3500d7a16874180f812be2c307bb26b");
}

TEST(Cluster, is_kept_as_a_hash) {
    const Cluster cluster{.validator_count = 1,
                          .network_fee_index = 605'988,
                          .index = 177'880,
                          .active = true,
                          .balance = {525'347'816'000'000}};
    EXPECT_EQ(to_hex(cluster_hash(cluster).view()),
              "f6a57a4f370969bd6bcb76a6452afcd38cf7d3734068c6c0d17d08173e7ef898");
    const Cluster liquidated{
        .validator_count = 1, .network_fee_index = 0, .index = 0, .active = false, .balance = {}};
    EXPECT_EQ(to_hex(cluster_hash(liquidated).view()),
              "353f1b1ba8cd3b8210921e07baad4eb50b6559828e332fcbc9a99372b09bda52");
}

TEST(Cluster, keeps_its_validators_as_hashes) {
    PubkeyBytes key;
    key.bytes.fill(std::byte{0x11});
    EXPECT_EQ(to_hex(validator_record_key(key, owner()).view()),
              "f2f9b79a9094e5a30651baa6dd1d3b70e98661269f17684d20fec80dbea76e15");
    EXPECT_EQ(to_hex(validator_record(kOperators).view()),
              "392791df626408017a264f53fde61065d5a93a32b60171df9d8a46afdf82992d");
}

}  // namespace
}  // namespace stafi::ssv
