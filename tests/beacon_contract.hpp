#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>

#include "beacon/chain/forward.hpp"
#include "crypto/hash.hpp"
#include "eth/domains.hpp"
#include "loopback.hpp"
#include "ports/beacon.hpp"

// What every Beacon promises, tried on a small chain that the test drives. Expected values are what
// the chain's own state says, which the port must not change on its way.

namespace stafi::test {

using namespace literals;

/// The chain, and the port that is tried. Of 24 validators, one can still change its credentials,
/// and one may have more than 32 ETH.
class BeaconWorld {
  public:
    static constexpr ValidatorIndex kWithBlsCredentials{22};
    static constexpr ValidatorIndex kCompounding{23};
    static constexpr Address kOwner{};

    virtual ~BeaconWorld() = default;
    virtual Beacon& beacon() = 0;
    /// Turns the loop until the task is done.
    virtual void run(Task<> task) = 0;

    beacon::Chain& chain() { return chain_; }
    [[nodiscard]] PubkeyBytes key(std::uint64_t index) const { return validators_[index].pubkey; }
    [[nodiscard]] SignatureBytes sign(std::uint64_t index, const Bytes32& root) const {
        return signers_.sign(std::array{key(index)}, root).value().bytes();
    }

    /// A block in which everybody performs.
    void next_slot(eth::ExecutionRequests requests = {}) {
        const Slot slot = chain_.head().slot + Slot{1} + std::exchange(skipped_, Slot{0});
        const beacon::StateView state = chain_.state_at(slot).value();
        beacon::BlockParts parts;
        parts.payload = beacon::plain_payload(beacon::attributes_of(*state, chain_.head().root),
                                              state->latest_execution_payload_header, {});
        parts.requests = std::move(requests);
        const bool is_signed = slot < Slot{4};
        const auto block =
            beacon::drive_block(chain_, slot, all_, std::move(parts), is_signed).value().value();
        const auto change = chain_.add(block, is_signed ? beacon::Signatures::Mode::verified
                                                        : beacon::Signatures::Mode::trusted);
        tell(ssz::hash_tree_root(block.message), change.value());
    }
    /// What is proposed next makes a reorg.
    void abandon_head() {
        const beacon::HeadChange change = chain_.abandon(1).value();
        skipped_ = Slot{1};
        tell(change.after, change);
    }
    /// To the first slot of an epoch.
    void forward(std::uint64_t epoch) {
        while (chain_.head().slot.value < epoch * chain_.rules().slots_per_epoch.value)
            next_slot();
    }

  protected:
    virtual void tell(const Bytes32& /*block*/, const beacon::HeadChange& /*change*/) {}

  private:
    static std::vector<beacon::GenesisValidator> validators(beacon::Signers& signers) {
        auto all = beacon::add_background(signers, "test", 24, kOwner);
        Bytes32& of_key = all[kWithBlsCredentials.value].withdrawal_credentials;
        of_key = sha256(all[kWithBlsCredentials.value].pubkey.view());
        of_key.bytes[0] = std::byte{0};
        all[kCompounding.value].withdrawal_credentials.bytes[0] = std::byte{2};
        all[kCompounding.value].balance = 40_eth;
        return all;
    }

    beacon::Signers signers_;
    std::vector<beacon::GenesisValidator> validators_ = validators(signers_);
    beacon::Chain chain_{beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                                .time = UnixSeconds{1'700'000'000},
                                                .execution_block_hash = {},
                                                .validators = validators_})
                             .value()};
    beacon::Drive all_{.signers = signers_,
                       .performs = [](ValidatorIndex) { return true; },
                       .fee_recipient = {},
                       .graffiti = {}};
    Slot skipped_;  ///< whose blocks were abandoned
};

using MakeBeaconWorld = std::unique_ptr<BeaconWorld> (*)();

struct BeaconContract : testing::TestWithParam<MakeBeaconWorld> {
    std::unique_ptr<BeaconWorld> world = GetParam()();

