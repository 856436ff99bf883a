#include "devnet/beacon_api/lookup.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "base/uint256.hpp"

namespace stafi::devnet::beacon_api {
namespace {

constexpr std::size_t kShownMax = 80;

std::string shown(std::string_view id) { return printable(id.substr(0, kShownMax)); }

auto bad_id(std::string_view what, std::string_view id) {
    return refuse(400, fmt::format("{} id: '{}' is none of head, genesis, finalized, justified, a "
                                   "slot, or a root of 32 bytes with 0x",
                                   what, shown(id)));
}

auto not_found(std::string_view what, std::string_view id) {
    return refuse(404, fmt::format("{} not found: {}", what, shown(id)));
}

BlockAt block_at(const Node& node, const beacon::Node& block) {
    const beacon::Node* canonical = node.chain.at(block.slot);
    const bool is_canonical = canonical != nullptr && canonical->root == block.root;
    return {.root = block.root,
            .state_root = block.state_root,
            .block = block.block,
            .is_final = is_canonical && is_final(node, block.slot),
            .is_canonical = is_canonical};
}

BlockAt block_at(const Archive::Block& block) {
    return {.root = block.root,
            .state_root = block.state_root,
            .block = block.block,
            .is_final = true,
            .is_canonical = true};
}

/// The chain has those from the finalized one on, the archive the older ones.
Outcome<BlockAt> block_by_root(const Node& node, const Bytes32& root, std::string_view id) {
    if (const beacon::Node* block = node.chain.find(root)) return block_at(node, *block);
    if (const Archive::Block* block = node.archive.find(root)) return block_at(*block);
    return not_found("block", id);
}

Outcome<BlockAt> block_by_slot(const Node& node, Slot slot, std::string_view id) {
    if (const beacon::Node* block = node.chain.at(slot)) return block_at(node, *block);
    const bool is_pruned = slot < node.chain.all().front().slot;
    const Archive::Block* block = is_pruned ? node.archive.at(slot) : nullptr;
    if (block == nullptr) return not_found("block", id);
    return block_at(*block);
}

Outcome<StateAt> state_by_root(Node& node, const Bytes32& root, std::string_view id) {
    if (const auto state = node.chain.state_by_root(root)) {
        const beacon::Node* block = node.chain.at((*state)->slot);
        const bool is_canonical = block != nullptr && block->state_root == root;
        return StateAt{.state = *state, .is_final = is_canonical && is_final(node, (*state)->slot)};
    }
    const Archive::Block* block = node.archive.find_by_state(root);
    if (block == nullptr) return not_found("state", id);
    return state_at(node, block->block->message.slot);
}

}  // namespace

Epoch epoch_now(const Node& node) {
    return epoch_of(node.status.slot, node.chain.rules().slots_per_epoch);
}

bool is_final(const Node& node, Slot slot) {
    const std::uint64_t per_epoch = node.chain.rules().slots_per_epoch.value;
    return slot.value <= node.chain.finalized().epoch.value * per_epoch;
}

Outcome<StateAt> state_at(Node& node, Slot slot) {
    const Slot latest = std::max(node.status.slot, node.chain.head().slot);
    if (slot > latest) return not_found("state", fmt::format("slot {} is yet to come", slot.value));
    const bool is_known =
        node.latest.state && node.latest.head == node.chain.head().root && node.latest.slot == slot;
    if (!is_known) {
        const bool is_pruned = slot < node.chain.all().front().slot;
        auto state =
            is_pruned ? node.archive.state_at(slot, node.chain.known()) : node.chain.state_at(slot);
        if (!state) return not_found("state", state.error().what);
        node.latest = {.head = node.chain.head().root, .slot = slot, .state = *std::move(state)};
    }
    return StateAt{.state = node.latest.state, .is_final = is_final(node, slot)};
}

Outcome<StateAt> find_state(const Call& call, std::string_view id) {
    Node& node = call.node;
    const auto of = [&node](beacon::StateView state) {
        const bool final = is_final(node, state->slot);
        return StateAt{.state = std::move(state), .is_final = final};
    };
    if (id == "head") return of(node.chain.head_state());
    if (id == "finalized") return of(node.chain.finalized_state());
    if (id == "justified") return of(node.chain.justified_state());
    if (id == "genesis") return state_at(node, Slot{0});
    if (id.starts_with("0x")) {
        const auto root = parse_fixed<Bytes32>(id);
        if (!root) return bad_id("state", id);
        return state_by_root(node, *root, id);
    }
    const auto slot = parse_uint64(id);
    if (!slot) return bad_id("state", id);
    return state_at(node, Slot{*slot});
}

Outcome<BlockAt> find_block(const Call& call, std::string_view id) {
    const Node& node = call.node;
    if (id == "head") return block_at(node, node.chain.head());
    if (id == "finalized") return block_by_root(node, node.chain.finalized().root, id);
    if (id == "justified") return block_by_root(node, node.chain.justified().root, id);
    if (id == "genesis") {
        const Archive::Block* block = node.archive.genesis();
        if (block == nullptr) return not_found("block", id);
        return block_at(*block);
    }
    if (id.starts_with("0x")) {
        const auto root = parse_fixed<Bytes32>(id);
        if (!root) return bad_id("block", id);
        return block_by_root(node, *root, id);
    }
    const auto slot = parse_uint64(id);
    if (!slot) return bad_id("block", id);
    return block_by_slot(node, Slot{*slot}, id);
}

Bytes32 block_root_at(const Node& node, const beacon::State& state, Slot slot) {
    if (slot < state.slot && state.slot <= slot + Slot{eth::kSlotsPerHistoricalRoot})
        return state.block_roots[slot.value % eth::kSlotsPerHistoricalRoot];
    return node.chain.head().root;
}

Outcome<std::optional<ValidatorIndex>> find_validator(Node& node, const beacon::State& state,
                                                      std::string_view id) {
    if (id.starts_with("0x")) {
        const auto key = parse_fixed<PubkeyBytes>(id);
        if (!key) return refuse(400, fmt::format("validator id: '{}' is no public key", shown(id)));
        node.keys.learn(state);
        return node.keys.find(*key);
    }
    TRY(const std::uint64_t index, number("validator id", id));
    if (index >= state.validators.size()) return std::optional<ValidatorIndex>{};
    return std::optional{ValidatorIndex{index}};
}

Outcome<std::vector<ValidatorIndex>> find_validators(Node& node, const beacon::State& state,
                                                     std::span<const std::string> ids) {
    node.keys.learn(state);
    std::vector<ValidatorIndex> found;
    for (const std::string& id : ids) {
        if (!id.starts_with("0x")) {
            TRY(const auto index, find_validator(node, state, id));
            if (index) found.push_back(*index);
            continue;
        }
        const auto key = parse_fixed<PubkeyBytes>(id);
        if (!key) return refuse(400, fmt::format("validator id: '{}' is no public key", shown(id)));
        if (const auto index = node.keys.find(*key)) found.push_back(*index);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

Outcome<Epoch> epoch_up_to(const Call& call, std::string_view text, Epoch ahead) {
    TRY(const std::uint64_t epoch, number("epoch", text));
    const Epoch last = epoch_now(call.node) + ahead;
    if (epoch > last.value)
        return refuse(400, fmt::format("epoch: {} is after {}, the last that can be told of", epoch,
                                       last.value));
    return Epoch{epoch};
}

}  // namespace stafi::devnet::beacon_api
