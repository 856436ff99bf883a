#include <random>

#include <gtest/gtest.h>

#include "beacon/chain/forward.hpp"
#include "beacon/state/registry.hpp"
#include "beacon_audit.hpp"
#include "crypto/hash.hpp"
#include "eth/deposit/deposit.hpp"
#include "eth/ssz/ssz.hpp"

// A history of chance, in which everything happens that moves money; an auditor accounts for every
// gwei after every block and every epoch (tests/beacon_audit.hpp). Another history than that of
// every day: --gtest_random_seed=N, in which something may be missing.

namespace stafi::beacon {
namespace {

constexpr std::uint64_t kEpochs = 20;

class History {
  public:
    explicit History(std::uint64_t seed) : seed_{seed}, random_{seed}, chain_{begin()} {
        test::Books& books = books_[chain_.head().root];
        for (const Gwei balance : chain_.head_state()->balances)
            books.deposited += balance;
    }

    /// What the audit found wrong, and where; empty when nothing is.
    std::string play() {
        const Slot end{kEpochs * rules_.slots_per_epoch.value};
        for (Slot slot{1}; slot < end; slot += Slot{1}) {
            if (one_in(24) && chain_.abandon(1 + below(3))) ++events_["reorg"];
            if (one_in(3)) operate();
            if (const std::string problem = play_slot(slot); !problem.empty())
                return fmt::format("seed {}, slot {}: {}", seed_, slot.value, problem);
        }
        for (const auto& [event, times] : books().events)
            events_[event] += times;
        return {};
    }

    const test::Books& books() { return books_.at(chain_.head().root); }
    const std::map<std::string, unsigned>& events() const { return events_; }

  private:
    std::uint64_t below(std::uint64_t end) { return random_() % end; }
    bool one_in(std::uint64_t times) { return below(times) == 0; }
    Gwei amount(Gwei least, Gwei most) { return least + Gwei{below((most - least).value)}; }

