#include "beacon/chain/chain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "beacon/block/block.hpp"
#include "beacon/epoch/finality.hpp"
#include "beacon/state/registry.hpp"
#include "eth/ssz/ssz.hpp"

namespace stafi::beacon {
namespace {

std::string short_of(const Bytes32& root) { return to_hex0x(root.view().first<4>()) + ".."; }

auto refuse(std::string_view what, std::string_view why) {
    return fail(Reason::bad_argument, fmt::format("{}: {}", what, why));
}

/// The node of a state's latest block, which its header describes.
Node anchor_of(const State& state) {
    eth::BeaconBlockHeader header = state.latest_block_header;
    const Bytes32 state_root = root_of(state);
    if (header.state_root == Bytes32{}) header.state_root = state_root;
    eth::SignedBeaconBlock block;
    block.message.slot = header.slot;
    block.message.proposer_index = header.proposer_index;
    block.message.parent_root = header.parent_root;
    block.message.state_root = header.state_root;
    return {.root = ssz::hash_tree_root(header),
            .parent = header.parent_root,
            .slot = header.slot,
            .state_root = state_root,
            .justified = state.current_justified_checkpoint,
            .finalized = state.finalized_checkpoint,
            .block = std::make_shared<const eth::SignedBeaconBlock>(std::move(block))};
}

}  // namespace

Chain::Chain(State anchor)
    : rules_{anchor.rules},
      genesis_time_{anchor.genesis_time},
      validators_root_{anchor.genesis_validators_root},
      forks_{anchor_of(anchor)},
      head_{forks_.all().front().root} {
    justified_ = {.epoch = anchor.epoch(), .root = head_};
    finalized_ = justified_;
    states_.emplace(head_, std::make_shared<const State>(std::move(anchor)));
}

const Node* Chain::at(Slot slot) const {
    const Node* node = forks_.ancestor(head_, slot);
    return node != nullptr && node->slot == slot ? node : nullptr;
}

// States.

StateView Chain::known_state(const Bytes32& block_root) {
    const auto state = state_of(block_root);
    CHECK(state);  // blocks of the tree can always be applied again from the finalized state
    return *state;
}

Result<StateView> Chain::state_of(const Bytes32& block_root) {
    std::vector<const Node*> missing;
    const Node* node = forks_.find(block_root);
    if (node == nullptr) return refuse("state", "no block " + short_of(block_root));
    while (!states_.contains(node->root)) {
        missing.push_back(node);
        node = forks_.find(node->parent);
        CHECK(node != nullptr);  // the state of the oldest block is always kept
    }
    StateView view = states_.at(node->root);
    if (missing.empty()) return view;
    State state = *view;
    while (!missing.empty()) {
        TRY_VOID(apply_block(state, *missing.back()->block, known_, Signatures::Mode::trusted));
        missing.pop_back();
    }
    view = std::make_shared<const State>(std::move(state));
    keep(block_root, view);
    return view;
}

void Chain::keep(const Bytes32& root, StateView state) {
    states_.insert_or_assign(root, std::move(state));
    while (states_.size() > kStatesKept + 1) {
        auto oldest = states_.end();
        for (auto it = states_.begin(); it != states_.end(); ++it) {
            const bool is_needed = it->first == forks_.all().front().root || it->first == root ||
                                   it->first == justified_.root || it->first == head_;
            if (is_needed) continue;
            if (oldest == states_.end() || it->second->slot < oldest->second->slot) oldest = it;
        }
        CHECK(oldest != states_.end());
        states_.erase(oldest);
    }
}

Result<State> Chain::copy_at(const Bytes32& block_root, Slot slot) {
    TRY(const StateView view, state_of(block_root));
    State state = *view;
    advance(state, slot, known_);
    return state;
}

Result<StateView> Chain::head_at(Slot slot) {
    const Node& node = head();
    if (slot == node.slot) return known_state(head_);
    if (advanced_ && advanced_->root == head_ && advanced_->slot == slot) return advanced_->state;
    if (slot > node.slot + Slot{kEmptySlotsMax})
        return fail(Reason::out_of_range, fmt::format("slot {}: more than {} after the head",
                                                      slot.value, kEmptySlotsMax));
    TRY(State state, copy_at(head_, slot));
    advanced_ = {
        .root = head_, .slot = slot, .state = std::make_shared<const State>(std::move(state))};
    return advanced_->state;
}

Result<StateView> Chain::state_at(Slot slot) {
    if (slot >= head().slot) return head_at(slot);
    const Node* node = forks_.ancestor(head_, slot);
    if (node == nullptr)
        return refuse("state", fmt::format("slot {} is before the oldest block", slot.value));
    if (node->slot == slot) return state_of(node->root);
    TRY(State state, copy_at(node->root, slot));
    return std::make_shared<const State>(std::move(state));
}

Result<StateView> Chain::state_by_root(const Bytes32& state_root) {
    for (const Node& node : forks_.all())
        if (node.state_root == state_root) return state_of(node.root);
    return refuse("state", "no state " + short_of(state_root));
}

// Blocks.

Result<HeadChange> Chain::add(const eth::SignedBeaconBlock& block, Signatures::Mode mode) {
    const Bytes32 root = ssz::hash_tree_root(block.message);
    const Node* parent = forks_.find(block.message.parent_root);
    if (forks_.find(root) != nullptr) return refuse("block", "it is known");
    if (parent == nullptr)
        return refuse("block", "no parent " + short_of(block.message.parent_root));
    if (block.message.slot > parent->slot + Slot{kEmptySlotsMax})
        return refuse("block",
                      fmt::format("slot {} is far after its parent's", block.message.slot.value));
    const bool is_advanced =
        advanced_ && advanced_->root == parent->root && advanced_->slot == block.message.slot;
    TRY(const StateView before,
        is_advanced ? Result<StateView>{advanced_->state} : state_of(parent->root));
    State state = *before;
    TRY_VOID(apply_block(state, block, known_, mode));
    forks_.add({.root = root,
                .parent = block.message.parent_root,
                .slot = block.message.slot,
                .state_root = block.message.state_root,
                .justified = state.current_justified_checkpoint,
                .finalized = state.finalized_checkpoint,
                .block = std::make_shared<const eth::SignedBeaconBlock>(block)});
    see(block, state, mode);
    const Epoch finalized_before = finalized_.epoch;
    const auto view = std::make_shared<const State>(std::move(state));
    keep(root, view);
    settle(*view);
    HeadChange change = choose();
    change.is_finalized = finalized_.epoch > finalized_before;
    return change;
}

/// Checkpoints only ever go up. What is final is the new beginning of the tree.
void Chain::settle(const State& state) {
    if (state.current_justified_checkpoint.epoch > justified_.epoch)
        justified_ = state.current_justified_checkpoint;
    if (state.finalized_checkpoint.epoch <= finalized_.epoch) return;
    finalized_ = state.finalized_checkpoint;
    keep(finalized_.root, known_state(finalized_.root));
    forks_.prune(finalized_.root);
    if (forks_.find(justified_.root) == nullptr) justified_ = finalized_;
    std::erase_if(states_, [this](const auto& one) { return forks_.find(one.first) == nullptr; });
    pool_.prune(state);
    watch_.forget(finalized_.epoch, state.first_slot(finalized_.epoch));
}

HeadChange Chain::choose() {
    const StateView stake = known_state(justified_.root);
    HeadChange change{.before = head_, .after = {}, .common = {}};
    const Node* old = forks_.find(head_);
    const Node& chosen = forks_.head(justified_.root, stake->validators);
    change.after = chosen.root;
    change.common = chosen.slot;
    head_ = chosen.root;
    if (old == nullptr) {  // a branch without finality was pruned
        change.is_reorg = true;
        change.common = forks_.all().front().slot;
        return change;
    }
    const Node* common = old;
    while (forks_.ancestor(chosen.root, common->slot) != common) {
        change.is_reorg = true;
        common = forks_.find(common->parent);
        CHECK(common != nullptr);
    }
    change.common = common->slot;
    return change;
}

Result<HeadChange> Chain::abandon(std::size_t depth) {
    const Node* node = &head();
    for (std::size_t i = 0; i < depth; ++i) {
        if (node->root == forks_.all().front().root)
            return fail(Reason::out_of_range,
                        fmt::format("reorg: {} blocks, but only {} are not final", depth, i));
        if (i + 1 < depth) node = forks_.find(node->parent);
    }
    if (depth == 0) return choose();
    forks_.abandon(node->root);
    return choose();
}

// What is seen.

void Chain::see(const eth::SignedBeaconBlock& block, const State& after, Signatures::Mode mode) {
    const eth::BeaconBlockBody& body = block.message.body;
    if (mode == Signatures::Mode::verified)
        if (const auto slashing =
                watch_.see({.message = header_of(block.message), .signature = block.signature}))
            pool_.add(*slashing);
    for (const eth::Attestation& attestation : body.attestations) {
        const auto votes =
            indexed(attestation, known_.committees.of(after, attestation.data.target.epoch));
        CHECK(votes);  // the block was valid
        see(*votes, mode);
    }
    for (const eth::AttesterSlashing& slashing : body.attester_slashings)
        for (const ValidatorIndex index : slashing.attestation_1.attesting_indices)
            if (after.validators.at(index.value).slashed) forks_.silence(index);
}

/// What is not signed proves nothing, so the watch does not look at it.
void Chain::see(const eth::IndexedAttestation& votes, Signatures::Mode mode) {
    forks_.vote(votes.attesting_indices, votes.data.beacon_block_root, votes.data.target.epoch);
    if (mode == Signatures::Mode::trusted) return;
    for (const eth::AttesterSlashing& slashing : watch_.see(votes))
        pool_.add(slashing);
}

}  // namespace stafi::beacon
