#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "beacon/block/attestations.hpp"
#include "beacon/block/transition.hpp"

// An auditor of beacon chains. It looks at a state before and after a block, or before and after
// the end of an epoch, works out by formulas of its own (docs/beacon-model.md has them) what every
// balance must have become, and keeps books in which every gwei has a reason. It trusts the model
// with who did what - flags, slashed validators, queues - and with nothing about money.

namespace stafi::test {

using namespace literals;

/// All money of one branch since genesis.
struct Books {
    Gwei deposited;  ///< at genesis and by requests
    Gwei rewarded;
    Gwei punished;
    Gwei withdrawn;
    Gwei lost;  ///< deposits that proved no key
    std::map<std::string, unsigned> events = {};

    /// What must be there still.
    [[nodiscard]] Gwei due() const { return deposited + rewarded - punished - withdrawn - lost; }
};

/// What is there: balances, and deposits that wait.
inline Gwei held(const beacon::State& state) {
    Gwei sum;
    for (const Gwei balance : state.balances)
        sum += balance;
    for (const eth::PendingDeposit& deposit : state.pending_deposits)
        sum += deposit.amount;
    return sum;
}

/// Signatures of deposits that prove the key, as whoever signed them knows.
using ProvenDeposits = std::set<SignatureBytes>;

/// One step of a chain under audit. The first thing that is wrong is kept.
class Audit {
  public:
    Audit(const beacon::State& before, const beacon::State& after, Books& books)
        : before_{before}, after_{after}, books_{books}, rules_{before.rules} {
        expected_.assign(before.balances.begin(), before.balances.end());
        expected_.resize(after.balances.size());
        for (std::size_t i = 0; i < after.validators.size(); ++i)
            keys_.emplace(after.validators[i].pubkey, i);
        for (const eth::Validator& validator : before.validators)
            if (is_active(validator, before.epoch()))
                active_ += validator.effective_balance.value / kIncrement;
        active_ = std::max<std::uint64_t>(active_, 1);
        auto root = static_cast<std::uint64_t>(std::sqrt(active_ * kIncrement));
        while (root * root > active_ * kIncrement)
            --root;
        while ((root + 1) * (root + 1) <= active_ * kIncrement)
            ++root;
        base_ = kIncrement * rules_.base_reward_factor / root;
    }

    /// What is wrong; empty when nothing is.
    std::string block(const eth::BeaconBlock& block, beacon::KnownCommittees& committees) {
        proposer_ = block.proposer_index.value;
        pay_out(block.body.execution_payload);
        for (std::size_t i = 0; i < before_.validators.size(); ++i)
            if (after_.validators[i].slashed && !before_.validators[i].slashed) slash(i);
        for (const eth::Attestation& votes : block.body.attestations)
            reward_for(votes, committees.of(before_, votes.data.target.epoch));
        queue(block.body.execution_requests);
        sync(block.body.sync_aggregate);
        return conclude();
    }

    /// The end of an epoch: `before` is at its last slot, `after` at the first slot of the next.
    std::string epoch(const ProvenDeposits& proven) {
        if (before_.epoch() > Epoch{0}) attestations();
        slashing_penalties();
        deposits(proven);
        consolidations();
        return conclude();
    }

  private:
    static constexpr std::uint64_t kIncrement = 1'000'000'000;

    static bool is_active(const eth::Validator& validator, Epoch epoch) {
        return validator.activation_epoch <= epoch && epoch < validator.exit_epoch;
    }
    void wrong(std::string what) {
        if (problem_.empty()) problem_ = std::move(what);
    }
    void happened(const std::string& event) { ++books_.events[event]; }
    void reward(std::size_t i, std::uint64_t by) {
        expected_[i] += Gwei{by};
        books_.rewarded += Gwei{by};
    }
    void punish(std::size_t i, std::uint64_t by) {
        const Gwei taken = std::min(expected_[i], Gwei{by});
        expected_[i] -= taken;
        books_.punished += taken;
    }
    std::uint64_t increments(std::size_t i) const {
        return before_.validators[i].effective_balance.value / kIncrement;
    }

    // Blocks.

    void pay_out(const eth::ExecutionPayload& payload) {
        std::uint64_t next = before_.next_withdrawal_index.value;
        for (const eth::Withdrawal& one : payload.withdrawals) {
            const std::size_t i = one.validator_index.value;
            const Bytes32& credentials = before_.validators.at(i).withdrawal_credentials;
            if (one.index.value != next++) wrong("a withdrawal is out of order");
            if (credentials.bytes.front() == std::byte{0} ||
                one.address != Address::from(credentials.view().last<Address::kSize>()))
                wrong(fmt::format("a withdrawal of validator {} goes elsewhere", i));
            if (expected_[i] < one.amount)
                return wrong(fmt::format("validator {} is paid out more than it has", i));
            expected_[i] -= one.amount;
            books_.withdrawn += one.amount;
            happened(before_.validators[i].withdrawable_epoch <= before_.epoch() ? "full withdrawal"
                                                                                 : "skimming");
        }
        if (after_.next_withdrawal_index.value != next) wrong("withdrawals are miscounted");
        if (after_.pending_partial_withdrawals.size() < before_.pending_partial_withdrawals.size())
            happened("partial withdrawal");
    }