    Chain begin() {
        rules_ = devnet_parameters();
        rules_.withdrawability_delay = Epoch{2};
        rules_.service_before_exit = Epoch{2};
        rules_.slashings_window = Epoch{8};
        rules_.inactivity_penalty_quotient = 1ULL << (10 + below(10));
        rules_.slashing_penalty_quotient = 1ULL << (2 + below(11));
        if (one_in(2)) {  // queues that are long for these few validators
            rules_.churn_min = 192_eth;
            rules_.activation_exit_churn_max = 96_eth;
        }
        auto validators =
            add_background(signers_, fmt::format("history {}", seed_), 24 + below(16), owner());
        for (GenesisValidator& one : validators) {
            one.balance += amount(0_gwei, 3_eth);
            if (one_in(8)) one.balance = amount(17_eth, 31_eth);  // waits for a top-up
            if (one_in(4)) one.withdrawal_credentials.bytes.front() = std::byte{2};
            if (one_in(4)) one.balance += amount(0_gwei, 40_eth);
            if (one_in(6)) one.withdrawal_credentials = sleeping_credentials();
        }
        auto state = genesis_state({.rules = rules_,
                                    .time = UnixSeconds{1'700'000'000},
                                    .execution_block_hash = {},
                                    .validators = validators});
        CHECK(state);
        return Chain{*std::move(state)};
    }

    static Address owner() {
        Address address;
        address.bytes.fill(std::byte{7});
        return address;
    }
    static BlsSecretKey key(std::uint64_t number) {
        Bytes32 bytes;
        for (std::size_t i = 0; i < 8; ++i)
            bytes.bytes.at(31 - i) = static_cast<std::byte>(number >> 8 * i);
        return BlsSecretKey::parse(bytes.view())->copy();
    }
    /// 0x00: one key for all, which may name an execution address once.
    static BlsSecretKey sleeping_key() { return key(1); }
    static Bytes32 sleeping_credentials() {
        Bytes32 made = sha256(sleeping_key().public_key().bytes().view());
        made.bytes.front() = std::byte{0};
        return made;
    }

    // What blocks bring from the execution layer.

    eth::DepositRequest deposit(const StateView& state) {
        eth::DepositRequest request;
        request.index = next_deposit_++;
        request.amount = amount(1_eth, one_in(6) ? 300_eth : 40_eth);
        const bool is_top_up = one_in(2);
        const bool is_waiting = is_top_up && !state->pending_deposits.empty() && one_in(3);
        BlsSecretKey signer = key(1000 + next_deposit_);
        request.pubkey = signer.public_key().bytes();
        if (is_waiting) request.pubkey = state->pending_deposits.front().pubkey;
        if (is_top_up && !is_waiting)
            request.pubkey = state->validators[below(state->validators.size())].pubkey;
        request.withdrawal_credentials =
            one_in(5)
                ? sleeping_credentials()
                : eth::to_bytes({.kind = one_in(2) ? eth::WithdrawalCredentials::Kind::execution
                                                   : eth::WithdrawalCredentials::Kind::compounding,
                                 .address = owner()});
        const eth::DepositMessage message{.pubkey = request.pubkey,
                                          .withdrawal_credentials = request.withdrawal_credentials,
                                          .amount = request.amount};
        const eth::ForkVersion& version = rules_.forks[eth::ForkName::phase0].version;
        request.signature = signer.sign(eth::deposit_signing_root(message, version).view()).bytes();
        if (is_top_up) return request;  // signed with another key, which nobody looks at
        if (one_in(5))
            request.signature.bytes.back() ^= std::byte{1};
        else
            proven_.insert(request.signature);
        signers_.add(signer.copy());
        return request;
    }

    const PubkeyBytes& any_key(const State& state) {
        return state.validators[below(state.validators.size())].pubkey;
    }

    eth::ExecutionRequests requests(const StateView& state) {
        eth::ExecutionRequests made;
        for (std::uint64_t i = one_in(3) ? below(3) : 0; i > 0; --i)
            made.deposits.push_back(deposit(state));
        const Address from = one_in(6) ? Address{} : owner();
        for (std::uint64_t i = one_in(4) ? below(4) : 0; i > 0; --i)
            made.withdrawals.push_back(
                {.source_address = from,
                 .validator_pubkey = any_key(*state),
                 .amount = one_in(5) && may_leave(*state) ? 0_gwei : amount(1_gwei, 20_eth)});
        if (one_in(3) && may_leave(*state)) {
            const PubkeyBytes& source = any_key(*state);
            made.consolidations.push_back({.source_address = from,
                                           .source_pubkey = source,
                                           .target_pubkey = one_in(2) ? source : any_key(*state)});
        }
        return made;
    }

    /// A chain that everybody leaves has no history.
    static bool may_leave(const State& state) {
        return std::ranges::count_if(state.validators, is_staying) > 12;
    }

    // What validators sign.

    void operate() {
        const StateView state = chain_.head_state();
        const ValidatorIndex index{below(state->validators.size())};
        const std::array keys{state->validators[index.value].pubkey};
        if (one_in(3)) change_credentials(*state, index);
        if (!may_leave(*state)) return;
        if (one_in(6)) exit(*state, index, keys);
        if (one_in(16)) propose_twice(*state, index, keys);
        if (one_in(16)) vote_twice(*state, index);
    }

    void change_credentials(const State& state, ValidatorIndex index) {
        eth::SignedBLSToExecutionChange change{
            .message = {.validator_index = index,
                        .from_bls_pubkey = sleeping_key().public_key().bytes(),
                        .to_execution_address = owner()},
            .signature = {}};
        const eth::Domain domain =
            eth::signing_domain(eth::DomainType::bls_to_execution_change, rules_.forks,
                                state.epoch(), state.genesis_validators_root);
        const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(change.message), domain);
        change.signature = sleeping_key().sign(root.view()).bytes();
        if (chain_.submit(change)) ++events_["change of credentials"];
    }

    void exit(const State& state, ValidatorIndex index, std::span<const PubkeyBytes> keys) {
        eth::SignedVoluntaryExit exit{.message = {.epoch = state.epoch(), .validator_index = index},
                                      .signature = {}};
        const eth::Domain domain =
            eth::signing_domain(eth::DomainType::voluntary_exit, rules_.forks, state.epoch(),
                                state.genesis_validators_root);
        const Bytes32 root = eth::compute_signing_root(ssz::hash_tree_root(exit.message), domain);
        exit.signature = signers_.sign(keys, root)->bytes();
        if (chain_.submit(exit)) ++events_["voluntary exit"];
    }

    void propose_twice(const State& state, ValidatorIndex index,
                       std::span<const PubkeyBytes> keys) {
        const auto header = [&](std::byte body) {
            eth::SignedBeaconBlockHeader made;
            made.message.slot = state.slot;
            made.message.proposer_index = index;
            made.message.body_root.bytes.fill(body);
            const Bytes32 root = eth::compute_signing_root(
                ssz::hash_tree_root(made.message),
                domain_of(state, eth::DomainType::beacon_proposer, state.epoch()));
            made.signature = signers_.sign(keys, root)->bytes();
            return made;
        };
        if (chain_.submit(eth::ProposerSlashing{.signed_header_1 = header(std::byte{1}),
                                                .signed_header_2 = header(std::byte{2})}))
            ++events_["double proposal"];
    }

