#include "facts/fact.hpp"

#include <gtest/gtest.h>

#include "eth/deposit/contract.hpp"

namespace stafi::facts {
namespace {

Address account(unsigned char n) {
    Address made;
    made.bytes.fill(std::byte{n});
    return made;
}

struct FactTest : testing::Test {
    Sources sources{
        .storage = account(1), .ssv_network = account(2), .eth_deposit = account(3), .pool = {}};
    std::uint64_t next_index = 0;

    FactTest() { sources.pool.set(pool::Contract::super_node, account(4)); }

    template <class Event>
    eth::Log log(const Address& contract, const Event& event) {
        auto content = abi::encode_event(event);
        return {.block = {.number = {7}, .hash = {}},
                .index = next_index++,
                .transaction = {},
                .contract = contract,
                .topics = std::move(content.topics),
                .data = std::move(content.data)};
    }
};

const pool::validator_keys::event::SetPubkeyStatus kMatched{.pubkey = {},
                                                            .status = pool::KeyStatus::match};

TEST_F(FactTest, is_what_its_contract_told_where_it_did) {
    next_index = 5;
    const Fact fact = fact_of(log(account(4), kMatched), sources)->value_or(Fact{});
    EXPECT_EQ(fact.place.block.number, BlockNumber{7});
    EXPECT_EQ(fact.place.log_index, 5U);
    EXPECT_EQ(std::get<PoolFact>(fact.content),
              (PoolFact{.contract = pool::Contract::super_node,
                        .event = pool::super_node::Event{kMatched}}));
}

TEST_F(FactTest, is_not_what_a_stranger_tells) {
    EXPECT_EQ(*fact_of(log(account(9), kMatched), sources), std::nullopt);
    EXPECT_EQ(*fact_of(log(sources.ssv_network, kMatched), sources), std::nullopt);
}

TEST_F(FactTest, of_the_deposit_contract_is_a_deposit) {
    const eth::DepositRequest given{.pubkey = {},
                                    .withdrawal_credentials = {},
                                    .amount = pool::kProbe,
                                    .signature = {},
                                    .index = 12};
    // A pool's registry may name the contract too: it tells deposits all the same.
    sources.pool.set(pool::Contract::eth_deposit, sources.eth_deposit);
    const auto deposited = log(sources.eth_deposit, eth::deposit_contract::event_of(given));
    const Fact fact = fact_of(deposited, sources)->value_or(Fact{});
    EXPECT_EQ(std::get<eth::DepositRequest>(fact.content), given);
}

TEST_F(FactTest, that_cannot_be_read_stops_the_reading_and_says_where) {
    auto cut = log(account(4), kMatched);
    cut.data.resize(cut.data.size() - 32);
    const auto fact = fact_of(cut, sources);
    ASSERT_FALSE(fact.has_value());
    EXPECT_EQ(fact.error().reason, Reason::bad_abi);
    EXPECT_TRUE(fact.error().what.starts_with("block 7, log 0: ")) << fact.error().what;
}

TEST_F(FactTest, moves_with_its_contract_from_the_log_that_says_so) {
    const pool::storage::event::ContractSet moved{
        .name = "stafiSuperNode", .previous = account(4), .current = account(5)};
    const std::vector<eth::Log> logs{log(account(5), kMatched), log(account(4), kMatched),
                                     log(sources.storage, moved), log(account(5), kMatched),
                                     log(account(4), kMatched)};
    const auto facts = read_logs(logs, sources);
    ASSERT_TRUE(facts.has_value());
    std::vector<std::uint64_t> indices;
    for (const Fact& fact : *facts)
        indices.push_back(fact.place.log_index);
    EXPECT_EQ(indices, (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(*sources.pool.find(pool::Contract::super_node), account(5));
}

TEST_F(FactTest, about_an_unknown_contract_changes_no_address) {
    const Sources before = sources;
    const pool::storage::event::ContractSet added{
        .name = "stafiNew", .previous = {}, .current = account(6)};
    EXPECT_EQ(read_logs(std::vector{log(sources.storage, added)}, sources)->size(), 1U);
    EXPECT_EQ(sources, before);
}

}  // namespace
}  // namespace stafi::facts