    void slash(std::size_t i) {
        const std::uint64_t stake = before_.validators[i].effective_balance.value;
        punish(i, stake / rules_.slashing_penalty_quotient);
        reward(proposer_, stake / rules_.whistleblower_reward_quotient);
        happened("slashing");
    }

    /// For every flag that is new, the proposer earns an eighth of what the voter will, over 7/8.
    void reward_for(const eth::Attestation& votes, const beacon::Committees& committees) {
        const auto voters = beacon::attesters_of(votes, committees);
        if (!voters) return wrong("a block has votes of nobody");
        const bool is_current = votes.data.target.epoch == before_.epoch();
        const auto& old_flags =
            is_current ? before_.current_epoch_participation : before_.previous_epoch_participation;
        const auto& new_flags =
            is_current ? after_.current_epoch_participation : after_.previous_epoch_participation;
        std::uint64_t earned = 0;
        for (const ValidatorIndex voter : *voters) {
            const auto won =
                static_cast<unsigned>(new_flags[voter.value] & ~old_flags[voter.value]);
            const std::uint64_t weight =
                (won & 1U ? 14U : 0U) + (won & 2U ? 26U : 0U) + (won & 4U ? 14U : 0U);
            earned += increments(voter.value) * base_ * weight;
        }
        reward(proposer_, earned / (56 * 64 / 8));
    }

    /// Deposits queue, and so does what is too much for whoever becomes compounding.
    void queue(const eth::ExecutionRequests& requests) {
        std::vector<std::pair<PubkeyBytes, Gwei>> queued;
        for (const eth::DepositRequest& deposit : requests.deposits) {
            queued.emplace_back(deposit.pubkey, deposit.amount);
            books_.deposited += deposit.amount;
        }
        for (const eth::ConsolidationRequest& request : requests.consolidations) {
            const auto key = keys_.find(request.source_pubkey);
            if (key == keys_.end() || request.source_pubkey != request.target_pubkey) continue;
            const std::size_t i = key->second;
            const auto kind = [i](const beacon::State& state) {
                return state.validators[i].withdrawal_credentials.bytes.front();
            };
            if (kind(before_) == std::byte{2} || kind(after_) != std::byte{2}) continue;
            happened("switch to compounding");
            if (expected_[i] <= 32_eth) continue;
            queued.emplace_back(request.source_pubkey, expected_[i] - 32_eth);
            expected_[i] = 32_eth;
        }
        const std::size_t old = before_.pending_deposits.size();
        if (after_.pending_deposits.size() != old + queued.size())
            return wrong("the queue of deposits is as long as it should not be");
        for (std::size_t i = 0; i < queued.size(); ++i) {
            const eth::PendingDeposit& deposit = after_.pending_deposits[old + i];
            if (std::pair{deposit.pubkey, deposit.amount} != queued[i])
                wrong(fmt::format("deposit {} of the queue is another", old + i));
        }
    }

    void sync(const eth::SyncAggregate& aggregate) {
        const std::uint64_t seat =
            active_ * base_ * 2 / 64 / rules_.slots_per_epoch.value / eth::kSyncCommitteeSize;
        for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i) {
            const std::size_t member = keys_.at(before_.current_sync_committee.pubkeys[i]);
            if (aggregate.sync_committee_bits[i]) {
                reward(member, seat);
                reward(proposer_, seat * 8 / 56);
            } else {
                punish(member, seat);
            }
        }
    }

    // Epochs.

