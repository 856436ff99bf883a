#include "beacon/block/sync_aggregate.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "beacon/epoch/finality.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/committees.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {
namespace {

/// The signature of nobody: the point at infinity.
SignatureBytes signature_of_nobody() {
    SignatureBytes infinity;
    infinity.bytes.front() = std::byte{0xc0};
    return infinity;
}

Result<> check_signature(const State& state, const eth::SyncAggregate& aggregate,
                         Signatures& signatures) {
    std::vector<PubkeyBytes> signers;
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i)
        if (aggregate.sync_committee_bits[i])
            signers.push_back(state.current_sync_committee.pubkeys[i]);
    if (signers.empty() && aggregate.sync_committee_signature == signature_of_nobody()) return {};
    const Slot signed_slot = state.slot - Slot{1};
    const Bytes32 root = sync_message_root(state, signed_slot, block_root_at(state, signed_slot));
    return at("sync aggregate", signatures.add(signers, root, aggregate.sync_committee_signature));
}

}  // namespace

SyncReward sync_reward(const State& state) {
    const Parameters& rules = state.rules;
    const Gwei active = total_active_balance(state);
    const Gwei base = active.value / rules.effective_balance_increment.value *
                      base_reward_per_increment(rules, active);
    const std::uint64_t per_slot =
        base.value * kSyncWeight / kWeights / rules.slots_per_epoch.value;
    const std::uint64_t seat = per_slot / eth::kSyncCommitteeSize;
    return {.seat = Gwei{seat},
            .proposer = Gwei{seat * kProposerWeight / (kWeights - kProposerWeight)}};
}

Result<> process_sync_aggregate(State& state, const eth::SyncAggregate& aggregate,
                                Signatures& signatures) {
    CHECK(state.slot > Slot{0});
    TRY_VOID(check_signature(state, aggregate, signatures));
    const SyncReward reward = sync_reward(state);
    const ValidatorIndex proposer = proposer_at(state, state.slot);
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i) {
        const auto member = state.find(state.current_sync_committee.pubkeys[i]);
        if (!member)
            return fail(Reason::unknown_validator,
                        fmt::format("sync aggregate: seat {} has no validator", i));
        if (aggregate.sync_committee_bits[i]) {
            increase_balance(state, *member, reward.seat);
            increase_balance(state, proposer, reward.proposer);
        } else {
            decrease_balance(state, *member, reward.seat);
        }
    }
    return {};
}

}  // namespace stafi::beacon
