#include "beacon/state/committees.hpp"

#include <gtest/gtest.h>

#include "beacon/epoch/deposits.hpp"
#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::array;
using boost::json::object;

std::vector<ValidatorIndex> indices(const boost::json::value& numbers) {
    std::vector<ValidatorIndex> list;
    for (const auto& number : numbers.as_array())
        list.push_back(ValidatorIndex{number.to_number<std::uint64_t>()});
    return list;
}

void expect_duties(const State& state, const object& duty) {
    const Epoch epoch{duty.at("epoch").to_number<std::uint64_t>()};
    SCOPED_TRACE(epoch.value);
    const Committees committees = Committees::of(state, epoch);
    const std::uint64_t per_slot = duty.at("per_slot").to_number<std::uint64_t>();
    EXPECT_EQ(committees.per_slot(), per_slot);
    const array& all = duty.at("committees").as_array();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto members = committees.at(state.first_slot(epoch) + Slot{i / per_slot},
                                           eth::CommitteeIndex{i % per_slot});
        EXPECT_EQ(std::vector(members.begin(), members.end()), indices(all[i]));
    }
    EXPECT_EQ(proposers_of(state, epoch), indices(duty.at("proposers")));
}

TEST(Committees, and_proposers_agree_with_the_executable_specification) {
    const auto vectors = test::vector_file("beacon_duties/duties.json");
    for (const auto& entry : vectors.at("cases").as_array()) {
        const object& row = entry.as_object();
        SCOPED_TRACE(test::str(row.at("name")));
        Parameters rules;
        rules.target_committee_size = row.at("target_committee_size").to_number<std::uint64_t>();
        const State state = test::state_of(row.at("pre"), rules);
        for (const auto& duty : row.at("duties").as_array())
            expect_duties(state, duty.as_object());
        EXPECT_EQ(next_sync_committee_indices(state), indices(row.at("sync_committee")));
    }
}

TEST(Committees, give_every_active_validator_one_duty_in_an_epoch) {
    State state{{}, devnet_parameters(), {}};
    for (std::uint8_t i = 0; i < 77; ++i) {
        PubkeyBytes key;
        key.bytes.front() = std::byte{i};
        add_validator(state, key, {}, 32_eth);
        if (i % 5 != 0) state.validators.back().activation_epoch = Epoch{0};
    }
    const Committees committees = Committees::of(state, Epoch{0});
    std::vector<int> duties(77);
    for (std::uint64_t slot = 0; slot < 4; ++slot)
        for (const ValidatorIndex index : committees.at(Slot{slot}, eth::CommitteeIndex{0}))
            ++duties.at(index.value);
    for (std::size_t i = 0; i < duties.size(); ++i)
        EXPECT_EQ(duties[i], i % 5 != 0 ? 1 : 0);
}

TEST(ProposerLookahead, moves_on_as_in_the_executable_specification) {
    test::expect_cases("beacon_registry/proposer_lookahead.json",
                       [](State& state, const object&) { advance_proposer_lookahead(state); });
}

TEST(ProposerLookahead, begins_with_two_epochs) {
    State state{{}, devnet_parameters(), {}};
    for (std::uint8_t i = 0; i < 9; ++i) {
        PubkeyBytes key;
        key.bytes.front() = std::byte{i};
        add_validator(state, key, {}, 32_eth);
        state.validators.back().activation_epoch = Epoch{0};
    }
    begin_proposer_lookahead(state);
    for (std::uint64_t slot = 0; slot < 8; ++slot)
        EXPECT_EQ(proposer_at(state, Slot{slot}),
                  proposers_of(state, Epoch{slot / 4}).at(slot % 4));
}

TEST(ProposerLookahead, names_the_first_validator_while_nobody_is_active) {
    State state;
    begin_proposer_lookahead(state);
    EXPECT_EQ(proposer_at(state, Slot{0}), ValidatorIndex{0});
    EXPECT_TRUE(next_sync_committee_indices(state).empty());
}

}  // namespace
}  // namespace stafi::beacon
