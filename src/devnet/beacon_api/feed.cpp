#include "devnet/beacon_api/feed.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "beacon/block/attestations.hpp"

namespace stafi::devnet::beacon_api {
namespace {

constexpr std::size_t kShownMax = 40;

std::string hex(const Bytes32& root) { return to_hex0x(root.view()); }

/// Whose state the chain may have pruned.
Bytes32 state_root_of(const beacon::Chain& chain, const Bytes32& block) {
    const beacon::Node* node = chain.find(block);
    return node == nullptr ? Bytes32{} : node->state_root;
}

/// The block that decided the duties of `epoch`, as the head has it.
Bytes32 decided_by(beacon::Chain& chain, const beacon::State& head, Epoch epoch) {
    const Bytes32 root = beacon::dependent_root(head, epoch);
    return root == Bytes32{} ? chain.head().root : root;
}

}  // namespace

Result<Topics> parse_topics(const std::vector<std::string>& names) {
    if (names.empty()) return fail(Reason::bad_argument, "topics: at least one is expected");
    Topics topics;
    for (const std::string& name : names) {
        const auto known = std::ranges::find(kTopicNames, name);
        if (known == kTopicNames.end())
            return fail(Reason::bad_argument, fmt::format("topics: '{}' is unknown",
                                                          printable(name.substr(0, kShownMax))));
        topics.set(static_cast<std::size_t>(known - kTopicNames.begin()));
    }
    return topics;
}

void Feed::add(Topic topic, std::string_view json) {
    const std::string_view name = kTopicNames.at(static_cast<std::size_t>(topic));
    events_.push_back({.topic = topic, .text = fmt::format("event: {}\ndata: {}\n\n", name, json)});
    if (events_.size() <= kKept) return;
    events_.pop_front();
    ++first_;
}

Result<std::string> Feed::read(std::uint64_t& place, Topics wanted) const {
    if (place < first_)
        return fail(Reason::out_of_range,
                    fmt::format("events: a reader is more than {} behind", kKept));
    std::string text;
    for (; place < end(); ++place) {
        const Event& event = events_[place - first_];
        if (wanted.test(static_cast<std::size_t>(event.topic))) text += event.text;
    }
    return text;
}

void tell_block(Feed& feed, const beacon::Node& block, bool is_optimistic) {
    feed.add(Topic::block_gossip,
             fmt::format(R"({{"slot":"{}","block":"{}"}})", block.slot.value, hex(block.root)));
    feed.add(Topic::block, fmt::format(R"({{"slot":"{}","block":"{}","execution_optimistic":{}}})",
                                       block.slot.value, hex(block.root), is_optimistic));
}

void tell_change(Feed& feed, beacon::Chain& chain, const beacon::HeadChange& change,
                 bool is_optimistic) {
    const beacon::StateView state = chain.head_state();
    const beacon::Node& head = chain.head();
    const SlotsPerEpoch per_epoch = chain.rules().slots_per_epoch;
    const Epoch epoch = epoch_of(head.slot, per_epoch);
    if (change.is_reorg) {
        const beacon::Node* old = chain.find(change.before);
        const Slot tip = old == nullptr ? head.slot : std::max(old->slot, head.slot);
        feed.add(Topic::chain_reorg,
                 fmt::format(R"({{"slot":"{}","depth":"{}","old_head_block":"{}",)"
                             R"("new_head_block":"{}","old_head_state":"{}","new_head_state":"{}",)"
                             R"("epoch":"{}","execution_optimistic":{}}})",
                             head.slot.value, (tip - change.common).value, hex(change.before),
                             hex(change.after), hex(state_root_of(chain, change.before)),
                             hex(head.state_root), epoch.value, is_optimistic));
    }
    if (change.before != change.after) {
        const beacon::Node* parent = chain.find(head.parent);
        const bool is_transition = parent == nullptr || epoch_of(parent->slot, per_epoch) < epoch;
        feed.add(
            Topic::head,
            fmt::format(R"({{"slot":"{}","block":"{}","state":"{}","epoch_transition":{},)"
                        R"("previous_duty_dependent_root":"{}","current_duty_dependent_root":"{}",)"
                        R"("execution_optimistic":{}}})",
                        head.slot.value, hex(head.root), hex(head.state_root), is_transition,
                        hex(decided_by(chain, *state, epoch)),
                        hex(decided_by(chain, *state, epoch + Epoch{1})), is_optimistic));
    }
    if (change.is_finalized)
        feed.add(Topic::finalized_checkpoint,
                 fmt::format(R"({{"block":"{}","state":"{}","epoch":"{}",)"
                             R"("execution_optimistic":{}}})",
                             hex(chain.finalized().root),
                             hex(state_root_of(chain, chain.finalized().root)),
                             chain.finalized().epoch.value, is_optimistic));
}

}  // namespace stafi::devnet::beacon_api
