#include "beacon/block/transition.hpp"

#include <gtest/gtest.h>

#include "beacon/epoch/epoch.hpp"
#include "beacon_vectors.hpp"

namespace stafi::beacon {
namespace {

using boost::json::object;

/// The genesis that the executable specification was given, with its randomness filled in.
State genesis_of(const object& row) {
    State state = test::state_of(row.at("pre"));
    for (Bytes32& mix : state.randao_mixes.span())
        mix = *parse_fixed<Bytes32>(test::str(row.at("randao_mix")));
    return state;
}

TEST(Epochs, end_as_in_the_executable_specification) {
    test::expect_cases("beacon_epochs/whole_epochs.json",
                       [](State& state, const object&) { end_epoch(state); });
}

TEST(Transition, of_a_chain_of_signed_blocks_is_that_of_the_executable_specification) {
    const auto vectors = test::vector_file("beacon_blocks/chain.json");
    const object& row = vectors.at("cases").as_array().at(0).as_object();
    State state = genesis_of(row);
    Known known;
    ASSERT_EQ(to_hex(root_of(state).view()), test::str(row.at("root")));
    for (const auto& entry : row.at("blocks").as_array()) {
        const object& one = entry.as_object();
        const auto block = test::given<eth::SignedBeaconBlock>(one, "block");
        SCOPED_TRACE(block.message.slot.value);
        EXPECT_EQ(to_hex(ssz::hash_tree_root(block.message).view()),
                  test::str(one.at("block_root")));
        const Result<> done = apply_block(state, block, known);
        ASSERT_TRUE(done) << done.error().what;
        EXPECT_EQ(to_hex(root_of(state).view()), test::str(one.at("state_root")));
        EXPECT_EQ(state.current_justified_checkpoint.epoch.value,
                  one.at("justified").to_number<std::uint64_t>());
        EXPECT_EQ(state.finalized_checkpoint.epoch.value,
                  one.at("finalized").to_number<std::uint64_t>());
    }
}

/// The first block of the chain, applied after a change to it.
template <class Change>
Result<> first_block_with(const Change& change, Signatures::Mode mode) {
    const auto vectors = test::vector_file("beacon_blocks/chain.json");
    const object& row = vectors.at("cases").as_array().at(0).as_object();
    State state = genesis_of(row);
    Known known;
    auto block =
        test::given<eth::SignedBeaconBlock>(row.at("blocks").as_array().at(0).as_object(), "block");
    change(block);
    return apply_block(state, block, known, mode);
}

TEST(Transition, refuses_a_block_whose_signature_is_not_the_proposers) {
    const auto swap = [](eth::SignedBeaconBlock& block) {
        block.signature = block.message.body.randao_reveal;
    };
    const Result<> done = first_block_with(swap, Signatures::Mode::verified);
    EXPECT_EQ(done.error().reason, Reason::signature_mismatch);
    EXPECT_TRUE(first_block_with(swap, Signatures::Mode::trusted));
}

TEST(Transition, refuses_a_block_that_differs_in_anything) {
    using Block = eth::BeaconBlock;
    const auto changes = std::to_array<void (*)(Block&)>({
        [](Block& block) { block.slot = Slot{0}; },
        [](Block& block) { block.slot = Slot{2}; },
        [](Block& block) { block.proposer_index.value ^= 1; },
        [](Block& block) { block.parent_root.bytes[5] ^= std::byte{1}; },
        [](Block& block) { block.state_root.bytes[5] ^= std::byte{1}; },
        [](Block& block) { block.body.randao_reveal.bytes[5] ^= std::byte{1}; },
        [](Block& block) { block.body.graffiti.bytes[5] ^= std::byte{1}; },
        [](Block& block) { block.body.execution_payload.parent_hash = {}; },
        [](Block& block) { block.body.execution_payload.prev_randao = {}; },
        [](Block& block) { block.body.execution_payload.timestamp.value += 1; },
        [](Block& block) { block.body.execution_payload.withdrawals.resize(16); },
        [](Block& block) { block.body.deposits.emplace_back(); },
        [](Block& block) { block.body.blob_kzg_commitments.resize(22); },
        [](Block& block) { block.body.voluntary_exits.emplace_back(); },
        [](Block& block) { block.body.attestations.emplace_back(); },
        [](Block& block) { block.body.proposer_slashings.emplace_back(); },
        [](Block& block) { block.body.attester_slashings.emplace_back(); },
        [](Block& block) { block.body.bls_to_execution_changes.emplace_back(); },
        [](Block& block) { block.body.sync_aggregate.sync_committee_bits.set(7, false); },
    });
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto change = [&](eth::SignedBeaconBlock& block) { changes.at(i)(block.message); };
        EXPECT_FALSE(first_block_with(change, Signatures::Mode::trusted)) << i;
    }
    EXPECT_TRUE(first_block_with([](eth::SignedBeaconBlock&) {}, Signatures::Mode::verified));
}

TEST(Roots, of_one_state_after_the_other_are_the_full_ones) {
    const auto vectors = test::vector_file("beacon_blocks/chain.json");
    State state = genesis_of(vectors.at("cases").as_array().at(0).as_object());
    Roots roots;
    std::uint64_t random = 1;
    for (int step = 0; step < 60; ++step) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        const std::uint64_t who = (random >> 33) % state.validators.size();
        state.balances[who].value += random >> 60;
        state.validators[who].effective_balance.value ^= step % 3 == 0 ? 1 : 0;
        state.inactivity_scores[who % 8] += 1;
        state.randao_mixes[(random >> 20) % 65536].bytes[3] ^= std::byte{1};
        if (step % 7 == 0) {
            state.validators.push_back(state.validators[who]);
            state.balances.push_back(Gwei{random >> 40});
            state.current_epoch_participation.push_back(3);
        }
        if (step % 20 == 19) {  // as another fork has it
            state.validators.resize(state.validators.size() - 2);
            state.balances.resize(state.balances.size() - 2);
            state.current_epoch_participation.resize(3);
        }
        ASSERT_EQ(roots.of(state), root_of(state)) << step;
    }
}

}  // namespace
}  // namespace stafi::beacon
