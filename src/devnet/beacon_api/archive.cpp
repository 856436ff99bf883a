#include "devnet/beacon_api/archive.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi::devnet::beacon_api {

void Archive::record(beacon::Chain& chain) {
    std::vector<const beacon::Node*> news;
    const beacon::Node* node = &chain.head();
    while (node != nullptr && find(node->root) == nullptr) {
        news.push_back(node);
        node = chain.find(node->parent);
    }
    // What comes after the last common block is of a branch that was left.
    const Slot common = node != nullptr ? node->slot : news.back()->slot;
    if (node == nullptr) complete_from_ = common;
    while (!blocks_.empty() && blocks_.rbegin()->first > common) {
        const Block& left = blocks_.rbegin()->second;
        slots_.erase(left.root);
        slots_.erase(left.state_root);
        blocks_.erase(std::prev(blocks_.end()));
    }
    for (const beacon::Node* one : news) {
        blocks_.insert_or_assign(
            one->slot,
            Block{.root = one->root, .state_root = one->state_root, .block = one->block});
        slots_.insert_or_assign(one->root, one->slot);
        slots_.insert_or_assign(one->state_root, one->slot);
    }
    drop_old_blocks();
    keep({.block_root = chain.finalized().root, .state = chain.finalized_state()});
}

/// Genesis stays: people ask for it by name.
void Archive::drop_old_blocks() {
    while (blocks_.size() > kBlocksMax) {
        const auto oldest = std::next(blocks_.begin());
        complete_from_ = oldest->first;
        slots_.erase(oldest->second.root);
        slots_.erase(oldest->second.state_root);
        blocks_.erase(oldest);
    }
}

void Archive::keep(Kept kept) {
    if (!states_.empty() && states_.back().state->slot >= kept.state->slot) return;
    states_.push_back(std::move(kept));
    if (states_.size() <= kStatesMax) return;
    // The one that is missed least: its neighbours are near each other, for its age.
    const auto gap_for_age = [this](std::size_t i) {
        const auto slot = [this](std::size_t of) { return states_[of].state->slot; };
        const auto gap = static_cast<double>((slot(i + 1) - slot(i - 1)).value);
        return gap / static_cast<double>((slot(states_.size() - 1) - slot(i)).value);
    };
    std::size_t least = 1;
    for (std::size_t i = 2; i + 1 < states_.size(); ++i)
        if (gap_for_age(i) < gap_for_age(least)) least = i;
    states_.erase(states_.begin() + static_cast<std::ptrdiff_t>(least));
}

const Archive::Block* Archive::at(Slot slot) const {
    const auto found = blocks_.find(slot);
    return found == blocks_.end() ? nullptr : &found->second;
}

const Archive::Block* Archive::find(const Bytes32& root) const {
    const auto found = slots_.find(root);
    const Block* block = found == slots_.end() ? nullptr : at(found->second);
    return block != nullptr && block->root == root ? block : nullptr;
}

const Archive::Block* Archive::find_by_state(const Bytes32& state_root) const {
    const auto found = slots_.find(state_root);
    const Block* block = found == slots_.end() ? nullptr : at(found->second);
    return block != nullptr && block->state_root == state_root ? block : nullptr;
}

const Archive::Block* Archive::genesis() const {
    return blocks_.empty() ? nullptr : &blocks_.begin()->second;
}

Result<beacon::StateView> Archive::state_after(const Bytes32& block_root,
                                               beacon::Known& known) const {
    const Block* block = find(block_root);
    if (block == nullptr)
        return fail(Reason::bad_argument, "state: it is of no block that is kept");
    return state_at(block->block->message.slot, known);
}

Result<beacon::StateView> Archive::state_at(Slot slot, beacon::Known& known) const {
    const auto later = std::ranges::upper_bound(states_, slot, {},
                                                [](const Kept& one) { return one.state->slot; });
    const auto too_old = [slot] {
        return fail(Reason::bad_argument,
                    fmt::format("state: slot {} is longer ago than states are kept", slot.value));
    };
    if (later == states_.begin()) return too_old();
    const Kept& nearest = *std::prev(later);
    if (nearest.state->slot == slot) return nearest.state;
    if (nearest.state->slot < complete_from_) return too_old();
    const auto first = blocks_.upper_bound(nearest.state->slot);
    const auto last = blocks_.upper_bound(slot);
    if (std::distance(first, last) > std::ptrdiff_t{kReplayedMax}) return too_old();
    if (slot > nearest.state->slot + Slot{beacon::Chain::kEmptySlotsMax}) return too_old();
    beacon::State state = *nearest.state;
    Bytes32 root = nearest.block_root;
    for (auto it = first; it != last; ++it) {
        if (it->second.block->message.parent_root != root) return too_old();
        TRY_VOID(beacon::apply_block(state, *it->second.block, known,
                                     beacon::Signatures::Mode::trusted));
        root = it->second.root;
    }
    if (state.slot < slot) beacon::advance(state, slot, known);
    return std::make_shared<const beacon::State>(std::move(state));
}

}  // namespace stafi::devnet::beacon_api
