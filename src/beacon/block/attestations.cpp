#include "beacon/block/attestations.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/epoch/finality.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {
namespace {

constexpr Epoch kCommitteesKept{3};

auto refuse(const eth::AttestationData& data, std::string_view why) {
    return fail(Reason::bad_argument,
                fmt::format("attestation for slot {}: {}", data.slot.value, why));
}

/// What the voters were right and in time about.
std::vector<Flag> flags_of(const State& state, const eth::AttestationData& data) {
    const std::uint64_t delay = (state.slot - data.slot).value;
    const bool has_target = data.target.root == block_root_at(state, data.target.epoch);
    const bool has_head = has_target && data.beacon_block_root == block_root_at(state, data.slot);
    std::vector<Flag> flags;
    if (delay * delay <= state.rules.slots_per_epoch.value) flags.push_back(Flag::timely_source);
    if (has_target) flags.push_back(Flag::timely_target);
    if (has_head && delay == 1) flags.push_back(Flag::timely_head);
    return flags;
}

/// Gives the voters their flags and returns what that is worth to the proposer.
Gwei mark(const State& state, std::span<std::uint8_t> participation,
          std::span<const ValidatorIndex> attesters, std::span<const Flag> flags) {
    const Parameters& rules = state.rules;
    const Gwei per_increment = base_reward_per_increment(rules, total_active_balance(state));
    std::uint64_t numerator = 0;
    for (const ValidatorIndex index : attesters) {
        const Gwei effective = state.validators[index.value].effective_balance;
        const std::uint64_t base_reward =
            effective.value / rules.effective_balance_increment.value * per_increment.value;
        std::uint8_t& mine = participation[index.value];
        for (const Flag flag : flags) {
            if (has_flag(mine, flag)) continue;
            mine = with_flag(mine, flag);
            numerator += base_reward * weight_of(flag);
        }
    }
    return Gwei{numerator / ((kWeights - kProposerWeight) * kWeights / kProposerWeight)};
}

}  // namespace

Bytes32 dependent_root(const State& state, Epoch epoch) {
    CHECK(epoch <= state.epoch() + Epoch{1});
    // Before the second epoch, genesis decided.
    const Slot last = epoch <= Epoch{1} ? Slot{0} : state.first_slot(epoch - Epoch{1}) - Slot{1};
    if (last < state.slot) return block_root_at(state, last);
    return {};
}

const Committees& KnownCommittees::of(const State& state, Epoch epoch) {
    const std::pair key{epoch, dependent_root(state, epoch)};
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    std::erase_if(
        known_, [epoch](const auto& entry) { return entry.first.first + kCommitteesKept < epoch; });
    return known_.emplace(key, Committees::of(state, epoch)).first->second;
}

Result<std::vector<ValidatorIndex>> attesters_of(const eth::Attestation& attestation,
                                                 const Committees& committees) {
    const auto& bits = attestation.aggregation_bits;
    std::vector<ValidatorIndex> attesters;
    std::size_t place = 0;
    for (std::uint64_t index = 0; index < eth::kMaxCommitteesPerSlot; ++index) {
        if (!attestation.committee_bits[index]) continue;
        if (index >= committees.per_slot())
            return refuse(attestation.data, fmt::format("there is no committee {}", index));
        const auto members = committees.at(attestation.data.slot, eth::CommitteeIndex{index});
        if (place + members.size() > bits.size())
            return refuse(attestation.data, "it has less bits than its committees members");
        const std::size_t before = attesters.size();
        for (const ValidatorIndex member : members)
            if (bits[place++]) attesters.push_back(member);
        if (attesters.size() == before)
            return refuse(attestation.data, fmt::format("nobody of committee {} attests", index));
    }
    if (place != bits.size())
        return refuse(attestation.data, "it has more bits than its committees members");
    if (attesters.empty()) return refuse(attestation.data, "it has no committee");
    std::ranges::sort(attesters);
    return attesters;
}

Result<eth::IndexedAttestation> indexed(const eth::Attestation& attestation,
                                        const Committees& committees) {
    TRY(const std::vector<ValidatorIndex> attesters, attesters_of(attestation, committees));
    eth::IndexedAttestation made{
        .attesting_indices = {}, .data = attestation.data, .signature = attestation.signature};
    made.attesting_indices.assign(attesters.begin(), attesters.end());
    return made;
}

Result<> check_votes(const State& state, const eth::AttestationData& data) {
    const Epoch target = data.target.epoch;
    if (target != state.epoch() && target != state.previous_epoch())
        return refuse(data, "its target is neither of this epoch nor of the one before");
    if (epoch_of(data.slot, state.rules.slots_per_epoch) != target)
        return refuse(data, "its target is of another epoch");
    if (data.slot >= state.slot) return refuse(data, "it is too early");
    if (data.index != eth::CommitteeIndex{0}) return refuse(data, "its index is not 0");
    const eth::Checkpoint& justified = target == state.epoch()
                                           ? state.current_justified_checkpoint
                                           : state.previous_justified_checkpoint;
    if (data.source != justified) return refuse(data, "its source is not the justified checkpoint");
    return {};
}

Result<> process_attestation(State& state, const eth::Attestation& attestation,
                             KnownCommittees& committees, Signatures& signatures) {
    const eth::AttestationData& data = attestation.data;
    TRY_VOID(check_votes(state, data));
    TRY(const std::vector<ValidatorIndex> attesters,
        attesters_of(attestation, committees.of(state, data.target.epoch)));
    TRY_VOID(
        signatures.add(state, attesters, attestation_root(state, data), attestation.signature));
    auto& participation = data.target.epoch == state.epoch() ? state.current_epoch_participation
                                                             : state.previous_epoch_participation;
    const Gwei reward = mark(state, participation, attesters, flags_of(state, data));
    increase_balance(state, proposer_at(state, state.slot), reward);
    return {};
}

Gwei proposer_reward_of(const State& state, const eth::Attestation& attestation,
                        KnownCommittees& committees) {
    const eth::AttestationData& data = attestation.data;
    if (!check_votes(state, data)) return Gwei{0};
    const auto attesters = attesters_of(attestation, committees.of(state, data.target.epoch));
    if (!attesters) return Gwei{0};
    std::vector<std::uint8_t> participation = data.target.epoch == state.epoch()
                                                  ? state.current_epoch_participation
                                                  : state.previous_epoch_participation;
    return mark(state, participation, *attesters, flags_of(state, data));
}

}  // namespace stafi::beacon
