#include "devnet/validators/validators.hpp"

#include <algorithm>
#include <set>

#include "beacon/block/block.hpp"
#include "beacon/state/committees.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::devnet {

using beacon::Chain;
using beacon::State;
using beacon::StateView;

namespace {

constexpr std::size_t kSeatsEach = eth::kSyncCommitteeSize / eth::kSyncCommitteeSubnetCount;

UnixSeconds time_of(const Chain& chain, Slot slot) {
    return chain.genesis_time() + UnixSeconds{slot.value * chain.rules().seconds_per_slot};
}

const PubkeyBytes& key_of(const State& state, ValidatorIndex index) {
    return state.validators.at(index.value).pubkey;
}

/// The key that proposes at the state's slot; nothing when it is slashed, and so must not.
std::optional<PubkeyBytes> proposer_of(const State& state) {
    const eth::Validator& validator =
        state.validators.at(beacon::proposer_at(state, state.slot).value);
    if (validator.slashed) return std::nullopt;
    return validator.pubkey;
}

/// Only elsewhere, as its history tells: what it signed before that could get it slashed.
bool has_voted_after(const SigningRecord& record, const PubkeyBytes& key, Epoch epoch) {
    const KeyRecord* const signed_before = record.find(key);
    return signed_before != nullptr && signed_before->vote && signed_before->vote->target > epoch;
}

}  // namespace

void Validators::observe(BlockNumber block, std::vector<ssv::Event> events) {
    delay_.observe(block, std::move(events));
    operators_.follow(delay_.take());
}

bool Validators::is_background(const PubkeyBytes& key) const {
    return signers_.has(key) && !others_.contains(key);
}

// Votes.

Result<SlotVotes> Validators::votes(Chain& chain, Slot slot) {
    SlotVotes votes;
    for (auto late = late_.begin(); late != late_.end() && late->first <= slot;
         late = late_.erase(late))
        votes.singles.push_back(late->second);
    if (forwarded_ >= slot) return votes;
    TRY(const eth::AttestationData data, chain.attestation_data(slot));
    TRY(const beacon::Committees* committees, chain.committees(data.target.epoch));
    TRY(const StateView state, chain.state_at(slot));
    const Bytes32 root = beacon::attestation_root(*state, data);
    for (std::uint64_t i = 0; i < committees->per_slot(); ++i) {
        const Duty duty{.slot = slot,
                        .committee = eth::CommitteeIndex{i},
                        .data = data,
                        .signing_root = root,
                        .when = time_of(chain, slot)};
        const auto members = committees->at(slot, duty.committee);
        TRY(auto aggregate, vote_together(duty, *state, members));
        if (aggregate) votes.aggregates.push_back(*std::move(aggregate));
        for (const ValidatorIndex index : members)
            vote_alone(duty, key_of(*state, index), index, votes);
    }
    return votes;
}

void Validators::vote_alone(const Duty& duty, const PubkeyBytes& key, ValidatorIndex index,
                            SlotVotes& votes) {
    eth::SingleAttestation single{.committee_index = duty.committee,
                                  .attester_index = index,
                                  .data = duty.data,
                                  .signature = {}};
    if (const auto whole = client_.sign_vote(key, duty.data, duty.signing_root)) {
        single.signature = whole->bytes();
        votes.singles.push_back(single);
    }
    const SignedVote vote{.source = duty.data.source.epoch,
                          .target = duty.data.target.epoch,
                          .signing_root = duty.signing_root};
    if (!operators_.is_on_duty(key) || !record_.sign(key, vote)) return;
    const auto whole = operators_.sign(key, duty.signing_root, duty.when);
    if (!whole) return;
    single.signature = whole->signature.bytes();
    if (whole->slots_late == 0)
        votes.singles.push_back(single);
    else
        late_.emplace(duty.slot + Slot{whole->slots_late}, single);
}

Result<std::optional<eth::Attestation>> Validators::vote_together(
    const Duty& duty, const State& state, std::span<const ValidatorIndex> members) {
    const SignedVote vote{.source = duty.data.source.epoch,
                          .target = duty.data.target.epoch,
                          .signing_root = duty.signing_root};
    ssz::Bits bits{members.size()};
    std::vector<PubkeyBytes> keys;
    for (std::size_t seat = 0; seat < members.size(); ++seat) {
        const PubkeyBytes& key = key_of(state, members[seat]);
        if (!is_background(key) || !record_.sign(key, vote)) continue;
        bits.set(seat);
        keys.push_back(key);
    }
    if (keys.empty()) return std::optional<eth::Attestation>{};
    eth::Attestation together;
    together.data = duty.data;
    static_cast<ssz::Bits&>(together.aggregation_bits) = std::move(bits);
    together.committee_bits.set(duty.committee.value);
    TRY(const BlsSignature signature, signers_.sign(keys, duty.signing_root));
    together.signature = signature.bytes();
    return std::optional{std::move(together)};
}

