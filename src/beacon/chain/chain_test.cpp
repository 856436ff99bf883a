#include "beacon/chain/chain.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "beacon/chain/forward.hpp"

namespace stafi::beacon {
namespace {

constexpr std::size_t kValidators = 24;

struct ChainTest : testing::Test {
    Signers signers;
    std::vector<GenesisValidator> validators = add_background(signers, "test", kValidators, {});
    Chain chain = begin();
    Drive all{.signers = signers,
              .performs = [](ValidatorIndex) { return true; },
              .fee_recipient = {},
              .graffiti = {}};

    Chain begin() const {
        auto state = genesis_state({.rules = devnet_parameters(),
                                    .time = UnixSeconds{1'700'000'000},
                                    .execution_block_hash = {},
                                    .validators = validators});
        EXPECT_TRUE(state) << state.error().what;
        return Chain{*std::move(state)};
    }
    void forward(std::uint64_t last_epoch, const Drive& drive) {
        const Result<> done = fast_forward(chain, Epoch{last_epoch}, drive);
        ASSERT_TRUE(done) << done.error().what;
    }
    Slot next() const { return chain.head().slot + Slot{1}; }
    Gwei sum_of_balances() {
        const StateView state = chain.head_state();
        return std::accumulate(state->balances.begin(), state->balances.end(), Gwei{});
    }
};

TEST_F(ChainTest, finalizes_in_the_second_epoch_after_when_all_vote) {
    forward(4, all);
    EXPECT_EQ(chain.justified().epoch, Epoch{3});
    EXPECT_EQ(chain.finalized().epoch, Epoch{2});
    EXPECT_EQ(chain.head().slot, Slot{19});
    EXPECT_GT(sum_of_balances(), kValidators * 32_eth);
}

TEST_F(ChainTest, gives_the_same_state_signed_or_not_but_for_the_signatures) {
    Drive always = all;
    always.signed_one_in = 1;
    forward(1, always);
    const std::vector<Gwei> balances = chain.head_state()->balances;
    Chain other = begin();
    Drive never = all;
    never.signed_one_in = ~0ULL;
    // Epoch 0 is always signed, and decides the proposers of epoch 1.
    ASSERT_TRUE(fast_forward(other, Epoch{1}, never));
    EXPECT_EQ(other.head_state()->balances, balances);
    EXPECT_EQ(other.head_state()->current_epoch_participation,
              chain.head_state()->current_epoch_participation);
}

TEST_F(ChainTest, does_not_finalize_while_a_third_is_away_and_does_when_they_are_back) {
    Drive some = all;
    some.performs = [](ValidatorIndex index) { return index.value % 5 < 3; };
    forward(8, some);
    EXPECT_EQ(chain.finalized().epoch, Epoch{0});
    EXPECT_TRUE(is_leaking(*chain.head_state()));
    forward(12, all);
    EXPECT_GE(chain.finalized().epoch, Epoch{10});
}

TEST_F(ChainTest, misses_the_slots_of_proposers_that_are_away) {
    const ValidatorIndex away = chain.proposers(Epoch{0})->at(2);
    Drive most = all;
    most.performs = [away](ValidatorIndex index) { return index != away; };
    forward(0, most);
    EXPECT_EQ(chain.at(Slot{2}), nullptr);
    EXPECT_EQ((*chain.state_at(Slot{2}))->slot, Slot{2});
}

TEST_F(ChainTest, reorgs_on_demand_and_comes_to_the_same_states_again) {
    forward(2, all);
    const Bytes32 before = chain.head().root;
    const auto change = chain.abandon(2);
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->is_reorg || change->common == chain.head().slot);
    EXPECT_EQ(chain.head().slot, Slot{9});
    ASSERT_TRUE(drive_slot(chain, Slot{12}, all, true));
    EXPECT_EQ(chain.head().slot, Slot{12});
    EXPECT_TRUE(chain.pool().attester_slashings().empty());
    EXPECT_EQ(chain.at(Slot{11}), nullptr);
    ASSERT_NE(chain.find(before), nullptr);
    EXPECT_EQ(root_of(**chain.state_of(before)), chain.find(before)->state_root);
    EXPECT_FALSE(chain.abandon(500));
}

TEST_F(ChainTest, keeps_the_states_of_all_its_blocks_within_reach) {
    forward(5, all);
    for (const Node& node : chain.all())
        EXPECT_EQ(root_of(**chain.state_of(node.root)), node.state_root) << node.slot.value;
    EXPECT_FALSE(chain.state_of(Bytes32{}));
    EXPECT_FALSE(chain.state_at(Slot{0}));  // pruned: epoch 3 is final
    EXPECT_EQ((*chain.state_by_root(chain.head().state_root))->slot, chain.head().slot);
}

TEST_F(ChainTest, is_monotone_in_finality_and_consistent_whoever_performs) {
    std::uint64_t random = 7;
    Drive some = all;
    some.performs = [&random](ValidatorIndex index) {
        return (index.value * 2654435761U + random * 40503U) % 97 < 72;
    };
    Epoch finalized{0};
    for (std::uint64_t epoch = 0; epoch < 16; ++epoch) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        forward(epoch, some);
        EXPECT_GE(chain.finalized().epoch, finalized);
        EXPECT_GE(chain.justified().epoch, chain.finalized().epoch);
        finalized = chain.finalized().epoch;
        const StateView state = chain.head_state();
        EXPECT_EQ(state->validators.size(), state->balances.size());
        EXPECT_EQ(state->validators.size(), state->inactivity_scores.size());
        EXPECT_EQ(root_of(*state), chain.head().state_root);
    }
}

/// What one validator signs of its own.
eth::SingleAttestation vote(Chain& chain, const Signers& signers, Slot slot, std::size_t seat,
                            const Bytes32& other_head = {}) {
    eth::AttestationData data = *chain.attestation_data(slot);
    if (other_head != Bytes32{}) data.beacon_block_root = other_head;
    const Committees& committees = **chain.committees(data.target.epoch);
    const ValidatorIndex index = committees.at(slot, eth::CommitteeIndex{0})[seat];
    const StateView state = chain.head_state();
    const std::array key{state->validators[index.value].pubkey};
    const auto signature = signers.sign(key, attestation_root(*state, data));
    return {.committee_index = {},
            .attester_index = index,
            .data = data,
            .signature = signature->bytes()};
}

TEST_F(ChainTest, collects_single_votes_and_packs_them_into_the_next_block) {
    forward(1, all);
    const Slot slot = chain.head().slot;
    for (std::size_t seat = 0; seat < 3; ++seat)
        ASSERT_TRUE(chain.submit(vote(chain, signers, slot, seat)));
    auto forged = vote(chain, signers, slot, 0);
    forged.attester_index = vote(chain, signers, slot, 4).attester_index;
    EXPECT_EQ(chain.submit(forged).error().reason, Reason::signature_mismatch);

    BlockParts parts;
    const StateView state = *chain.state_at(next());
    parts.payload = plain_payload(*chain.payload_attributes(next()),
                                  state->latest_execution_payload_header, {});
    const auto block = chain.produce(next(), parts);
    ASSERT_TRUE(block) << block.error().what;
    ASSERT_EQ(block->body.attestations.size(), 1U);
    const auto voters =
        attesters_of(block->body.attestations[0], **chain.committees(state->previous_epoch()));
    EXPECT_EQ(voters->size(), 3U);
}

TEST_F(ChainTest, slashes_whom_it_sees_voting_twice) {
    forward(1, all);
    const Slot slot = chain.head().slot;
    const auto first = vote(chain, signers, slot, 1);
    ASSERT_TRUE(chain.submit(first));
    ASSERT_TRUE(chain.submit(vote(chain, signers, slot, 1, chain.at(slot - Slot{1})->root)));
    ASSERT_EQ(chain.pool().attester_slashings().size(), 1U);
    ASSERT_TRUE(drive_slot(chain, next(), all, true));
    EXPECT_TRUE(chain.head_state()->validators[first.attester_index.value].slashed);
    EXPECT_EQ(chain.head().block->message.body.attester_slashings.size(), 1U);
}

TEST_F(ChainTest, knows_who_was_live_and_what_it_earned) {
    Drive most = all;
    most.performs = [](ValidatorIndex index) { return index.value != 5; };
    forward(3, most);
    const auto live = chain.liveness(Epoch{2});
    ASSERT_TRUE(live);
    const auto rewards = chain.attestation_rewards(Epoch{2});
    ASSERT_TRUE(rewards);
    for (std::size_t i = 0; i < kValidators; ++i) {
        EXPECT_EQ((*live)[i], i != 5) << i;
        EXPECT_EQ((*rewards)[i].target_reward > Gwei{0}, i != 5) << i;
    }
    EXPECT_FALSE(chain.liveness(Epoch{9}));
}

TEST_F(ChainTest, refuses_blocks_that_are_known_or_without_parent) {
    forward(0, all);
    eth::SignedBeaconBlock block = *chain.head().block;
    EXPECT_FALSE(chain.add(block));
    block.message.parent_root.bytes[0] ^= std::byte{1};
    EXPECT_FALSE(chain.add(block));
    block = *chain.head().block;
    block.message.slot = Slot{~0ULL};
    EXPECT_FALSE(chain.add(block));
}

}  // namespace
}  // namespace stafi::beacon
