#include "beacon/state/committees.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "beacon/state/registry.hpp"
#include "beacon/state/shuffling.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/hash.hpp"

namespace stafi::beacon {
namespace {

constexpr Epoch kMinSeedLookahead{1};  // MIN_SEED_LOOKAHEAD
constexpr std::uint64_t kMaxRandomValue = 0xffff;

std::uint64_t committees_per_slot(const Parameters& rules, std::uint64_t active) {
    return std::clamp<std::uint64_t>(
        active / rules.slots_per_epoch.value / rules.target_committee_size, 1,
        eth::kMaxCommitteesPerSlot);
}

/// Endless candidates in the order of a shuffle, each taken with a chance in proportion to its
/// effective balance. Validators repeat.
class WeightedDraw {
  public:
    /// Whoever draws often has all candidates shuffled at once, else they are looked up.
    enum class Use : std::uint8_t { once, often };

    WeightedDraw(const State& state, std::span<const ValidatorIndex> candidates,
                 const Bytes32& seed, Use use)
        : state_{state}, candidates_{candidates}, seed_{seed} {
        CHECK(!candidates.empty());
        if (use == Use::often || candidates.size() <= kFewCandidates)
            shuffled_ = shuffled({candidates.begin(), candidates.end()}, seed);
    }

    [[nodiscard]] ValidatorIndex next() {
        while (true) {
            const std::uint64_t i = tried_++;
            const std::uint64_t count = candidates_.size();
            const ValidatorIndex candidate =
                shuffled_.empty() ? candidates_[shuffled_index(i % count, count, seed_)]
                                  : shuffled_[i % count];
            if (i % kValuesPerHash == 0) random_ = sha256({seed_.view(), le64(i / kValuesPerHash)});
            const std::uint64_t offset = i % kValuesPerHash * 2;
            const std::uint64_t value = std::to_integer<std::uint64_t>(random_.bytes.at(offset)) |
                                        std::to_integer<std::uint64_t>(random_.bytes.at(offset + 1))
                                            << 8;
            const Gwei weight = state_.validators[candidate.value].effective_balance;
            if (kMaxRandomValue * weight >= value * state_.rules.compounding_balance_max)
                return candidate;
        }
    }

  private:
    static constexpr std::uint64_t kValuesPerHash = 16;
    /// Of ordinary validators one in 64 tries is taken, each try a lookup of 180 hashes: up to
    /// about so many candidates, shuffling all of them costs less.
    static constexpr std::size_t kFewCandidates = 8192;