// The sync committee.

Result<SlotSyncVotes> Validators::sync_votes(Chain& chain, Slot slot) {
    SlotSyncVotes votes;
    // The block of the next slot carries them, so that slot's committee signs.
    TRY(const StateView next, chain.state_at(slot + Slot{1}));
    const Bytes32 head = chain.head().root;
    for (std::uint64_t i = 0; i < eth::kSyncCommitteeSubnetCount; ++i) {
        TRY(const auto part, contribution(*next, slot, head, i));
        if (part) votes.contributions.push_back(*part);
    }
    const Bytes32 root = beacon::sync_message_root(*next, slot, head);
    beacon::KeyIndex indices = next->keys;
    std::set<PubkeyBytes> seen;
    for (const PubkeyBytes& key : next->current_sync_committee.pubkeys.view()) {
        if (is_background(key) || !seen.insert(key).second) continue;
        const auto index = indices.find(key, next->validators);
        const auto signature = sign_plain(key, root, time_of(chain, slot));
        if (index && signature)
            votes.messages.push_back({.slot = slot,
                                      .beacon_block_root = head,
                                      .validator_index = *index,
                                      .signature = signature->bytes()});
    }
    return votes;
}

Result<std::optional<eth::SyncCommitteeContribution>> Validators::contribution(
    const State& state, Slot slot, const Bytes32& head, std::uint64_t subcommittee) {
    eth::SyncCommitteeContribution part;
    part.slot = slot;
    part.beacon_block_root = head;
    part.subcommittee_index = eth::SubcommitteeIndex{subcommittee};
    std::vector<PubkeyBytes> keys;
    for (std::size_t seat = 0; seat < kSeatsEach; ++seat) {
        const PubkeyBytes& key =
            state.current_sync_committee.pubkeys[subcommittee * kSeatsEach + seat];
        if (!is_background(key)) continue;
        part.aggregation_bits.set(seat);
        keys.push_back(key);
    }
    if (keys.empty()) return std::optional<eth::SyncCommitteeContribution>{};
    TRY(const BlsSignature signature,
        signers_.sign(keys, beacon::sync_message_root(state, slot, head)));
    part.signature = signature.bytes();
    return std::optional{part};
}

// Proposals.

Result<std::optional<Address>> Validators::fee_recipient(Chain& chain, Slot slot) {
    TRY(const StateView state, chain.state_at(slot));
    const auto key = proposer_of(*state);
    if (!key) return std::optional<Address>{};
    if (client_.has(*key)) return std::optional{client_.fee_recipient_of(*key)};
    if (is_background(*key)) return std::optional{fee_recipient_};
    if (operators_.lateness(*key) != 0) return std::optional<Address>{};
    return std::optional{operators_.fee_recipient_of(*key)};
}

Result<std::optional<eth::SignedBeaconBlock>> Validators::propose(Chain& chain, Slot slot,
                                                                  MaybeParts parts) {
    TRY(const StateView state, chain.state_at(slot));
    const auto key = proposer_of(*state);
    if (!parts || !key) return std::optional<eth::SignedBeaconBlock>{};
    const UnixSeconds when = time_of(chain, slot);
    const auto randao = sign_plain(*key, beacon::randao_root(*state, state->epoch()), when);
    if (!randao) return std::optional<eth::SignedBeaconBlock>{};
    parts->randao_reveal = randao->bytes();
    eth::SignedBeaconBlock block;
    TRY(block.message, chain.produce(slot, *parts));
    const auto signature =
        sign_block(*key, slot, beacon::block_signing_root(*state, block.message), when);
    if (!signature) return std::optional<eth::SignedBeaconBlock>{};
    block.signature = signature->bytes();
    return std::optional{std::move(block)};
}

