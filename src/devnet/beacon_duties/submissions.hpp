#pragma once

#include "devnet/beacon_api/call.hpp"
#include "devnet/beacon_api/node.hpp"

namespace stafi::devnet::beacon_api {

/// What was signed for a slot that the clock has not reached is not looked at.
/// Errors: bad_argument.
[[nodiscard]] Result<> check_time(const Node& node, Slot slot);

/// Takes each item of a list; refuses the request with the places of those that were not taken,
/// after all others were. `take(item)` returns a Result<>.
template <class List, class Take>
[[nodiscard]] Outcome<Reply> take_each(const List& items, const Take& take) {
    Refusal refusal{400, "some items were refused, as failures say"};
    for (std::size_t i = 0; i < items.size(); ++i)
        if (const Result<> taken = take(items[i]); !taken)
            refusal.failures.push_back({.index = i, .message = taken.error().what});
    if (!refusal.failures.empty()) return tl::unexpected(std::move(refusal));
    return Answer{};
}

}  // namespace stafi::devnet::beacon_api