    void attestations() {
        const Epoch previous = before_.epoch() - Epoch{1};
        const bool leaks = previous - after_.finalized_checkpoint.epoch > rules_.leak_after;
        if (leaks) happened("epoch of a leak");
        constexpr std::array<std::uint64_t, 3> weights{14, 26, 14};
        const auto has = [&](std::size_t i, unsigned flag) {
            const eth::Validator& validator = before_.validators[i];
            const unsigned flags = before_.previous_epoch_participation[i];
            return !validator.slashed && is_active(validator, previous) &&
                   (flags >> flag & 1U) != 0;
        };
        std::array<std::uint64_t, 3> present{};
        for (std::size_t i = 0; i < before_.validators.size(); ++i)
            for (unsigned flag = 0; flag < 3; ++flag)
                present.at(flag) += has(i, flag) ? increments(i) : 0;
        for (std::size_t i = 0; i < before_.validators.size(); ++i) {
            const eth::Validator& validator = before_.validators[i];
            if (!is_active(validator, previous) &&
                !(validator.slashed && previous + Epoch{1} < validator.withdrawable_epoch))
                continue;
            const std::uint64_t base = increments(i) * base_;
            for (unsigned flag = 0; flag < 3; ++flag) {
                const std::uint64_t share = base * weights.at(flag);
                if (has(i, flag) && !leaks)
                    reward(i,
                           share * std::max<std::uint64_t>(present.at(flag), 1) / (active_ * 64));
                else if (!has(i, flag) && flag != 2)
                    punish(i, share / 64);
            }
            if (!has(i, 1))
                punish(i, validator.effective_balance.value * after_.inactivity_scores[i] /
                              (rules_.inactivity_score_bias * rules_.inactivity_penalty_quotient));
        }
    }

    void slashing_penalties() {
        const std::uint64_t window = rules_.slashings_window.value;
        std::uint64_t slashed = 0;
        for (std::size_t i = 0; i < window; ++i)
            slashed += before_.slashings[i].value;
        const std::uint64_t counted =
            std::min(slashed * rules_.proportional_slashing_multiplier, active_ * kIncrement);
        for (std::size_t i = 0; i < before_.validators.size(); ++i) {
            const eth::Validator& validator = before_.validators[i];
            if (!validator.slashed ||
                validator.withdrawable_epoch.value != before_.epoch().value + window / 2)
                continue;
            punish(i, counted / active_ * increments(i));
            happened("late penalty");
        }
    }

    void deposits(const ProvenDeposits& proven) {
        std::vector<eth::PendingDeposit> waiting{after_.pending_deposits.begin(),
                                                 after_.pending_deposits.end()};
        std::set<PubkeyBytes> begun;
        for (const eth::PendingDeposit& deposit : before_.pending_deposits) {
            if (const auto it = std::ranges::find(waiting, deposit); it != waiting.end()) {
                waiting.erase(it);
                continue;
            }
            const auto key = keys_.find(deposit.pubkey);
            const bool is_old = key != keys_.end() && key->second < before_.validators.size();
            const bool begins =
                !is_old && !begun.contains(deposit.pubkey) && proven.contains(deposit.signature);
            if (!is_old && !begins && !begun.contains(deposit.pubkey)) {
                books_.lost += deposit.amount;
                happened("lost deposit");
                continue;
            }
            if (key == keys_.end()) return wrong("a deposit that proved its key made no validator");
            if (begins && after_.validators[key->second].withdrawal_credentials !=
                              deposit.withdrawal_credentials)
                wrong(fmt::format("validator {} has the credentials of another", key->second));
            if (begins) begun.insert(deposit.pubkey);
            expected_[key->second] += deposit.amount;
            happened(begins ? "new validator" : "top-up");
        }
        if (!waiting.empty()) wrong("deposits came into the queue from nowhere");
        if (before_.validators.size() + begun.size() != after_.validators.size())
            wrong("validators came from nowhere");
    }

    void consolidations() {
        const auto& queue = before_.pending_consolidations;
        const std::size_t done = queue.size() - after_.pending_consolidations.size();
        for (std::size_t i = 0; i < done; ++i) {
            const std::size_t source = queue[i].source_index.value;
            if (before_.validators[source].slashed) continue;
            const Gwei moved =
                std::min(expected_[source], before_.validators[source].effective_balance);
            expected_[source] -= moved;
            expected_[queue[i].target_index.value] += moved;
            happened("consolidation");
        }
    }

    std::string conclude() {
        for (std::size_t i = 0; i < expected_.size(); ++i)
            if (after_.balances[i] != expected_[i])
                wrong(fmt::format("validator {} has {} gwei instead of {}", i,
                                  after_.balances[i].value, expected_[i].value));
        if (held(after_) != books_.due())
            wrong(fmt::format("there are {} gwei instead of {}", held(after_).value,
                              books_.due().value));
        return problem_;
    }

    const beacon::State& before_;
    const beacon::State& after_;
    Books& books_;
    const beacon::Parameters& rules_;
    std::vector<Gwei> expected_;
    std::map<PubkeyBytes, std::size_t> keys_;  ///< of the state after
    std::uint64_t active_ = 0;                 ///< increments
    std::uint64_t base_ = 0;                   ///< reward for an increment, in gwei
    std::size_t proposer_ = 0;
    std::string problem_;
};

}  // namespace stafi::test
