#include "beacon/chain/watch.hpp"

#include <set>

#include "beacon/block/slashings.hpp"

namespace stafi::beacon {
namespace {

/// In the order in which the specification takes them: the first surrounds the second.
eth::AttesterSlashing slashing_of(const eth::IndexedAttestation& a,
                                  const eth::IndexedAttestation& b) {
    if (is_slashable(a.data, b.data)) return {.attestation_1 = a, .attestation_2 = b};
    return {.attestation_1 = b, .attestation_2 = a};
}

}  // namespace

std::vector<eth::AttesterSlashing> Watch::see(const eth::IndexedAttestation& votes) {
    std::set<std::size_t> contradicted;
    const std::size_t mine = next_++;
    bool is_new = false;
    for (const ValidatorIndex voter : votes.attesting_indices) {
        Targets& targets = by_voter_[voter];
        for (const auto& [target, place] : targets) {
            const eth::AttestationData& other = all_.at(place).data;
            if (is_slashable(other, votes.data) || is_slashable(votes.data, other))
                contradicted.insert(place);
        }
        is_new |= targets.emplace(votes.data.target.epoch, mine).second;
    }
    std::vector<eth::AttesterSlashing> found;
    found.reserve(contradicted.size());
    for (const std::size_t place : contradicted)
        found.push_back(slashing_of(all_.at(place), votes));
    if (is_new) all_.emplace(mine, votes);
    return found;
}

std::optional<eth::ProposerSlashing> Watch::see(const eth::SignedBeaconBlockHeader& header) {
    const auto& message = header.message;
    const auto [known, is_new] =
        proposals_.try_emplace({message.slot, message.proposer_index}, header);
    if (is_new || known->second.message == message) return std::nullopt;
    return eth::ProposerSlashing{.signed_header_1 = known->second, .signed_header_2 = header};
}

void Watch::forget(Epoch epoch, Slot slot) {
    std::erase_if(all_, [epoch](const auto& one) { return one.second.data.target.epoch < epoch; });
    for (auto& [voter, targets] : by_voter_)
        targets.erase(targets.begin(), targets.lower_bound(epoch));
    std::erase_if(proposals_, [slot](const auto& one) { return one.first.first < slot; });
}

}  // namespace stafi::beacon
