#include "beacon/chain/pool.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "beacon/block/block.hpp"
#include "beacon/block/requests.hpp"
#include "beacon/block/slashings.hpp"
#include "beacon/state/registry.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

bool are_apart(const ssz::Bits& a, const ssz::Bits& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] && b[i]) return false;
    return true;
}

bool contains(const ssz::Bits& all, const ssz::Bits& some) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (some[i] && !all[i]) return false;
    return true;
}

std::size_t count(const ssz::Bits& bits) {
    std::size_t set = 0;
    for (std::size_t i = 0; i < bits.size(); ++i)
        set += bits[i] ? 1 : 0;
    return set;
}

void join(CommitteeVotes& into, const CommitteeVotes& more) {
    const auto sum = aggregate(std::array{into.signature, more.signature});
    if (!sum) return;  // the two cancel out: nobody can use both
    for (std::size_t i = 0; i < more.bits.size(); ++i)
        if (more.bits[i]) into.bits.set(i);
    into.signature = *sum;
}

/// The parts put side by side, in the order of their committees.
eth::Attestation side_by_side(
    const eth::AttestationData& data,
    std::span<const std::pair<eth::CommitteeIndex, const CommitteeVotes*>> parts) {
    auto made = eth::Attestation();
    made.data = data;
    std::size_t size = 0;
    for (const auto& [committee, votes] : parts)
        size += votes->bits.size();
    made.aggregation_bits = decltype(made.aggregation_bits){size};
    std::size_t place = 0;
    std::vector<BlsSignature> signatures;
    for (const auto& [committee, votes] : parts) {
        made.committee_bits.set(committee.value);
        for (std::size_t i = 0; i < votes->bits.size(); ++i)
            made.aggregation_bits.set(place++, votes->bits[i]);
        signatures.push_back(votes->signature);
    }
    if (const auto sum = aggregate(signatures)) made.signature = sum->bytes();
    return made;
}

template <class Operation>
void add_once(std::vector<Operation>& to, const Operation& operation) {
    if (to.size() < Pool::kOperationsMax && std::ranges::find(to, operation) == to.end())
        to.push_back(operation);
}

/// Takes those operations that are still allowed, one after the other, and does them to `state`.
template <class Operation, class List, class Process>
void take(State& state, std::span<const Operation> from, List& into, const Process& process) {
    for (const Operation& operation : from) {
        if (into.size() >= List::kMax) return;
        if (process(state, operation)) into.push_back(operation);
    }
}

}  // namespace

void Pool::add(const eth::AttestationData& data, eth::CommitteeIndex committee,
               const CommitteeVotes& votes) {
    Votes& all = votes_[{data.slot, ssz::hash_tree_root(data)}];
    all.data = data;
    std::vector<CommitteeVotes>& known = all.committees[committee];
    for (CommitteeVotes& one : known) {
        if (one.bits.size() != votes.bits.size() || contains(one.bits, votes.bits)) return;
        if (are_apart(one.bits, votes.bits)) return join(one, votes);
    }
    known.push_back(votes);
}

void Pool::add(const eth::SignedVoluntaryExit& exit) { add_once(exits_, exit); }
void Pool::add(const eth::ProposerSlashing& slashing) { add_once(proposer_slashings_, slashing); }
void Pool::add(const eth::AttesterSlashing& slashing) { add_once(attester_slashings_, slashing); }
void Pool::add(const eth::SignedBLSToExecutionChange& change) { add_once(changes_, change); }

void Pool::add(Slot slot, const Bytes32& block_root, std::span<const std::size_t> seats,
               const BlsSignature& signature) {
    const auto [entry, is_new] = sync_.try_emplace({slot, block_root});
    SyncVotes& votes = entry->second;
    for (const std::size_t seat : seats)
        if (votes.seats[seat]) return;
    if (is_new) {
        votes.signature = signature.bytes();
    } else {
        const auto known = BlsSignature::parse(votes.signature);
        CHECK(known);
        const auto sum = stafi::aggregate(std::array{*known, signature});
        if (!sum) return;
        votes.signature = sum->bytes();
    }
    for (const std::size_t seat : seats)
        votes.seats.set(seat);
}

