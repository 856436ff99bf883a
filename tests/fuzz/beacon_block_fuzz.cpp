// links: stafi::beacon
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "beacon/chain/forward.hpp"
#include "eth/ssz/ssz.hpp"

// Whatever decodes as a block or as something that validators submit is taken or refused, and what
// is taken keeps the head's root honest. The first byte chooses the type and, for blocks, whether
// signatures count; the parent of a block is replaced by the head, so that more of it is looked at.
// A refusal changes nothing, so the next input meets the same chain.

namespace {

using namespace stafi;
using namespace stafi::beacon;

/// A chain on a few validators that stands at its genesis: hashing its state costs a second.
const Chain& beginning() {
    static const Chain chain = [] {
        Signers signers;
        const auto validators = add_background(signers, "fuzz", 8, {});
        auto made = genesis_state({.rules = devnet_parameters(),
                                   .time = UnixSeconds{1},
                                   .execution_block_hash = {},
                                   .validators = validators});
        CHECK(made);
        Chain begun{*std::move(made)};
        CHECK(begun.known().roots.of(*begun.head_state()) == begun.head().state_root);
        return begun;
    }();
    return chain;
}

/// Whether it was taken.
template <class T>
bool submit(Chain& chain, BytesView bytes) {
    const auto value = ssz::decode<T>(bytes);
    return value && chain.submit(*value);
}

bool add_block(Chain& chain, BytesView bytes, Signatures::Mode mode) {
    auto block = ssz::decode<eth::SignedBeaconBlock>(bytes);
    if (!block) return false;
    const bool is_checked_in_full = block->message.slot.value % 64 == 0;
    block->message.parent_root = chain.head().root;
    block->message.slot = Slot{1 + block->message.slot.value % 16};
    const auto state = chain.state_at(block->message.slot);
    CHECK(state);
    block->message.proposer_index = proposer_at(**state, block->message.slot);
    eth::ExecutionPayload& payload = block->message.body.execution_payload;
    payload = plain_payload(attributes_of(**state, chain.head().root),
                            (*state)->latest_execution_payload_header, payload.fee_recipient);
    State after = **state;
    Signatures signatures{chain.known().keys, mode};
    if (process_block(after, block->message, chain.known().committees, signatures))
        block->message.state_root = chain.known().roots.of(after);
    if (!chain.add(*block, mode)) return false;
    CHECK(chain.head().slot == block->message.slot);
    if (is_checked_in_full) CHECK(chain.head().state_root == root_of(*chain.head_state()));
    return true;
}

bool take(Chain& chain, std::uint8_t kind, BytesView bytes) {
    switch (kind) {
        case 0:
            return add_block(chain, bytes, Signatures::Mode::trusted);
        case 1:
            return add_block(chain, bytes, Signatures::Mode::verified);
        case 2:
            return submit<eth::SingleAttestation>(chain, bytes);
        case 3:
            return submit<eth::Attestation>(chain, bytes);
        case 4:
            return submit<eth::SignedVoluntaryExit>(chain, bytes);
        case 5:
            return submit<eth::ProposerSlashing>(chain, bytes);
        case 6:
            return submit<eth::AttesterSlashing>(chain, bytes);
        case 7:
            return submit<eth::SyncCommitteeMessage>(chain, bytes);
        default:
            return submit<eth::SyncCommitteeContribution>(chain, bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static Chain chain = beginning();
    if (take(chain, data[0] % 9, std::as_bytes(std::span{data, size}).subspan(1)))
        chain = beginning();
    CHECK(chain.head().root == beginning().head().root);
    return 0;
}
