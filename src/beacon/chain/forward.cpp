#include "beacon/chain/forward.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "beacon/block/block.hpp"
#include "crypto/hash.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::beacon {
namespace {

BlsSecretKey secret(const Bytes32& big_endian) {
    const auto key = BlsSecretKey::parse(big_endian.view());
    CHECK(key);
    return key->copy();
}

/// Who of a slot's committees performs; the bits of its committees follow each other.
struct Voters {
    ssz::Bits bits;
    ssz::Bitvector<eth::kMaxCommitteesPerSlot> committees;
    std::vector<ValidatorIndex> members;
};

Voters voters_of(const Committees& committees, Slot slot, const Performs& performs) {
    std::vector<bool> votes;
    Voters voters;
    for (std::uint64_t i = 0; i < committees.per_slot(); ++i) {
        const auto members = committees.at(slot, eth::CommitteeIndex{i});
        if (std::ranges::none_of(members, performs)) continue;
        voters.committees.set(i);
        for (const ValidatorIndex member : members) {
            votes.push_back(performs(member));
            if (votes.back()) voters.members.push_back(member);
        }
    }
    voters.bits = ssz::Bits{votes.size()};
    for (std::size_t i = 0; i < votes.size(); ++i)
        voters.bits.set(i, votes[i]);
    return voters;
}

Result<SignatureBytes> signature_of(const Drive& drive, std::span<const PubkeyBytes> who,
                                    const Bytes32& root, bool is_signed) {
    if (!is_signed) return SignatureBytes{};
    TRY(const BlsSignature signature, drive.signers.sign(who, root));
    return signature.bytes();
}

Result<eth::SyncAggregate> sync_votes(const State& state, const Drive& drive, const Bytes32& head,
                                      bool is_signed) {
    eth::SyncAggregate made;
    std::vector<PubkeyBytes> signers;
    KeyIndex indices = state.keys;
    for (std::size_t i = 0; i < eth::kSyncCommitteeSize; ++i) {
        const PubkeyBytes& key = state.current_sync_committee.pubkeys[i];
        const auto member = indices.find(key, state.validators);
        if (!member || !drive.performs(*member)) continue;
        made.sync_committee_bits.set(i);
        signers.push_back(key);
    }
    made.sync_committee_signature.bytes.front() = std::byte{0xc0};  // infinity: nobody signed
    if (signers.empty()) return made;
    const Bytes32 root = sync_message_root(state, state.slot - Slot{1}, head);
    TRY(made.sync_committee_signature, signature_of(drive, signers, root, is_signed));
    return made;
}

/// The first slot whose votes were not cast yet, in a branch that was given up: who voted there
/// must not vote again.
Slot first_open_slot(const Chain& chain) {
    Slot open;
    for (const Node& node : chain.all())
        if (node.is_abandoned) open = std::max(open, node.slot);
    return open;
}

}  // namespace

void Signers::add(BlsSecretKey key) {
    const BlsPubkey name = key.public_key();
    add(name, std::move(key));
}

void Signers::add(const BlsPubkey& name, BlsSecretKey key) {
    keys_.insert_or_assign(name.bytes(), std::move(key));
}

Result<BlsSignature> Signers::sign(std::span<const PubkeyBytes> who, const Bytes32& root) const {
    std::vector<const BlsSecretKey*> keys;
    keys.reserve(who.size());
    for (const PubkeyBytes& one : who) {
        const auto found = keys_.find(one);
        if (found == keys_.end())
            return fail(Reason::unknown_validator,
                        fmt::format("signature: no secret key of {}", to_hex0x(one.view())));
        keys.push_back(&found->second);
    }
    TRY(const BlsSecretKey sum, aggregate(keys));
    return sum.sign(root.view());
}

