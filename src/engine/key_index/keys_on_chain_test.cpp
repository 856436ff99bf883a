#include <gmock/gmock.h>

#include "engine/key_index/key_index.hpp"

namespace stafi::engine {
namespace {

using facts::LaneKey;
using pool::Contract;

PubkeyBytes key(std::uint8_t n) { return {.bytes = {std::byte{n}}}; }
Address account(std::uint8_t n) { return {.bytes = {std::byte{n}}}; }

struct KeysOnChainTest : testing::Test {
    facts::Chain chain;

    void deposit(std::uint8_t of, Contract lane, std::optional<Address> node) {
        chain.keys[LaneKey{.pubkey = key(of), .lane = lane}].node = node;
    }
    void add(std::uint8_t of, const Address& owner) {
        chain.registrations[{.pubkey = key(of), .owner = owner}] = {};
    }
    KeysOnChain seen() const { return keys_on_chain(chain, {account(1), account(2)}); }
};

TEST_F(KeysOnChainTest, are_those_that_a_pool_or_a_registration_names) {
    deposit(3, Contract::super_node, account(9));
    deposit(5, Contract::light_node, std::nullopt);
    add(7, account(9));
    for (std::uint8_t n = 0; n < 9; ++n)
        EXPECT_EQ(seen().is_used(key(n)), n == 3 || n == 5 || n == 7) << int{n};
    EXPECT_THAT(seen().ours, testing::IsEmpty());
}

TEST_F(KeysOnChainTest, are_ours_when_an_account_of_ours_brought_them) {
    deposit(3, Contract::super_node, account(1));
    add(3, account(2));
    add(4, account(2));  // registered, and not deposited yet
    add(4, account(9));
    deposit(5, Contract::super_node, account(9));
    deposit(6, Contract::super_node, std::nullopt);  // a status and no deposit
    deposit(7, Contract::light_node, account(1));    // a solo validator's own mnemonic made it
    EXPECT_THAT(seen().ours, testing::ElementsAre(key(3), key(4)));
}

TEST_F(KeysOnChainTest, are_none_on_an_empty_chain) { EXPECT_FALSE(seen().is_used(key(0))); }

}  // namespace
}  // namespace stafi::engine
