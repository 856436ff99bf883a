#include <fmt/format.h>

#include "base/hex.hpp"
#include "beacon/block/block.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"

namespace stafi::devnet::beacon_api {
namespace {

std::string header_json(const BlockAt& at) {
    const eth::SignedBeaconBlockHeader header{.message = beacon::header_of(at.block->message),
                                              .signature = at.block->signature};
    return fmt::format(R"({{"root":"{}","canonical":{},"header":{}}})", to_hex0x(at.root.view()),
                       at.is_canonical, ssz::to_json(header));
}

/// Of whatever branch; of old ones, only the canonical one is known.
Outcome<std::vector<BlockAt>> blocks_where(const Call& call, std::optional<Slot> slot,
                                           std::optional<Bytes32> parent) {
    std::vector<BlockAt> found;
    for (const beacon::Node& node : call.node.chain.all()) {
        if (slot && node.slot != *slot) continue;
        if (parent && node.parent != *parent) continue;
        TRY(BlockAt at, find_block(call, to_hex0x(node.root.view())));
        found.push_back(std::move(at));
    }
    if (!found.empty() || !slot) return found;
    TRY(BlockAt at, find_block(call, fmt::to_string(slot->value)));
    if (!parent || at.block->message.parent_root == *parent) found.push_back(std::move(at));
    return found;
}

}  // namespace

Outcome<Reply> headers(const Call& call) {
    std::optional<Slot> slot;
    std::optional<Bytes32> parent;
    if (const auto text = call.target.query("slot")) {
        TRY(const std::uint64_t value, number("slot", *text));
        slot = Slot{value};
    }
    if (const auto text = call.target.query("parent_root")) {
        TRY(parent, at("parent_root", parse_fixed<Bytes32>(*text)));
    }
    if (!slot && !parent) slot = call.node.chain.head().slot;
    TRY(const auto found, blocks_where(call, slot, parent));
    bool is_final = !found.empty();
    std::string list;
    for (const BlockAt& at : found) {
        is_final = is_final && at.is_final;
        list += fmt::format("{}{}", list.empty() ? "" : ",", header_json(at));
    }
    return answer_with(call, is_final, fmt::format("[{}]", list));
}

Outcome<Reply> header(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    return answer_with(call, at.is_final, header_json(at));
}

Outcome<Reply> block(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    return versioned(call, at.is_final, *at.block);
}

Outcome<Reply> block_root(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    return answer_with(call, at.is_final,
                       fmt::format(R"({{"root":"{}"}})", to_hex0x(at.root.view())));
}

Outcome<Reply> block_attestations(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    Call json = call;
    json.form = Form::json;
    return versioned(json, at.is_final, at.block->message.body.attestations);
}

/// Nobody publishes blobs here.
Outcome<Reply> blob_sidecars(const Call& call) {
    TRY(const BlockAt at, find_block(call, call.ids[0]));
    return versioned(call, at.is_final, ssz::List<Bytes32, 1>{});
}

}  // namespace stafi::devnet::beacon_api
