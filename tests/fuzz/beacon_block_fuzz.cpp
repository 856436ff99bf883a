// links: stafi::beacon
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "beacon/chain/forward.hpp"
#include "eth/ssz/ssz.hpp"

// Whatever decodes as a block or as something that validators submit is taken or refused, and what
// is taken keeps the head's root honest. The first byte chooses the type and, for blocks, whether
// signatures count; the parent of a block is replaced by the head, so that more of it is looked at.

namespace {

using namespace stafi;
using namespace stafi::beacon;

/// A short chain on a few validators, made once and copied.
const State& genesis() {
    static const State state = [] {
        Signers signers;
        const auto validators = add_background(signers, "fuzz", 8, {});
        auto made = genesis_state({.rules = devnet_parameters(),
                                   .time = UnixSeconds{1},
                                   .execution_block_hash = {},
                                   .validators = validators});
        CHECK(made);
        return *std::move(made);
    }();
    return state;
}

template <class T>
void submit(Chain& chain, BytesView bytes) {
    const auto value = ssz::decode<T>(bytes);
    if (value) static_cast<void>(chain.submit(*value));
}

void add_block(Chain& chain, BytesView bytes, Signatures::Mode mode) {
    auto block = ssz::decode<eth::SignedBeaconBlock>(bytes);
    if (!block) return;
    block->message.parent_root = chain.head().root;
    block->message.slot = Slot{1 + block->message.slot.value % 16};
    const auto state = chain.state_at(block->message.slot);
    CHECK(state);
    block->message.proposer_index = proposer_at(**state, block->message.slot);
    eth::ExecutionPayload& payload = block->message.body.execution_payload;
    payload = plain_payload(attributes_of(**state, chain.head().root),
                            (*state)->latest_execution_payload_header, payload.fee_recipient);
    Known known;
    State after = **state;
    Signatures signatures{known.keys, mode};
    if (process_block(after, block->message, known.committees, signatures))
        block->message.state_root = root_of(after);
    if (chain.add(*block, mode)) CHECK(chain.head().state_root == root_of(*chain.head_state()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const BytesView bytes = std::as_bytes(std::span{data, size}).subspan(1);
    Chain chain{genesis()};
    switch (data[0] % 9) {
        case 0:
            add_block(chain, bytes, Signatures::Mode::trusted);
            break;
        case 1:
            add_block(chain, bytes, Signatures::Mode::verified);
            break;
        case 2:
            submit<eth::SingleAttestation>(chain, bytes);
            break;
        case 3:
            submit<eth::Attestation>(chain, bytes);
            break;
        case 4:
            submit<eth::SignedVoluntaryExit>(chain, bytes);
            break;
        case 5:
            submit<eth::ProposerSlashing>(chain, bytes);
            break;
        case 6:
            submit<eth::AttesterSlashing>(chain, bytes);
            break;
        case 7:
            submit<eth::SyncCommitteeMessage>(chain, bytes);
            break;
        default:
            submit<eth::SyncCommitteeContribution>(chain, bytes);
    }
    return 0;
}