    Beacon& port() { return world->beacon(); }
    beacon::Chain& chain() { return world->chain(); }

    void run(std::function<Task<>()> test) {
        world->run([](std::function<Task<>()> body) -> Task<> { co_await body(); }(test));
    }
    template <class T>
    static T value(Result<T> result) {
        if (!result) throw std::runtime_error{result.error().what};
        return *std::move(result);
    }
    Task<Bytes32> head_state() { co_return value(co_await port().head()).state_root; }
    /// As the head has it.
    Task<eth::KnownValidator> validator(ValidatorIndex index) {
        std::vector<PubkeyBytes> keys{world->key(index.value)};
        const auto found = value(co_await port().validators(co_await head_state(), keys));
        co_return found.at(0);
    }
    eth::KnownValidator expected(std::size_t index) {
        const beacon::StateView state = chain().head_state();
        return {.index = ValidatorIndex{index},
                .balance = state->balances[index],
                .validator = state->validators[index]};
    }
    eth::BeaconHeader expected_head() {
        const beacon::Node& head = chain().head();
        const eth::ExecutionPayload& payload = head.block->message.body.execution_payload;
        return {.slot = head.slot,
                .root = head.root,
                .parent = head.parent,
                .state_root = head.state_root,
                .execution = {.number = payload.block_number, .hash = payload.block_hash}};
    }
    eth::SignedVoluntaryExit exit_of(ValidatorIndex index) {
        eth::SignedVoluntaryExit exit;
        exit.message = {.epoch = chain().head_state()->epoch(), .validator_index = index};
        const eth::Domain domain =
            eth::signing_domain(eth::DomainType::voluntary_exit, chain().rules().forks,
                                exit.message.epoch, chain().genesis_validators_root());
        exit.signature = world->sign(
            index.value, eth::compute_signing_root(ssz::hash_tree_root(exit.message), domain));
        return exit;
    }
    eth::SignedBLSToExecutionChange change_of(ValidatorIndex index, Address to) {
        eth::SignedBLSToExecutionChange change;
        change.message = {.validator_index = index,
                          .from_bls_pubkey = world->key(index.value),
                          .to_execution_address = to};
        const eth::Domain domain =
            eth::signing_domain(eth::DomainType::bls_to_execution_change, chain().rules().forks,
                                Epoch{0}, chain().genesis_validators_root());
        change.signature = world->sign(
            index.value, eth::compute_signing_root(ssz::hash_tree_root(change.message), domain));
        return change;
    }
    template <class T>
    static T filled(std::uint8_t byte) {
        T bytes;
        bytes.bytes.fill(std::byte{byte});
        return bytes;
    }
};

