#include "devnet/operators/event_delay.hpp"

#include <algorithm>
#include <iterator>

#include "base/check.hpp"

namespace stafi::devnet {

void EventDelay::observe(BlockNumber block, std::vector<ssv::Event> events) {
    CHECK(!last_ || block > *last_);
    last_ = block;
    if (!events.empty() && (!taken_ || block > *taken_)) waiting_.emplace(block, std::move(events));
}

void EventDelay::rewind(BlockNumber last) {
    if (last_) last_ = std::min(*last_, last);
    waiting_.erase(waiting_.upper_bound(last), waiting_.end());
}

std::vector<ssv::Event> EventDelay::take() {
    std::vector<ssv::Event> deep;
    if (!last_ || *last_ < kBlocks) return deep;
    taken_ = std::max(taken_.value_or(BlockNumber{0}), *last_ - kBlocks);
    while (!waiting_.empty() && waiting_.begin()->first <= *taken_) {
        std::ranges::move(waiting_.begin()->second, std::back_inserter(deep));
        waiting_.erase(waiting_.begin());
    }
    return deep;
}

}  // namespace stafi::devnet