std::vector<GenesisValidator> add_background(Signers& signers, std::string_view name,
                                             std::size_t count, const Address& withdrawals_to) {
    Bytes32 first = sha256(bytes_of(name));
    first.bytes.front() = std::byte{0};  // below the group's order, whatever is added
    Bytes32 one;
    one.bytes.back() = std::byte{1};
    const BlsSecretKey step = secret(one);
    const BlsPubkey step_point = step.public_key();
    BlsSecretKey key = secret(first);
    BlsPubkey point = key.public_key();
    const Bytes32 credentials = eth::to_bytes(
        {.kind = eth::WithdrawalCredentials::Kind::execution, .address = withdrawals_to});
    std::vector<GenesisValidator> validators;
    for (std::size_t i = 0; i < count; ++i) {
        validators.push_back(
            {.pubkey = point.bytes(), .withdrawal_credentials = credentials, .balance = 32_eth});
        signers.add(point, key.copy());
        const auto next_point = aggregate(std::array{point, step_point});
        auto next_key = aggregate(std::array<const BlsSecretKey*, 2>{&key, &step});
        CHECK(next_point && next_key);
        point = *next_point;
        key = *std::move(next_key);
    }
    return validators;
}

Result<std::optional<eth::Attestation>> votes_of(Chain& chain, Slot slot, const Drive& drive,
                                                 bool is_signed) {
    TRY(const eth::AttestationData data, chain.attestation_data(slot));
    TRY(const Committees* committees, chain.committees(data.target.epoch));
    const Voters voters = voters_of(*committees, slot, drive.performs);
    if (voters.members.empty()) return std::optional<eth::Attestation>{};
    auto made = eth::Attestation();
    made.data = data;
    static_cast<ssz::Bits&>(made.aggregation_bits) = voters.bits;
    made.committee_bits = voters.committees;
    const StateView state = chain.head_state();
    std::vector<PubkeyBytes> keys;
    if (is_signed)
        for (const ValidatorIndex member : voters.members)
            keys.push_back(state->validators.at(member.value).pubkey);
    TRY(made.signature, signature_of(drive, keys, attestation_root(*state, data), is_signed));
    return std::optional{std::move(made)};
}

Result<std::optional<eth::SignedBeaconBlock>> drive_block(Chain& chain, Slot slot,
                                                          const Drive& drive, BlockParts parts,
                                                          bool is_signed) {
    TRY(const StateView state, chain.state_at(slot));
    const ValidatorIndex proposer = proposer_at(*state, slot);
    if (!drive.performs(proposer) || state->validators.at(proposer.value).slashed)
        return std::optional<eth::SignedBeaconBlock>{};
    const std::array keys{state->validators.at(proposer.value).pubkey};
    TRY(parts.randao_reveal,
        signature_of(drive, keys, randao_root(*state, state->epoch()), is_signed));
    TRY(parts.sync_aggregate, sync_votes(*state, drive, chain.head().root, is_signed));
    const std::uint64_t behind =
        std::min<std::uint64_t>(slot.value - chain.head().slot.value, eth::kMaxAttestations);
    for (std::uint64_t back = 1; back <= behind; ++back) {
        const Slot voted = slot - Slot{back};
        if (voted < first_open_slot(chain)) break;
        if (epoch_of(voted, chain.rules().slots_per_epoch) + Epoch{1} < state->epoch()) break;
        TRY(auto votes, votes_of(chain, voted, drive, is_signed));
        if (votes) parts.attestations.push_back(*std::move(votes));
    }
    eth::SignedBeaconBlock block;
    TRY(block.message, chain.produce(slot, parts));
    TRY(block.signature,
        signature_of(drive, keys, block_signing_root(*state, block.message), is_signed));
    return std::optional{std::move(block)};
}

Result<> drive_slot(Chain& chain, Slot slot, const Drive& drive, bool is_signed) {
    TRY(const StateView state, chain.state_at(slot));
    BlockParts parts;
    parts.graffiti = drive.graffiti;
    parts.payload = plain_payload(attributes_of(*state, chain.head().root),
                                  state->latest_execution_payload_header, drive.fee_recipient);
    TRY(const auto block, drive_block(chain, slot, drive, std::move(parts), is_signed));
    if (!block) return {};
    TRY_VOID(chain.add(*block, is_signed ? Signatures::Mode::verified : Signatures::Mode::trusted));
    return {};
}

Result<> fast_forward(Chain& chain, Epoch last, const Drive& drive) {
    const SlotsPerEpoch per_epoch = chain.rules().slots_per_epoch;
    for (Slot slot = chain.head().slot + Slot{1}; epoch_of(slot, per_epoch) <= last;
         slot += Slot{1}) {
        const bool is_signed = epoch_of(slot, per_epoch).value % drive.signed_one_in == 0;
        TRY_VOID(drive_slot(chain, slot, drive, is_signed));
    }
    return {};
}

}  // namespace stafi::beacon
