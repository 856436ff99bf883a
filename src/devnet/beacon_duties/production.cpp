#include <fmt/format.h>

#include "base/uint256.hpp"
#include "beacon/block/signatures.hpp"
#include "beacon/state/committees.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_duties/bodies.hpp"
#include "devnet/beacon_duties/duties.hpp"
#include "devnet/beacon_queries/rewards.hpp"

namespace stafi::devnet::beacon_api {
namespace {

Outcome<Bytes32> asked_graffiti(const Call& call) {
    if (!call.target.query("graffiti")) return Bytes32{};
    return needed_fixed<Bytes32>(call, "graffiti");
}

Outcome<SignatureBytes> asked_reveal(const Call& call, const beacon::State& state,
                                     ValidatorIndex proposer) {
    TRY(const auto reveal, needed_fixed<SignatureBytes>(call, "randao_reveal"));
    if (call.target.query("skip_randao_verification")) return reveal;
    beacon::Signatures signatures{call.node.chain.known().keys, beacon::Signatures::Mode::verified};
    const auto check = [&]() -> Result<> {
        TRY_VOID(signatures.add(state.validators.at(proposer.value).pubkey,
                                beacon::randao_root(state, state.epoch()), reveal));
        return signatures.verify();
    };
    TRY_VOID(at(fmt::format("randao_reveal of validator {}", proposer.value), check()));
    return reveal;
}

Address recipient_of(const Node& node, ValidatorIndex proposer) {
    const auto named = node.fee_recipients.find(proposer);
    return named == node.fee_recipients.end() ? node.facts.fee_recipient : named->second;
}

/// What the proposer earns on the beacon chain, in wei.
std::string consensus_value(Node& node, const eth::BeaconBlock& block) {
    const auto rewards = rewards_of(node, block);
    if (!rewards) return "0";
    constexpr std::uint64_t wei_per_gwei = 1'000'000'000;
    return to_decimal(Uint256{rewards->total().value} * wei_per_gwei);
}

}  // namespace

Outcome<Reply> order_block(const Call& call) {
    Node& node = call.node;
    if (node.status.is_syncing) return refuse(503, "the node is syncing");
    TRY(const std::uint64_t slot, number("slot", call.ids[0]));
    TRY_VOID(call.target.number("builder_boost_factor", 100));
    TRY(const Bytes32 graffiti, asked_graffiti(call));
    const beacon::Node& head = node.chain.head();
    if (slot <= head.slot.value || slot > node.status.slot.value + 1)
        return refuse(400, fmt::format("slot: {} is not after the head's, {}, and up to the "
                                       "clock's next, {}",
                                       slot, head.slot.value, node.status.slot.value + 1));
    TRY(const beacon::StateView state, node.chain.state_at(Slot{slot}));
    const ValidatorIndex proposer = beacon::proposer_at(*state, Slot{slot});
    TRY(const SignatureBytes reveal, asked_reveal(call, *state, proposer));
    return BlockOrder{.slot = Slot{slot},
                      .parent = head.root,
                      .randao_reveal = reveal,
                      .graffiti = graffiti,
                      .fee_recipient = recipient_of(node, proposer),
                      .form = call.form};
}

Outcome<Answer> finish_block(Node& node, const BlockOrder& order, const eth::BuiltPayload& built) {
    if (node.chain.head().root != order.parent)
        return refuse(503, "the head has moved while the payload was built: ask again");
    const auto block = node.chain.produce(order.slot, {.randao_reveal = order.randao_reveal,
                                                       .graffiti = order.graffiti,
                                                       .payload = built.payload,
                                                       .requests = built.requests,
                                                       .attestations = {},
                                                       .sync_aggregate = std::nullopt});
    if (!block) return refuse(500, block.error().what);
    const BlockContents contents{.block = *block, .kzg_proofs = {}, .blobs = {}};
    const std::string payload_value = to_decimal(built.block_value);
    const std::string block_value = consensus_value(node, *block);
    Answer answer{.form = order.form,
                  .headers = {{"Eth-Consensus-Version", std::string{kVersion}},
                              {"Eth-Execution-Payload-Blinded", "false"},
                              {"Eth-Execution-Payload-Value", payload_value},
                              {"Eth-Consensus-Block-Value", block_value}}};
    if (order.form == Form::ssz) {
        answer.body = text_of(BytesView{ssz::encode(contents)});
        return answer;
    }
    answer.body =
        fmt::format(R"({{"version":"{}","execution_payload_blinded":false,)"
                    R"("execution_payload_value":"{}","consensus_block_value":"{}","data":{}}})",
                    kVersion, payload_value, block_value, ssz::to_json(contents));
    return answer;
}

Outcome<Reply> publish_block(const Call& call) {
    const auto validation = call.target.query("broadcast_validation").value_or("gossip");
    if (validation != "gossip" && validation != "consensus" &&
        validation != "consensus_and_equivocation")
        return refuse(400,
                      "broadcast_validation: none of gossip, consensus and "
                      "consensus_and_equivocation");
    TRY(SignedBlockContents contents, read_body<SignedBlockContents>(call));
    if (!contents.blobs.empty()) return refuse(400, "blobs: this chain carries none");
    const Bytes32 root = ssz::hash_tree_root(contents.signed_block.message);
    if (call.node.chain.find(root) != nullptr) return Answer{};  // it is known: nothing to do
    return Import{.block = std::move(contents.signed_block)};
}

}  // namespace stafi::devnet::beacon_api