std::optional<BlsSignature> Validators::sign_plain(const PubkeyBytes& key, const Bytes32& root,
                                                   UnixSeconds when) {
    if (auto whole = client_.sign(key, root)) return whole;
    if (operators_.is_on_duty(key)) {
        auto whole = operators_.sign(key, root, when);
        if (!whole || whole->slots_late > 0) return std::nullopt;
        return whole->signature;
    }
    if (!is_background(key)) return std::nullopt;
    auto sum = signers_.sign(std::span{&key, 1}, root);
    if (!sum) return std::nullopt;
    return *sum;
}

std::optional<BlsSignature> Validators::sign_block(const PubkeyBytes& key, Slot slot,
                                                   const Bytes32& root, UnixSeconds when) {
    if (client_.has(key)) return client_.sign_block(key, slot, root);
    if (!record_.sign(key, SignedBlock{.slot = slot, .signing_root = root})) return std::nullopt;
    return sign_plain(key, root, when);
}

// Exits.

Result<std::vector<eth::SignedVoluntaryExit>> Validators::exits(Chain& chain) {
    std::vector<eth::SignedVoluntaryExit> exits;
    const StateView state = chain.head_state();
    beacon::KeyIndex indices = state->keys;
    for (const PubkeyBytes& key : operators_.take_exits()) {
        const auto index = indices.find(key, state->validators);
        if (!index) continue;  // nodes do not know it either
        eth::SignedVoluntaryExit exit;
        exit.message = {.epoch = state->epoch(), .validator_index = *index};
        const eth::Domain domain =
            eth::signing_domain(eth::DomainType::voluntary_exit, chain.rules().forks,
                                exit.message.epoch, chain.genesis_validators_root());
        const auto signature = operators_.sign(
            key, eth::compute_signing_root(ssz::hash_tree_root(exit.message), domain),
            time_of(chain, state->slot));
        if (!signature) continue;
        exit.signature = signature->signature.bytes();
        exits.push_back(exit);
    }
    return exits;
}

// Fast-forward.

bool Validators::performs(const PubkeyBytes& key, Epoch epoch) {
    if (is_background(key)) return true;
    const bool is_whole = client_.has(key);
    if (is_whole && has_voted_after(client_.record(), key, epoch)) return false;
    if (!is_whole && operators_.lateness(key) != 0) return false;
    if (signers_.has(key)) return true;
    auto secret =
        is_whole ? std::optional{client_.keys().at(key).secret.copy()} : operators_.whole_key(key);
    CHECK(secret);  // a threshold is ready to sign
    signers_.add(*std::move(secret));
    others_.insert(key);
    return true;
}

Result<std::optional<eth::SignedBeaconBlock>> Validators::forward(Chain& chain, Slot slot,
                                                                  MaybeParts parts,
                                                                  bool is_signed) {
    TRY(const StateView state, chain.state_at(slot));
    const beacon::Drive drive{.signers = signers_,
                              .performs =
                                  [this, &state](ValidatorIndex index) {
                                      return performs(key_of(*state, index), state->epoch());
                                  },
                              .fee_recipient = {},
                              .graffiti = {}};
    std::optional<eth::SignedBeaconBlock> block;
    if (parts) {
        TRY(block, beacon::drive_block(chain, slot, drive, *std::move(parts), is_signed));
    }
    TRY_VOID(record_forward(chain, slot));
    return block;
}

/// What keys vote for is decided in the block after; that they have voted is a fact now.
Result<> Validators::record_forward(Chain& chain, Slot slot) {
    TRY(const StateView state, chain.state_at(slot));
    const UnixSeconds when = time_of(chain, slot);
    const KeyRecord voted{.block = std::nullopt,
                          .vote = SignedVote{.source = state->current_justified_checkpoint.epoch,
                                             .target = state->epoch(),
                                             .signing_root = std::nullopt}};
    TRY(const beacon::Committees* committees, chain.committees(state->epoch()));
    for (std::uint64_t i = 0; i < committees->per_slot(); ++i)
        for (const ValidatorIndex index : committees->at(slot, eth::CommitteeIndex{i})) {
            const PubkeyBytes& key = key_of(*state, index);
            if (client_.has(key)) client_.record().merge(key, voted);
            if (!operators_.is_on_duty(key)) continue;
            record_.merge(key, voted);
            operators_.record(key, when);
        }
    operators_.record(key_of(*state, beacon::proposer_at(*state, slot)), when);
    forwarded_ = slot;
    late_.clear();
    return {};
}

}  // namespace stafi::devnet