    const State& state_;
    std::span<const ValidatorIndex> candidates_;
    std::vector<ValidatorIndex> shuffled_;  ///< all of them, or none
    Bytes32 seed_;
    Bytes32 random_;
    std::uint64_t tried_ = 0;
};

}  // namespace

Committees Committees::of(const State& state, Epoch epoch) {
    CHECK(epoch >= state.previous_epoch() && epoch <= state.epoch() + Epoch{1});
    std::vector<ValidatorIndex> active = active_indices(state, epoch);
    Committees committees;
    committees.epoch_ = epoch;
    committees.slots_per_epoch_ = state.rules.slots_per_epoch;
    committees.per_slot_ = committees_per_slot(state.rules, active.size());
    committees.members_ =
        shuffled(std::move(active), seed_of(state, epoch, eth::DomainType::beacon_attester));
    return committees;
}

std::span<const ValidatorIndex> Committees::at(Slot slot, eth::CommitteeIndex index) const {
    CHECK(epoch_of(slot, slots_per_epoch_) == epoch_);
    CHECK(index.value < per_slot_);
    const std::uint64_t all = per_slot_ * slots_per_epoch_.value;
    const std::uint64_t place = slot.value % slots_per_epoch_.value * per_slot_ + index.value;
    const std::uint64_t first = members_.size() * place / all;
    const std::uint64_t end = members_.size() * (place + 1) / all;
    return std::span{members_}.subspan(first, end - first);
}

Bytes32 seed_of(const State& state, Epoch epoch, eth::DomainType duty) {
    const std::uint64_t mixed =
        epoch.value + eth::kEpochsPerHistoricalVector - kMinSeedLookahead.value - 1;
    const Bytes32& mix = state.randao_mixes[mixed % eth::kEpochsPerHistoricalVector];
    const std::uint32_t type = static_cast<std::uint32_t>(duty);
    const std::array type_bytes{static_cast<std::byte>(type >> 24),
                                static_cast<std::byte>(type >> 16),
                                static_cast<std::byte>(type >> 8), static_cast<std::byte>(type)};
    return sha256({type_bytes, le64(epoch.value), mix.view()});
}

std::vector<ValidatorIndex> proposers_of(const State& state, Epoch epoch) {
    const std::vector<ValidatorIndex> active = active_indices(state, epoch);
    const Bytes32 seed = seed_of(state, epoch, eth::DomainType::beacon_proposer);
    std::vector<ValidatorIndex> proposers(state.rules.slots_per_epoch.value);
    if (active.empty()) return proposers;
    const Slot first = state.first_slot(epoch);
    for (std::uint64_t i = 0; i < proposers.size(); ++i) {
        const Bytes32 slot_seed = sha256({seed.view(), le64(first.value + i)});
        proposers[i] = WeightedDraw{state, active, slot_seed, WeightedDraw::Use::once}.next();
    }
    return proposers;
}

ValidatorIndex proposer_at(const State& state, Slot slot) {
    const Slot first = state.first_slot(state.epoch());
    CHECK(slot >= first && slot.value - first.value < 2 * state.rules.slots_per_epoch.value);
    return state.proposer_lookahead[slot.value - first.value];
}

void begin_proposer_lookahead(State& state) {
    const std::uint64_t per_epoch = state.rules.slots_per_epoch.value;
    CHECK(2 * per_epoch <= eth::kProposerLookahead);
    for (const std::uint64_t ahead : {0U, 1U})
        std::ranges::copy(proposers_of(state, state.epoch() + Epoch{ahead}),
                          state.proposer_lookahead.span().subspan(ahead * per_epoch).begin());
}

void advance_proposer_lookahead(State& state) {
    const std::uint64_t per_epoch = state.rules.slots_per_epoch.value;
    const std::span<ValidatorIndex> ahead = state.proposer_lookahead.span();
    std::ranges::copy(ahead.subspan(per_epoch, per_epoch), ahead.begin());
    std::ranges::copy(proposers_of(state, state.epoch() + kMinSeedLookahead + Epoch{1}),
                      ahead.subspan(per_epoch).begin());
}

std::vector<ValidatorIndex> next_sync_committee_indices(const State& state) {
    const Epoch next = state.epoch() + Epoch{1};
    const std::vector<ValidatorIndex> active = active_indices(state, next);
    if (active.empty()) return {};
    WeightedDraw draw{state, active, seed_of(state, next, eth::DomainType::sync_committee),
                      WeightedDraw::Use::often};
    std::vector<ValidatorIndex> members(eth::kSyncCommitteeSize);
    std::ranges::generate(members, [&draw] { return draw.next(); });
    return members;
}

eth::SyncCommittee next_sync_committee(const State& state) {
    eth::SyncCommittee committee;
    const std::vector<ValidatorIndex> members = next_sync_committee_indices(state);
    if (members.empty()) return committee;
    std::unordered_map<PubkeyBytes, BlsPubkey> parsed;  // few validators have many seats each
    std::vector<BlsPubkey> keys;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const PubkeyBytes& bytes = state.validators[members[i].value].pubkey;
        committee.pubkeys[i] = bytes;
        auto known = parsed.find(bytes);
        if (known == parsed.end()) {
            const auto key = BlsPubkey::parse(bytes);
            CHECK(key);
            known = parsed.emplace(bytes, *key).first;
        }
        keys.push_back(known->second);
    }
    const auto sum = aggregate(keys);
    CHECK(sum);
    committee.aggregate_pubkey = sum->bytes();
    return committee;
}

}  // namespace stafi::beacon
