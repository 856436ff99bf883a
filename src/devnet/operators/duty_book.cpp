#include "devnet/operators/duty_book.hpp"

#include <algorithm>

namespace stafi::devnet {
namespace {

constexpr std::uint64_t kHour = 3600;

/// The first hour of a window that ends with the hour `last`.
std::uint64_t first_hour(std::uint64_t last, UnixSeconds window) {
    return last + 1 - std::min(last + 1, window.value / kHour);
}

}  // namespace

void DutyBook::record(OperatorId id, UnixSeconds when, bool done) {
    auto& hours = hours_[id];
    Count& count = hours[when.value / kHour];
    count.expected += 1;
    count.done += done ? 1 : 0;
    hours.erase(hours.begin(), hours.lower_bound(first_hour(hours.rbegin()->first, kMonth)));
}

std::optional<double> DutyBook::performance(OperatorId id, UnixSeconds now,
                                            UnixSeconds window) const {
    CHECK(window <= kMonth);
    const auto book = hours_.find(id);
    if (book == hours_.end()) return std::nullopt;
    const std::uint64_t last = now.value / kHour;
    Count sum;
    for (auto hour = book->second.lower_bound(first_hour(last, window));
         hour != book->second.end() && hour->first <= last; ++hour) {
        sum.expected += hour->second.expected;
        sum.done += hour->second.done;
    }
    if (sum.expected == 0) return std::nullopt;
    return 100.0 * static_cast<double>(sum.done) / static_cast<double>(sum.expected);
}

}  // namespace stafi::devnet
