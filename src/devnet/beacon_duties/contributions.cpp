#include "devnet/beacon_duties/contributions.hpp"

#include <array>

#include "base/check.hpp"

namespace stafi::devnet::beacon_api {
namespace {

constexpr std::size_t kSeatsEach = eth::kSyncCommitteeSize / eth::kSyncCommitteeSubnetCount;

}  // namespace

std::vector<std::size_t> sync_seats_of(const beacon::State& state, ValidatorIndex validator,
                                       Slot slot) {
    if (validator.value >= state.validators.size()) return {};
    const auto period_of = [&state](Epoch epoch) {
        return epoch.value / state.rules.sync_committee_period.value;
    };
    // What is signed in a slot goes into the next one's block.
    const Epoch epoch = epoch_of(slot + Slot{1}, state.rules.slots_per_epoch);
    const eth::SyncCommittee& committee = period_of(epoch) > period_of(state.epoch())
                                              ? state.next_sync_committee
                                              : state.current_sync_committee;
    std::vector<std::size_t> seats;
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i)
        if (committee.pubkeys[i] == state.validators[validator.value].pubkey) seats.push_back(i);
    return seats;
}

void Contributions::add(Slot slot, const Bytes32& block_root, std::span<const std::size_t> seats,
                        const BlsSignature& signature) {
    std::erase_if(all_, [slot](const auto& one) {
        return std::get<Slot>(one.first) + Slot{kSlotsKept} < slot;
    });
    for (const std::size_t seat : seats) {
        const eth::SubcommitteeIndex subcommittee{seat / kSeatsEach};
        const auto [entry, is_new] = all_.try_emplace({slot, subcommittee, block_root});
        eth::SyncCommitteeContribution& joined = entry->second;
        if (joined.aggregation_bits[seat % kSeatsEach]) continue;
        if (is_new) {
            joined.slot = slot;
            joined.beacon_block_root = block_root;
            joined.subcommittee_index = subcommittee;
            joined.signature = signature.bytes();
        } else {
            const auto known = BlsSignature::parse(joined.signature);
            CHECK(known);
            const auto sum = aggregate(std::array{*known, signature});
            if (!sum) continue;  // the two cancel out
            joined.signature = sum->bytes();
        }
        joined.aggregation_bits.set(seat % kSeatsEach);
    }
}

std::optional<eth::SyncCommitteeContribution> Contributions::find(
    Slot slot, eth::SubcommitteeIndex subcommittee, const Bytes32& block_root) const {
    const auto found = all_.find({slot, subcommittee, block_root});
    if (found == all_.end()) return std::nullopt;
    return found->second;
}

}  // namespace stafi::devnet::beacon_api