    /// Two neighbours in the registry cast one vote around another.
    void vote_twice(const State& state, ValidatorIndex index) {
        const auto vote = [&](Epoch source, Epoch target) {
            eth::IndexedAttestation made;
            std::vector<PubkeyBytes> keys;
            for (std::uint64_t i = index.value; i < state.validators.size() && i < index.value + 2;
                 ++i) {
                made.attesting_indices.push_back(ValidatorIndex{i});
                keys.push_back(state.validators[i].pubkey);
            }
            made.data.source.epoch = source;
            made.data.target.epoch = target;
            made.signature = signers_.sign(keys, attestation_root(state, made.data))->bytes();
            return made;
        };
        const Epoch now = state.epoch();
        if (chain_.submit(eth::AttesterSlashing{.attestation_1 = vote(Epoch{0}, now + Epoch{2}),
                                                .attestation_2 = vote(Epoch{1}, now + Epoch{1})}))
            ++events_["surround vote"];
    }

    // Slots.

    /// Moods last eight epochs; in a bad one too few vote for finality.
    bool performs(ValidatorIndex index, Epoch epoch) const {
        constexpr std::array<std::uint64_t, 4> percents{100, 55, 93, 80};
        const std::uint64_t percent = percents.at((epoch.value / 8 + seed_) % percents.size());
        std::uint64_t mixed = seed_ * 1'000'003 + epoch.value * 8191 + index.value * 131;
        mixed = (mixed ^ mixed >> 7) * 0x9e3779b97f4a7c15ULL;
        return (mixed >> 33) % 100 < percent;
    }

    std::string play_slot(Slot slot) {
        const Epoch epoch = epoch_of(slot, rules_.slots_per_epoch);
        const bool is_signed = one_in(8);
        const Drive drive{.signers = signers_,
                          .performs = [&](ValidatorIndex index) { return performs(index, epoch); },
                          .fee_recipient = {},
                          .graffiti = {}};
        const auto state = chain_.state_at(slot);
        if (!state) return state.error().what;
        const Bytes32 parent = chain_.head().root;
        BlockParts parts;
        parts.requests = requests(*state);
        parts.payload = plain_payload(attributes_of(**state, parent),
                                      (*state)->latest_execution_payload_header, {});
        const auto block = drive_block(chain_, slot, drive, std::move(parts), is_signed);
        if (!block) return block.error().what;
        const std::optional<eth::SignedBeaconBlock>& made = *block;
        if (!made) {
            ++events_["missed slot"];
            return {};
        }
        const StateView before = *chain_.state_of(parent);
        const auto added =
            chain_.add(*made, is_signed ? Signatures::Mode::verified : Signatures::Mode::trusted);
        if (!added) return added.error().what;
        return audit(*before, parent, made->message);
    }

    /// From a block to its child, through all that happened between.
    std::string audit(const State& parent, const Bytes32& parent_root,
                      const eth::BeaconBlock& block) {
        test::Books books = books_.at(parent_root);
        State state = parent;
        while (state.slot < block.slot) {
            const State before = state;
            advance(state, state.slot + Slot{1}, chain_.known());
            if (state.epoch() == before.epoch()) continue;
            const std::string problem = test::Audit{before, state, books}.epoch(proven_);
            if (!problem.empty())
                return fmt::format("end of epoch {}: {}", before.epoch().value, problem);
        }
        const Bytes32 root = ssz::hash_tree_root(block);
        const StateView after = *chain_.state_of(root);
        const std::string problem =
            test::Audit{state, *after, books}.block(block, chain_.known().committees);
        books_.emplace(root, std::move(books));
        return problem;
    }

    std::uint64_t seed_;
    std::mt19937_64 random_;
    Parameters rules_;
    Signers signers_;
    std::uint64_t next_deposit_ = 0;
    test::ProvenDeposits proven_;
    Chain chain_;
    std::map<Bytes32, test::Books> books_;  ///< after each block
    std::map<std::string, unsigned> events_;
};

TEST(Conservation, accounts_for_every_gwei_in_a_history_of_chance) {
    const std::uint64_t seed =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(GTEST_FLAG_GET(random_seed)));
    History history{seed};
    ASSERT_EQ(history.play(), "");
    const test::Books& sum = history.books();
    fmt::print(
        "seed {}: {} gwei deposited + {} rewarded - {} punished - {} withdrawn - {} lost = {}\n",
        seed, sum.deposited.value, sum.rewarded.value, sum.punished.value, sum.withdrawn.value,
        sum.lost.value, sum.due().value);
    for (const auto& [event, times] : history.events())
        fmt::print("{} x {}\n", times, event);
    if (seed != 1) return;
    EXPECT_EQ(history.events().size(), 17U) << "something that moves money never happened";
}

}  // namespace
}  // namespace stafi::beacon