TEST_P(BeaconContract, tells_what_the_chain_began_with) {
    run([this]() -> Task<> {
        const eth::BeaconGenesis genesis = value(co_await port().genesis());
        EXPECT_EQ(genesis.genesis_time, UnixSeconds{1'700'000'000});
        EXPECT_EQ(genesis.genesis_validators_root, chain().genesis_validators_root());
        EXPECT_EQ(genesis.genesis_fork_version, eth::devnet().genesis_fork_version());
    });
}

TEST_P(BeaconContract, finds_blocks_and_what_of_the_execution_chain_is_in_them) {
    run([this]() -> Task<> {
        world->next_slot();
        const eth::BeaconHeader first = value(co_await port().head());
        EXPECT_EQ(first, expected_head());
        world->next_slot();
        const eth::BeaconHeader second = value(co_await port().head());
        EXPECT_EQ(second, expected_head());
        EXPECT_EQ(second.parent, first.root);
        EXPECT_EQ(value(co_await port().header_of(first.root)), first);
        const auto unknown = co_await port().header_of(filled<Bytes32>(0x99));
        EXPECT_EQ(unknown.error().code, Errc::not_found);
    });
}

TEST_P(BeaconContract, keeps_blocks_that_a_reorg_has_dropped) {
    run([this]() -> Task<> {
        world->forward(1);
        const eth::BeaconHeader dropped = value(co_await port().head());
        world->abandon_head();
        world->next_slot();
        const eth::BeaconHeader head = value(co_await port().head());
        EXPECT_EQ(head, expected_head());
        EXPECT_EQ(head.parent, dropped.parent);
        EXPECT_EQ(value(co_await port().header_of(dropped.root)), dropped);
    });
}

TEST_P(BeaconContract, tells_finality_as_a_state_has_it) {
    run([this]() -> Task<> {
        world->next_slot();
        const Bytes32 early = co_await head_state();
        EXPECT_EQ(value(co_await port().finality(early)).finalized, eth::Checkpoint{});
        world->forward(5);
        const auto told = value(co_await port().finality(co_await head_state()));
        EXPECT_EQ(told.finalized, chain().head().finalized);
        EXPECT_EQ(told.current_justified, chain().head().justified);
        EXPECT_GT(told.finalized.epoch, Epoch{0});
        const auto unknown = co_await port().finality(filled<Bytes32>(0x99));
        EXPECT_EQ(unknown.error().code, Errc::not_found);
    });
}

TEST_P(BeaconContract, finds_validators_by_their_keys) {
    run([this]() -> Task<> {
        world->forward(2);
        const std::vector<PubkeyBytes> keys{world->key(9), filled<PubkeyBytes>(0x99), world->key(2),
                                            world->key(9)};
        const Bytes32 state = co_await head_state();
        const auto found = value(co_await port().validators(state, keys));
        EXPECT_EQ(found, (std::vector{expected(2), expected(9)}));
        EXPECT_EQ(value(co_await port().validators(state, {})).size(), 0U);
        const auto unknown = co_await port().validators(filled<Bytes32>(0x99), keys);
        EXPECT_EQ(unknown.error().code, Errc::not_found);
    });
}

TEST_P(BeaconContract, gives_all_validators_of_a_state_in_order) {
    run([this]() -> Task<> {
        world->forward(2);
        const Bytes32 state = co_await head_state();
        std::vector<eth::KnownValidator> all;
        Beacon::TakeValidator take = [&](const eth::KnownValidator& one) { all.push_back(one); };
        EXPECT_TRUE(co_await port().all_validators(state, take));
        EXPECT_EQ(all.size(), 24U);
        for (std::size_t i = 0; i < all.size(); ++i)
            EXPECT_EQ(all[i], expected(i)) << i;
        // An earlier state is what it was.
        const std::size_t earning = BeaconWorld::kWithBlsCredentials.value;
        const Gwei before = all.at(earning).balance;
        world->forward(4);
        all.clear();
        EXPECT_TRUE(co_await port().all_validators(state, take));
        EXPECT_EQ(all.at(earning).balance, before);
        EXPECT_GT(expected(earning).balance, before);
        const auto unknown = co_await port().all_validators(filled<Bytes32>(0x99), take);
        EXPECT_EQ(unknown.error().code, Errc::not_found);
    });
}

TEST_P(BeaconContract, tells_deposits_that_wait) {
    run([this]() -> Task<> {
        world->next_slot();
        eth::DepositRequest request{.pubkey = filled<PubkeyBytes>(7),
                                    .withdrawal_credentials = filled<Bytes32>(1),
                                    .amount = 1_eth,
                                    .signature = filled<SignatureBytes>(9),
                                    .index = 0};
        eth::ExecutionRequests requests;
        requests.deposits.push_back(request);
        request.pubkey = filled<PubkeyBytes>(8);
        requests.deposits.push_back(request);
        world->next_slot(requests);
        const std::vector<PubkeyBytes> keys{filled<PubkeyBytes>(8), world->key(1)};
        const auto waiting = value(co_await port().pending_deposits(co_await head_state(), keys));
        const eth::PendingDeposit one{.pubkey = request.pubkey,
                                      .withdrawal_credentials = request.withdrawal_credentials,
                                      .amount = 1_eth,
                                      .signature = request.signature,
                                      .slot = chain().head().slot};
        EXPECT_EQ(waiting, std::vector{one});
    });
}

TEST_P(BeaconContract, tells_withdrawals_that_wait) {
    run([this]() -> Task<> {
        world->forward(5);
        eth::ExecutionRequests requests;
        requests.withdrawals.push_back(
            {.source_address = BeaconWorld::kOwner,
             .validator_pubkey = world->key(BeaconWorld::kCompounding.value),
             .amount = 1_eth});
        world->next_slot(requests);
        const Bytes32 state = co_await head_state();
        const std::vector<ValidatorIndex> who{BeaconWorld::kCompounding};
        const auto waiting = value(co_await port().pending_withdrawals(state, who));
        EXPECT_EQ(waiting.size(), 1U);
        if (!waiting.empty()) EXPECT_EQ(waiting[0].amount, 1_eth);
        const std::vector<ValidatorIndex> other{ValidatorIndex{3}};
        EXPECT_TRUE(value(co_await port().pending_withdrawals(state, other)).empty());
    });
}

TEST_P(BeaconContract, takes_an_exit_any_number_of_times_while_it_waits) {
    run([this]() -> Task<> {
        world->forward(5);
        constexpr ValidatorIndex leaving{3};
        const eth::SignedVoluntaryExit exit = exit_of(leaving);
        EXPECT_TRUE(co_await port().submit_exit(exit));
        EXPECT_TRUE(co_await port().submit_exit(exit));
        EXPECT_EQ(value(co_await port().waiting_exits()), std::vector{exit});
        EXPECT_EQ((co_await validator(leaving)).validator.exit_epoch, eth::kFarFutureEpoch);
        world->next_slot();
        EXPECT_NE((co_await validator(leaving)).validator.exit_epoch, eth::kFarFutureEpoch);
        eth::SignedVoluntaryExit forged = exit_of(ValidatorIndex{4});
        forged.message.validator_index = ValidatorIndex{5};
        const auto refused = co_await port().submit_exit(forged);
        EXPECT_EQ(refused.error().reason, Reason::rpc_refused) << refused.error().what;
    });
}

TEST_P(BeaconContract, takes_a_change_of_credentials_any_number_of_times_while_it_waits) {
    run([this]() -> Task<> {
        world->next_slot();
        constexpr ValidatorIndex who = BeaconWorld::kWithBlsCredentials;
        const auto to = filled<Address>(0x77);
        EXPECT_TRUE(co_await port().submit_credentials_change(change_of(who, to)));
        EXPECT_TRUE(co_await port().submit_credentials_change(change_of(who, to)));
        world->next_slot();
        const Bytes32 credentials = (co_await validator(who)).validator.withdrawal_credentials;
        EXPECT_EQ(credentials.bytes[0], std::byte{1});
        EXPECT_TRUE(std::ranges::equal(credentials.view().last<20>(), to.view()));
        const auto refused =
            co_await port().submit_credentials_change(change_of(ValidatorIndex{3}, to));
        EXPECT_EQ(refused.error().reason, Reason::rpc_refused) << refused.error().what;
    });
}

TEST_P(BeaconContract, waits_for_another_head) {
    run([this]() -> Task<> {
        world->next_slot();
        const Bytes32 before = value(co_await port().head()).root;
        EXPECT_TRUE(co_await port().wait_for_head(filled<Bytes32>(1))) << "at once";
        for (int i = 0; i < 3; ++i) {
            const Bytes32 known = value(co_await port().head()).root;
            const auto wait = [&]() -> Task<> {
                EXPECT_TRUE(co_await port().wait_for_head(known));
                EXPECT_NE(chain().head().root, known);
            };
            const auto step = [&]() -> Task<> {
                // By then the other is waiting.
                for (int j = 0; j < 5; ++j)
                    EXPECT_EQ(value(co_await port().head()).root, known);
                world->next_slot();
            };
            co_await both(wait(), step());
        }
        EXPECT_NE(value(co_await port().head()).root, before);
    });
}

}  // namespace stafi::test
