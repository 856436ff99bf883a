#include "pool/addresses.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::pool {
namespace {

Address address(unsigned char n) {
    Address made;
    made.bytes.back() = std::byte{n};
    return made;
}

TEST(PoolAddresses, have_the_keys_that_the_registry_computes) {
    const auto file = test::vector_file("pool_hashes/registry.json");
    const auto& cases = file.at("cases").as_array();
    ASSERT_EQ(cases.size(), all_contracts().size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(name_of(all_contracts()[i]), test::str(cases[i].at("name")));
        EXPECT_EQ(to_hex(registry_key(all_contracts()[i]).view()), test::str(cases[i].at("key")));
    }
}

TEST(PoolAddresses, are_found_both_ways) {
    Addresses known;
    known.set(Contract::withdraw, address(1));
    known.set(Contract::super_node, address(2));
    EXPECT_EQ(*known.find(Contract::withdraw), address(1));
    EXPECT_EQ(known.contract_at(address(2)), Contract::super_node);
    EXPECT_EQ(known.contract_at(address(3)), std::nullopt);
}

TEST(PoolAddresses, follow_an_upgrade_and_forget_what_is_zero) {
    Addresses known;
    known.set(Contract::withdraw, address(1));
    known.set(Contract::withdraw, address(2));
    EXPECT_EQ(known.contract_at(address(1)), std::nullopt);
    known.set(Contract::withdraw, Address{});
    const auto missing = known.find(Contract::withdraw);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().reason, Reason::contract_missing);
    EXPECT_EQ(missing.error().what, "pool: the registry has no stafiWithdraw");
}

}  // namespace
}  // namespace stafi::pool
