#include "devnet/validators/validators.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "beacon/state/genesis.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"

namespace stafi::devnet {
namespace {

using beacon::Signatures;

const Address kOwner = parse_fixed<Address>("81592c3de184a3e2c0dcb5a261bc107bfa91f494").value();
const Address kPool = parse_fixed<Address>("27d64dd9172e4b59a444817d30f7af8228f174cc").value();
constexpr std::size_t kBackground = 20;
constexpr std::size_t kShared = 2;  ///< on SSV
constexpr std::size_t kWhole = 2;   ///< in the client

/// A chain of 24 validators: indices 0-19 are background, 20 and 21 on SSV, 22 and 23 in a client.
struct ValidatorsTest : testing::Test {
    Entropy entropy = test::seeded(7);
    const ssv::OperatorSet set = test::operator_set(4);
    const std::vector<OperatorId> ids{set.committee().ids().begin(), set.committee().ids().end()};
    std::vector<BlsSecretKey> keys;
    std::vector<beacon::GenesisValidator> genesis;
    beacon::Chain chain = begin();
    Validators validators = staff();
    BlockNumber block{0};

    beacon::Chain begin() {
        beacon::Signers unused;
        genesis = beacon::add_background(unused, "test", kBackground, {});
        for (std::size_t i = 0; i < kShared + kWhole; ++i) {
            keys.push_back(test::random_key(entropy));
            genesis.push_back({.pubkey = keys.back().public_key().bytes(),
                               .withdrawal_credentials = genesis[0].withdrawal_credentials,
                               .balance = Gwei{32'000'000'000}});
        }
        auto state = beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                            .time = UnixSeconds{1'700'000'000},
                                            .execution_block_hash = {},
                                            .validators = genesis});
        EXPECT_TRUE(state) << state.error().what;
        return beacon::Chain{*std::move(state)};
    }
    Validators staff() {
        beacon::Signers background;
        (void)beacon::add_background(background, "test", kBackground, {});
        OperatorNodes nodes{test::seeded(8)};
        for (std::size_t i = 0; i < 4; ++i)
            nodes.start(ids[i], test::private_key(i));
        Validators made{std::move(background), kPool, std::move(nodes)};
        for (std::size_t i = 0; i < kWhole; ++i)
            made.client().add(keys[kShared + i].copy(), "");
        return made;
    }

    void mine(std::vector<ssv::Event> events = {}) {
        block += BlockNumber{1};
        validators.observe(block, std::move(events));
    }
    /// Registers both keys, the second with a nonce of `second`, and lets the nodes take it up.
    void register_shared(std::uint64_t second = 1) {
        std::vector<ssv::Event> events;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto& seat = test::operators()[i].seat;
            events.emplace_back(
                ssv::event::OperatorAdded{.operator_id = seat.id(),
                                          .owner = {},
                                          .public_key = ssv::encode_operator_key(seat.key_text()),
                                          .fee = {}});
        }
        for (std::size_t i = 0; i < kShared; ++i) {
            const OwnerNonce nonce{i == 0 ? 0 : second};
            const auto split = ssv::split_key(keys[i], set, kOwner, nonce, entropy).value();
            events.emplace_back(
                ssv::event::ValidatorAdded{.owner = kOwner,
                                           .operator_ids = ids,
                                           .public_key = keys[i].public_key().bytes(),
                                           .shares = split.keyshares().shares_data,
                                           .cluster = {}});
        }
        mine(std::move(events));
        for (int i = 0; i < 8; ++i)
            mine();
    }
    void break_operators(std::size_t count, OperatorFault fault, std::uint64_t late = 1) {
        for (std::size_t i = 0; i < count; ++i)
            ASSERT_TRUE(validators.operators().set_fault(ids[i], fault, late));
    }

    Validators::MaybeParts parts(Slot slot) {
        const auto fee_recipient = validators.fee_recipient(chain, slot).value();
        if (!fee_recipient) return std::nullopt;
        beacon::BlockParts made;
        const auto state = chain.state_at(slot).value();
        made.payload =
            beacon::plain_payload(chain.payload_attributes(slot).value(),
                                  state->latest_execution_payload_header, *fee_recipient);
        return made;
    }
    /// One slot as a devnet has it; whatever is signed has to be valid.
    void live(Slot slot) {
        const auto made = validators.propose(chain, slot, parts(slot)).value();
        if (made) EXPECT_TRUE(chain.add(*made, Signatures::Mode::verified));
        const auto votes = validators.votes(chain, slot);
        ASSERT_TRUE(votes) << votes.error().what;
        for (const auto& vote : votes->aggregates)
            EXPECT_TRUE(chain.submit(vote));
        for (const auto& vote : votes->singles)
            EXPECT_TRUE(chain.submit(vote));
        const auto sync = validators.sync_votes(chain, slot);
        ASSERT_TRUE(sync) << sync.error().what;
        for (const auto& part : sync->contributions)
            EXPECT_TRUE(chain.submit(part));
        for (const auto& message : sync->messages)
            EXPECT_TRUE(chain.submit(message));
    }
    void live_through(std::uint64_t last) {
        while (next() <= Slot{last})
            live(next());
    }
    Slot next() {
        now = now + Slot{1};
        return now;
    }
    Slot now{0};
    /// Who voted in the epoch before the head's, by index.
    std::vector<bool> voters() {
        return chain.liveness(chain.head_state()->previous_epoch()).value();
    }
};

TEST_F(ValidatorsTest, all_do_their_duties_and_the_chain_finalizes) {
    register_shared();
    for (int slot = 0; slot < 21; ++slot)
        live(next());
    EXPECT_EQ(chain.head().slot, Slot{21});
    EXPECT_EQ(chain.finalized().epoch, Epoch{3});
    EXPECT_EQ(voters(), std::vector<bool>(24, true));
    const eth::SyncAggregate& sync = chain.head().block->message.body.sync_aggregate;
    for (std::size_t seat = 0; seat < eth::kSyncCommitteeSize; ++seat)
        EXPECT_TRUE(sync.sync_committee_bits[seat]) << seat;
}

TEST_F(ValidatorsTest, on_ssv_do_nothing_before_their_registration_is_eight_blocks_deep) {
    for (int slot = 0; slot < 9; ++slot)
        live(next());
    std::vector<bool> expected(24, true);
    expected[20] = expected[21] = false;
    EXPECT_EQ(voters(), expected);
}

TEST_F(ValidatorsTest, on_ssv_do_nothing_when_the_nonce_was_wrong) {
    register_shared(5);
    for (int slot = 0; slot < 9; ++slot)
        live(next());
    std::vector<bool> expected(24, true);
    expected[21] = false;
    EXPECT_EQ(voters(), expected);
}

TEST_F(ValidatorsTest, on_ssv_perform_exactly_while_a_threshold_does) {
    register_shared();
    break_operators(1, OperatorFault::offline);
    for (int slot = 0; slot < 9; ++slot)
        live(next());
    EXPECT_EQ(voters(), std::vector<bool>(24, true));
    break_operators(2, OperatorFault::offline);
    for (int slot = 0; slot < 12; ++slot)
        live(next());
    std::vector<bool> expected(24, true);
    expected[20] = expected[21] = false;
    EXPECT_EQ(voters(), expected);
}

TEST_F(ValidatorsTest, vote_late_when_too_many_operators_are_slow) {
    register_shared();
    break_operators(2, OperatorFault::slow, 2);
    std::size_t in_time = 0;
    std::size_t late = 0;
    for (int i = 0; i < 10; ++i) {
        const Slot slot = next();
        const auto made = validators.propose(chain, slot, parts(slot)).value();
        if (made) EXPECT_TRUE(chain.add(*made));
        const auto votes = validators.votes(chain, slot).value();
        for (const auto& vote : votes.singles) {
            if (vote.attester_index.value >= kBackground + kShared) continue;
            EXPECT_TRUE(chain.submit(vote));
            if (vote.data.slot == slot) ++in_time;
            if (vote.data.slot + Slot{2} == slot) ++late;
        }
    }
    EXPECT_EQ(in_time, 0U);
    EXPECT_GE(late, 3U);
}

// Anvil shows a payload in its chain as soon as it is asked for one: a transaction in a payload
// that nobody proposes would be in a block, and then in none.
TEST_F(ValidatorsTest, want_a_payload_only_where_somebody_proposes) {
    register_shared();
    break_operators(2, OperatorFault::offline);
    int unwanted = 0;
    for (int i = 0; i < 48; ++i) {
        const Slot slot = next();
        const auto wanted = parts(slot);
        const bool is_wanted = wanted.has_value();
        const auto block = i % 2 == 0 ? validators.propose(chain, slot, wanted).value()
                                      : validators.forward(chain, slot, wanted, false).value();
        EXPECT_EQ(is_wanted, block.has_value()) << slot.value;
        unwanted += is_wanted ? 0 : 1;
        if (!block) continue;
        ASSERT_TRUE(
            chain.add(*block, i % 2 == 0 ? Signatures::Mode::verified : Signatures::Mode::trusted));
    }
    EXPECT_GT(unwanted, 0);
}

TEST_F(ValidatorsTest, pay_to_whom_each_kind_of_validator_names) {
    register_shared();
    validators.client().set_fee_recipient(keys[2].public_key().bytes(), Address{});
    std::set<Address> paid;
    for (int i = 0; i < 48; ++i) {
        const Slot slot = next();
        const auto block = validators.forward(chain, slot, parts(slot), false).value();
        if (!block) FAIL() << "nobody proposed";
        const eth::SignedBeaconBlock& made = *block;
        const std::uint64_t proposer = made.message.proposer_index.value;
        const bool is_on_ssv = proposer == 20 || proposer == 21;
        const Address expected = proposer == 22 ? Address{} : is_on_ssv ? kOwner : kPool;
        EXPECT_EQ(made.message.body.execution_payload.fee_recipient, expected) << proposer;
        paid.insert(expected);
        ASSERT_TRUE(chain.add(made, Signatures::Mode::trusted));
    }
    EXPECT_EQ(paid.size(), 3U);
}

TEST_F(ValidatorsTest, never_contradict_themselves_after_reorgs) {
    register_shared();
    std::uint64_t random = 5;
    for (int round = 0; round < 12; ++round) {
        for (int slot = 0; slot < 3; ++slot)
            live(next());
        random = random * 6364136223846793005U + 1442695040888963407U;
        (void)chain.abandon((random >> 40) % 6);
        EXPECT_TRUE(chain.pool().attester_slashings().empty());
        EXPECT_TRUE(chain.pool().proposer_slashings().empty());
    }
    for (const eth::Validator& validator : chain.head_state()->validators)
        EXPECT_FALSE(validator.slashed);
}

TEST_F(ValidatorsTest, sign_an_exit_that_the_owner_asked_for_once) {
    register_shared();
    ASSERT_TRUE(validators.exits(chain)->empty());
    mine({ssv::event::ValidatorExited{
        .owner = kOwner, .operator_ids = ids, .public_key = keys[0].public_key().bytes()}});
    for (int i = 0; i < 8; ++i)
        mine();
    const auto exits = validators.exits(chain).value();
    ASSERT_EQ(exits.size(), 1U);
    EXPECT_EQ(exits[0].message.validator_index, ValidatorIndex{kBackground});
    const auto domain = eth::signing_domain(eth::DomainType::voluntary_exit, chain.rules().forks,
                                            Epoch{0}, chain.genesis_validators_root());
    const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(exits[0].message), domain);
    EXPECT_TRUE(
        verify(keys[0].public_key(), root.view(), BlsSignature::parse(exits[0].signature).value()));
    EXPECT_TRUE(validators.exits(chain)->empty());
}

TEST_F(ValidatorsTest, decide_in_fast_forward_as_ever) {
    register_shared();
    break_operators(1, OperatorFault::offline);
    const auto forward = [&](std::uint64_t count, bool is_signed) {
        for (std::uint64_t i = 0; i < count; ++i) {
            const Slot slot = next();
            const auto made = validators.forward(chain, slot, parts(slot), is_signed).value();
            ASSERT_TRUE(made);
            const auto mode = is_signed ? Signatures::Mode::verified : Signatures::Mode::trusted;
            ASSERT_TRUE(chain.add(*made, mode));
        }
    };
    forward(8, true);  // verified in full
    forward(8, false);
    EXPECT_EQ(voters(), std::vector<bool>(24, true));
    const UnixSeconds end = chain.genesis_time() + UnixSeconds{now.value};
    const DutyBook& book = validators.operators().book();
    EXPECT_EQ(book.performance(ids[0], end, DutyBook::kDay), 0.0);
    EXPECT_EQ(book.performance(ids[3], end, DutyBook::kDay), 100.0);
    const KeyRecord* const record = validators.client().record().find(keys[2].public_key().bytes());
    ASSERT_NE(record, nullptr);  // so that it contradicts nothing of this elsewhere
    EXPECT_GE(record->vote.value_or(SignedVote{}).target, Epoch{3});
    for (int slot = 0; slot < 9; ++slot)
        live(next());  // and on, slot by slot
    EXPECT_EQ(voters(), std::vector<bool>(24, true));
    EXPECT_TRUE(chain.pool().attester_slashings().empty());
    break_operators(2, OperatorFault::slow);
    break_operators(1, OperatorFault::offline);
    const Slot first = now;
    while (now < first + Slot{12}) {
        const Slot slot = next();
        const auto made = validators.forward(chain, slot, parts(slot), false).value();
        if (made) ASSERT_TRUE(chain.add(*made, Signatures::Mode::trusted));
    }
    std::vector<bool> expected(24, true);
    expected[20] = expected[21] = false;
    EXPECT_EQ(voters(), expected);
}

TEST_F(ValidatorsTest, heed_what_keys_signed_elsewhere_in_fast_forward_too) {
    register_shared();
    const SignedVote ahead{.source = Epoch{999}, .target = Epoch{1000}, .signing_root = {}};
    validators.client().record().merge(keys[2].public_key().bytes(),
                                       {.block = std::nullopt, .vote = ahead});
    for (int i = 0; i < 12; ++i) {
        const Slot slot = next();
        const auto made = validators.forward(chain, slot, parts(slot), false).value();
        if (made) ASSERT_TRUE(chain.add(*made, Signatures::Mode::trusted));
    }
    std::vector<bool> expected(24, true);
    expected[22] = false;
    EXPECT_EQ(voters(), expected);
}

}  // namespace
}  // namespace stafi::devnet
