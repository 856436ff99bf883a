#include "beacon/epoch/finality.hpp"

#include "base/check.hpp"
#include "beacon/epoch/participation.hpp"
#include "beacon/state/registry.hpp"

namespace stafi::beacon {
namespace {

bool is_supermajority(Gwei part, Gwei whole) { return 3 * part >= 2 * whole; }

/// Justification of the last four epochs, the current one first.
using Bits = ssz::Bitvector<eth::kJustificationBitsLength>;

void age(Bits& bits) {
    for (std::size_t i = Bits::size(); i-- > 1;)
        bits.set(i, bits[i - 1]);
    bits.set(0, false);
}

bool are_set(const Bits& bits, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i)
        if (!bits[i]) return false;
    return true;
}

/// The four ways in which a justified checkpoint becomes final; the last that applies wins.
void finalize(State& state, const eth::Checkpoint& previous, const eth::Checkpoint& current) {
    const Bits& bits = state.justification_bits;
    const auto is_ago = [now = state.epoch()](const eth::Checkpoint& checkpoint,
                                              std::uint64_t epochs) {
        return checkpoint.epoch + Epoch{epochs} == now;
    };
    if (are_set(bits, 1, 4) && is_ago(previous, 3)) state.finalized_checkpoint = previous;
    if (are_set(bits, 1, 3) && is_ago(previous, 2)) state.finalized_checkpoint = previous;
    if (are_set(bits, 0, 3) && is_ago(current, 2)) state.finalized_checkpoint = current;
    if (are_set(bits, 0, 2) && is_ago(current, 1)) state.finalized_checkpoint = current;
}

}  // namespace

Bytes32 block_root_at(const State& state, Slot slot) {
    CHECK(slot < state.slot && state.slot.value <= slot.value + eth::kSlotsPerHistoricalRoot);
    return state.block_roots[slot.value % eth::kSlotsPerHistoricalRoot];
}

Bytes32 block_root_at(const State& state, Epoch epoch) {
    return block_root_at(state, state.first_slot(epoch));
}

void update_finality(State& state) {
    if (state.epoch() <= Epoch{1}) return;
    const Gwei total = total_active_balance(state);
    const Gwei previous_votes =
        participating_balance(state, state.previous_epoch(), Flag::timely_target);
    const Gwei current_votes = participating_balance(state, state.epoch(), Flag::timely_target);

    const eth::Checkpoint old_previous = state.previous_justified_checkpoint;
    const eth::Checkpoint old_current = state.current_justified_checkpoint;
    state.previous_justified_checkpoint = old_current;
    age(state.justification_bits);
    const auto justify = [&state](Epoch epoch, std::size_t bit) {
        state.current_justified_checkpoint = {.epoch = epoch, .root = block_root_at(state, epoch)};
        state.justification_bits.set(bit);
    };
    if (is_supermajority(previous_votes, total)) justify(state.previous_epoch(), 1);
    if (is_supermajority(current_votes, total)) justify(state.epoch(), 0);
    finalize(state, old_previous, old_current);
}

}  // namespace stafi::beacon
