#include "devnet/world/driver.hpp"

#include <ranges>
#include <utility>
#include <vector>

#include "eth/ssz/ssz.hpp"

namespace stafi::devnet {

using Mode = beacon::Signatures::Mode;
using MaybeBlock = std::optional<eth::SignedBeaconBlock>;

Task<Result<SlotOutcome>> Driver::live(Slot slot) {
    const auto turn = co_await turns_.take();
    if (chain_.head().slot >= slot) {  // somebody else's block was faster
        CO_TRY_VOID(vote(slot));
        co_return SlotOutcome{.block = chain_.head().root, .change = {}};
    }
    CO_TRY(Validators::MaybeParts parts, co_await parts_of(slot));
    CO_TRY(MaybeBlock block, validators_.propose(chain_, slot, std::move(parts)));
    CO_TRY(const SlotOutcome outcome, co_await take(std::move(block), Mode::verified));
    CO_TRY_VOID(vote(slot));
    co_return outcome;
}

Task<Result<SlotOutcome>> Driver::pass(Slot slot) {
    if (!do_vote_) co_return co_await live(slot);
    const auto turn = co_await turns_.take();
    const Epoch epoch = epoch_of(slot, chain_.rules().slots_per_epoch);
    const bool is_signed = epoch.value % kSignedOneIn == 0;
    CO_TRY(Validators::MaybeParts parts, co_await parts_of(slot));
    CO_TRY(MaybeBlock block, validators_.forward(chain_, slot, std::move(parts), is_signed));
    CO_TRY(const SlotOutcome outcome,
           co_await take(std::move(block), is_signed ? Mode::verified : Mode::trusted));
    CO_TRY_VOID(submit_exits());
    co_return outcome;
}

Result<> Driver::miss(Slot slot) { return vote(slot); }

Task<Result<Validators::MaybeParts>> Driver::parts_of(Slot slot) {
    CO_TRY(const std::optional<Address> fee_recipient, validators_.fee_recipient(chain_, slot));
    if (!fee_recipient) co_return std::nullopt;
    CO_TRY(beacon::PayloadAttributes attributes, chain_.payload_attributes(slot));
    CO_TRY(eth::BuiltPayload built, co_await engine_.build(std::move(attributes), *fee_recipient));
    beacon::BlockParts parts;
    parts.payload = std::move(built.payload);
    parts.requests = std::move(built.requests);
    co_return parts;
}

Task<Result<SlotOutcome>> Driver::take(MaybeBlock block, Mode mode) {
    if (!block) co_return SlotOutcome{};
    NewPayload payload{.payload = block->message.body.execution_payload,
                       .requests = block->message.body.execution_requests,
                       .parent_beacon_block_root = block->message.parent_root};
    CO_TRY_VOID(co_await engine_.adopt(std::move(payload)));
    SlotOutcome outcome;
    CO_TRY(outcome.change, chain_.add(*block, mode));
    outcome.block = ssz::hash_tree_root(block->message);
    CO_TRY_VOID(co_await choose_head());
    CO_TRY_VOID(co_await follow(*outcome.change));
    hear_(outcome.block, *outcome.change);
    co_return outcome;
}

Task<Result<eth::BuiltPayload>> Driver::build(beacon::PayloadAttributes attributes,
                                              Address fee_recipient) {
    const auto turn = co_await turns_.take();
    co_return co_await engine_.build(std::move(attributes), fee_recipient);
}

Task<Result<>> Driver::import(eth::SignedBeaconBlock block) {
    const auto turn = co_await turns_.take();
    MaybeBlock published{std::move(block)};
    CO_TRY_VOID(co_await take(std::move(published), Mode::verified));
    co_return Result<>{};
}

Result<> Driver::vote(Slot slot) {
    if (!do_vote_) return {};
    TRY(const SlotVotes votes, validators_.votes(chain_, slot));
    for (const eth::Attestation& aggregate : votes.aggregates)
        TRY_VOID(chain_.submit(aggregate));
    for (const eth::SingleAttestation& single : votes.singles)
        TRY_VOID(chain_.submit(single));
    TRY(const SlotSyncVotes seats, validators_.sync_votes(chain_, slot));
    for (const eth::SyncCommitteeContribution& contribution : seats.contributions)
        TRY_VOID(chain_.submit(contribution));
    for (const eth::SyncCommitteeMessage& message : seats.messages)
        TRY_VOID(chain_.submit(message));
    return submit_exits();
}

Result<> Driver::submit_exits() {
    TRY(const auto exits, validators_.exits(chain_));
    for (const eth::SignedVoluntaryExit& exit : exits)
        if (const Result<> taken = chain_.submit(exit); !taken) continue;  // asked too early
    return {};
}

Task<Result<beacon::HeadChange>> Driver::reorg(std::size_t depth) {
    const auto turn = co_await turns_.take();
    CO_TRY(beacon::HeadChange change, chain_.abandon(depth));
    CO_TRY_VOID(co_await choose_head());
    rewind(execution_block());
    hear_(std::nullopt, change);
    co_return change;
}

Task<Result<>> Driver::follow(beacon::HeadChange change) {
    if (change.after == change.before) co_return Result<>{};
    if (change.is_reorg) rewind(number_at(change.common));
    std::vector<const beacon::Node*> news;  // the latest first
    for (const beacon::Node* node = &chain_.head(); node != nullptr && node->slot > change.common;
         node = chain_.find(node->parent))
        news.push_back(node);
    std::vector<std::pair<BlockNumber, Bytes32>> blocks;
    for (const beacon::Node* node : std::views::reverse(news)) {
        const eth::ExecutionPayload& payload = node->block->message.body.execution_payload;
        blocks.emplace_back(payload.block_number, payload.block_hash);
        pool_.follow(node->block->message.body);
    }
    for (const auto& [number, hash] : blocks)
        CO_TRY_VOID(co_await ssv_.follow(number, hash));
    co_return Result<>{};
}

void Driver::rewind(BlockNumber last) {
    ssv_.rewind(last);
    pool_.rewind(last);
}

Task<Result<>> Driver::choose_head() {
    const eth::ForkchoiceState state{
        .head_block_hash = execution_hash(),
        .safe_block_hash = payload_of(chain_.justified().root).value_or(Bytes32{}),
        .finalized_block_hash = payload_of(chain_.finalized().root).value_or(Bytes32{})};
    return engine_.choose(state);
}

Bytes32 Driver::execution_hash() const {
    return payload_of(chain_.head().root).value_or(engine_.first_block().hash);
}

BlockNumber Driver::execution_block() const { return number_at(chain_.head().slot); }

ExecutionHead Driver::execution_head() const {
    return {.hash = execution_hash(),
            .number = execution_block(),
            .safe = number_of(chain_.find(chain_.justified().root)),
            .finalized = number_of(chain_.find(chain_.finalized().root))};
}

BlockNumber Driver::number_at(Slot slot) const { return number_of(chain_.at(slot)); }

BlockNumber Driver::number_of(const beacon::Node* node) const {
    if (node == nullptr || !payload_of(node->root)) return engine_.first_block().number;
    return node->block->message.body.execution_payload.block_number;
}

std::optional<Bytes32> Driver::payload_of(const Bytes32& block_root) const {
    const beacon::Node* node = chain_.find(block_root);
    if (node == nullptr) return std::nullopt;
    const Bytes32& hash = node->block->message.body.execution_payload.block_hash;
    return hash == Bytes32{} ? std::nullopt : std::optional{hash};
}

}  // namespace stafi::devnet