std::optional<eth::Attestation> Pool::aggregate(
    const eth::AttestationData& data, std::optional<eth::CommitteeIndex> committee) const {
    const auto found = votes_.find({data.slot, ssz::hash_tree_root(data)});
    if (found == votes_.end()) return std::nullopt;
    std::vector<std::pair<eth::CommitteeIndex, const CommitteeVotes*>> parts;
    for (const auto& [index, votes] : found->second.committees)
        if (!committee || index == *committee)
            parts.emplace_back(index, &*std::ranges::max_element(votes, {}, [](const auto& one) {
                                   return count(one.bits);
                               }));
    if (parts.empty()) return std::nullopt;
    return side_by_side(data, parts);
}

std::optional<eth::Attestation> Pool::aggregate(const Bytes32& data_root,
                                                eth::CommitteeIndex committee) const {
    for (const auto& [key, votes] : votes_)
        if (key.second == data_root) return aggregate(votes.data, committee);
    return std::nullopt;
}

std::vector<eth::Attestation> Pool::attestations() const {
    std::vector<eth::Attestation> all;
    for (const auto& [key, votes] : votes_)
        if (auto one = aggregate(votes.data)) all.push_back(*std::move(one));
    return all;
}

eth::SyncAggregate Pool::sync_aggregate(Slot slot, const Bytes32& block_root) const {
    eth::SyncAggregate made;
    made.sync_committee_signature.bytes.front() = std::byte{0xc0};  // infinity: nobody signed
    const auto found = sync_.find({slot, block_root});
    if (found == sync_.end()) return made;
    made.sync_committee_bits = found->second.seats;
    made.sync_committee_signature = found->second.signature;
    return made;
}

void Pool::pack(const State& state, Known& known, eth::BeaconBlockBody& body) const {
    // Checked when they came: here only what they do matters.
    Signatures trusted{known.keys, Signatures::Mode::trusted};
    State after = state;
    take(after, proposer_slashings(), body.proposer_slashings, [&](State& at, const auto& one) {
        return process_proposer_slashing(at, one, trusted).has_value();
    });
    take(after, attester_slashings(), body.attester_slashings, [&](State& at, const auto& one) {
        return process_attester_slashing(at, one, trusted).has_value();
    });
    std::vector<std::pair<Gwei, eth::Attestation>> paid;
    for (const auto& [key, votes] : votes_) {
        auto one = aggregate(votes.data);
        if (!one) continue;
        const Gwei reward = proposer_reward_of(after, *one, known.committees);
        paid.emplace_back(reward, *std::move(one));
    }
    std::ranges::sort(paid, std::ranges::greater{}, [](const auto& one) { return one.first; });
    for (const auto& [reward, attestation] : paid)
        if (reward > Gwei{0} && body.attestations.size() < eth::kMaxAttestations)
            body.attestations.push_back(attestation);
    take(after, exits(), body.voluntary_exits, [&](State& at, const auto& one) {
        return process_voluntary_exit(at, one, trusted).has_value();
    });
    take(after, std::span{changes_}, body.bls_to_execution_changes,
         [&](State& at, const auto& one) {
             return process_credentials_change(at, one, trusted).has_value();
         });
}

void Pool::prune(const State& state) {
    const Slot oldest = state.first_slot(state.previous_epoch());
    std::erase_if(votes_, [oldest](const auto& one) { return one.first.first < oldest; });
    std::erase_if(sync_, [oldest](const auto& one) { return one.first.first < oldest; });
    const auto is_gone = [&state](ValidatorIndex index) {
        return index.value < state.validators.size() && !is_staying(state.validators[index.value]);
    };
    std::erase_if(exits_, [&](const auto& one) { return is_gone(one.message.validator_index); });
    const auto is_punished = [&state](ValidatorIndex index) {
        return index.value >= state.validators.size() ||
               !is_slashable(state.validators[index.value], state.epoch());
    };
    std::erase_if(proposer_slashings_, [&](const auto& one) {
        return is_punished(one.signed_header_1.message.proposer_index);
    });
    std::erase_if(attester_slashings_, [&](const eth::AttesterSlashing& one) {
        return std::ranges::all_of(one.attestation_1.attesting_indices, is_punished);
    });
    std::erase_if(changes_, [&](const auto& one) {
        const std::uint64_t index = one.message.validator_index.value;
        return index < state.validators.size() &&
               has_execution_credentials(state.validators[index]);
    });
}

}  // namespace stafi::beacon
